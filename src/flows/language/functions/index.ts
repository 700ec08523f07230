import type { FluxuError } from '../../../base/errors.ts';
import { suggestName } from '../../../base/nearest.ts';
import { languageError } from '../catalogue.ts';
import { COLLECTION_FUNCTIONS } from './collection.ts';
import { CONVERSION_FUNCTIONS } from './conversion.ts';
import { DATE_FUNCTIONS } from './date.ts';
import type { FunctionDefinition } from './define.ts';
import { LOGICAL_FUNCTIONS } from './logical.ts';
import { MANIPULATION_FUNCTIONS } from './manipulation.ts';
import { MATH_FUNCTIONS } from './math.ts';
import { NUMBER_CONVERSION_FUNCTIONS } from './number-conversion.ts';
import { STRING_FUNCTIONS } from './string.ts';
import { URI_FUNCTIONS } from './uri.ts';
import { WORKFLOW_FUNCTIONS } from './workflow.ts';
import { ZONE_FUNCTIONS } from './zone.ts';

/** All functions of the language. */
export const FUNCTIONS: readonly FunctionDefinition[] = Object.freeze([
  ...STRING_FUNCTIONS,
  ...COLLECTION_FUNCTIONS,
  ...LOGICAL_FUNCTIONS,
  ...CONVERSION_FUNCTIONS,
  ...NUMBER_CONVERSION_FUNCTIONS,
  ...MATH_FUNCTIONS,
  ...DATE_FUNCTIONS,
  ...ZONE_FUNCTIONS,
  ...WORKFLOW_FUNCTIONS,
  ...URI_FUNCTIONS,
  ...MANIPULATION_FUNCTIONS,
]);

const byName = new Map(FUNCTIONS.map((definition) => [definition.name.toLowerCase(), definition]));

/** The function of that name in any case. */
export function findFunction(name: string): FunctionDefinition | undefined {
  return byName.get(name.toLowerCase());
}

/** The error for a function that does not exist, with the nearest name that does. */
export function unknownFunction(name: string): FluxuError {
  return languageError(
    'FLX_FLOW_UNKNOWN_FUNCTION',
    { name },
    {
      mend: suggestName(
        name,
        FUNCTIONS.map((definition) => definition.name),
      ),
    },
  );
}
