import type Type from 'typebox';
import type { JsonObject } from '../../base/json.ts';
import type { TriggerKind } from '../../triggers/trigger-kind.ts';
import { type Choices, query } from './parameters.ts';

/** Properties of an object schema. */
interface ObjectSchema {
  readonly properties?: Readonly<Record<string, Type.TSchema>>;
  readonly required?: readonly string[];
}

interface ParameterSchema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly format?: string;
}

/** Options lie flat in the query: `direction` there is `options.direction` of the trigger. */
export const NESTED_PARAMETER = 'options';

/** Lists to choose a parameter's value from. */
const CHOICES: Readonly<Record<string, Choices>> = {
  dataSource: { operationId: 'ListDataSources', takes: ['dataset'] },
  segment: { operationId: 'ListSegments', takes: ['dataset'] },
  measure: { operationId: 'ListMeasures', takes: ['dataset'] },
  calculation: { operationId: 'ListCalculations', takes: ['dataset', 'measure'] },
  row: { operationId: 'ListMeasureRows', takes: ['dataset', 'measure'] },
};

/** Query parameters of a trigger, made from the schema of its own parameters; options are advanced. */
export function triggerParameters({ parameters }: TriggerKind): readonly JsonObject[] {
  const { properties = {}, required = [] } = parameters as ObjectSchema;
  const { [NESTED_PARAMETER]: options, ...own } = properties;
  const advanced = Object.entries((options as ObjectSchema | undefined)?.properties ?? {});
  return [
    ...Object.entries(own).map(([name, schema]) => parameterOf(name, schema, required.includes(name))),
    ...advanced.map(([name, schema]) => ({ ...parameterOf(name, schema, false), 'x-ms-visibility': 'advanced' })),
  ];
}

/** Names of options that a trigger of this kind has. */
export function optionNames({ parameters }: TriggerKind): readonly string[] {
  const options = (parameters as ObjectSchema).properties?.[NESTED_PARAMETER] as ObjectSchema | undefined;
  return Object.keys(options?.properties ?? {});
}

function parameterOf(name: string, schema: Type.TSchema, isRequired: boolean): JsonObject {
  const { type, title = name, description = title, enum: values, format } = schema as ParameterSchema;
  const choices = CHOICES[name];
  return query(name, type === 'object' || type === undefined ? 'string' : type, {
    summary: title,
    description,
    isRequired,
    ...(choices && { choices }),
    more: { ...(values && { enum: [...values] }), ...(format !== undefined && { format }) },
  });
}
