import { useQuery } from '@tanstack/react-query';
import type { Measure } from '../../../../src/model/measure.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';
import { homeQuery } from '../../api/queries/home.ts';

type SubjectKind = 'dataSource' | 'segment' | 'measure';

/** A measure by its name; undefined when there is none, and until it is known. */
export function useMeasure(name: string): Measure | undefined {
  const { items = [] } = useQuery(definitionsQuery('measure')).data ?? {};
  return items.find((each) => each.name === name)?.definition as Measure | undefined;
}

/** What can be watched, to be chosen from: everything of its kind, of measures those with one value, and the chosen one. */
export function useSubjects(kind: SubjectKind | undefined, chosen: string) {
  const home = useQuery(homeQuery).data;
  const measure = useMeasure(kind === 'measure' ? chosen : '');
  const lists = { dataSource: home?.sources, segment: home?.segments, measure: home?.measures };
  const options = ((kind && lists[kind]) ?? []).map(({ name, displayName }) => ({ value: name, label: displayName }));
  if (!measure || options.some(({ value }) => value === measure.name)) return options;
  return [...options, { value: measure.name, label: measure.displayName ?? measure.name }];
}
