import { scanRows } from '../../sources/csv/scan.ts';
import { appError } from '../catalogue.ts';
import type { MatchLabels } from '../view/matching.ts';
import { type PlacedLabel, refuseFaultyLabels } from './label-fault.ts';

const COLUMNS = ['Entity1', 'Entity1Key', 'Entity2', 'Entity2Key', 'IsMatch'] as const;
const ANSWERS: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', '1'].map((word) => [word, true] as const),
  ...['false', 'no', '0'].map((word) => [word, false] as const),
]);

/**
 * Labelled pairs of CSV text with the columns `Entity1, Entity1Key, Entity2, Entity2Key, IsMatch`, in any order; IsMatch is
 * true or false, yes or no, 1 or 0. @throws FLX_MATCH_LABELS, and what `refuseFaultyLabels` throws, with the line
 */
export function parseLabels(text: string, file: string): NonNullable<MatchLabels['labels']> {
  const [header = [], ...rows] = scanRows(text, { delimiter: ',', quote: '"' }, Number.POSITIVE_INFINITY);
  const names = header.map((name) => name.trim().toLowerCase());
  const missing = COLUMNS.filter((column) => !names.includes(column.toLowerCase()));
  const fault = (line: number, reason: string) =>
    appError('FLX_MATCH_LABELS', { file, line: String(line), reason }, { place: { file } });
  if (missing.length > 0) throw fault(1, `${missing.join(', ')} is missing`);
  const labels = rows.map((row, index): PlacedLabel => {
    const value = (column: (typeof COLUMNS)[number]) => (row[names.indexOf(column.toLowerCase())] ?? '').trim();
    const isMatch = ANSWERS.get(value('IsMatch').toLowerCase());
    if (isMatch === undefined) throw fault(index + 2, `IsMatch is '${value('IsMatch')}'`);
    return {
      left: { entity: value('Entity1'), key: value('Entity1Key') },
      right: { entity: value('Entity2'), key: value('Entity2Key') },
      isMatch,
      place: { file, line: index + 2 },
    };
  });
  refuseFaultyLabels(labels);
  return labels.map(({ place: _place, ...label }) => label);
}
