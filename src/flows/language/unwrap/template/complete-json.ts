import { OPEN_KEY, unresolved } from '../../check/unresolved.ts';
import { parseJson } from '../../json/parse.ts';
import { isObject, type Value } from '../../values/value.ts';

const MARKED = /\ue000[a-z]*\ue000/g;

/**
 * The value of a JSON text with unknown parts: parts inside strings are kept as unknown, one at the end is taken for
 * more members. Undefined when the known part is no start of JSON.
 */
export function completeJson(text: string): Value | undefined {
  const whole = tryParse(text);
  if (whole !== undefined) return whole;
  const end = text.search(MARKED);
  const start = text.slice(0, end < 0 ? text.length : end).replace(/[,\s]+$/, '');
  const closed = tryParse(start + closing(start));
  return isObject(closed) ? { ...closed, [OPEN_KEY]: unresolved() } : undefined;
}

function tryParse(text: string): Value | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** The brackets that are still to be closed. */
function closing(text: string): string {
  const open: string[] = [];
  let isInString = false;
  for (let position = 0; position < text.length; position++) {
    const character = text[position];
    if (isInString && character === '\\') position++;
    else if (character === '"') isInString = !isInString;
    else if (isInString) continue;
    else if (character === '{') open.push('}');
    else if (character === '[') open.push(']');
    else if (character === '}' || character === ']') open.pop();
  }
  return (isInString ? '"' : '') + open.reverse().join('');
}
