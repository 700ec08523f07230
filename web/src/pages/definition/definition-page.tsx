import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DefinitionRecord } from '../../../../src/app/view/definition.ts';
import { historyQuery } from '../../api/queries/definitions.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { JsonView } from '../../parts/json-view.tsx';
import { Lines } from '../../parts/lines.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useText } from '../../parts/text.ts';
import { displayNameOf } from '../../shell/palette-items.ts';

/** One definition as it stands, and its versions. */
export function DefinitionPage() {
  const { kind, name } = useParams({ from: '/definitions/$kind/$name' });
  const query = useQuery(historyQuery(kind, name));
  return <Loaded query={query}>{({ items }) => <Definition versions={items} name={name} />}</Loaded>;
}

function Definition({ versions, name }: { versions: readonly DefinitionRecord[]; name: string }) {
  const { t } = useTranslation();
  const [current] = versions;
  if (!current) return null;
  const { description } = (current.definition ?? {}) as { description?: string };
  return (
    <>
      <PageHead
        title={displayNameOf(current)}
        lead={[t(`kind.${current.kind}`), name, description].filter(Boolean).join(' · ')}
      />
      <Panel title={t('definition.title')}>
        <JsonView label={t('definition.title')} value={current.definition} />
      </Panel>
      <Panel title={t('definition.versions')}>
        <Lines>
          {versions.map((version) => (
            <VersionLine key={version.version} version={version} />
          ))}
        </Lines>
      </Panel>
    </>
  );
}

function VersionLine({ version }: { version: DefinitionRecord }) {
  const { t } = useTranslation();
  const text = useText();
  const format = useFormat();
  const now = useNow();
  return (
    <li>
      <span className={text.strong}>{t('definition.version', { number: format.number(version.version) })}</span>{' '}
      <span className={text.quiet}>
        {[format.moment(version.changedAt, now), t('refresh.by', { who: version.changedBy })].join(' · ')}
        {version.isDeleted && ` · ${t('definition.deleted')}`}
      </span>
    </li>
  );
}
