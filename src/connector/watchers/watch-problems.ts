import type { FluxuError, Place } from '../../base/errors.ts';
import { suggestName } from '../../base/nearest.ts';
import type { Workspace } from '../../model/definition.ts';
import type { Measure } from '../../model/measure.ts';
import { isScalarMeasure } from '../../model/measure.ts';
import type { TriggerKindName } from '../../model/trigger.ts';
import { findProblems } from '../../model/validate.ts';
import { triggerKinds } from '../../triggers/index.ts';
import { textParameter } from '../../triggers/trigger-kind.ts';
import { connectorError } from '../catalogue.ts';

type Parameters = Readonly<Record<string, unknown>>;

/** What somebody wants to watch. */
export interface Watch {
  readonly trigger: TriggerKindName;
  readonly parameters: Parameters;
}

/** Problems of parameters against the schema of their trigger. */
export function findShapeProblems({ trigger, parameters }: Watch, place: Place): FluxuError[] {
  return findProblems(triggerKinds[trigger].parameters, parameters, { pointer: '/parameters', ...place });
}

/** Problems of what is watched: it is not there, or it has no single value. The parameters fit their schema. */
export function findSubjectProblems({ trigger, parameters }: Watch, workspace: Workspace, place: Place): FluxuError[] {
  const { subjectParameter } = triggerKinds[trigger];
  const name = subjectParameter && textParameter(parameters, subjectParameter);
  if (subjectParameter === undefined || name === undefined) return [];
  const { kind, definitions } = subjectsOf(subjectParameter, workspace);
  const found = definitions.find((definition) => definition.name.toLowerCase() === name.toLowerCase());
  if (!found) {
    const mend = suggestName(
      name,
      definitions.map((definition) => definition.name),
    );
    return [connectorError('FLX_WATCH_SUBJECT', { kind, name }, { place, mend })];
  }
  const measure =
    subjectParameter === 'measure' ? workspace.measures.find((one) => one.name === found.name) : undefined;
  return measure ? findMeasureProblems(measure, parameters, place) : [];
}

function subjectsOf(parameter: 'dataSource' | 'segment' | 'measure', workspace: Workspace) {
  if (parameter === 'segment') return { kind: 'segment', definitions: workspace.segments };
  if (parameter === 'measure') return { kind: 'measure', definitions: workspace.measures };
  return { kind: 'data source', definitions: workspace.dataSources };
}

function findMeasureProblems(measure: Measure, parameters: Parameters, place: Place): FluxuError[] {
  const { name } = measure;
  if (measure.kind !== 'business') return [connectorError('FLX_WATCH_CUSTOMER_MEASURE', { name }, { place })];
  const row = parameters['row'] as Readonly<Record<string, string>> | undefined;
  if (!isScalarMeasure(measure) && row === undefined)
    return [connectorError('FLX_WATCH_DIMENSIONS', { name }, { place })];
  const problems: FluxuError[] = [];
  const dimensions = dimensionsOf(measure);
  if (
    dimensions.join('\n') !==
    Object.keys(row ?? {})
      .sort()
      .join('\n')
  )
    problems.push(
      connectorError('FLX_WATCH_ROW', { name, dimensions: dimensions.join(', ') || 'it has none' }, { place }),
    );
  const calculation = textParameter(parameters, 'calculation');
  const calculations = measure.calculations.map((one) => one.name);
  if (calculation !== undefined && !calculations.includes(calculation))
    problems.push(
      connectorError(
        'FLX_WATCH_CALCULATION',
        { measure: name, name: calculation },
        { place, mend: suggestName(calculation, calculations) },
      ),
    );
  return problems;
}

/** Names of the dimensions as a row gives them, sorted. */
function dimensionsOf({ dimensions = [] }: Measure): string[] {
  return dimensions.map(({ name, attribute }) => name ?? attribute).sort();
}
