import { languageError } from '../catalogue.ts';
import { isObject, type Value, type ValueObject } from '../values/value.ts';
import type { Hosting } from './hosting.ts';
import type { OperationType } from './operation-type.ts';
import { checkOperation } from './operations.ts';
import { isAbsent, isContainer, isDynamic, memberOf, record, type Spot, text } from './shape.ts';
import { isPolling, TRIGGER_MEMBERS, TRIGGER_TYPES } from './trigger-types.ts';
import { isOpen } from './unresolved.ts';

/** Most triggers of one definition. */
const MAX_TRIGGERS = 10;
/** Triggers that a workflow.json must have. */
const STANDARD_TRIGGERS = 1;

/** One trigger that was checked. */
export interface CheckedTrigger {
  readonly name: string;
  readonly spot: Spot;
  readonly definition: ValueObject;
  readonly type: OperationType | undefined;
}

/** Checks `triggers`: how many, and each by its type. */
export function checkTriggers(triggers: Value | undefined, spot: Spot, hosting: Hosting): readonly CheckedTrigger[] {
  if (triggers === undefined || triggers === null || !isContainer(triggers, spot, 'object') || !isObject(triggers))
    return [];
  checkCount(triggers, spot, hosting);
  return Object.entries(triggers).flatMap(([name, definition]) =>
    checkTrigger(name, definition, { spot: spot.child(name), hosting }),
  );
}

function checkCount(triggers: ValueObject, spot: Spot, { kind }: Hosting): void {
  const count = Object.keys(triggers).length;
  if (kind === 'standard' && count !== STANDARD_TRIGGERS && !isOpen(triggers))
    spot.add(
      languageError('FLX_DEFINITION_VALUE', {
        field: 'triggers',
        found: `a set of ${count}`,
        expected: 'exactly one trigger',
      }),
    );
  else if (count > MAX_TRIGGERS)
    spot.add(languageError('FLX_DEFINITION_LIMIT', { what: 'Triggers', count, limit: MAX_TRIGGERS }));
}

function checkTrigger(
  name: string,
  definition: Value,
  { spot, hosting }: { spot: Spot; hosting: Hosting },
): readonly CheckedTrigger[] {
  if (isDynamic(definition)) return [];
  if (!isObject(definition)) {
    spot.wrongType(definition, 'an object');
    return [];
  }
  const type = checkOperation({ spot, definition, what: 'trigger', types: TRIGGER_TYPES, hosting });
  record({ ...TRIGGER_MEMBERS, correlation: record({ clientTrackingId: text }) })(definition, spot);
  checkContext({ spot, definition, hosting, type });
  return [{ name, spot, definition, type }];
}

function checkContext({
  spot,
  definition,
  hosting,
  type,
}: {
  spot: Spot;
  definition: ValueObject;
  hosting: Hosting;
  type: OperationType | undefined;
}): void {
  if (!isAbsent(memberOf(definition, 'trackedProperties')))
    spot.child('trackedProperties').misplaced('only actions have tracked properties');
  if (!isAbsent(memberOf(memberOf(definition, 'limit'), 'timeout')))
    spot.child('limit').child('timeout').misplaced('only actions have a time limit');
  if (!hosting.isStateless) return;
  if (type && isPolling(type.name)) spot.child('type').misplaced('a flow without state cannot ask again and again');
  const options = memberOf(definition, 'operationOptions');
  if (typeof options === 'string' && /\bSingleInstance\b/i.test(options))
    spot.child('operationOptions').misplaced('a flow without state has no SingleInstance');
}
