import { atPlace } from '../../base/errors.ts';
import { evaluateCases, parseJson, printCaseResults } from '../../flows/language/index.ts';

/**
 * Results of a JSON text with an array of cases, as JSON text with all digits kept; undefined when it is no such array.
 * @param file where the text is from, for errors
 * @throws FLX_FLOW_JSON
 */
export function evaluateCasesText(text: string, file: string): string | undefined {
  const cases = atPlace({ file }, () => parseJson(text));
  return Array.isArray(cases) ? printCaseResults(evaluateCases(cases)) : undefined;
}
