import {
  Button,
  FieldContextProvider,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  SearchBox,
  tokens,
} from '@fluentui/react-components';
import { LightningRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../../parts/text.ts';
import { GroupedGrid } from '../grid/grouped-grid.tsx';
import { useGridSearch } from '../grid/use-grid-search.ts';
import { searchTokens, type TokenGroup } from './tokens.ts';

const useStyles = makeStyles({
  open: { minWidth: '30px' },
  surface: { width: '320px', maxHeight: '360px', overflowY: 'auto', display: 'grid', gap: '8px', padding: '12px' },
  cell: { padding: 0 },
  token: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    justifyItems: 'start',
    textAlign: 'start',
    width: '100%',
    fontWeight: tokens.fontWeightRegular,
  },
  about: { maxWidth: '100%', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});

/** Opens what can be put into a field, under one search that begins empty each time. */
export function TokenPicker(props: {
  groups: readonly TokenGroup[];
  /** Label of the field. */
  label: string;
  onPick: (expression: string) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [isOpen, setIsOpen] = useState(false);
  const pick = (expression: string) => {
    setIsOpen(false);
    props.onPick(expression);
  };
  return (
    <Popover open={isOpen} onOpenChange={(_event, data) => setIsOpen(data.open)} positioning="below-end" trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <Button
          className={styles.open}
          size="small"
          appearance="subtle"
          icon={<LightningRegular />}
          aria-label={t('designer.dynamicFor', { field: props.label })}
        />
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={t('designer.dynamic')}>
        <TokenSearch groups={props.groups} onPick={pick} />
      </PopoverSurface>
    </Popover>
  );
}

function TokenSearch({ groups, onPick }: { groups: readonly TokenGroup[]; onPick: (expression: string) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const [words, setWords] = useState('');
  const shown = searchTokens(groups, words).map(({ title, tokens: items }) => ({ title, items }));
  const all = shown.flatMap(({ items }) => items);
  const { grid, search, backToSearch } = useGridSearch({ onEnter: () => all[0] && onPick(all[0].expression) });
  return (
    <>
      <FieldContextProvider value={undefined}>
        <SearchBox
          {...search}
          size="small"
          placeholder={t('designer.search')}
          dismiss={{ 'aria-label': t('designer.clearSearch') }}
          value={words}
          onChange={(_event, data) => setWords(data.value)}
        />
      </FieldContextProvider>
      <p role="status" className={text.quiet}>
        {all.length === 0 ? t('designer.foundNothing') : t('designer.foundWords', { count: all.length })}
      </p>
      {all.length > 0 && (
        <GroupedGrid
          label={t('designer.dynamic')}
          groups={shown}
          hasLoneHeading
          grid={grid}
          onLeave={backToSearch}
          idsOf={({ expression }) => [expression]}
          cells={({ title, about, expression }, reach) => (
            <td className={styles.cell}>
              <Button
                size="small"
                appearance="subtle"
                className={styles.token}
                {...reach(expression)}
                onClick={() => onPick(expression)}
              >
                <span>{title}</span>
                {about && (
                  <span className={`${text.quiet} ${styles.about}`} title={about}>
                    {about}
                  </span>
                )}
              </Button>
            </td>
          )}
        />
      )}
    </>
  );
}
