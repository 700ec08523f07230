import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DefinitionRecord } from '../../../../../src/app/view/definition.ts';
import { historyQuery } from '../../../api/queries.ts';
import { useFormat } from '../../../format/use-format.ts';
import { useNow } from '../../../format/use-now.ts';
import { useText } from '../../../parts/text.ts';
import { useDesigner } from './designer-context.ts';
import { differences } from './document/differences.ts';
import { editedOf, type FlowRecord, flowOf } from './flow-record.ts';
import { ToolPanel } from './tool-panel.tsx';
import type { EditedFlow } from './use-designer-state.ts';

const useStyles = makeStyles({
  version: { display: 'grid', gap: '4px', padding: '8px 0', borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  buttons: { display: 'flex', gap: '6px' },
  difference: { overflowWrap: 'anywhere' },
});

/** Earlier versions of the flow, what differs from what is edited now, and the way back. */
export function VersionsPanel({
  record,
  onClose,
  onRestore,
}: {
  record: FlowRecord;
  onClose: () => void;
  onRestore: (edited: EditedFlow) => void;
}) {
  const { t } = useTranslation();
  const { data } = useQuery(historyQuery('flow', record.flow.name));
  return (
    <ToolPanel view="versions" label={t('definition.versions')} onClose={onClose}>
      {(data?.items ?? [])
        .filter(({ isDeleted }) => !isDeleted)
        .map((version) => (
          <Version key={version.version} version={version} onRestore={onRestore} />
        ))}
    </ToolPanel>
  );
}

function Version({ version, onRestore }: { version: DefinitionRecord; onRestore: (edited: EditedFlow) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const now = useNow();
  const { definition } = useDesigner();
  const [isCompared, setIsCompared] = useState(false);
  const edited = editedOf(flowOf(version));
  const found = isCompared ? differences(edited.definition, definition) : [];
  return (
    <section className={styles.version}>
      <h3 className={text.body}>{t('definition.version', { number: format.number(version.version) })}</h3>
      <p className={text.quiet}>
        {[format.moment(version.changedAt, now), t('refresh.by', { who: version.changedBy })].join(' · ')}
      </p>
      <div className={styles.buttons}>
        <Button size="small" aria-expanded={isCompared} onClick={() => setIsCompared(!isCompared)}>
          {t('designer.compare')}
        </Button>
        <Button size="small" onClick={() => onRestore(edited)}>
          {t('designer.restore')}
        </Button>
      </div>
      {isCompared && found.length === 0 && <p className={text.quiet}>{t('designer.same')}</p>}
      <ul>
        {found.map(({ pointer, kind, from, to }) => (
          <li key={pointer} className={styles.difference}>
            <span className={text.mono}>{pointer || '/'}</span>{' '}
            <span className={text.quiet}>
              {t(`designer.difference.${kind}`)} {kind !== 'added' && short(from)} {kind === 'changed' && '→'}{' '}
              {kind !== 'removed' && short(to)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > 120 ? `${text.slice(0, 120)} …` : text;
}
