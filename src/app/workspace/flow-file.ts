import { isPlainObject } from '../../base/json.ts';
import { Flow } from '../../model/flow.ts';

/** A flow out of a file, and what its pointers have in front that those of the file have not. */
export interface FlowReading {
  readonly definition: Readonly<Record<string, unknown>>;
  readonly pointerPrefix: string;
}

const WORKFLOW_SCHEMA = /workflowdefinition\.json#?$/i;
const FLOW_PROPERTIES = new Set(Object.keys(Flow.properties));

/**
 * A flow as a file has it: our own shape; a bare workflow definition; or a Logic Apps `workflow.json`, of which the
 * definition is taken. The latter two bear the file's name.
 */
export function readFlowValue(value: Readonly<Record<string, unknown>>, name: string): FlowReading {
  if (isBareDefinition(value)) return { definition: { name, definition: value }, pointerPrefix: '/definition' };
  const { $schema: _schema, ...own } = value;
  if (own['name'] !== undefined || !isPlainObject(own['definition']))
    return { definition: { name, ...own }, pointerPrefix: '' };
  const known = Object.entries(own).filter(([property]) => FLOW_PROPERTIES.has(property));
  const isWorkflowFile = 'kind' in own || 'connectionReferences' in own;
  return { definition: { name, ...(isWorkflowFile ? Object.fromEntries(known) : own) }, pointerPrefix: '' };
}

function isBareDefinition(value: Readonly<Record<string, unknown>>): boolean {
  if (isPlainObject(value['definition'])) return false;
  return WORKFLOW_SCHEMA.test(String(value['$schema'] ?? '')) || 'actions' in value || 'triggers' in value;
}
