import { Button } from '@fluentui/react-components';
import { AddRegular, LinkRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Relationship } from '../../../../src/model/relationship.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { BulkDelete } from '../../parts/bulk/definition-commands.tsx';
import type { DefinitionItem } from '../../parts/bulk/delete-dialog.tsx';
import { Empty } from '../../parts/empty.tsx';
import { lazyPart } from '../../parts/lazy-part.tsx';
import { ListView } from '../../parts/list-view.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { NextStep } from '../../parts/next-step.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { TextButton } from '../../parts/text-button.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { Can } from '../../session/can.tsx';
import { useCan } from '../../session/use-session.ts';
import { RelationshipDialog } from './relationship-dialog.tsx';
import { useImpliedRelationships, useRelationships } from './use-relationships.ts';

const Graph = lazyPart(async () => (await import('../../parts/graph.tsx')).Graph, { waiting: <Waiting /> });

/** How entities point at each other: a graph and a list. */
export function RelationshipsPage() {
  const { t } = useTranslation();
  const query = useQuery(definitionsQuery('relationship'));
  const [edited, setEdited] = useState<Relationship | 'new'>();
  return (
    <Loaded query={query}>
      {() => (
        <>
          <PageHead
            title={t('nav.relationships')}
            lead={t('relationship.lead')}
            actions={
              <Can who="contributor">
                <Button appearance="primary" icon={<AddRegular />} onClick={() => setEdited('new')}>
                  {t('relationship.new')}
                </Button>
              </Can>
            }
          />
          <Relationships onEdit={setEdited} />
          {edited && (
            <RelationshipDialog
              relationship={edited === 'new' ? undefined : edited}
              onClose={() => setEdited(undefined)}
            />
          )}
        </>
      )}
    </Loaded>
  );
}

function Relationships({ onEdit }: { onEdit: (relationship: Relationship) => void }) {
  const { t } = useTranslation();
  const own = useRelationships();
  const implied = useImpliedRelationships();
  const mayChange = useCan('contributor');
  const relationships = [...own, ...implied];
  const end = (entity: string, attribute: string) => (
    <Anchor to="/data/entities/$name" params={{ name: entity }}>
      {`${entity}.${attribute}`}
    </Anchor>
  );
  return (
    <>
      {relationships.length > 0 && <RelationshipGraph relationships={relationships} />}
      <ListView
        name="relationships"
        label={t('nav.relationships')}
        rows={relationships}
        keyOf={({ name, fromEntity }) => `${name}/${fromEntity}`}
        bulk={
          mayChange
            ? (chosen, onEnd) => (
                <BulkDelete items={chosen.filter((each) => own.includes(each)).map(itemOf)} onEnd={onEnd} />
              )
            : undefined
        }
        empty={
          <Empty
            icon={LinkRegular}
            title={t('relationship.empty')}
            text={t('relationship.emptyText')}
            action={<NextStep />}
          />
        }
        columns={[
          {
            key: 'name',
            title: t('relationship.name'),
            value: ({ name }) => name,
            show: (relationship) =>
              implied.includes(relationship) ? (
                <Anchor to="/unify/audience">{relationship.name}</Anchor>
              ) : (
                <TextButton onClick={() => onEdit(relationship)}>
                  {relationship.displayName ?? relationship.name}
                </TextButton>
              ),
          },
          {
            key: 'from',
            title: t('relationship.from'),
            value: ({ fromEntity, fromAttribute }) => `${fromEntity}.${fromAttribute}`,
            show: ({ fromEntity, fromAttribute }) => end(fromEntity, fromAttribute),
          },
          {
            key: 'to',
            title: t('relationship.to'),
            value: ({ toEntity, toAttribute }) => `${toEntity}.${toAttribute}`,
            show: ({ toEntity, toAttribute }) => end(toEntity, toAttribute),
          },
          {
            key: 'cardinality',
            title: t('relationship.cardinality'),
            value: ({ cardinality = 'manyToOne' }) => t(`relationship.${cardinality}`),
            show: ({ cardinality = 'manyToOne' }) => t(`relationship.${cardinality}`),
          },
        ]}
      />
    </>
  );
}

function itemOf(relationship: Relationship): DefinitionItem {
  const { name, displayName = name } = relationship;
  return { kind: 'relationship', name, displayName, definition: relationship };
}

function RelationshipGraph({ relationships }: { relationships: readonly Relationship[] }) {
  const { t } = useTranslation();
  const { nodes, edges } = useMemo(() => {
    const names = [...new Set(relationships.flatMap(({ fromEntity, toEntity }) => [fromEntity, toEntity]))];
    return {
      nodes: names.map((name) => ({
        id: name,
        content: (
          <Anchor to="/data/entities/$name" params={{ name }}>
            {name}
          </Anchor>
        ),
      })),
      edges: relationships.map(({ fromEntity, toEntity, name, displayName }) => ({
        from: fromEntity,
        to: toEntity,
        label: displayName ?? name,
      })),
    };
  }, [relationships]);
  return <Graph label={t('relationship.graph')} nodes={nodes} edges={edges} />;
}
