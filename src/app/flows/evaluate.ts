import { evaluateCases, parseJson, printCaseResults } from '../../flows/language/index.ts';

/** Results of a JSON text with an array of cases, as JSON text with all digits kept; undefined when it is no such array. */
export function evaluateCasesText(text: string): string | undefined {
  const cases = parseCases(text);
  return cases === undefined ? undefined : printCaseResults(evaluateCases(cases));
}

function parseCases(text: string): Parameters<typeof evaluateCases>[0] | undefined {
  try {
    const value = parseJson(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
