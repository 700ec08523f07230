import { makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { TestEventView } from '../../../../../src/app/view/designer.ts';
import type { RunSummary } from '../../../../../src/app/view/flow.ts';
import { useFormat } from '../../../format/use-format.ts';
import { useNow } from '../../../format/use-now.ts';
import { JsonView } from '../../../parts/json-view.tsx';
import { useText } from '../../../parts/text.ts';
import { CodeView } from './panel/code-view.tsx';
import { useTestEvents } from './test-events.ts';
import { useTriggerExample } from './trigger-example.ts';

const useStyles = makeStyles({
  events: {
    maxHeight: '40vh',
    overflowY: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
});

/** What a test takes as the outputs of the trigger: written by hand, those of a past run, or of an event that started none. */
export type TestSource =
  | { readonly kind: 'own'; readonly outputs: unknown }
  | { readonly kind: 'past'; readonly event: TestEventView };

/** The request of a test with a source. */
export function requestOf(source: TestSource): { readonly runId: string } | { readonly triggerOutputs: unknown } {
  if (source.kind === 'own') return { triggerOutputs: source.outputs };
  const { runId, outputs } = source.event;
  return runId === undefined ? { triggerOutputs: outputs } : { runId };
}

/** Chooses what a test is made with. */
export function TestSourceChoice(props: {
  runs: readonly RunSummary[];
  source: TestSource;
  onChange: (source: TestSource) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const tell = useTelling(props.runs);
  const { source, onChange } = props;
  const example = useTriggerExample();
  const events = useTestEvents() ?? [];
  return (
    <>
      <h3 className={text.strong} id="test-with">
        {t('designer.testWith')}
      </h3>
      <RadioGroup
        className={styles.events}
        aria-labelledby="test-with"
        value={source.kind === 'own' ? '' : source.event.id}
        onChange={(_event, { value }) => {
          const event = events.find(({ id }) => id === value);
          onChange(
            event
              ? { kind: 'past', event }
              : { kind: 'own', outputs: source.kind === 'own' ? source.outputs : example },
          );
        }}
      >
        <Radio value="" label={t('designer.ownOutputs')} />
        {events.map((event) => (
          <Radio key={event.id} value={event.id} label={tell(event)} />
        ))}
      </RadioGroup>
      {source.kind === 'own' && (
        <CodeView
          label={t('run.triggerOutputs')}
          value={source.outputs}
          onChange={(outputs) => onChange({ kind: 'own', outputs })}
        />
      )}
      {source.kind === 'past' && source.event.runId === undefined && (
        <JsonView label={t('run.triggerOutputs')} value={source.event.outputs} />
      )}
    </>
  );
}

/** Says when an event was and what it started, or why nothing. */
function useTelling(runs: readonly RunSummary[]): (event: TestEventView) => string {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const now = useNow();
  return ({ at, runId, why }) => {
    const when = format.moment(at, now);
    const run = runs.find((each) => each.runId === runId);
    if (run) return t('designer.startedRun', { when, status: t(`runStatus.${run.status}`) });
    if (!why) return t('designer.startedSomeRun', { when });
    const known = [`testEvent.${why.code}`, `decision.${why.code}`].find((key) => i18n.exists(key));
    return t('designer.startedNothing', { when, why: known ? t(known as 'decision.ignored') : why.message });
  };
}
