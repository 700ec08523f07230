import { suggestName } from '../../../base/nearest.ts';
import { languageError } from '../catalogue.ts';
import { findCountProblem } from '../evaluate/call-check.ts';
import { FUNCTIONS, findFunction } from '../functions/index.ts';
import type { Call } from '../syntax/tree.ts';
import type { Report } from './report.ts';
import type { FoundTemplate } from './template-calls.ts';

/** Reports expressions that cannot be read, unknown functions and wrong counts of arguments. */
export function checkExpressions(templates: readonly FoundTemplate[], report: Report): void {
  for (const { problem, pointer, calls } of templates) {
    if (problem)
      report.add(
        languageError('FLX_DEFINITION_EXPRESSION', { problem: withColumn(problem) }, { mend: problem.mend }),
        pointer,
      );
    for (const call of calls) checkCall(call, pointer, report);
  }
}

function withColumn({
  message,
  place,
}: {
  message: string;
  place?: { column?: number | undefined } | undefined;
}): string {
  return place?.column === undefined ? message : `${message} (column ${place.column})`;
}

function checkCall(call: Call, pointer: string, report: Report): void {
  const definition = findFunction(call.name);
  if (!definition) {
    const mend = suggestName(
      call.name,
      FUNCTIONS.map(({ name }) => name),
    );
    report.add(languageError('FLX_DEFINITION_FUNCTION', { name: call.name }, { mend }), pointer);
    return;
  }
  const problem = findCountProblem(definition, call.arguments.length);
  if (problem)
    report.add(
      languageError('FLX_DEFINITION_EXPRESSION', { problem: problem.message }, { mend: problem.mend }),
      pointer,
    );
  else if (definition.name === 'concat' && call.arguments.length === 1) {
    report.add(
      languageError(
        'FLX_DEFINITION_EXPRESSION',
        { problem: "'concat' with one value joins nothing." },
        { mend: 'Give it two values, or use string().' },
      ),
      pointer,
      'warning',
    );
  }
}
