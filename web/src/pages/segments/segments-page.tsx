import { Button } from '@fluentui/react-components';
import { AddRegular, PeopleTeamRegular } from '@fluentui/react-icons';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { HomeView } from '../../../../src/app/view/home.ts';
import type { Segment } from '../../../../src/model/segment.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';
import { homeQuery } from '../../api/queries/home.ts';
import { segmentHistoryQuery } from '../../api/queries/segments.ts';
import { useFormat } from '../../format/use-format.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Chip } from '../../parts/chip.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Choice } from '../../parts/form/fields.tsx';
import { ListView } from '../../parts/list-view.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { NextStep, WayTo } from '../../parts/next-step.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Spark } from '../../parts/spark.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { useAsOf } from '../../parts/use-as-of.ts';
import { Can } from '../../session/can.tsx';
import { useCan } from '../../session/use-session.ts';
import { SegmentCommands } from './segment-commands.tsx';
import { TagChips, tagsOf } from './segment-tags.tsx';

interface SegmentLine {
  readonly segment: Segment;
  readonly figure: HomeView['segments'][number] | undefined;
  readonly sizes: readonly number[];
}

/** Segments with size, course, change and state. */
export function SegmentsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const asOf = useAsOf();
  const home = useQuery(homeQuery).data;
  return (
    <Loaded query={useQuery(definitionsQuery('segment'))}>
      {({ items }) => (
        <>
          <PageHead
            title={t('nav.segments')}
            lead={asOf}
            actions={
              <Can who="contributor">
                <Button
                  appearance="primary"
                  icon={<AddRegular />}
                  onClick={() => void navigate({ to: '/segments/new' })}
                >
                  {t('segment.new')}
                </Button>
              </Can>
            }
          />
          <SegmentList segments={items.map(({ definition }) => definition as Segment)} home={home} />
        </>
      )}
    </Loaded>
  );
}

function SegmentList({ segments, home }: { segments: readonly Segment[]; home: HomeView | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayChange = useCan('contributor');
  const [{ tag }, change] = useAddress('tag');
  const tags = tagsOf(segments);
  const histories = useQueries({ queries: segments.map(({ name }) => segmentHistoryQuery(name)) });
  const lines = segments.map(
    (segment, index): SegmentLine => ({
      segment,
      figure: home?.segments.find(({ name }) => name === segment.name),
      sizes: (histories[index]?.data?.items ?? []).slice(-30).map(({ size }) => size),
    }),
  );
  const changeOf = ({ figure }: SegmentLine) =>
    figure?.value === undefined || figure.previous === undefined ? undefined : figure.value - figure.previous;
  return (
    <ListView
      name="segments"
      label={t('nav.segments')}
      rows={tag === '' ? lines : lines.filter(({ segment }) => segment.tags?.includes(tag))}
      keyOf={({ segment }) => segment.name}
      bulk={
        mayChange
          ? (chosen, onEnd) => (
              <SegmentCommands segments={chosen.map(({ segment }) => segment)} tags={tags} onEnd={onEnd} />
            )
          : undefined
      }
      filters={
        tags.length > 0 && (
          <Choice
            label={t('tags.filter')}
            value={tag}
            none={t('tags.all')}
            options={tags.map((value) => ({ value, label: value }))}
            onChange={(value) => change({ tag: value })}
          />
        )
      }
      empty={
        <Empty
          icon={PeopleTeamRegular}
          title={t('home.segmentsEmpty')}
          text={t('segment.emptyText')}
          action={
            <NextStep>
              <WayTo page="/segments/new" label={t('segment.new')} />
            </NextStep>
          }
        />
      }
      columns={[
        {
          key: 'name',
          title: t('app.name'),
          value: ({ segment }) => segment.displayName ?? segment.name,
          show: ({ segment: { name, displayName } }) => (
            <Anchor to="/segments/$name" params={{ name }}>
              {displayName ?? name}
            </Anchor>
          ),
        },
        ...(segments.some(({ of }) => of === 'contacts')
          ? [
              {
                key: 'of',
                title: t('segment.membersAre'),
                value: ({ segment }: SegmentLine) => t(`segment.members.${segment.of ?? 'customers'}`),
                show: ({ segment }: SegmentLine) => t(`segment.members.${segment.of ?? 'customers'}`),
              },
            ]
          : []),
        ...(tags.length > 0
          ? [
              {
                key: 'tags',
                title: t('tags.title'),
                value: ({ segment }: SegmentLine) => segment.tags?.join(', '),
                show: ({ segment }: SegmentLine) => <TagChips tags={segment.tags ?? []} />,
              },
            ]
          : []),
        {
          key: 'members',
          title: t('threshold.members'),
          value: ({ figure }) => figure?.value,
          show: ({ figure }) => (figure?.value === undefined ? '–' : format.number(figure.value)),
          isNumber: true,
        },
        {
          key: 'change',
          title: t('threshold.change'),
          value: changeOf,
          show: (line) => {
            const change = changeOf(line);
            return change === undefined ? '–' : format.change(change);
          },
          isNumber: true,
        },
        {
          key: 'course',
          title: t('segment.course'),
          show: ({ sizes, segment }) => (
            <Spark values={sizes} label={t('segment.courseOf', { name: segment.displayName ?? segment.name })} />
          ),
        },
        {
          key: 'threshold',
          title: t('threshold.title'),
          value: ({ figure }) => figure?.threshold,
          show: ({ figure }) => (figure?.threshold === undefined ? '–' : format.number(figure.threshold)),
          isNumber: true,
        },
        {
          key: 'state',
          title: t('refresh.state'),
          value: ({ segment }) => t(`segment.state.${segment.state ?? 'active'}`),
          show: ({ segment: { state = 'active' } }) => (
            <Chip {...(state === 'active' && { tone: 'good' as const })}>{t(`segment.state.${state}`)}</Chip>
          ),
        },
      ]}
    />
  );
}
