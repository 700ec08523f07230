import { Checkbox } from '@fluentui/react-components';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** Which rows of a table are chosen, by key. */
export interface Selection<Row> {
  readonly chosen: ReadonlySet<string>;
  /** What people call a row. */
  readonly nameOf: (row: Row) => string;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

/** Chooses every row that is shown, or none. */
export function SelectAll<Row>({ keys, selection }: { keys: readonly string[]; selection: Selection<Row> }) {
  const { t } = useTranslation();
  const count = keys.filter((key) => selection.chosen.has(key)).length;
  return (
    <Checkbox
      aria-label={t('bulk.all')}
      checked={count > 0 && count < keys.length ? 'mixed' : count > 0}
      onChange={() => selection.onChange(new Set(count === keys.length ? [] : keys))}
    />
  );
}

/**
 * What chooses a row, for each row of a table. With Shift it chooses all rows from the one before; the arrows go to the
 * row above or below, Ctrl+A chooses all and Escape none.
 */
export function useSelectRow<Row>(keys: readonly string[], selection: Selection<Row> | undefined) {
  const last = useRef<string>(undefined);
  const toggle = (key: string, isRange: boolean) => {
    if (!selection) return;
    const isChosen = !selection.chosen.has(key);
    const [from, to] = [keys.indexOf(isRange ? (last.current ?? key) : key), keys.indexOf(key)];
    const touched = from < 0 ? [key] : keys.slice(Math.min(from, to), Math.max(from, to) + 1);
    last.current = key;
    selection.onChange(
      new Set(
        isChosen ? [...selection.chosen, ...touched] : [...selection.chosen].filter((each) => !touched.includes(each)),
      ),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = chosenByKey(event, keys);
    if (chosen) {
      event.preventDefault();
      selection?.onChange(new Set(chosen));
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      neighbourOf(event)?.focus();
    }
  };
  return { toggle, onKeyDown };
}

function chosenByKey({ key, ctrlKey, metaKey }: KeyboardEvent, keys: readonly string[]): readonly string[] | undefined {
  if (key === 'Escape') return [];
  return key.toLowerCase() === 'a' && (ctrlKey || metaKey) ? keys : undefined;
}

function neighbourOf({ key, target }: KeyboardEvent): HTMLElement | null | undefined {
  const row = (target as Element).closest('tr');
  const next = key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling;
  return next?.querySelector<HTMLElement>('input[type=checkbox]');
}

/** The checkbox of one row. */
export function SelectRow<Row>(props: {
  row: Row;
  rowKey: string;
  selection: Selection<Row>;
  select: ReturnType<typeof useSelectRow>;
}) {
  const { t } = useTranslation();
  const { row, rowKey, selection, select } = props;
  return (
    <Checkbox
      aria-label={t('bulk.select', { name: selection.nameOf(row) })}
      checked={selection.chosen.has(rowKey)}
      onChange={({ nativeEvent }) => select.toggle(rowKey, (nativeEvent as MouseEvent).shiftKey)}
      onKeyDown={select.onKeyDown}
    />
  );
}
