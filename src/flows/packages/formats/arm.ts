import { isPlainObject } from '../../../base/json.ts';
import { connectorOf, type ExportedFile, type ExportedFlow, jsonFile } from './exported-flow.ts';

const TEMPLATE_SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/** A deployment template that makes the flow as a Logic App; each connection is a parameter of the template. */
export function writeArmTemplate(flow: ExportedFlow): ExportedFile {
  const { name, definition, references, isStopped } = flow;
  return jsonFile(`${name}.template.json`, {
    $schema: TEMPLATE_SCHEMA,
    contentVersion: '1.0.0.0',
    parameters: {
      workflowName: { type: 'string', defaultValue: name },
      location: { type: 'string', defaultValue: '[resourceGroup().location]' },
      ...Object.fromEntries(references.map(({ reference }) => [parameterOf(reference), { type: 'string' }])),
    },
    resources: [
      {
        type: 'Microsoft.Logic/workflows',
        apiVersion: '2019-05-01',
        name: "[parameters('workflowName')]",
        location: "[parameters('location')]",
        properties: {
          state: isStopped ? 'Disabled' : 'Enabled',
          definition: escapeTexts(definition),
          parameters: valuesOf(flow),
        },
      },
    ],
    outputs: {},
  });
}

function parameterOf(reference: string): string {
  return `connections_${reference.replaceAll(/\W/g, '_')}_externalid`;
}

function valuesOf({ references, parameters, definition }: ExportedFlow): Record<string, unknown> {
  const given = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, { value: escapeTexts(value) }]),
  );
  const declared = definition['parameters'];
  if (!isPlainObject(declared) || !('$connections' in declared)) return given;
  const connections = references.map((reference) => {
    const api = `subscriptionResourceId('Microsoft.Web/locations/managedApis', parameters('location'), '${connectorOf(reference)}')`;
    const entry = {
      connectionId: `[parameters('${parameterOf(reference.reference)}')]`,
      connectionName: reference.reference,
      id: `[${api}]`,
    };
    return [reference.reference, entry];
  });
  return { ...given, $connections: { value: Object.fromEntries(connections) } };
}

/** A value in which no text is taken for an expression of the template: one that looks like one begins with `[[`. */
export function escapeTexts<Content>(value: Content): Content {
  return escapeAll(value) as Content;
}

function escapeAll(value: unknown): unknown {
  if (typeof value === 'string') return escapeText(value);
  if (Array.isArray(value)) return value.map(escapeAll);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [escapeText(key), escapeAll(member)]));
}

function escapeText(text: string): string {
  return text.startsWith('[') && text.endsWith(']') ? `[${text}` : text;
}
