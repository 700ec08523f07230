import type { FluxuError } from '../../base/errors.ts';
import { suggestName } from '../../base/nearest.ts';
import { modelError } from '../../model/catalogue.ts';
import type { Workspace } from '../../model/definition.ts';
import { isScalarMeasure, type Measure } from '../../model/measure.ts';
import { TRIGGER_PARAMETERS, type TriggerDefinition } from '../../model/trigger.ts';
import { findProblems } from '../../model/validate.ts';
import { appError } from '../catalogue.ts';
import type { WorkspaceProblem } from './problem.ts';

/** Problems of triggers: parameters that do not fit, and watched things that are not there. */
export function checkTriggers(workspace: Workspace): WorkspaceProblem[] {
  return workspace.triggers.flatMap((trigger, index) => {
    const schema = TRIGGER_PARAMETERS[trigger.trigger];
    const misfits = findProblems(schema, trigger.parameters, { pointer: '/parameters' });
    const problems = misfits.length > 0 ? misfits : checkWatched(trigger, workspace);
    return problems.map((problem) => ({ kind: 'trigger' as const, name: trigger.name, index, problem }));
  });
}

function checkWatched({ parameters }: TriggerDefinition, workspace: Workspace): FluxuError[] {
  const { dataSource, segment, measure } = parameters;
  const sources = workspace.dataSources.map(({ name }) => name);
  const segments = workspace.segments.map(({ name }) => name);
  return [
    ...(typeof dataSource === 'string' && !sources.includes(dataSource)
      ? [unknown('data source', dataSource, { names: sources, pointer: '/parameters/dataSource' })]
      : []),
    ...(typeof segment === 'string' && !segments.includes(segment)
      ? [unknown('segment', segment, { names: segments, pointer: '/parameters/segment' })]
      : []),
    ...(typeof measure === 'string' ? checkMeasure(measure, parameters, workspace.measures) : []),
  ];
}

/** The problem of a reference to what is not there, with the nearest name. */
export function unknown(
  kind: string,
  name: string,
  { names, pointer }: { readonly names: readonly string[]; readonly pointer: string },
): FluxuError {
  return appError('FLX_REFERENCE', { kind, name }, { place: { pointer }, mend: suggestName(name, names) });
}

function checkMeasure(
  name: string,
  parameters: TriggerDefinition['parameters'],
  measures: readonly Measure[],
): FluxuError[] {
  const measure = measures.find((candidate) => candidate.name === name);
  const place = { pointer: '/parameters/measure' };
  if (!measure) {
    const names = measures.map((candidate) => candidate.name);
    return [modelError('FLX_UNKNOWN_MEASURE', { name }, { place, mend: suggestName(name, names) })];
  }
  if (measure.kind !== 'business')
    return [appError('FLX_TRIGGER_MEASURE', { name, found: 'about single customers' }, { place })];
  if (!isScalarMeasure(measure) && parameters['row'] === undefined)
    return [appError('FLX_TRIGGER_MEASURE', { name, found: 'one with dimensions' }, { place })];
  const { calculation } = parameters;
  const calculations = measure.calculations.map((candidate) => candidate.name);
  if (typeof calculation !== 'string' || calculations.includes(calculation)) return [];
  return [unknown('calculation', calculation, { names: calculations, pointer: '/parameters/calculation' })];
}
