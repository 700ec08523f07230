import { Button, Switch } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { FlowView } from '../../../../src/app/view/flow.ts';
import { setFlowState } from '../../api/commands.ts';
import { useBulk } from '../../parts/bulk/use-bulk.ts';
import { useCan } from '../../session/use-session.ts';

const OPPOSITE = { started: 'stopped', stopped: 'started' } as const;

/** Turns a flow on and off where it stands; can be taken back. */
export function FlowSwitch({ flow }: { flow: FlowView }) {
  const { t } = useTranslation();
  const mayChange = useCan('contributor');
  const bulk = useBulk<FlowView>(() => undefined);
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
  const items = props.flows.filter((flow) => flow.state !== state);
  return (
    <Button
      disabledFocusable={items.length === 0 || bulk.isPending}
      onClick={() =>
        bulk.mutate({
          items,
          work: ({ name }) => setFlowState(name, state),
          undo: (flow) => setFlowState(flow.name, flow.state),
          text: t('bulk.changed', { count: items.length }),
        })
      }
    >
      {t(state === 'started' ? 'flow.turnOn' : 'flow.turnOff')}
    </Button>
  );
}
