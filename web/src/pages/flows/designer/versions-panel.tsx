import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DefinitionRecord } from '../../../../../src/app/view/definition.ts';
import type { Flow } from '../../../../../src/model/flow.ts';
import { historyQuery } from '../../../api/queries/definitions.ts';
import { useFormat } from '../../../format/use-format.ts';
import { useNow } from '../../../format/use-now.ts';
import { Chip } from '../../../parts/chip.tsx';
import { Choice } from '../../../parts/form/fields.tsx';
import { useText } from '../../../parts/text.ts';
import { showToast } from '../../../parts/toast-store.ts';
import { useDesigner } from './designer-context.ts';
import { placeVersions, type VersionPlace, versionDifferences } from './document/versions.ts';
import { editedOf, type FlowRecord, flowOf, isOn } from './flow-record.ts';
import { ToolPanel } from './tool-panel.tsx';
import type { EditedFlow } from './use-designer-state.ts';

const useStyles = makeStyles({
  version: { display: 'grid', gap: '4px', padding: '8px 0', borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 8px' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '6px' },
  difference: { overflowWrap: 'anywhere' },
});

interface Version {
  readonly record: DefinitionRecord;
  readonly edited: EditedFlow;
  readonly place: VersionPlace;
}

/** The versions of the flow: which is live, which the draft, which on the canvas; what differs between any two, and the way back. */
export function VersionsPanel(props: {
  record: FlowRecord;
  onClose: () => void;
  onRestore: (edited: EditedFlow) => void;
}) {
  const { t } = useTranslation();
  const text = useText();
  const { flow } = props.record;
  const versions = useVersions(flow.name);
  const shown = versions.find(({ place }) => place.isShown);
  const restore = useRestore(props.onRestore);
  return (
    <ToolPanel view="versions" label={t('definition.versions')} onClose={props.onClose}>
      <p role="status" className={text.quiet}>
        {shown ? t('designer.canvasHolds', { number: shown.record.version }) : t('designer.canvasUnsaved')}
      </p>
      {versions.map((version) => (
        <VersionEntry
          key={version.record.version}
          version={version}
          others={versions}
          live={flow}
          onRestore={() => restore(version)}
        />
      ))}
    </ToolPanel>
  );
}

function useVersions(name: string): readonly Version[] {
  const { definition, connections } = useDesigner();
  const items = useQuery(historyQuery('flow', name)).data?.items ?? [];
  const records = items.filter(({ isDeleted }) => !isDeleted);
  const flows = records.map((record) => flowOf(record));
  const places = placeVersions(
    flows.map(({ flow }) => flow),
    { definition, connections },
  );
  return places.flatMap((place, index) => {
    const [record, flow] = [records[index], flows[index]];
    return record && flow ? [{ record, place, edited: editedOf(flow) }] : [];
  });
}

/** Puts a version on the canvas, and tells it with the way back to what was there. */
function useRestore(onRestore: (edited: EditedFlow) => void): (version: Version) => void {
  const { t } = useTranslation();
  const { definition, connections } = useDesigner();
  return ({ record, edited }) => {
    onRestore(edited);
    showToast({
      text: t('designer.restored', { number: record.version }),
      undo: () => onRestore({ definition, connections }),
    });
  };
}

function VersionEntry(props: { version: Version; others: readonly Version[]; live: Flow; onRestore: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const now = useNow();
  const { isReadOnly } = useDesigner();
  const [isCompared, setIsCompared] = useState(false);
  const { record, place } = props.version;
  const title = t('definition.version', { number: format.number(record.version) });
  return (
    <section className={styles.version} aria-label={title}>
      <div className={styles.head}>
        <h3 className={text.body}>{title}</h3>
        {place.isLive && (
          <Chip tone="good">{t(isOn(props.live) ? 'designer.version.live' : 'designer.version.liveOff')}</Chip>
        )}
        {place.isDraft && <Chip tone="brand">{t('designer.draft')}</Chip>}
        {place.isShown && <Chip>{t('designer.version.shown')}</Chip>}
      </div>
      <p className={text.quiet}>
        {[
          t(`designer.version.${place.kind}`),
          format.moment(record.changedAt, now),
          t('refresh.by', { who: record.changedBy }),
        ].join(' · ')}
      </p>
      <div className={styles.buttons}>
        <Button size="small" aria-expanded={isCompared} onClick={() => setIsCompared(!isCompared)}>
          {t('designer.compare')}
        </Button>
        {!isReadOnly && (
          <Button size="small" disabledFocusable={place.isShown} onClick={props.onRestore}>
            {t('designer.restore')}
          </Button>
        )}
      </div>
      {isCompared && <Comparison {...props} />}
    </section>
  );
}

/** What a version would have to change to become another one, what is published, or what is on the canvas. */
function Comparison({
  version,
  others,
  live,
}: Pick<Parameters<typeof VersionEntry>[0], 'version' | 'others' | 'live'>) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const { definition, connections } = useDesigner();
  const [wanted, setWanted] = useState('');
  const { draft: _draft, ...published } = live;
  const choices = [
    { value: '', label: t('designer.onCanvas'), edited: { definition, connections } },
    { value: 'live', label: t('designer.whatIsPublished'), edited: editedOf({ flow: published }) },
    ...others
      .filter(({ record }) => record.version !== version.record.version)
      .map(({ record, edited }) => ({
        value: String(record.version),
        label: t('definition.version', { number: record.version }),
        edited,
      })),
  ];
  const other = choices.find(({ value }) => value === wanted) ?? choices[0];
  const found = other ? versionDifferences(version.edited, other.edited) : [];
  return (
    <>
      <Choice label={t('designer.compareWith')} value={wanted} options={choices} onChange={setWanted} />
      {found.length === 0 && <p className={text.quiet}>{t('designer.same')}</p>}
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
    </>
  );
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > 120 ? `${text.slice(0, 120)} …` : text;
}
