import { DEFAULT_LIMITS, FUNCTIONS, type FunctionDefinition, printJson } from '../../src/flows/language/index.ts';

const FAMILIES: readonly (readonly [FunctionDefinition['family'], string])[] = [
  ['string', 'Text'],
  ['collection', 'Collections'],
  ['logical', 'Conditions'],
  ['conversion', 'Conversion'],
  ['math', 'Numbers'],
  ['date and time', 'Dates and times'],
  ['workflow', 'The run'],
  ['uri', 'URIs'],
  ['manipulation', 'Objects and XML'],
];

/** `docs/flows-language.md`: the language, and every function from its own description. */
export function flowsLanguagePage(): string {
  const sections = FAMILIES.map(([family, title]) =>
    familySection(
      title,
      FUNCTIONS.filter((own) => own.family === family),
    ),
  );
  return `${INTRODUCTION}\n${limits()}\n## Functions\n\nThis list is made from the sources (\`npm run docs\`). Names are found in any case. Arguments in brackets may be left out; \`…\` takes any number.\n\n${sections.join('\n')}`;
}

function familySection(title: string, functions: readonly FunctionDefinition[]): string {
  const rows = [...functions].sort((a, b) => (a.name < b.name ? -1 : 1)).map(functionRow);
  return `### ${title}\n\n| function | gives | example |\n|---|---|---|\n${rows.join('\n')}\n`;
}

function functionRow(own: FunctionDefinition): string {
  const old = own.replacement === undefined ? '' : ` Old: use \`${own.replacement}\`.`;
  const example =
    own.needsRun || own.isRandom
      ? `\`${own.example.expression}\``
      : `\`${own.example.expression}\` → \`${printJson(own.example.result)}\``;
  return `| \`${signature(own)}\` | ${cell(own.summary)}${old} | ${cell(example)} |`;
}

function signature({ name, parameters }: FunctionDefinition): string {
  const words = parameters.map((parameter) => {
    const word = parameter.isRest ? `${parameter.name}…` : parameter.name;
    return parameter.isOptional ? `[${word}]` : word;
  });
  return `${name}(${words.join(', ')})`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function limits(): string {
  const { steps, outputLength, seconds } = DEFAULT_LIMITS;
  const number = (value: number) => value.toLocaleString('en');
  return `## Limits

| what | at most |
|---|---|
| characters of one expression | 8,192 |
| steps of one evaluation (calls and elements made) | ${number(steps)} |
| characters of any text made on the way | ${number(outputLength)} |
| time of one evaluation | ${seconds} s |
| elements of \`range\` | 100,000 |
| levels of JSON | 1,000 |

What goes beyond stops with an error that says so; nothing is cut off in silence.
`;
}

const INTRODUCTION = `# The language of flows

Definitions are written in the Workflow Definition Language, as Power Automate and Logic Apps write them. This page says how Fluxu reads it; [conformance](conformance.md) says how that is measured.

## Where expressions stand

| in a definition | what it is |
|---|---|
| \`@triggerBody()\` | an expression: the value keeps its type |
| \`Hello @{triggerBody()?['name']}\` | a text with an expression in it: always a text |
| \`@@name\` | the text \`@name\` |
| \`a @@{b}\` | the text \`a @{b}\` |
| \`@\`, \` @x\` | plain text |

Keys of objects may hold expressions, too. An expression is a constant or a function call; only calls are followed by \`.name\`, \`['name']\` or \`[0]\`, and there are no operators. Texts stand in single quotes, doubled inside: \`'it''s'\`. \`true\`, \`false\`, \`null\` and names of functions are found in any case.

\`?\` before a key gives null when the key or element is missing or what it is read from is null. It forgives nothing else: reading a name from a number still fails. Keys of objects are found in any case, the exact one first. A key with slashes, such as \`['body/value']\`, is one key; where no property has that name it is followed as a path, as outputs of connectors need it.

\`and\`, \`or\`, \`if\` and \`coalesce\` evaluate only what they need.

## Values

- **Integers** have 64 bits and never lose digits; going beyond is an error. **Floats** are doubles. \`decimal()\` gives numbers of 28 digits. \`div\` and \`mod\` of two integers give integers.
- **As text**, null is empty, booleans are \`True\` and \`False\`, whole floats have no point, objects and arrays are compact JSON.
- **Binaries** are \`{"$content-type", "$content"}\` with base64; as text they are decoded by their charset, and bytes that cannot be are shown as U+FFFD. Forms add \`$formdata\`, multipart bodies \`$multipart\`.
- **XML** becomes JSON and back by the rules of Json.NET (\`@attribute\`, \`#text\`, \`#cdata-section\`, arrays for repeated elements, \`_x0020_\` for signs that names cannot have). \`xpath\` is XPath 1.0: nodes come as XML, attributes and texts as texts.
- **Moments** are texts; they are counted in units of 100 ns. One without a zone stays without; one with an offset is turned into UTC.

## Cultures and time zones

Cultures are named as in .NET (\`de-DE\`, any case); names of days and months, order and signs come from CLDR, which .NET uses as well. Formats of dates and numbers are .NET's, standard and custom. Time zones are Windows names (\`Romance Standard Time\`) or IANA names (\`Europe/Madrid\`).

## Errors

An error names the function, the argument, the value found and what was expected, the column with a caret below, and the nearest name where one was mistyped:

\`\`\`
FLX_FLOW_UNKNOWN_FUNCTION  There is no function 'addDay'.
      @{addDay(utcNow(), 1)}
        ^^^^^^
  fix Did you mean 'addDays'?
\`\`\`

## Checking, importing, exporting

\`fluxu flow check FILE…\` reads a definition in any wrapping and finds every problem at once: shape, types, limits, order of actions, names in expressions. A \`workflow.json\` is checked with the \`connections.json\`, \`parameters.json\` and \`host.json\` beside or above it.

\`fluxu flow import FILE…\` keeps flows in the workspace and says which connections they lack; \`--connection reference=name\` names one. A new flow that lacks connections is stopped. The same file again changes nothing; a changed one is a new version that keeps its connections. Read are:

| wrapping | file |
|---|---|
| definition | bare JSON with \`triggers\` and \`actions\` |
| workflow | \`workflow.json\` of Logic Apps Standard, with values from \`parameters.json\` |
| arm | deployment template: expressions are resolved where its defaults tell; the rest stays as text and is listed |
| solution | a flow of a solution, packed (zip) or unpacked |
| package | a package of Power Automate (zip) |

Zips inside zips, byte-order marks and trailing commas are no obstacle.

\`fluxu flow export NAME --format definition|package|solution|arm --out FILE\` writes a flow. One that was imported in that format is the file as it came, with the definition as it is now.
`;
