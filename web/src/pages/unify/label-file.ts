import type { MatchLabels } from '../../../../src/app/view/matching.ts';

type Label = NonNullable<MatchLabels['labels']>[number];

const COLUMNS = ['entity1', 'key1', 'entity2', 'key2', 'ismatch'];

/**
 * Labels out of a CSV file with a header and the columns Entity1, Entity1Key (or Key1), Entity2, Entity2Key (or Key2) and
 * IsMatch (true, yes, 1, …), parted by comma or semicolon; undefined when a column is missing or nothing follows.
 */
export function readLabels(text: string): readonly Label[] | undefined {
  const [header = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const separator = header.includes(';') ? ';' : ',';
  const cellsOf = (line: string) => line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const names = cellsOf(header).map((name) => name.toLowerCase().replace(/^entity([12])key$/, 'key$1'));
  const places = COLUMNS.map((column) => names.indexOf(column));
  if (places.includes(-1) || lines.length === 0) return undefined;
  return lines.map((line) => {
    const cells = cellsOf(line);
    const [entity1 = '', key1 = '', entity2 = '', key2 = '', isMatch = ''] = places.map((place) => cells[place] ?? '');
    return {
      left: { entity: entity1, key: key1 },
      right: { entity: entity2, key: key2 },
      isMatch: /^(true|yes|y|1|bai|match)$/i.test(isMatch),
    };
  });
}
