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
import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../../parts/text.ts';
import { handleGridKey } from '../picker/grid-keys.ts';
import { searchTokens, type TokenGroup } from './tokens.ts';

const useStyles = makeStyles({
  open: { minWidth: '30px' },
  surface: { width: '320px', maxHeight: '360px', overflowY: 'auto', display: 'grid', gap: '8px', padding: '12px' },
  grid: { width: '100%', tableLayout: 'fixed', borderCollapse: 'collapse' },
  heading: { textAlign: 'start', padding: '6px 0' },
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
  const text = useText();
  const [words, setWords] = useState('');
  const search = useRef<HTMLElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const shown = searchTokens(groups, words);
  const count = shown.reduce((sum, group) => sum + group.tokens.length, 0);
  const handleSearchKey = (event: KeyboardEvent) => {
    const first = shown[0]?.tokens[0];
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    // Enter would break the line of the field, which has the focus then.
    event.preventDefault();
    if (event.key === 'ArrowDown') grid.current?.querySelector('button')?.focus();
    else if (first) onPick(first.expression);
  };
  return (
    <>
      <FieldContextProvider value={undefined}>
        <SearchBox
          ref={(element: HTMLElement | null) => {
            search.current = element;
          }}
          size="small"
          placeholder={t('designer.search')}
          dismiss={{ 'aria-label': t('designer.clearSearch') }}
          value={words}
          onChange={(_event, data) => setWords(data.value)}
          onKeyDown={handleSearchKey}
        />
      </FieldContextProvider>
      <p role="status" className={text.quiet}>
        {count === 0 ? t('designer.foundNothing') : t('designer.foundWords', { count })}
      </p>
      {count > 0 && <TokenGrid groups={shown} grid={grid} onPick={onPick} onLeave={() => search.current?.focus()} />}
    </>
  );
}

/** Tokens as a grid of buttons, one of which is reached with Tab and the others with arrows, Home and End. */
function TokenGrid(props: {
  groups: readonly TokenGroup[];
  grid: RefObject<HTMLTableElement | null>;
  onPick: (expression: string) => void;
  onLeave: () => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const { groups } = props;
  const [reached, setReached] = useState('');
  const all = groups.flatMap(({ tokens: some }) => some.map(({ expression }) => expression));
  const current = all.includes(reached) ? reached : all[0];
  return (
    <table
      ref={props.grid}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is made of a table.
      role="grid"
      aria-label={t('designer.dynamic')}
      className={styles.grid}
      onKeyDown={(event) => handleGridKey(event, props.onLeave)}
    >
      {groups.map(({ title: heading, tokens: some }) => {
        return (
          <tbody key={heading} aria-label={heading}>
            <tr>
              <th scope="rowgroup" className={`${text.caption} ${styles.heading}`}>
                {heading}
              </th>
            </tr>
            {some.map((token) => (
              <tr key={token.expression}>
                <td className={styles.cell}>
                  <Button
                    size="small"
                    appearance="subtle"
                    className={styles.token}
                    tabIndex={token.expression === current ? 0 : -1}
                    onFocus={() => setReached(token.expression)}
                    onClick={() => props.onPick(token.expression)}
                  >
                    <span>{token.title}</span>
                    {token.about && (
                      <span className={`${text.quiet} ${styles.about}`} title={token.about}>
                        {token.about}
                      </span>
                    )}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        );
      })}
    </table>
  );
}
