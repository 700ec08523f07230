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
export function editedOf({ flow }: FlowRecord): EditedFlow {
  return { definition: (flow.draft ?? flow.definition) as FlowDefinition, connections: flow.connections ?? {} };
}

/** The flow with the edited definition as its draft; what runs stays as it is. */
export function withDraft(flow: Flow, { definition, connections }: EditedFlow): Flow {
  return { ...flow, connections: { ...connections }, draft: definition as Flow['definition'] };
}

/** The flow with the edited definition as what runs from now on. A flow that did nothing yet is turned on by its first one. */
export function published(flow: Flow, { definition, connections }: EditedFlow): Flow {
  const { draft: _draft, ...others } = flow;
  const isFirst = Object.keys(flow.definition['actions'] ?? {}).length === 0;
  return {
    ...others,
    ...(isFirst && { state: 'started' }),
    connections: { ...connections },
    definition: definition as Flow['definition'],
  };
}

/** A new flow whose first draft is a template: what is to be filled in may be empty until it is published. */
export function newFlowFrom(name: string, displayName: string, template: Flow['definition']): Flow {
  return { ...newFlow(name, displayName), draft: template };
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
