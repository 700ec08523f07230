import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { EntityView } from '../../../../src/app/view/entity.ts';
import { entitiesQuery } from '../../api/queries/entities.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor, PlainAnchor } from '../../parts/anchor.tsx';
import { CopyField } from '../../parts/copy-field.tsx';
import { Lines } from '../../parts/lines.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Tabs, tabOf } from '../../parts/tabs.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { NotFound } from '../../shell/not-found.tsx';
import { useRelationships } from '../relationships/use-relationships.ts';
import { EntityProfile } from './entity-profile.tsx';
import { EntityRows } from './entity-rows.tsx';

/** One entity: rows, what its attributes are like, relationships, address. */
export function EntityPage() {
  const { name } = useParams({ from: '/data/entities/$name' });
  return (
    <Loaded query={useQuery(entitiesQuery)}>
      {({ items }) => {
        const entity = items.find((each) => each.name.toLowerCase() === name.toLowerCase());
        return entity ? <Entity key={entity.name} entity={entity} /> : <NotFound />;
      }}
    </Loaded>
  );
}

function Entity({ entity }: { entity: EntityView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const [{ tab }] = useAddress('tab');
  const tabs = [
    { value: 'rows', label: t('refresh.rows') },
    { value: 'attributes', label: t('entity.attributes') },
    { value: 'relationships', label: t('nav.relationships') },
    { value: 'address', label: t('entity.address') },
  ] as const;
  const chosen = tabOf(tabs, tab);
  const lead = [
    t(`entity.kind.${entity.kind}`),
    t('source.rows', { count: entity.rowCount }),
    entity.refreshedAt && t('home.asOf', { when: format.moment(entity.refreshedAt, now) }),
  ];
  return (
    <>
      <PageHead
        title={entity.name}
        lead={lead.filter(Boolean).join(' · ')}
        back={{ to: '/data/entities', label: t('nav.entities') }}
      />
      <Tabs label={entity.name} tabs={tabs} value={chosen} />
      {chosen === 'rows' && <EntityRows entity={entity} />}
      {chosen === 'attributes' && <EntityProfile entity={entity} />}
      {chosen === 'relationships' && <Relations name={entity.name} />}
      {chosen === 'address' && <Address name={entity.name} />}
    </>
  );
}

function Relations({ name }: { name: string }) {
  const { t } = useTranslation();
  const found = useRelationships().filter(({ fromEntity, toEntity }) => fromEntity === name || toEntity === name);
  return (
    <Panel title={t('nav.relationships')}>
      {found.length === 0 && <p>{t('relationship.none')}</p>}
      <Lines>
        {found.map((relationship) => (
          <li key={relationship.name}>
            <strong>{relationship.displayName ?? relationship.name}</strong>{' '}
            <EntityLink name={relationship.fromEntity} />.{relationship.fromAttribute} →{' '}
            <EntityLink name={relationship.toEntity} />.{relationship.toAttribute}
          </li>
        ))}
      </Lines>
    </Panel>
  );
}

function EntityLink({ name }: { name: string }) {
  return (
    <Anchor to="/data/entities/$name" params={{ name }}>
      {name}
    </Anchor>
  );
}

function Address({ name }: { name: string }) {
  const { t } = useTranslation();
  const address = `${location.origin}/api/entities/${name}/rows`;
  return (
    <Panel title={t('entity.address')} lead={t('entity.addressLead')}>
      <CopyField label={t('entity.address')} value={address} />
      <p>
        <PlainAnchor href="/api/docs">{t('nav.api')}</PlainAnchor>
      </p>
    </Panel>
  );
}
