import { Button, Checkbox, makeStyles } from '@fluentui/react-components';
import { ChevronLeftRegular, ChevronRightRegular } from '@fluentui/react-icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunDetail } from '../../../../src/app/view/flow.ts';
import { contentQuery, type Repetition, repetitionsQuery } from '../../api/run-content.ts';
import { titleFrom } from '../../format/step-title.ts';
import { useFormat } from '../../format/use-format.ts';
import { NumberField } from '../../parts/form/fields.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Status } from '../../parts/status.tsx';
import { useText } from '../../parts/text.ts';
import { StepFault } from './step-fault.tsx';

const useStyles = makeStyles({
  root: { display: 'grid', gap: '8px', minWidth: 0 },
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: '4px 8px' },
  facts: { display: 'flex', flexWrap: 'wrap', gap: '4px 12px', alignItems: 'center' },
});

/** Each time an action of a loop ran, one at a time: to the next, to any by number, and through the failed ones alone. */
export function Iterations(props: { run: Pick<RunDetail, 'flow' | 'runId' | 'endedAt'>; action: string }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const format = useFormat();
  const [isFailedOnly, setIsFailedOnly] = useState(false);
  const [index, setIndex] = useState(0);
  const failed = useQuery(repetitionsQuery(props, { index: 0, isFailedOnly: true })).data?.count ?? 0;
  const { data, error } = useQuery({
    ...repetitionsQuery(props, { index, isFailedOnly }),
    placeholderData: keepPreviousData,
  });
  if (error) return <Problem error={error} />;
  const count = data?.count ?? 0;
  const shown = data?.value.find(({ position }) => position === index);
  const go = (next: number) => setIndex(Math.max(0, Math.min(count - 1, next)));
  return (
    <section className={styles.root} aria-label={t('run.iterations')}>
      <div className={styles.bar}>
        <Button
          icon={<ChevronLeftRegular />}
          aria-label={t('run.previousIteration')}
          disabledFocusable={index === 0}
          onClick={() => go(index - 1)}
        />
        <NumberField label={t('run.iteration')} value={index + 1} onChange={(next) => go((next ?? 1) - 1)} />
        <Button
          icon={<ChevronRightRegular />}
          aria-label={t('run.nextIteration')}
          disabledFocusable={index >= count - 1}
          onClick={() => go(index + 1)}
        />
        <span role="status">{t('run.ofIterations', { count, total: format.number(count) })}</span>
        {failed > 0 && (
          <Checkbox
            label={t('run.failedOnly', { count: failed })}
            checked={isFailedOnly}
            onChange={(_event, { checked }) => {
              setIsFailedOnly(checked === true);
              setIndex(0);
            }}
          />
        )}
      </div>
      {shown && <OneIteration action={props.action} repetition={shown} />}
    </section>
  );
}

function OneIteration({ action, repetition }: { action: string; repetition: Repetition }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const { status, startTime, endTime, error, repetitionIndexes, inputsLink, outputsLink } = repetition.properties;
  const place = repetitionIndexes.map(
    ({ scopeName, itemIndex }) => `${titleFrom(scopeName)} ${format.number(itemIndex + 1)}`,
  );
  const seconds = endTime && (Date.parse(endTime) - Date.parse(startTime)) / 1000;
  return (
    <>
      <p className={styles.facts}>
        <Status status={status} label={t(`runStatus.${status}`)} />
        <span className={text.quiet}>
          {[...place, seconds !== undefined && seconds !== '' && format.duration(seconds)].filter(Boolean).join(' · ')}
        </span>
      </p>
      {error && (
        <div role="alert">
          <StepFault error={error} />
        </div>
      )}
      <Content label={`${titleFrom(action)}: ${t('run.inputs')}`} title={t('run.inputs')} uri={inputsLink?.uri} />
      <Content label={`${titleFrom(action)}: ${t('run.outputs')}`} title={t('run.outputs')} uri={outputsLink?.uri} />
    </>
  );
}

function Content({ label, title, uri }: { label: string; title: string; uri: string | undefined }) {
  const text = useText();
  const { data, error } = useQuery({ ...contentQuery(uri ?? ''), enabled: uri !== undefined });
  if (error) return <Problem error={error} />;
  return (
    <>
      <h3 className={text.caption}>{title}</h3>
      {uri === undefined ? <p className={text.quiet}>–</p> : <JsonView label={label} value={data} />}
    </>
  );
}
