import { Button, makeStyles } from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Status } from '../../../parts/status.tsx';
import { useText } from '../../../parts/text.ts';
import { SET_UP_STEPS } from '../../exports/set-up-steps.tsx';
import { useDesigner } from './designer-context.ts';
import { type FlowRecord, isOn } from './flow-record.ts';
import { NoticeBar } from './notice-bar.tsx';

const useStyles = makeStyles({ state: { flexGrow: 1 } });

/** Says that the designer is the last step of the set-up of Power Automate, and what that still lacks; leads back to its tile. */
export function SetUpBar(props: { record: FlowRecord; isChanged: boolean; onProblems: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const navigate = useNavigate();
  const lack = useLack(props);
  const at = SET_UP_STEPS.indexOf('steps') + 1;
  return (
    <NoticeBar label={t('powerAutomate.setUp')}>
      <span className={text.strong}>
        {t('powerAutomate.atStep', { at, of: SET_UP_STEPS.length, step: t('powerAutomate.step.steps') })}
      </span>
      <span role="status" className={styles.state}>
        {lack ? (
          <Status status="warning" label={t(`powerAutomate.lacks.${lack.what}`, { count: lack.count })} />
        ) : (
          <Status status="ok" label={t('powerAutomate.lacksNothing')} />
        )}
      </span>
      {lack?.what === 'problem' && (
        <Button size="small" onClick={props.onProblems}>
          {t('powerAutomate.showProblems')}
        </Button>
      )}
      <Button size="small" onClick={() => void navigate({ to: '/admin/exports', hash: 'power-automate' })}>
        {t('powerAutomate.done')}
      </Button>
    </NoticeBar>
  );
}

/** The next thing that keeps the flow from running, and how many there are of it. */
function useLack({ record: { flow }, isChanged }: Parameters<typeof SetUpBar>[0]) {
  const { definition, check } = useDesigner();
  const problems = check?.diagnostics.filter(({ severity }) => severity === 'error').length ?? 0;
  if (Object.keys(definition.actions ?? {}).length === 0) return { what: 'step', count: 1 } as const;
  if (problems > 0) return { what: 'problem', count: problems } as const;
  if (isChanged || flow.draft !== undefined) return { what: 'publishing', count: 1 } as const;
  return isOn(flow) ? undefined : ({ what: 'on', count: 1 } as const);
}
