import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { AddRegular, DeleteRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../parts/panel.tsx';

const useStyles = makeStyles({
  entry: {
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
    padding: '12px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    ':first-child': { borderTopStyle: 'none' },
  },
});

/** Entries of a list that are edited below each other, each of which can be taken out. */
export function EntryList<Entry>(props: {
  title: string;
  lead: string;
  addLabel: string;
  entries: readonly Entry[];
  empty: Entry;
  nameOf: (entry: Entry) => string;
  onChange: (entries: Entry[]) => void;
  children: (entry: Entry, change: (changed: Partial<Entry>) => void) => ReactNode;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { entries, onChange } = props;
  return (
    <Panel title={props.title} lead={props.lead}>
      <div>
        {entries.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no name of their own until they are whole
          <div key={index} className={styles.entry}>
            {props.children(entry, (changed) =>
              onChange(entries.map((each, at) => (at === index ? withoutEmpty({ ...each, ...changed }) : each))),
            )}
            <div>
              <Button
                icon={<DeleteRegular />}
                aria-label={t('audience.remove', { name: props.nameOf(entry) })}
                onClick={() => onChange(entries.filter((_, at) => at !== index))}
              >
                {t('app.remove')}
              </Button>
            </div>
          </div>
        ))}
      </div>
      <div>
        <Button icon={<AddRegular />} onClick={() => onChange([...entries, props.empty])}>
          {props.addLabel}
        </Button>
      </div>
    </Panel>
  );
}

/** What is chosen to be nothing is left out, except where something has to stand. */
function withoutEmpty<Entry>(entry: Entry): Entry {
  const optional = new Set(['accountKey', 'accountEntity']);
  const kept = Object.entries(entry as object).filter(([name, value]) => !(optional.has(name) && value === ''));
  return Object.fromEntries(kept) as Entry;
}
