import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format/use-format.ts';
import { useNow } from '../../../format/use-now.ts';
import { Anchor } from '../../../parts/anchor.tsx';
import { Chip } from '../../../parts/chip.tsx';
import { Status } from '../../../parts/status.tsx';
import { StaticResults } from '../static-results.tsx';
import { useDesigner } from './designer-context.ts';
import { NoticeBar } from './notice-bar.tsx';

/** Which run the cards tell of, of which version, and the way back to the editor without it. */
export function ShownRun({ onHide }: { onHide: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { run } = useDesigner();
  if (!run) return null;
  const { isRehearsal = false, version, status } = run;
  return (
    <NoticeBar label={t('designer.shownRun')}>
      <Status status={status} label={t(`runStatus.${status}`)} />
      <span>
        {isRehearsal ? t('designer.shownTest') : t('designer.shownOf', { when: format.moment(run.startedAt, now) })}
      </span>
      {isRehearsal && <Chip tone="brand">{t('designer.draft')}</Chip>}
      {version !== undefined && <Chip>{t('run.version', { version })}</Chip>}
      {run.staticResults && <StaticResults names={run.staticResults} />}
      {run.resubmittedFrom && <Chip>{t('run.isResubmitted')}</Chip>}
      {!isRehearsal && (
        <Anchor to="/flows/runs/$id" params={{ id: run.runId }}>
          {t('designer.openRun')}
        </Anchor>
      )}
      <Button size="small" onClick={onHide}>
        {t('designer.backToEditor')}
      </Button>
    </NoticeBar>
  );
}
