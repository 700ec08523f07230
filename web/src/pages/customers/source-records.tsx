import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../../../src/app/view/customer.ts';
import { useFormat } from '../../format/use-format.ts';
import { readableValue } from '../../format/value.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useText } from '../../parts/text.ts';

const useStyles = makeStyles({
  record: { borderTop: `1px solid ${tokens.colorNeutralStroke3}`, ':first-of-type': { borderTopStyle: 'none' } },
  summary: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '2px 10px',
    padding: '8px 4px',
    cursor: 'pointer',
    borderRadius: tokens.borderRadiusMedium,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  inside: { padding: '2px 4px 12px' },
  more: { marginTop: '8px' },
});

/** The records of the sources that one customer is made of. */
export function SourceRecords({ sources }: { sources: CustomerView['sources'] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  return (
    <Panel title={t('customer.sources')} lead={t('customer.sourcesLead', { count: sources.length })}>
      <div>
        {sources.map(({ entity, key, row, dataSource }, index) => (
          <details key={`${entity}/${key}`} className={styles.record} open={index === 0}>
            <summary className={styles.summary}>
              <span className={text.strong}>{entity}</span>
              <span className={text.mono}>{key}</span>
              <span className={text.quiet}>{dataSource}</span>
            </summary>
            <div className={styles.inside}>
              {row && (
                <Facts
                  facts={Object.entries(row)
                    .filter(([, value]) => value !== null)
                    .map(([name, value]) => [name, readableValue(value, format)])}
                />
              )}
              <p className={styles.more}>
                <Anchor to="/data/entities/$name" params={{ name: entity }} search={{ search: key } as never}>
                  {t('customer.inEntity')}
                </Anchor>
              </p>
            </div>
          </details>
        ))}
      </div>
    </Panel>
  );
}
