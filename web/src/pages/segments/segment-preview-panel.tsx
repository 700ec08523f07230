import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { SegmentPreview } from '../../../../src/app/view/preview.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Panel } from '../../parts/panel.tsx';
import { PreviewProblem } from '../../parts/preview-problem.tsx';
import { useText } from '../../parts/text.ts';
import { factsOfCustomer, nameOfCustomer } from '../customers/name-of-customer.ts';

const SHOWN = 8;

const useStyles = makeStyles({
  sticky: { position: 'sticky', top: '64px' },
  list: { display: 'grid', gap: '8px' },
  fact: { color: tokens.colorNeutralForeground3, overflow: 'hidden', textOverflow: 'ellipsis' },
});

/** Size and first members of a segment while it is written. */
export function SegmentPreviewPanel(props: {
  preview: SegmentPreview | undefined;
  error: unknown;
  isBusy: boolean;
  isWhole: boolean;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const now = useNow();
  const { preview } = props;
  return (
    <Panel
      className={styles.sticky}
      title={t('segment.preview')}
      {...(preview && { lead: t('home.asOf', { when: format.moment(preview.publishedAt, now) }) })}
      aside={props.isBusy && <Spinner size="extra-tiny" aria-label={t('app.loading')} />}
    >
      {Boolean(props.error) && <PreviewProblem error={props.error} />}
      {!props.isWhole && <p>{t('segment.incomplete')}</p>}
      {preview && props.isWhole && (
        <>
          <p role="status">
            <span className={text.figure}>{format.number(preview.size)}</span>{' '}
            <span className={text.quiet}>
              {t('segment.ofCustomers', {
                count: preview.customers,
                percent: format.percent(preview.customers === 0 ? 0 : preview.size / preview.customers),
              })}
            </span>
          </p>
          <ul className={styles.list}>
            {preview.members.slice(0, SHOWN).map((row) => (
              <li key={String(row['CustomerId'])}>
                <Anchor to="/customers/$id" params={{ id: String(row['CustomerId']) }}>
                  {nameOfCustomer(row)}
                </Anchor>
                <p className={`${text.caption} ${styles.fact}`}>{factsOfCustomer(row)[0]}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}
