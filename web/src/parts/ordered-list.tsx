import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowDownRegular, ArrowUpRegular } from '@fluentui/react-icons';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  list: { display: 'grid', gap: '6px' },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '6px 10px',
    padding: '6px 8px 6px 12px',
    cursor: 'grab',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  over: { outline: `2px solid ${tokens.colorBrandStroke1}` },
  content: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '6px 10px', flex: '1 1 160px', minWidth: 0 },
});

/** The list with the item of one place at another. */
export function movedTo<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const next = [...items];
  const [item] = next.splice(from, 1);
  if (item !== undefined) next.splice(Math.min(Math.max(to, 0), next.length), 0, item);
  return next;
}

/** Things in an order that people change: by dragging, by the buttons, or by Alt and the arrows on them. */
export function OrderedList<Item>(props: {
  label: string;
  items: readonly Item[];
  nameOf: (item: Item) => string;
  onChange: (items: Item[]) => void;
  children: (item: Item, index: number) => ReactNode;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [dragged, setDragged] = useState<number>();
  const [over, setOver] = useState<number>();
  const { items } = props;
  const move = (from: number, to: number) => {
    if (to >= 0 && to < items.length) props.onChange(movedTo(items, from, to));
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(index, event.key === 'ArrowUp' ? index - 1 : index + 1);
  };
  return (
    <ol aria-label={props.label} className={styles.list}>
      {items.map((item, index) => (
        <li
          key={props.nameOf(item)}
          className={mergeClasses(styles.item, over === index && styles.over)}
          draggable
          onDragStart={() => setDragged(index)}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(index);
          }}
          onDragEnd={() => {
            setDragged(undefined);
            setOver(undefined);
          }}
          onDrop={(event) => {
            event.preventDefault();
            if (dragged !== undefined) move(dragged, index);
          }}
          onKeyDown={(event) => onKeyDown(event, index)}
        >
          <div className={styles.content}>
            <span>{index + 1}.</span>
            {props.children(item, index)}
          </div>
          <Button
            size="small"
            appearance="subtle"
            icon={<ArrowUpRegular />}
            disabledFocusable={index === 0}
            aria-label={t('unify.moveUp', { name: props.nameOf(item) })}
            onClick={() => move(index, index - 1)}
          />
          <Button
            size="small"
            appearance="subtle"
            icon={<ArrowDownRegular />}
            disabledFocusable={index === items.length - 1}
            aria-label={t('unify.moveDown', { name: props.nameOf(item) })}
            onClick={() => move(index, index + 1)}
          />
        </li>
      ))}
    </ol>
  );
}
