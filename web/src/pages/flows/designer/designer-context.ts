import { createContext, useContext } from 'react';
import type { ConnectorView, FlowCheckView, FunctionView } from '../../../../../src/app/view/designer.ts';
import type { RunDetail } from '../../../../../src/app/view/flow.ts';
import type { FlowDefinition, Place } from './document/definition.ts';
import type { Spot } from './document/edit.ts';

/** Which step is open: an action, or a trigger. */
export interface Selection {
  readonly role: 'action' | 'trigger';
  readonly name: string;
  /** It has just been put in: its panel begins with the parameters. */
  readonly isNew?: boolean;
  /** Its panel takes the focus: it has just been put in, or was opened by the keyboard. */
  readonly takesFocus?: boolean;
}

/** Where the keyboard goes on once the step it was at is gone, or another is put in: a card, or the button of an emptied list. */
export type Landing = { readonly step: string } | { readonly emptied: Place };

/** What the parts of the designer share. */
export interface Designer {
  /** Name of the flow. */
  readonly flow: string;
  readonly definition: FlowDefinition;
  /** Connection references of the flow to connections of the workspace. */
  readonly connections: Readonly<Record<string, string>>;
  readonly connectors: readonly ConnectorView[];
  readonly functions: readonly FunctionView[];
  readonly check: FlowCheckView | undefined;
  /** The run that is shown on the canvas and that values are tried against. */
  readonly run: RunDetail | undefined;
  /** A run is looked at, nothing can be changed. */
  readonly isReadOnly: boolean;
  readonly selection: Selection | undefined;
  /** The step that stays open beside the one that is selected. */
  readonly pinned: Selection | undefined;
  readonly collapsed: ReadonlySet<string>;
  /** What takes the focus as soon as it is drawn. */
  readonly landing: Landing | undefined;
  /** It has the focus. */
  landed(): void;
  /** Opens a step; containers around it are expanded. */
  select(selection: Selection | undefined): void;
  pin(selection: Selection | undefined): void;
  /** Typing goes on in one field: one step to undo. */
  edit(definition: FlowDefinition, options?: { readonly joins?: boolean }): void;
  connect(reference: string, connection: string): void;
  toggleCollapsed(name: string): void;
  collapseAll(): void;
  expandAll(): void;
  /** Opens the picker for a new action, or for another trigger. */
  pick(spot: Spot | 'trigger'): void;
  copy(name: string): void;
  paste(spot: Spot): void;
  remove(name: string): void;
}

const Context = createContext<Designer | undefined>(undefined);

/** Gives the designer to what is inside. */
export const DesignerProvider = Context.Provider;

/** The designer around a component. */
export function useDesigner(): Designer {
  const designer = useContext(Context);
  if (!designer) throw new Error('This part belongs inside the flow designer.');
  return designer;
}
