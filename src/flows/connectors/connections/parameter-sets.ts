import type { Connector } from '../connector.ts';
import { objectAt, textAt } from '../definition/reader.ts';

/** One way to connect: a set of connection parameters, as the definition writes them. */
export interface ParameterSet {
  /** Name of the set; empty where the connector has only one way. */
  readonly name: string;
  readonly displayName: string;
  readonly description: string | undefined;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** The ways to connect: `connectionParameterSets`, or the one of `connectionParameters`. */
export function parameterSetsOf({ properties }: Connector): readonly ParameterSet[] {
  const inner = objectAt(properties, 'properties');
  const values = objectAt(inner, 'connectionParameterSets')['values'];
  const common = objectAt(inner, 'connectionParameters');
  const sets = Array.isArray(values) ? values : [];
  if (sets.length === 0) return [{ name: '', displayName: '', description: undefined, raw: common }];
  return sets.map((set: unknown, index) => {
    const looks = objectAt(set, 'uiDefinition');
    const name = textAt(set, 'name') ?? `set${index + 1}`;
    return {
      name,
      displayName: textAt(looks, 'displayName') ?? textAt(looks, 'displayname') ?? name,
      description: textAt(looks, 'description'),
      raw: { ...common, ...objectAt(set, 'parameters') },
    };
  });
}
