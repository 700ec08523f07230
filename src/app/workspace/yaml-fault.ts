import type { YAMLError } from 'yaml';

/** Why a text is no YAML, in our own words where the fault is a usual one: those of the parser are in English alone. */
export function reasonOf({ code, message }: Pick<YAMLError, 'code' | 'message'>): string {
  if (code === 'MISSING_CHAR') return missingCharacter(message);
  return USUAL[code] ?? message;
}

/** Why a text that is YAML has no value: an alias that stands for nothing, or for too much. */
export function aliasReasonOf(message: string): string {
  if (message.startsWith('Unresolved alias')) return 'an alias (*) stands for no anchor (&) before it';
  return message.startsWith('Excessive alias count') ? 'its aliases (*) unfold to more than is taken' : message;
}

const USUAL: Readonly<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY: "a line is indented too far, or a text that holds ': ' is not in quotes",
  MULTILINE_IMPLICIT_KEY: "a name is not followed by ':'",
  BAD_INDENT: 'a bracket is not closed, or a line is indented too little',
  DUPLICATE_KEY: 'the same name stands there twice',
  TAB_AS_INDENT: 'a line is indented by a tab; use spaces',
  UNEXPECTED_TOKEN: 'this cannot stand here, or the line is indented otherwise than those around it',
  BAD_SCALAR_START: 'a text that begins with @ or ` is not in quotes',
  BAD_DQ_ESCAPE: 'a backslash in double quotes must be written twice',
  MULTIPLE_DOCS: "a second document begins with '---'; keep to one",
};

function missingCharacter(message: string): string {
  if (message.includes('quote')) return 'a quote is not closed';
  if (message.includes('without - indicator')) return "an item of a list is indented wrongly, or its '-' is missing";
  return message;
}
