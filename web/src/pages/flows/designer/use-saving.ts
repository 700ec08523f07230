import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DefinitionRecord } from '../../../../../src/app/view/definition.ts';
import type { Flow } from '../../../../../src/model/flow.ts';
import { putJson } from '../../../api/client.ts';
import { showToast } from '../../../parts/toast-store.ts';
import { differs } from '../../../parts/unsaved.tsx';
import type { History } from './document/history.ts';
import { editedOf, type FlowRecord, flowOf, isOn, published, withDraft, withdrawn } from './flow-record.ts';
import type { EditedFlow } from './use-designer-state.ts';

type FlowState = NonNullable<Flow['state']>;

/** A flow to be kept, and what of the edited it holds. */
interface Kept {
  readonly flow: Flow;
  readonly edited: EditedFlow;
}

/** How the edited flow stands towards the server. */
export interface Saving {
  readonly isChanged: boolean;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly savedAt: string;
  /** Keeps the edited definition as a draft; what runs stays as it is. */
  saveDraft(): void;
  /** Makes the edited definition what runs; the flow is then on or off as it is said. Told in a toast that takes it back. */
  publish(state: FlowState): void;
  /** Turns the flow on or off; what was edited is kept as a draft. Told in a toast that takes it back. */
  setState(state: FlowState): void;
}

/** Saves a flow as a draft or for good; a version that somebody else has changed since is refused. */
export function useSaving(record: FlowRecord, { present }: History<EditedFlow>): Saving {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [base, setBase] = useState({ record, edited: editedOf(record) });
  const mutation = useMutation({
    mutationFn: ({ flow }: Kept) =>
      putJson<DefinitionRecord>(`/api/definitions/flow/${encodeURIComponent(flow.name)}`, flow, {
        version: base.record.version,
      }),
    onSuccess: (saved, { edited }) => {
      setBase({ record: flowOf(saved), edited });
      forgetCopy(record.flow.name);
      void client.invalidateQueries({ queryKey: ['definitions'] });
      void client.invalidateQueries({ queryKey: ['flows'] });
    },
  });
  const isChanged = differs(present, base.edited);
  const wasChanged = useRef(false);
  useEffect(() => {
    if (isChanged) keepCopy(record.flow.name, { version: base.record.version, edited: present });
    else if (wasChanged.current) forgetCopy(record.flow.name);
    wasChanged.current = isChanged;
  }, [isChanged, present, base, record]);
  const { flow } = base.record;
  const change = (next: Flow, { text, before }: { text: string; before: Flow }) =>
    mutation.mutate(
      { flow: next, edited: present },
      {
        onSuccess: () => showToast({ text, undo: () => mutation.mutateAsync({ flow: before, edited: present }) }),
      },
    );
  return {
    isChanged,
    isPending: mutation.isPending,
    error: mutation.error,
    savedAt: base.record.changedAt,
    saveDraft: () => isChanged && mutation.mutate({ flow: withDraft(flow, present), edited: present }),
    publish: (state) => {
      const told = state === 'stopped' ? 'publishedOff' : isOn(flow) ? 'publishedOn' : 'publishedTurnedOn';
      change(published(flow, present, state), {
        text: t(`designer.${told}`, { name: titleOf(flow) }),
        before: withdrawn(flow, present),
      });
    },
    setState: (state) => {
      const kept = isChanged ? withDraft(flow, present) : flow;
      const told = state === 'started' ? 'flow.turnedOn' : 'flow.turnedOff';
      change({ ...kept, state }, { text: t(told, { name: titleOf(flow) }), before: kept });
    },
  };
}

const titleOf = ({ displayName, name }: Flow): string => displayName ?? name;

/** What was edited and not saved, kept in the browser in case the page is lost. */
export interface KeptCopy {
  readonly version: number;
  readonly edited: EditedFlow;
}

const keyOf = (name: string) => `fluxu.flow.${name}`;

function keepCopy(name: string, copy: KeptCopy): void {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify(copy));
  } catch {
    // A full storage only means that there is no copy.
  }
}

/** The kept copy of a flow. */
export function readCopy(name: string): KeptCopy | undefined {
  try {
    return (JSON.parse(localStorage.getItem(keyOf(name)) ?? 'null') as KeptCopy | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Throws the kept copy of a flow away. */
export function forgetCopy(name: string): void {
  localStorage.removeItem(keyOf(name));
}
