import type { ConnectorView } from '../../../../../../src/app/view/designer.ts';
import { titleFrom } from '../../../../format/step-title.ts';
import { type FlowDefinition, membersOf, type StepDefinition, typeOf } from '../document/definition.ts';
import { allSteps, findStep, precedingSteps, stepsLeftBy } from '../document/find.ts';
import { findOperationView } from '../document/operation-host.ts';

/** A value that an expression can use. */
export interface Token {
  readonly title: string;
  /** What it is, where the schema tells. */
  readonly about?: string;
  /** Without `@`: `body('Get')?['name']`. */
  readonly expression: string;
  readonly type: string;
}

/** Values of one step, or the variables. */
export interface TokenGroup {
  readonly title: string;
  readonly tokens: readonly Token[];
}

/** Everything a step can use: the trigger's outputs, those of steps before it, variables, and the item of its loops. */
export function tokensFor(
  definition: FlowDefinition,
  connectors: readonly ConnectorView[],
  { role, name }: { readonly role: 'action' | 'trigger'; readonly name: string },
): readonly TokenGroup[] {
  if (role === 'trigger') return [];
  const loops = (findStep(definition, name)?.containers ?? []).flatMap((container) =>
    loopTokens(definition, container),
  );
  const groups = [
    ...loops,
    ...variableTokens(definition),
    ...Object.entries(definition.triggers ?? {}).map(([trigger, step]) => triggerTokens(trigger, step, connectors)),
    ...precedingSteps(definition, name)
      .flatMap(stepsLeftBy)
      .map(({ name: before, step }) => stepTokens(before, step, connectors)),
  ];
  return groups.filter(({ tokens }) => tokens.length > 0);
}

/** The tokens in which every word occurs: in their title, what is said about them, or the title of their step. */
export function searchTokens(groups: readonly TokenGroup[], text: string): readonly TokenGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (where: string) => words.every((word) => where.toLowerCase().includes(word));
  return groups
    .map(({ title, tokens }) => ({
      title,
      tokens: tokens.filter((token) => holds(`${title} ${token.title} ${token.about ?? ''}`)),
    }))
    .filter(({ tokens }) => tokens.length > 0);
}

function loopTokens(definition: FlowDefinition, name: string): readonly TokenGroup[] {
  const type = typeOf(findStep(definition, name)?.step ?? {});
  const title = titleFrom(name);
  if (type === 'foreach')
    return [{ title, tokens: [{ title: 'item', expression: `items(${quote(name)})`, type: 'any' }] }];
  if (type === 'until')
    return [{ title, tokens: [{ title: 'index', expression: `iterationIndexes(${quote(name)})`, type: 'integer' }] }];
  return [];
}

function variableTokens(definition: FlowDefinition): readonly TokenGroup[] {
  const tokens = allSteps(definition)
    .filter(({ step }) => typeOf(step) === 'initializevariable')
    .flatMap(({ step }) => {
      const variables = membersOf(step['inputs'])['variables'];
      return (Array.isArray(variables) ? variables : []).map((variable: unknown) => {
        const { name, type } = membersOf(variable);
        return {
          title: String(name ?? ''),
          expression: `variables(${quote(String(name ?? ''))})`,
          type: String(type ?? 'any'),
        };
      });
    });
  return [{ title: 'variables', tokens: tokens.filter(({ title }) => title !== '') }];
}

function triggerTokens(name: string, step: StepDefinition, connectors: readonly ConnectorView[]): TokenGroup {
  const outputs = operationOutputs(step, connectors) ?? schemaOutputs(membersOf(step['inputs'])['schema']);
  const body = { title: 'body', expression: 'triggerBody()', type: 'any' };
  const fields = fieldTokens(outputs, (path) => `triggerOutputs()?[${quote(path)}]`);
  return { title: titleFrom(name), tokens: [...fields, body] };
}

function stepTokens(name: string, step: StepDefinition, connectors: readonly ConnectorView[]): TokenGroup {
  const title = titleFrom(name);
  const outputs = operationOutputs(step, connectors) ?? builtInOutputs(step);
  const fields = fieldTokens(outputs, (path) => `outputs(${quote(name)})?[${quote(path)}]`);
  return { title, tokens: [...fields, ...wholeTokens(name, typeOf(step))] };
}

function fieldTokens(outputs: readonly SchemaOutput[], expressionOf: (path: string) => string): readonly Token[] {
  return outputs
    .filter(({ path }) => path !== '')
    .map(({ path, title, type, description }) => ({
      title,
      ...(description && { about: description }),
      expression: expressionOf(`body/${path}`),
      type,
    }));
}

/** What an operation gives, in the order of its schema, with ids and what tells of the event after what people write about; undefined when it is not known. */
function operationOutputs(step: StepDefinition, connectors: readonly ConnectorView[]) {
  const outputs = findOperationView(connectors, step)?.operation?.outputs;
  return outputs?.toSorted((a, b) => Number(isRarelyShown(a)) - Number(isRarelyShown(b)));
}

/** Members of every event that are no ids. */
const OF_EVENT = ['eventType', 'eventTime', 'instanceName', 'jobType', 'jobSubmissionKind', 'isTest'];

function isRarelyShown({ path }: SchemaOutput): boolean {
  return /(?:^|\/)id$|Id$/.test(path) || OF_EVENT.includes(path);
}

function wholeTokens(name: string, type: string): readonly Token[] {
  const body = { title: 'body', expression: `body(${quote(name)})`, type: 'any' };
  const outputs = { title: 'outputs', expression: `outputs(${quote(name)})`, type: 'any' };
  const status = { title: 'statusCode', expression: `outputs(${quote(name)})?['statusCode']`, type: 'integer' };
  if (type === 'compose') return [outputs];
  if (['query', 'select', 'join', 'table', 'parsejson', 'javascriptcode'].includes(type)) return [body];
  if (['http', 'openapiconnection', 'apiconnection', 'httpwebhook', 'workflow'].includes(type)) return [body, status];
  if (['scope', 'foreach', 'until', 'if', 'switch'].includes(type))
    return [{ title: 'result', expression: `result(${quote(name)})`, type: 'array' }];
  return [];
}

interface SchemaOutput {
  readonly path: string;
  readonly title: string;
  readonly description?: string | undefined;
  readonly type: string;
}

function builtInOutputs(step: StepDefinition): readonly SchemaOutput[] {
  return typeOf(step) === 'parsejson' ? schemaOutputs(membersOf(step['inputs'])['schema']) : [];
}

/** Deepest member that is offered; those below are reached by writing. */
const MAX_DEPTH = 3;

function schemaOutputs(schema: unknown, prefix = '', depth = 0): readonly SchemaOutput[] {
  return Object.entries(membersOf(membersOf(schema)['properties'])).flatMap(([key, property]) => {
    const path = prefix === '' ? key : `${prefix}/${key}`;
    const { type = 'any', title = key, description } = membersOf(property);
    const about = typeof description === 'string' && { description };
    const own = { path, title: String(title), type: String(type), ...about };
    return depth < MAX_DEPTH ? [own, ...schemaOutputs(property, path, depth + 1)] : [own];
  });
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
