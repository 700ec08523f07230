import { scanRows } from '../../sources/csv/scan.ts';
import { appError } from '../catalogue.ts';
import { labelKey } from '../matching/label-fault.ts';
import { parseLabels } from '../matching/labels.ts';
import type { MatchLabelling } from './request.ts';

const CLUSTER_COLUMNS = ['source', 'key', 'cluster_id'] as const;

/**
 * Labels of rows of files, out of CSV: pairs with `Entity1, Entity1Key, Entity2, Entity2Key, IsMatch` (the entity is the
 * source), or clusters with `source, key, cluster_id`, as `--out` writes them. @throws FLX_MATCH_LABELS,
 * FLX_MATCH_LABEL_ROW and what `parseLabels` throws, with the line
 */
export function parseMatchLabels(text: string, file: string): MatchLabelling {
  const [header = [], ...rows] = scanRows(
    text.replace(/^\ufeff/, ''),
    { delimiter: ',', quote: '"' },
    Number.POSITIVE_INFINITY,
  );
  const places = CLUSTER_COLUMNS.map((column) => header.findIndex((name) => name.trim().toLowerCase() === column));
  if (places.includes(-1)) {
    const pairs = parseLabels(text.replace(/^\ufeff/, ''), file);
    return {
      pairs: pairs.map(({ left, right, isMatch }) => ({
        left: { source: left.entity, key: left.key },
        right: { source: right.entity, key: right.key },
        isMatch,
      })),
    };
  }
  const seen = new Set<string>();
  return {
    clusters: rows.map((row, index) => {
      const [source = '', key = '', cluster = ''] = places.map((place) => (row[place] ?? '').trim());
      const fault = { file, line: String(index + 2), reason: 'cluster_id is empty' };
      if (cluster === '') throw appError('FLX_MATCH_LABELS', fault, { place: { file } });
      const own = labelKey({ entity: source, key });
      const place = { file, line: index + 2 };
      if (seen.has(own)) throw appError('FLX_MATCH_LABEL_ROW', { record: `${source}:${key}` }, { place });
      seen.add(own);
      return { row: { source, key }, cluster };
    }),
  };
}
