import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { titleFrom } from '../../../../format/step-title.ts';
import { useFormat } from '../../../../format/use-format.ts';
import { JsonView } from '../../../../parts/json-view.tsx';
import { Status } from '../../../../parts/status.tsx';
import { useText } from '../../../../parts/text.ts';
import { Iterations } from '../../iterations.tsx';
import { StepFault } from '../../step-fault.tsx';
import { outcomeOf, tellOutcome } from '../canvas/outcome.ts';
import { type Selection, useDesigner } from '../designer-context.ts';

const useStyles = makeStyles({
  facts: { display: 'flex', gap: '12px', flexWrap: 'wrap', alignItems: 'center' },
});

/** What a step took and gave in the run that is looked at. */
export function LastRun({ selection }: { selection: Selection }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const { run } = useDesigner();
  if (!run) return <p className={text.body}>{t('designer.noRun')}</p>;
  if (selection.role === 'trigger') return <JsonView label={t('run.triggerOutputs')} value={run.triggerOutputs} />;
  const outcome = outcomeOf(run, { kind: 'step', name: selection.name });
  if (!outcome) return <p className={text.body}>{t('designer.notReached')}</p>;
  const { action, seconds } = outcome;
  const told = tellOutcome(outcome);
  if (action?.repetitions !== undefined && !run.isRehearsal)
    return <Iterations key={action.name} run={run} action={action.name} />;
  return (
    <>
      <div className={styles.facts}>
        <Status status={told.status} label={t(told.label)} />
        {seconds !== undefined && <span className={text.quiet}>{format.duration(seconds)}</span>}
        {action?.repetitions !== undefined && (
          <span className={text.quiet}>{t('run.repetitions', { count: action.repetitions })}</span>
        )}
      </div>
      {action?.error && <StepFault error={action.error} />}
      <h3 className={text.caption}>{t('run.inputs')}</h3>
      <JsonView label={`${titleFrom(selection.name)}: ${t('run.inputs')}`} value={action?.inputs} />
      <h3 className={text.caption}>{t('run.outputs')}</h3>
      <JsonView label={`${titleFrom(selection.name)}: ${t('run.outputs')}`} value={action?.outputs} />
    </>
  );
}
