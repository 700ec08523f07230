import { Button, Switch } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { FlowView } from '../../../../src/app/view/flow.ts';
import { ProblemError } from '../../api/client.ts';
import { setFlowState } from '../../api/commands.ts';
import { useBulk } from '../../parts/bulk/use-bulk.ts';
import { useCan } from '../../session/use-session.ts';

const OPPOSITE = { started: 'stopped', stopped: 'started' } as const;

/** Turns a flow on and off where it stands; can be taken back. */
export function FlowSwitch({ flow }: { flow: FlowView }) {
  const { t } = useTranslation();
  const mayChange = useCan('contributor');
  const bulk = useBulk<FlowView>(() => undefined);
  const mend = useMend();
  const { name, displayName, state } = flow;
  if (!mayChange) return t(`flow.state.${state}`);
  const wanted = bulk.isPending ? OPPOSITE[state] : state;
  return (
    <Switch
      aria-label={t('flow.isOn', { name: displayName })}
      label={t(`flow.state.${wanted}`)}
      checked={wanted === 'started'}
      disabled={bulk.isPending}
      onChange={() =>
        bulk.mutate({
          items: [flow],
          work: () => setFlowState(name, OPPOSITE[state]),
          undo: () => setFlowState(name, state),
          mend,
          text: t(state === 'started' ? 'flow.turnedOff' : 'flow.turnedOn', { name: displayName }),
        })
      }
    />
  );
}

/** Turns those of the flows on, or off, that are not so yet; can be taken back. */
export function FlowStateButton(props: { flows: readonly FlowView[]; state: FlowView['state']; onEnd: () => void }) {
  const { t } = useTranslation();
  const { state } = props;
  const bulk = useBulk<FlowView>(props.onEnd);
  const mend = useMend();
  const items = props.flows.filter((flow) => flow.state !== state);
  return (
    <Button
      disabledFocusable={items.length === 0 || bulk.isPending}
      onClick={() =>
        bulk.mutate({
          items,
          work: ({ name }) => setFlowState(name, state),
          undo: (flow) => setFlowState(flow.name, flow.state),
          mend,
          text: t('bulk.changed', { count: items.length }),
        })
      }
    >
      {t(state === 'started' ? 'flow.turnOn' : 'flow.turnOff')}
    </Button>
  );
}

/** Leads to the steps that keep a flow off. */
function useMend() {
  const { t } = useTranslation();
  return ({ name }: FlowView, error: unknown) => {
    if (!(error instanceof ProblemError) || error.code !== 'FLX_FLOW_NOT_CONNECTED') return undefined;
    return { to: `/flows/${encodeURIComponent(name)}/edit`, search: { view: 'checker' }, text: t('flow.edit') };
  };
}
