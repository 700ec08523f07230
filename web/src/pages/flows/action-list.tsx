import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowClockwiseRegular, ChevronRightRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunDetail } from '../../../../src/app/view/flow.ts';
import { titleFrom } from '../../format/step-title.ts';
import { useFormat } from '../../format/use-format.ts';
import { JsonView } from '../../parts/json-view.tsx';
import { Status } from '../../parts/status.tsx';
import { useText } from '../../parts/text.ts';
import { Can } from '../../session/can.tsx';
import { Iterations } from './iterations.tsx';
import { StepFault } from './step-fault.tsx';

type Action = RunDetail['actions'][number];

const useStyles = makeStyles({
  item: { borderTop: `1px solid ${tokens.colorNeutralStroke3}`, ':first-child': { borderTopStyle: 'none' } },
  summary: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto',
    gap: '2px 12px',
    alignItems: 'center',
    padding: '9px 4px',
    cursor: 'pointer',
    '@media (max-width: 640px)': { gridTemplateColumns: 'auto minmax(0, 1fr)', '& > :last-child': { gridColumn: '2' } },
    borderRadius: tokens.borderRadiusMedium,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  chevron: { color: tokens.colorNeutralForeground3 },
  turned: { transform: 'rotate(90deg)' },
  inside: { display: 'grid', gap: '8px', padding: '4px 4px 14px' },
  command: { justifySelf: 'start', '@media print': { display: 'none' } },
});

/** The actions of a run in the order they started, each before those inside of it; one opens to its inputs and outputs. Failed ones are open. */
export function ActionList(props: {
  run: RunDetail;
  /** Runs again from an action; absent while the run goes on. */
  onResubmit?: ((action: string) => void) | undefined;
}) {
  const styles = useStyles();
  return (
    <ul>
      {props.run.actions.map((action) => (
        <li key={action.path} className={styles.item} style={{ paddingInlineStart: indentOf(action) }}>
          <ActionDetails run={props.run} action={action} onResubmit={props.onResubmit} />
        </li>
      ))}
    </ul>
  );
}

/** Pixels by which an action stands further in than what is around it, and the most of them. */
const INDENT = { step: 20, most: 80 } as const;

function indentOf({ path }: Action): number {
  return Math.min((path.split('/').length - 1) * INDENT.step, INDENT.most);
}

interface DetailsProps {
  readonly run: RunDetail;
  readonly action: Action;
  readonly onResubmit: ((action: string) => void) | undefined;
}

function ActionDetails({ run, action, onResubmit }: DetailsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const [isOpen, setIsOpen] = useState(action.status === 'Failed');
  const facts = [
    t(`actionType.${action.type as 'If'}`, { defaultValue: action.type }),
    run.staticResults?.includes(action.name) && t('designer.staticResult'),
    action.repetitions !== undefined && t('run.repetitions', { count: action.repetitions }),
    action.attempts !== undefined && action.attempts > 1 && t('refresh.attempt', { count: action.attempts }),
    action.seconds !== undefined && format.duration(action.seconds),
  ];
  return (
    <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className={styles.summary} title={action.name}>
        <ChevronRightRegular className={mergeClasses(styles.chevron, isOpen && styles.turned)} />
        <Status status={action.status} label={titleFrom(action.name)} stateLabel={t(`runStatus.${action.status}`)} />
        <span className={text.quiet}>{facts.filter(Boolean).join(' · ')}</span>
      </summary>
      <div className={styles.inside}>
        {action.repetitions === undefined ? (
          <Once action={action} />
        ) : (
          isOpen && <Iterations run={run} action={action.name} />
        )}
        {onResubmit && action.path === action.name && (
          <Can who="contributor">
            <Button
              size="small"
              icon={<ArrowClockwiseRegular />}
              className={styles.command}
              onClick={() => onResubmit(action.name)}
            >
              {t('run.resubmitFrom', { action: titleFrom(action.name) })}
            </Button>
          </Can>
        )}
      </div>
    </details>
  );
}

function Once({ action }: { action: Action }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <>
      {action.error && <StepFault error={action.error} />}
      <h3 className={text.caption}>{t('run.inputs')}</h3>
      <JsonView label={`${titleFrom(action.name)}: ${t('run.inputs')}`} value={action.inputs} />
      <h3 className={text.caption}>{t('run.outputs')}</h3>
      <JsonView label={`${titleFrom(action.name)}: ${t('run.outputs')}`} value={action.outputs} />
    </>
  );
}
