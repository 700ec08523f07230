import { Button, makeStyles } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../api/client.ts';
import { Chip } from '../../parts/chip.tsx';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { CopyField } from '../../parts/copy-field.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ErrorNote } from '../../parts/error-note.tsx';
import { Facts } from '../../parts/facts.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { Lines } from '../../parts/lines.tsx';
import { Page } from '../../parts/page.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Spark } from '../../parts/spark.tsx';
import { SqlView } from '../../parts/sql-view.tsx';
import { Status } from '../../parts/status.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { Tiles } from '../../parts/tiles.tsx';
import { showToast } from '../../parts/toast-store.ts';
import { FieldSpecimens } from './field-specimens.tsx';
import { ListSpecimens } from './list-specimens.tsx';

const STATES = ['notStarted', 'queued', 'running', 'successful', 'failed', 'skipped', 'aborted', 'timedOut'] as const;
const PROBLEM = {
  code: 'FLX_SOURCE_FILE_MISSING',
  message: "No file matches 'orders.csv'.",
  mend: 'Put the file there or correct the path.',
};

const useStyles = makeStyles({ row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 12px' } });

/** Every shared part in its states, to be looked at and tested; its titles are the names of the parts. */
export function UiPage() {
  return (
    <Page>
      <PageHead title="UI" />
      <Words />
      <Commands />
      <Failures />
      <Figures />
      <Panel title="Fields">
        <FieldSpecimens />
      </Panel>
      <Panel title="ListView, OrderedList">
        <ListSpecimens />
      </Panel>
      <Panel title="JsonView, CopyField">
        <JsonView label="JSON" value={{ name: 'HighValue', rules: [{ condition: null }] }} />
        <CopyField label="CopyField" value="https://fluxu.example.org/api" />
      </Panel>
      <SqlView
        stages={[{ name: 'segment:HighValue', sql: 'select "CustomerId" from "Customer" where "Spend" > 100;' }]}
      />
    </Page>
  );
}

function Row({ children }: { children: ReactNode }) {
  return <div className={useStyles().row}>{children}</div>;
}

function Words() {
  const { t } = useTranslation();
  return (
    <Panel title="Chip, Status" lead={t('source.lead')}>
      <Row>
        <Chip>{t('segment.state.draft')}</Chip>
        {(['brand', 'good', 'bad'] as const).map((tone) => (
          <Chip key={tone} tone={tone}>
            {t('segment.state.active')}
          </Chip>
        ))}
      </Row>
      <Row>
        {STATES.map((state) => (
          <Status key={state} status={state} label={t(`status.${state}`)} />
        ))}
      </Row>
    </Panel>
  );
}

function Commands() {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Panel title="Button, ConfirmButton, Dialog, Toast">
      <Row>
        <Button appearance="primary">{t('app.save')}</Button>
        <Button>{t('app.cancel')}</Button>
        <Button appearance="subtle">{t('app.more')}</Button>
        <Button disabledFocusable>{t('app.next')}</Button>
        <ConfirmButton
          label={t('keys.revoke')}
          question={t('keys.revokeQuestion', { count: 1 })}
          onConfirm={() => showToast({ text: t('app.done') })}
        />
        <Button onClick={() => setIsOpen(true)}>{t('list.filter')}</Button>
        <Button onClick={() => showToast({ text: t('app.copied'), undo: () => undefined })}>{t('app.copy')}</Button>
        <Button onClick={() => showToast({ text: t('problem.title'), tone: 'bad' })}>{t('app.retry')}</Button>
      </Row>
      {isOpen && (
        <Dialog
          title={t('list.filter')}
          onClose={() => setIsOpen(false)}
          actions={<Button onClick={() => setIsOpen(false)}>{t('app.done')}</Button>}
        >
          <p>{t('list.noneFitsText')}</p>
        </Dialog>
      )}
    </Panel>
  );
}

function Failures() {
  const { t } = useTranslation();
  return (
    <Panel title="Problem, ErrorNote, Empty">
      <Problem error={new ProblemError({ ...PROBLEM, status: 404 })} onRetry={() => undefined} />
      <ErrorNote error={{ ...PROBLEM, place: { file: 'sources/shop.json', pointer: '/entities/0' } }} />
      <Empty
        icon={SearchRegular}
        title={t('list.noneFits')}
        text={t('list.noneFitsText')}
        action={<Button>{t('filter.clear')}</Button>}
      />
    </Panel>
  );
}

function Figures() {
  const { t } = useTranslation();
  const steps = ['kind', 'connection', 'review'] as const;
  const [step, setStep] = useState<(typeof steps)[number]>('connection');
  return (
    <Panel title="Tiles, Spark, Facts, Lines, Tabs, Stepper">
      <Tiles
        items={[
          { title: t('refresh.rows'), value: '1,234,567' },
          { title: t('refresh.state'), value: t('status.successful') },
        ]}
      />
      <Spark values={[2, 5, 3, 8, 13]} label={t('segment.courseOf', { name: 'HighValue' })} />
      <Facts facts={[[t('app.name'), 'HighValue'] as const, [t('entity.type'), t('type.string')] as const]} />
      <Lines>
        <li>{t('type.date')}</li>
        <li>{t('type.boolean')}</li>
      </Lines>
      <Tabs
        label="Tabs"
        tabs={[
          { value: 'one', label: t('segment.size') },
          { value: 'two', label: t('segment.overlap') },
        ]}
        value="one"
      />
      <Stepper
        label={t('source.steps')}
        steps={steps.map((each) => ({ step: each, title: t(`source.step.${each}`) }))}
        current={step}
        onGo={setStep}
      />
    </Panel>
  );
}
