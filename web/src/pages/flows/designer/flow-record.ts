import type { DefinitionRecord } from '../../../../../src/app/view/definition.ts';
import type { Flow } from '../../../../../src/model/flow.ts';
import type { FlowDefinition } from './document/definition.ts';
import type { EditedFlow } from './use-designer-state.ts';

/** A flow with the version it was read at. */
export interface FlowRecord {
  readonly flow: Flow;
  readonly version: number;
  readonly changedAt: string;
}

/** The flow of a record. */
export function flowOf({ definition, version, changedAt }: DefinitionRecord): FlowRecord {
  return { flow: definition as Flow, version, changedAt };
}

/** What the designer begins with: the draft when there is one, otherwise what runs. */
export function editedOf({ flow }: Pick<FlowRecord, 'flow'>): EditedFlow {
  return { definition: (flow.draft ?? flow.definition) as FlowDefinition, connections: flow.connections ?? {} };
}

/** The flow with the edited definition as its draft; what runs stays as it is. */
export function withDraft(flow: Flow, { definition, connections }: EditedFlow): Flow {
  return { ...flow, connections: { ...connections }, draft: definition as Flow['definition'] };
}

/** The flow with the edited definition as what runs from now on. */
export function published(
  flow: Flow,
  { definition, connections }: EditedFlow,
  state: NonNullable<Flow['state']>,
): Flow {
  const { draft: _draft, ...others } = flow;
  return { ...others, state, connections: { ...connections }, definition: definition as Flow['definition'] };
}

/** The flow as it was before the edited definition was published, which becomes its draft. */
export function withdrawn(before: Flow, edited: EditedFlow): Flow {
  return { ...withDraft(before, edited), connections: { ...edited.connections, ...before.connections } };
}

/** True for a flow that nothing was published of yet: what runs would do nothing. */
export function isNeverPublished({ definition }: Flow): boolean {
  return Object.keys(definition['actions'] ?? {}).length === 0;
}

/** Whether a flow is on; without a word it is. */
export function isOn({ state = 'started' }: Flow): boolean {
  return state === 'started';
}

/** A new flow whose first draft is a template: what is to be filled in may be empty until it is published. */
export function newFlowFrom(
  name: string,
  displayName: string,
  { definition, connections }: Pick<Flow, 'definition' | 'connections'>,
): Flow {
  return { ...newFlow(name, displayName), draft: definition, ...(connections && { connections }) };
}

/** A new flow that does nothing yet. */
export function newFlow(name: string, displayName: string): Flow {
  return {
    name,
    displayName,
    state: 'stopped',
    definition: {
      $schema:
        'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
      contentVersion: '1.0.0.0',
      parameters: {
        $connections: { defaultValue: {}, type: 'Object' },
        $authentication: { defaultValue: {}, type: 'SecureObject' },
      },
      triggers: {},
      actions: {},
      outputs: {},
    },
  };
}
