import type { FunctionView } from '../../../../../../src/app/view/designer.ts';

/** A call around a place in a text, and which of its arguments the place is in, from 0. */
export interface CallAt {
  readonly name: string;
  readonly argument: number;
}

/** The innermost call that the end of a text is in; undefined outside of any. Quoted text and what is closed do not count. */
export function callAtEnd(before: string): CallAt | undefined {
  const text = before.replaceAll(/'(?:[^']|'')*'/g, (quoted) => ' '.repeat(quoted.length));
  let depth = 0;
  let argument = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const letter = text.charAt(at);
    if (letter === ')' || letter === ']') depth += 1;
    else if (letter === '[') depth -= 1;
    else if (letter === ',' && depth === 0) argument += 1;
    else if (letter === '(') {
      if (depth === 0) return named(text.slice(0, at), argument);
      depth -= 1;
    }
  }
  return undefined;
}

function named(before: string, argument: number): CallAt | undefined {
  const name = /[\w$]+$/.exec(before)?.[0];
  return name === undefined ? undefined : { name, argument };
}

/** The parameters of a function as people read them: `…text`, `count?`. */
export function parametersOf({ parameters }: Pick<FunctionView, 'parameters'>): readonly string[] {
  return parameters.map(({ name, isOptional, isRest }) => `${isRest ? '…' : ''}${name}${isOptional ? '?' : ''}`);
}
