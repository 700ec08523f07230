import { Button } from '@fluentui/react-components';
import { ArrowClockwiseRegular, CopyRegular, EditRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { HomeView } from '../../../../src/app/view/home.ts';
import type { Measure } from '../../../../src/model/measure.ts';
import { useSubmitRefresh } from '../../api/commands.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';
import { homeQuery } from '../../api/queries/home.ts';
import { DefinitionVersions } from '../../parts/definition-versions.tsx';
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
import { MeasureTable } from './measure-table.tsx';

/** One measure: its value with thresholds, or its rows; and its definition. */
export function MeasurePage() {
  const { name } = useParams({ from: '/measures/$name' });
  const home = useQuery(homeQuery);
  return (
    <Loaded query={useQuery(definitionsQuery('measure'))}>
      {({ items }) => {
        const record = items.find((each) => each.name.toLowerCase() === name.toLowerCase());
        return record ? <MeasureView measure={record.definition as Measure} home={home.data} /> : <NotFound />;
      }}
    </Loaded>
  );
}

function MeasureView({ measure, home }: { measure: Measure; home: HomeView | undefined }) {
  const { t } = useTranslation();
  const [{ tab }] = useAddress('tab');
  const { name, displayName = name, description, kind, dimensions = [] } = measure;
  const figure = home?.measures.find((each) => each.name === name);
  const tabs = [
    { value: 'value', label: t('threshold.value') },
    { value: 'definition', label: t('definition.title') },
  ] as const;
  const chosen = tabOf(tabs, tab);
  const isScalar = kind === 'business' && dimensions.length === 0;
  return (
    <>
      <PageHead
        title={displayName}
        lead={[t(`measure.kind.${kind}`), description].filter(Boolean).join(' · ')}
        back={{ to: '/measures', label: t('nav.measures') }}
        actions={<Commands measure={measure} displayName={displayName} />}
      />
      <Tabs label={displayName} tabs={tabs} value={chosen} />
      {chosen === 'value' && isScalar && home && figure && (
        <ThresholdStudy key={name} kind="measure" figure={figure} valueTitle={t('threshold.value')} home={home} />
      )}
      {chosen === 'value' && !isScalar && <MeasureTable measure={measure} home={home} />}
      {chosen === 'definition' && (
        <>
          <UsedBy kind="measure" name={name} />
          <DefinitionVersions kind="measure" name={name} />
        </>
      )}
    </>
  );
}

function Commands({ measure, displayName }: { measure: Measure; displayName: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const submit = useSubmitRefresh();
  const { name } = measure;
  return (
    <Can who="contributor">
      {submit.error && <Problem error={submit.error} />}
      <Button
        icon={<ArrowClockwiseRegular />}
        disabledFocusable={submit.isPending}
        onClick={() => submit.mutate({ kind: 'measure', name })}
      >
        {t('source.refresh')}
      </Button>
      <Button icon={<EditRegular />} onClick={() => void navigate({ to: '/measures/$name/edit', params: { name } })}>
        {t('app.edit')}
      </Button>
      <Button
        icon={<CopyRegular />}
        onClick={() => void navigate({ to: '/measures/new', search: { copy: name } as never })}
      >
        {t('app.duplicate')}
      </Button>
      <DeleteDefinition kind="measure" name={name} displayName={displayName} definition={measure} to="/measures" />
    </Can>
  );
}
