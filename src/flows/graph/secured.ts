import { isArray, isObject, printJson, type Value, type ValueObject } from '../language/index.ts';
import { innerActions } from './references.ts';

/** What history hides of a step. */
export interface Secured {
  readonly inputs: boolean;
  readonly outputs: boolean;
}

const OPEN: Secured = { inputs: false, outputs: false };

/** These give what they got, so with their inputs their outputs are hidden, too; so are the elements of a loop. */
const ECHOES: ReadonlySet<string> = new Set(
  `compose parsejson response query select join table foreach initializevariable setvariable incrementvariable
  decrementvariable appendtostringvariable appendtoarrayvariable`.split(/\s+/),
);

/** Calls by which an expression reads what an action gave; the name is the first argument. */
const OF_ACTION =
  /\b(outputs|body|actionOutputs|actionBody|actions|result|items|variables|formDataValue|formDataMultiValues|multipartBody)\s*\(\s*'((?:[^']|'')*)'/gi;
const OF_ITEM = /\bitem\s*\(/i;
const OF_TRIGGER = /\btrigger(?:Outputs|Body|FormDataValue|FormDataMultiValues|MultipartBody)?\s*\(/i;

/**
 * What is hidden of each action, by its name in lower case: what `runtimeConfiguration.secureData` names, and the inputs of
 * every action that reads what is hidden (directly, through a loop, a variable or `result()`), since they hold it.
 */
export function findSecured(definition: ValueObject): ReadonlyMap<string, Secured> {
  const actions = collectActions(definition['actions']);
  const isTriggerSecret = isTriggerSecured(definition);
  const found = new Map([...actions].map(([key, { action }]) => [key, closeEcho(action, namedSecured(action))]));
  if (!isTriggerSecret && ![...found.values()].some(hidesAny)) return found;
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    const secrets = { isTriggerSecret, actions, found, variables: secretVariables(actions, found) };
    for (const [key, place] of actions) {
      const known = found.get(key) ?? OPEN;
      if (known.inputs || !readsSecret(place, secrets)) continue;
      found.set(key, closeEcho(place.action, { ...known, inputs: true }));
      isChanged = true;
    }
  }
  return found;
}

/** True when history hides what the trigger gave. */
export function isTriggerSecured({ triggers }: ValueObject): boolean {
  const all = Object.values(isObject(triggers) ? triggers : {});
  return all.some((trigger) => isObject(trigger) && namedSecured(trigger).outputs);
}

/** An action, the text of what it reads, and the names in lower case of what is around it. */
interface Place {
  readonly action: ValueObject;
  readonly text: string;
  readonly around: readonly string[];
}

function collectActions(
  actions: Value | undefined,
  around: readonly string[] = [],
  places = new Map<string, Place>(),
): ReadonlyMap<string, Place> {
  for (const [name, action] of Object.entries(isObject(actions) ? actions : {})) {
    if (!isObject(action)) continue;
    const key = name.toLowerCase();
    places.set(key, { action, text: textOf(action), around });
    for (const inner of innerActions(action)) collectActions(inner, [...around, key], places);
  }
  return places;
}

function namedSecured(definition: ValueObject): Secured {
  const runtime = definition['runtimeConfiguration'];
  const secure = isObject(runtime) ? runtime['secureData'] : undefined;
  const properties = isObject(secure) && isArray(secure['properties']) ? secure['properties'] : [];
  return { inputs: properties.includes('inputs'), outputs: properties.includes('outputs') };
}

function closeEcho(definition: ValueObject, secured: Secured): Secured {
  const isEcho = ECHOES.has(String(definition['type']).toLowerCase());
  return isEcho && secured.inputs ? { inputs: true, outputs: true } : secured;
}

function textOf({ inputs = null, foreach = null }: ValueObject): string {
  return printJson([inputs, foreach]);
}

interface Secrets {
  readonly isTriggerSecret: boolean;
  readonly actions: ReadonlyMap<string, Place>;
  readonly found: ReadonlyMap<string, Secured>;
  readonly variables: ReadonlySet<string>;
}

function readsSecret({ text, around }: Place, secrets: Secrets): boolean {
  const { isTriggerSecret, found } = secrets;
  if (isTriggerSecret && OF_TRIGGER.test(text)) return true;
  if (OF_ITEM.test(text) && around.some((key) => found.get(key)?.outputs)) return true;
  return [...text.matchAll(OF_ACTION)].some(([, reader = '', name = '']) =>
    givesSecret(reader.toLowerCase(), name.replaceAll("''", "'").toLowerCase(), secrets),
  );
}

function givesSecret(reader: string, name: string, { actions, found, variables }: Secrets): boolean {
  const { inputs, outputs } = found.get(name) ?? OPEN;
  if (reader === 'variables') return variables.has(name);
  if (reader === 'actions') return inputs || outputs;
  if (reader !== 'result') return outputs;
  return [...actions].some(([key, { around }]) => around.includes(name) && hidesAny(found.get(key)));
}

function hidesAny(secured: Secured = OPEN): boolean {
  return secured.inputs || secured.outputs;
}

/** Names in lower case of the variables that were given something hidden. */
function secretVariables(
  actions: ReadonlyMap<string, Place>,
  found: ReadonlyMap<string, Secured>,
): ReadonlySet<string> {
  const names = [...actions].flatMap(([key, { action }]) =>
    /variable$/i.test(String(action['type'])) && found.get(key)?.inputs ? variablesOf(action['inputs']) : [],
  );
  return new Set(names);
}

function variablesOf(inputs: Value | undefined): readonly string[] {
  const { name, variables } = isObject(inputs) ? inputs : {};
  const declared = isArray(variables) ? variables.flatMap(variablesOf) : [];
  return typeof name === 'string' ? [name.toLowerCase(), ...declared] : declared;
}
