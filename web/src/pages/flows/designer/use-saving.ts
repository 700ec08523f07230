import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { DefinitionRecord } from '../../../../../src/app/view/definition.ts';
import type { Flow } from '../../../../../src/model/flow.ts';
import { putJson } from '../../../api/client.ts';
import { differs } from '../../../parts/unsaved.tsx';
import type { History } from './document/history.ts';
import { editedOf, type FlowRecord, flowOf, published, withDraft } from './flow-record.ts';
import type { EditedFlow } from './use-designer-state.ts';

/** How the edited flow stands towards the server. */
export interface Saving {
  readonly isChanged: boolean;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly savedAt: string;
  /** Keeps the edited definition as a draft; what runs stays as it is. */
  saveDraft(): void;
  /** Makes the edited definition what runs. */
  publish(then?: () => void): void;
  setState(state: NonNullable<Flow['state']>): void;
}

/** Saves a flow as a draft or for good; a version that somebody else has changed since is refused. */
export function useSaving(record: FlowRecord, { present }: History<EditedFlow>): Saving {
  const client = useQueryClient();
  const [base, setBase] = useState({ record, edited: editedOf(record) });
  const mutation = useMutation({
    mutationFn: (flow: Flow) =>
      putJson<DefinitionRecord>(`/api/definitions/flow/${encodeURIComponent(flow.name)}`, flow, {
        version: base.record.version,
      }),
    onSuccess: (saved) => {
      setBase({ record: flowOf(saved), edited: present });
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
  return {
    isChanged,
    isPending: mutation.isPending,
    error: mutation.error,
    savedAt: base.record.changedAt,
    saveDraft: () => isChanged && mutation.mutate(withDraft(flow, present)),
    publish: (then) => mutation.mutate(published(flow, present), then ? { onSuccess: then } : {}),
    setState: (state) => mutation.mutate({ ...withDraft(flow, present), state }),
  };
}

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
