import { Button, makeStyles } from '@fluentui/react-components';
import { HistoryRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DefinitionRecord } from '../../../src/app/view/definition.ts';
import type { DefinitionKind } from '../../../src/model/definition.ts';
import { usePutDefinition } from '../api/commands.ts';
import { definitionsQuery, historyQuery } from '../api/queries/definitions.ts';
import { useFormat } from '../format/use-format.ts';
import { useNow } from '../format/use-now.ts';
import { Can } from '../session/can.tsx';
import { differencesBetween } from './difference.ts';
import { JsonView } from './json-view.tsx';
import { Lines } from './lines.tsx';
import { Panel } from './panel.tsx';
import { Problem, useProblemText } from './problem.tsx';
import { useText } from './text.ts';
import { showToast } from './toast-store.ts';
import { useAddress } from './use-address.ts';

const useStyles = makeStyles({
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: '6px 12px' },
  buttons: { display: 'flex', gap: '8px' },
  differences: { display: 'grid', gap: '4px', paddingTop: '6px' },
});

/** The definition as it stands now; undefined until it is read. */
export function useCurrentDefinition<Definition = unknown>(kind: DefinitionKind, name: string): Definition | undefined {
  const records = useQuery(definitionsQuery(kind)).data?.items;
  return records?.find((record) => record.name.toLowerCase() === name.toLowerCase())?.definition as
    | Definition
    | undefined;
}

/** A definition as it stands, and its versions: each with what it changed, and a way back to it. */
export function DefinitionVersions({ kind, name }: { kind: DefinitionKind; name: string }) {
  const { t } = useTranslation();
  const query = useQuery(historyQuery(kind, name));
  const versions = query.data?.items ?? [];
  const [current] = versions;
  if (query.error) return <Problem error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      <Panel title={t('definition.title')}>
        <JsonView label={t('definition.title')} value={current?.definition} />
      </Panel>
      <Panel title={t('definition.versions')}>
        <Lines>
          {versions.map((version, index) => (
            <VersionLine key={version.version} version={version} before={versions[index + 1]} isCurrent={index === 0} />
          ))}
        </Lines>
      </Panel>
    </>
  );
}

function VersionLine(props: { version: DefinitionRecord; before: DefinitionRecord | undefined; isCurrent: boolean }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const now = useNow();
  const { version, before, isCurrent } = props;
  const [{ version: open }, change] = useAddress('version');
  const isOpen = open === String(version.version);
  return (
    <li>
      <div className={styles.line}>
        <span>
          <span className={text.strong}>{t('definition.version', { number: format.number(version.version) })}</span>{' '}
          <span className={text.quiet}>
            {[format.moment(version.changedAt, now), t('refresh.by', { who: version.changedBy })].join(' · ')}
            {version.isDeleted && ` · ${t('definition.deleted')}`}
          </span>
        </span>
        <span className={styles.buttons}>
          {before && (
            <Button
              size="small"
              aria-expanded={isOpen}
              onClick={() => change({ version: isOpen ? '' : String(version.version) })}
            >
              {t('definition.changes')}
            </Button>
          )}
          {!isCurrent && !version.isDeleted && <Restore version={version} />}
        </span>
      </div>
      {isOpen && before && <Differences from={before.definition} to={version.definition} />}
    </li>
  );
}

function Restore({ version }: { version: DefinitionRecord }) {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const put = usePutDefinition();
  const restore = () =>
    put.mutate(
      { kind: version.kind, name: version.name, definition: version.definition },
      {
        onSuccess: () => showToast({ text: t('definition.restored', { number: version.version }) }),
        onError: (error) => showToast({ text: textOf(error).message, tone: 'bad' }),
      },
    );
  return (
    <Can who="contributor">
      <Button size="small" icon={<HistoryRegular />} disabledFocusable={put.isPending} onClick={restore}>
        {t('definition.restore')}
      </Button>
    </Can>
  );
}

/** What differs between two values, place by place. */
export function Differences({ from, to }: { from: unknown; to: unknown }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const differences = differencesBetween(from, to);
  return (
    <ul className={styles.differences}>
      {differences.length === 0 && <li>{t('definition.same')}</li>}
      {differences.map(({ pointer, before, after }) => (
        <li key={pointer} className={text.mono}>
          {pointer || '/'}: <del>{before ?? '–'}</del> → <ins>{after ?? '–'}</ins>
        </li>
      ))}
    </ul>
  );
}
