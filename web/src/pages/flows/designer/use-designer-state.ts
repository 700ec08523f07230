import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useReducer, useState } from 'react';
import type { ConnectorView, FlowCheckView, FunctionView } from '../../../../../src/app/view/designer.ts';
import type { RunDetail } from '../../../../../src/app/view/flow.ts';
import { getJson, postJson } from '../../../api/client.ts';
import { useNames } from '../../../i18n/server-words.ts';
import { useWithMissing } from './checker/use-missing.ts';
import { connectorsQuery } from './connectors-query.ts';
import type { Designer, Landing, Selection } from './designer-context.ts';
import type { FlowDefinition } from './document/definition.ts';
import { pasteStep, removeStep, type Spot, type StepClip } from './document/edit.ts';
import { allSteps, containersOf, findStep, neighbourOf } from './document/find.ts';
import { type HistoryAction, historyReducer, startHistory } from './document/history.ts';

/** A flow as it is being edited. */
export interface EditedFlow {
  readonly definition: FlowDefinition;
  readonly connections: Readonly<Record<string, string>>;
}

/** Where copied steps are kept, so that they can be pasted into another flow. */
const CLIPBOARD_KEY = 'fluxu.step';

/** The designer of one flow: what is edited, undo, selection, checks. */
export function useDesignerState(
  initial: EditedFlow,
  {
    selection: opened,
    ...options
  }: { flow: string; run: RunDetail | undefined; isReadOnly: boolean; selection?: Selection | undefined },
) {
  const [history, change] = useReducer(historyReducer<EditedFlow>, initial, startHistory<EditedFlow>);
  const { present } = history;
  const [selection, setSelection] = useState(opened);
  const [pinned, setPinned] = useState<Selection>();
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [landing, setLanding] = useState<Landing>();
  const [picking, setPicking] = useState<Spot | 'trigger'>();
  const connectors = useNames<readonly ConnectorView[]>(useQuery(connectorsQuery).data?.items ?? NOTHING);
  const functions = useNames<readonly FunctionView[]>(useQuery(functionsQuery).data?.items ?? NOTHING);
  const isWanted = !options.isReadOnly;
  const check = useWithMissing(useCheck(present.definition, isWanted), present, { connectors, isWanted });
  const dispatch = (action: HistoryAction<EditedFlow>) => {
    setLanding(landingFor(present.definition, historyReducer(history, action).present.definition));
    change(action);
  };
  const select = (next: Selection | undefined) => {
    setSelection(next);
    const around = next?.role === 'action' ? (findStep(present.definition, next.name)?.containers ?? []) : [];
    if (around.some((name) => collapsed.has(name)))
      setCollapsed(new Set([...collapsed].filter((name) => !around.includes(name))));
  };
  const edit: Designer['edit'] = (definition, { joins = false } = {}) =>
    dispatch({ kind: 'edit', state: { ...present, definition }, joins: joins && history.future.length === 0 });
  const designer: Designer = {
    ...present,
    connectors,
    functions,
    check,
    ...options,
    selection,
    pinned,
    pin: setPinned,
    collapsed,
    landing,
    landed: () => setLanding(undefined),
    select,
    edit,
    connect: (reference, connection) => dispatch({ kind: 'edit', state: connected(present, reference, connection) }),
    toggleCollapsed: (name) => setCollapsed((before) => toggled(before, name)),
    collapseAll: () => setCollapsed(new Set(containersOf(present.definition))),
    expandAll: () => setCollapsed(new Set()),
    pick: setPicking,
    copy: (name) => copyStep(present.definition, name),
    paste: (spot) => {
      const clip = readClip();
      if (!clip) return;
      const pasted = pasteStep(present.definition, spot, clip);
      edit(pasted.definition);
      select({ role: 'action', name: pasted.name, isNew: true });
      setLanding({ step: pasted.name });
    },
    remove: (name) => {
      edit(removeStep(present.definition, name));
      select(undefined);
    },
  };
  return { designer, history, dispatch, picking, closePicker: () => setPicking(undefined) };
}

const NOTHING: readonly never[] = [];

const functionsQuery = {
  queryKey: ['designer', 'functions'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    getJson<{ items: readonly FunctionView[] }>('/api/designer/functions', signal),
  staleTime: Number.POSITIVE_INFINITY,
};

/** What the server's check says of the definition, a moment after it was last changed. */
function useCheck(definition: FlowDefinition, isWanted: boolean): FlowCheckView | undefined {
  const deferred = useDeferredValue(definition);
  const [checked, setChecked] = useState<FlowCheckView>();
  useEffect(() => {
    if (!isWanted) return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      postJson<FlowCheckView>('/api/designer/check', { definition: deferred }).then(
        (result) => isCurrent && setChecked(result),
        () => undefined,
      );
    }, CHECK_DELAY_MILLISECONDS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [deferred, isWanted]);
  return checked;
}

const CHECK_DELAY_MILLISECONDS = 350;

function connected(flow: EditedFlow, reference: string, connection: string): EditedFlow {
  const { [reference]: _before, ...others } = flow.connections;
  return { ...flow, connections: connection === '' ? others : { ...others, [reference]: connection } };
}

/** Where the keyboard goes when the step that has the focus, on its card or in its panel, is gone with a change. */
function landingFor(before: FlowDefinition, after: FlowDefinition): Landing | undefined {
  const held = document.activeElement?.closest<HTMLElement>('[data-step], [data-panel-of]')?.dataset;
  const found = findStep(before, held?.['step'] ?? held?.['panelOf'] ?? '');
  // A step with another name is still there.
  const isGone = found && !findStep(after, found.name) && allSteps(after).length < allSteps(before).length;
  if (!isGone) return undefined;
  const neighbour = neighbourOf(before, found.name);
  return neighbour !== undefined && findStep(after, neighbour) ? { step: neighbour } : { emptied: found.place };
}

function toggled(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const next = new Set(names);
  if (!next.delete(name)) next.add(name);
  return next;
}

function copyStep(definition: FlowDefinition, name: string): void {
  const found = findStep(definition, name);
  if (found) localStorage.setItem(CLIPBOARD_KEY, JSON.stringify({ name, step: found.step }));
}

/** The step that was copied last, here or in another flow. */
export function readClip(): StepClip | undefined {
  try {
    const clip: unknown = JSON.parse(localStorage.getItem(CLIPBOARD_KEY) ?? 'null');
    return typeof clip === 'object' && clip !== null && 'name' in clip && 'step' in clip
      ? (clip as StepClip)
      : undefined;
  } catch {
    return undefined;
  }
}
