import { Button } from '@fluentui/react-components';
import { ArrowClockwiseRegular, CopyRegular, EditRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { HomeView } from '../../../../src/app/view/home.ts';
import type { Segment } from '../../../../src/model/segment.ts';
import { usePutDefinition, useSubmitRefresh } from '../../api/commands.ts';
import { homeQuery } from '../../api/queries/home.ts';
import { DefinitionVersions, useCurrentDefinition } from '../../parts/definition-versions.tsx';
import { DeleteDefinition } from '../../parts/delete-definition.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Tabs, tabOf } from '../../parts/tabs.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { UsedBy } from '../../parts/used-by.tsx';
import { Can } from '../../session/can.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { ThresholdStudy } from '../thresholds/threshold-study.tsx';
import { SegmentChanges } from './segment-changes.tsx';
import { SegmentMembers } from './segment-members.tsx';
import { SegmentOverlap } from './segment-overlap.tsx';
import { SegmentSql } from './segment-sql.tsx';
import { TagChips } from './segment-tags.tsx';

/** One segment: size and thresholds, members, who entered and left, definition. */
export function SegmentPage() {
  const { name } = useParams({ from: '/segments/$name' });
  return (
    <Loaded query={useQuery(homeQuery)}>
      {(home) => {
        const figure = home.segments.find((each) => each.name === name);
        return figure ? <SegmentView key={name} figure={figure} home={home} /> : <NotFound />;
      }}
    </Loaded>
  );
}

function SegmentView({ figure, home }: { figure: HomeView['segments'][number]; home: HomeView }) {
  const { t } = useTranslation();
  const [{ tab }] = useAddress('tab');
  const { name, displayName, value, everybody } = figure;
  const segment = useCurrentDefinition<Segment>('segment', name);
  const tabs = [
    { value: 'size', label: t('segment.size') },
    { value: 'members', label: t('threshold.members') },
    { value: 'changes', label: t('segment.changes') },
    { value: 'overlap', label: t('segment.overlap') },
    { value: 'sql', label: t('sql.tab') },
    { value: 'definition', label: t('definition.title') },
  ] as const;
  const chosen = tabOf(tabs, tab);
  return (
    <>
      <PageHead
        title={displayName}
        lead={
          <>
            {segment?.description ?? t(`segment.kind.${segment?.of ?? 'customers'}`)}
            {segment?.tags && <TagChips tags={segment.tags} />}
          </>
        }
        back={{ to: '/segments', label: t('nav.segments') }}
        actions={<Commands name={name} displayName={displayName} segment={segment} />}
      />
      <Tabs label={displayName} tabs={tabs} value={chosen} />
      {chosen === 'size' && (
        <ThresholdStudy
          kind="segment"
          figure={figure}
          valueTitle={t('threshold.members')}
          share={everybody && value !== undefined ? value / everybody : undefined}
          home={home}
        />
      )}
      {chosen === 'members' && segment && <SegmentMembers segment={segment} isPublished={value !== undefined} />}
      {chosen === 'changes' && <SegmentChanges name={name} />}
      {chosen === 'overlap' && <SegmentOverlap name={name} />}
      {chosen === 'sql' && segment && <SegmentSql segment={segment} />}
      {chosen === 'definition' && (
        <>
          <UsedBy kind="segment" name={name} />
          <DefinitionVersions kind="segment" name={name} />
        </>
      )}
    </>
  );
}

function Commands(props: { name: string; displayName: string; segment: Segment | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const submit = useSubmitRefresh();
  const put = usePutDefinition();
  const { name, segment } = props;
  const isActive = (segment?.state ?? 'active') === 'active';
  return (
    <Can who="contributor">
      {(submit.error ?? put.error) && <Problem error={submit.error ?? put.error} />}
      <Button
        icon={<ArrowClockwiseRegular />}
        disabledFocusable={submit.isPending || !isActive}
        onClick={() => submit.mutate({ kind: 'segment', name })}
      >
        {t('source.refresh')}
      </Button>
      <Button icon={<EditRegular />} onClick={() => void navigate({ to: '/segments/$name/edit', params: { name } })}>
        {t('app.edit')}
      </Button>
      <Button
        icon={<CopyRegular />}
        onClick={() => void navigate({ to: '/segments/new', search: { copy: name } as never })}
      >
        {t('app.duplicate')}
      </Button>
      {segment && (
        <Button
          disabledFocusable={put.isPending}
          onClick={() =>
            put.mutate({ kind: 'segment', name, definition: { ...segment, state: isActive ? 'inactive' : 'active' } })
          }
        >
          {t(isActive ? 'segment.deactivate' : 'segment.activate')}
        </Button>
      )}
      <DeleteDefinition
        kind="segment"
        name={name}
        displayName={props.displayName}
        definition={segment}
        to="/segments"
      />
    </Can>
  );
}
