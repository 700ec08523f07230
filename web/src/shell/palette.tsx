import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../parts/text.ts';
import { type PaletteItem, usePaletteItems } from './palette-items.ts';

const MOST_SHOWN = 50;

const useStyles = makeStyles({
  root: {
    width: 'min(600px, calc(100vw - 32px))',
    maxHeight: '70vh',
    margin: '10vh auto auto',
    padding: 0,
    overflow: 'hidden',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow64,
    '::backdrop': { backgroundColor: 'rgba(0, 0, 0, 0.4)' },
  },
  field: {
    display: 'flex',
    alignItems: 'center',
    gap: '10px',
    padding: '0 16px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  icon: { fontSize: '20px', color: tokens.colorNeutralForeground3 },
  input: {
    flexGrow: 1,
    height: '48px',
    border: 'none',
    outline: 'none',
    background: 'transparent',
    color: 'inherit',
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase400,
    '::placeholder': { color: tokens.colorNeutralForeground3 },
  },
  list: { maxHeight: 'calc(70vh - 49px)', overflowY: 'auto', padding: '6px' },
  option: {
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'baseline',
    gap: '16px',
    padding: '8px 10px',
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'pointer',
  },
  active: { backgroundColor: tokens.colorNeutralBackground1Selected },
  none: { padding: '20px', color: tokens.colorNeutralForeground3 },
});

/** Finds pages and definitions by name; arrows choose, Enter goes there, Escape closes. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const navigate = useNavigate();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [wanted, setWanted] = useState('');
  const [active, setActive] = useState(0);
  const items = usePaletteItems(wanted).slice(0, MOST_SHOWN);
  useEffect(() => dialog.current?.showModal(), []);

  const go = (item: PaletteItem | undefined) => {
    if (!item) return;
    dialog.current?.close();
    void navigate({ to: item.path });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter') go(items[active]);
    if (move === undefined || items.length === 0) return;
    event.preventDefault();
    const next = (active + move + items.length) % items.length;
    setActive(next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <dialog ref={dialog} className={styles.root} aria-label={t('palette.title')} onClose={onClose} closedby="any">
      <div className={styles.field}>
        <SearchRegular className={styles.icon} />
        <input
          className={styles.input}
          role="combobox"
          aria-expanded={items.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={items.length > 0 ? `${id}-${active}` : undefined}
          aria-autocomplete="list"
          aria-label={t('palette.placeholder')}
          placeholder={t('palette.placeholder')}
          value={wanted}
          onChange={(event) => {
            setWanted(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <p role="status" className={items.length > 0 ? 'visually-hidden' : styles.none}>
        {items.length > 0 ? t('palette.results', { count: items.length }) : t('palette.none')}
      </p>
      <div
        role="listbox"
        id={`${id}-list`}
        aria-label={t('palette.title')}
        className={styles.list}
        hidden={items.length === 0}
      >
        {items.map((item, index) => (
          <div
            key={item.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            className={mergeClasses(styles.option, index === active && styles.active)}
            onPointerMove={() => setActive(index)}
            onClick={() => go(item)}
            onKeyDown={onKeyDown}
          >
            <span>{item.name}</span>
            <span className={text.quiet}>{item.kind}</span>
          </div>
        ))}
      </div>
    </dialog>
  );
}
