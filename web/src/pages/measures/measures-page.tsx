import { Button } from '@fluentui/react-components';
import { AddRegular, DataTrendingRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { HomeView } from '../../../../src/app/view/home.ts';
import type { Measure } from '../../../../src/model/measure.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';
import { homeQuery } from '../../api/queries/home.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { BulkDelete, BulkRefresh } from '../../parts/bulk/definition-commands.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Choice } from '../../parts/form/fields.tsx';
import { ListView } from '../../parts/list-view.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { NextStep, WayTo } from '../../parts/next-step.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { Can } from '../../session/can.tsx';
import { useCan } from '../../session/use-session.ts';

const KINDS = ['business', 'customerAttribute', 'customer'] as const;

/** Measures by kind, those of the business with their value. */
export function MeasuresPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const format = useFormat();
  const now = useNow();
  const home = useQuery(homeQuery).data;
  return (
    <Loaded query={useQuery(definitionsQuery('measure'))}>
      {({ items }) => (
        <>
          <PageHead
            title={t('nav.measures')}
            lead={home?.asOf && t('home.asOf', { when: format.moment(home.asOf.publishedAt, now) })}
            actions={
              <Can who="contributor">
                <Button
                  appearance="primary"
                  icon={<AddRegular />}
                  onClick={() => void navigate({ to: '/measures/new' })}
                >
                  {t('measure.new')}
                </Button>
              </Can>
            }
          />
          <MeasureList measures={items.map(({ definition }) => definition as Measure)} home={home} />
        </>
      )}
    </Loaded>
  );
}

function MeasureList({ measures, home }: { measures: readonly Measure[]; home: HomeView | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [{ kind }, change] = useAddress('kind');
  const mayChange = useCan('contributor');
  const figureOf = (measure: Measure) => home?.measures.find(({ name }) => name === measure.name);
  const rows = measures.filter((measure) => kind === '' || measure.kind === kind);
  return (
    <ListView
      name="measures"
      label={t('nav.measures')}
      rows={measures.length === 0 ? [] : rows}
      keyOf={({ name }) => name}
      bulk={mayChange ? (chosen, onEnd) => <MeasureCommands measures={chosen} onEnd={onEnd} /> : undefined}
      filters={
        <Choice
          label={t('measure.kind')}
          value={kind}
          none={t('list.all')}
          options={KINDS.map((each) => ({ value: each, label: t(`measure.kind.${each}`) }))}
          onChange={(value) => change({ kind: value })}
        />
      }
      empty={
        <Empty
          icon={DataTrendingRegular}
          title={t('measure.empty')}
          text={t('measure.emptyText')}
          action={
            <NextStep>
              <WayTo page="/measures/new" label={t('measure.new')} />
            </NextStep>
          }
        />
      }
      columns={[
        {
          key: 'name',
          title: t('app.name'),
          value: ({ name, displayName = name }) => displayName,
          show: ({ name, displayName = name }) => (
            <Anchor to="/measures/$name" params={{ name }}>
              {displayName}
            </Anchor>
          ),
        },
        {
          key: 'kind',
          title: t('measure.kind'),
          value: (measure) => t(`measure.kind.${measure.kind}`),
          show: (measure) => t(`measure.kind.${measure.kind}`),
        },
        {
          key: 'value',
          title: t('threshold.value'),
          value: (measure) => figureOf(measure)?.value,
          show: (measure) => {
            const value = figureOf(measure)?.value;
            return value === undefined ? '–' : format.quantity(value, measure.unit);
          },
          isNumber: true,
        },
        {
          key: 'change',
          title: t('threshold.change'),
          value: (measure) => changeOf(figureOf(measure)),
          show: (measure) => {
            const difference = changeOf(figureOf(measure));
            return difference === undefined ? '–' : format.change(difference, measure.unit);
          },
          isNumber: true,
        },
        { key: 'entity', title: t('source.entity'), value: ({ entity }) => entity, show: ({ entity }) => entity },
      ]}
    />
  );
}

function MeasureCommands({ measures, onEnd }: { measures: readonly Measure[]; onEnd: () => void }) {
  const items = measures.map((definition) => {
    const { name, displayName = name } = definition;
    return { kind: 'measure' as const, name, displayName, definition };
  });
  return (
    <>
      <BulkRefresh items={items} onEnd={onEnd} />
      <BulkDelete items={items} onEnd={onEnd} />
    </>
  );
}

function changeOf(figure: HomeView['measures'][number] | undefined): number | undefined {
  return figure?.value === undefined || figure.previous === undefined ? undefined : figure.value - figure.previous;
}
