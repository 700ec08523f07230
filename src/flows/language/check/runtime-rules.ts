import { languageError } from '../catalogue.ts';
import { isArray, type Value, type ValueObject } from '../values/value.ts';
import type { Hosting } from './hosting.ts';
import type { OperationType } from './operation-type.ts';
import {
  choice,
  isAbsent,
  isContainer,
  isDynamic,
  memberOf,
  type Rule,
  record,
  required,
  type Spot,
  text,
  whole,
} from './shape.ts';

/** Most runs that may wait, by plan. */
const MAX_WAITING = { standard: 200, other: 100 } as const;
/** At least so many more runs may wait than run at once. */
const WAITING_BEYOND_RUNS = 10;

/** The operation whose runtime configuration is checked. */
export interface RuntimeCheck {
  readonly spot: Spot;
  readonly what: 'action' | 'trigger';
  readonly type: OperationType | undefined;
  readonly hosting: Hosting;
  readonly definition: ValueObject;
}

/** Checks `runtimeConfiguration`: concurrency, paging, chunks, secrets, static results, each where it may stand. */
export function checkRuntimeConfiguration(value: Value | undefined, check: RuntimeCheck): void {
  if (isAbsent(value) || isDynamic(value)) return;
  const { spot, what } = check;
  record({
    concurrency: (concurrency, at) => checkConcurrency(concurrency, at, check),
    paginationPolicy: record({ minimumItemCount: required(whole(1, 2_000_000_000)) }),
    contentTransfer: record({ transferMode: required(choice('Chunked')) }),
    secureData: (secure, at) => checkSecureData(secure, at, check),
    staticResult: record({ name: required(text), staticResultOptions: required(choice('Enabled', 'Disabled')) }),
  })(value, spot);
  const misplaced =
    what === 'trigger'
      ? ['paginationPolicy', 'contentTransfer', 'staticResult', 'maximumWaitingRuns']
      : ['maximumWaitingRuns'];
  for (const name of misplaced)
    if (memberOf(value, name) !== undefined) spot.child(name).misplaced(`this ${what} has none`);
}

function checkConcurrency(value: Value, spot: Spot, check: RuntimeCheck): void {
  const { what, hosting } = check;
  const most = hosting.kind === 'standard' ? MAX_WAITING.standard : MAX_WAITING.other;
  record({ runs: whole(1, 100), repetitions: whole(1, 50), maximumWaitingRuns: whole(1, most) })(value, spot);
  const misplaced =
    what === 'trigger'
      ? ['repetitions']
      : ['runs', 'maximumWaitingRuns', ...(check.type && check.type.name !== 'Foreach' ? ['repetitions'] : [])];
  for (const name of misplaced)
    if (!isAbsent(memberOf(value, name))) spot.child(name).misplaced(`this ${what} has none`);
  if (what === 'trigger') checkWaiting(value, spot, check);
  else if (hasOption(check, 'Sequential') && !isAbsent(memberOf(value, 'repetitions')))
    spot.child('repetitions').misplaced('the loop is Sequential');
}

function checkWaiting(value: Value, spot: Spot, check: RuntimeCheck): void {
  const hasRuns = !isAbsent(memberOf(value, 'runs'));
  const waiting = spot.child('maximumWaitingRuns');
  if (!isAbsent(memberOf(value, 'maximumWaitingRuns'))) {
    if (check.hosting.isStateless) waiting.misplaced('a flow without state does not wait');
    else if (!hasRuns) waiting.misplaced("'runs' is not set");
    else checkEnoughWaiting(value, waiting);
  }
  if (hasRuns && hasOption(check, 'SingleInstance')) spot.child('runs').misplaced('the trigger is SingleInstance');
}

function checkEnoughWaiting(concurrency: Value, spot: Spot): void {
  const [runs, waiting] = [memberOf(concurrency, 'runs'), memberOf(concurrency, 'maximumWaitingRuns')];
  if (typeof runs !== 'number' || typeof waiting !== 'number' || waiting >= runs + WAITING_BEYOND_RUNS) return;
  spot.wrongValue(waiting, `at least ${WAITING_BEYOND_RUNS} more than 'runs'`);
}

function hasOption({ definition }: RuntimeCheck, option: string): boolean {
  const options = memberOf(definition, 'operationOptions');
  return (
    typeof options === 'string' && options.split(/[\s,]+/).some((word) => word.toLowerCase() === option.toLowerCase())
  );
}

function checkSecureData(value: Value, spot: Spot, { type, what }: RuntimeCheck): void {
  const allowed = type?.secure ?? ['inputs', 'outputs'];
  const properties: Rule = (list, at) => {
    if (!isContainer(list, at, 'array') || !isArray(list)) return;
    for (const [index, name] of list.entries()) {
      choice('inputs', 'outputs')(name, at.child(index));
      if (allowed.length === 1 && name === 'outputs')
        at.child(index).misplaced('only the inputs of this action can be secret');
    }
  };
  record({ properties: required(properties) })(value, spot);
  if (allowed.length === 0)
    spot.add(languageError('FLX_DEFINITION_CONTEXT', { field: 'secureData', reason: `this ${what} keeps no secrets` }));
}
