import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { SegmentPreview } from '../../../../src/app/view/preview.ts';
import type { Segment } from '../../../../src/model/segment.ts';
import { useFormat } from '../../format/use-format.ts';
import { Panel } from '../../parts/panel.tsx';
import { PreviewProblem } from '../../parts/preview-problem.tsx';
import { useText } from '../../parts/text.ts';
import { useAsOf } from '../../parts/use-as-of.ts';
import { factsOfCustomer } from '../customers/name-of-customer.ts';
import { MemberName } from './member-table.tsx';

const SHOWN = 8;

const useStyles = makeStyles({
  sticky: { position: 'sticky', top: '64px' },
  list: { display: 'grid', gap: '8px' },
  fact: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
});

/** Size and first members of a segment while it is written. */
export function SegmentPreviewPanel(props: {
  preview: SegmentPreview | undefined;
  error: unknown;
  isBusy: boolean;
  isWhole: boolean;
  of: NonNullable<Segment['of']>;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const { preview } = props;
  const asOf = useAsOf(preview?.publishedAt);
  return (
    <Panel
      className={styles.sticky}
      title={t('segment.preview')}
      {...(preview && asOf !== undefined && { lead: asOf })}
      aside={props.isBusy && <Spinner size="extra-tiny" aria-label={t('app.loading')} />}
    >
      {Boolean(props.error) && <PreviewProblem error={props.error} />}
      {!props.isWhole && <p>{t('segment.incomplete')}</p>}
      {preview && props.isWhole && (
        <>
          <p role="status">
            <span className={text.figure}>{format.number(preview.size)}</span>{' '}
            <span className={text.quiet}>
              {t(`segment.of.${props.of}`, {
                count: preview.everybody,
                percent: format.percent(preview.everybody === 0 ? 0 : preview.size / preview.everybody),
              })}
            </span>
          </p>
          <ul className={styles.list}>
            {preview.members.slice(0, SHOWN).map((row) => (
              <li key={String(row['UnifiedContactId'] ?? row['CustomerId'])}>
                <MemberName row={row} />
                <p className={`${text.caption} ${styles.fact}`}>{factsOfCustomer(row)[0]}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}
