import type { ConnectorView } from '../../../../../../src/app/view/designer.ts';
import { titleFrom } from '../../../../format/step-title.ts';
import { type FlowDefinition, membersOf, type StepDefinition, typeOf } from '../document/definition.ts';
import { allSteps, findStep, precedingSteps, stepsLeftBy } from '../document/find.ts';
import { findOperationView } from '../document/operation-host.ts';
import { plainTitle, readReference, type Whole } from './reference.ts';

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

/** What naming values takes. */
export interface TokenOptions {
  readonly connectors: readonly ConnectorView[];
  /** What people call values that no schema names, and the group of the variables. */
  readonly wordOf: (word: Whole | 'variables') => string;
}

/** Everything a step can use: the trigger's outputs, those of steps before it, variables, and the item of its loops. */
export function tokensFor(
  definition: FlowDefinition,
  { role, name }: { readonly role: 'action' | 'trigger'; readonly name: string },
  options: TokenOptions,
): readonly TokenGroup[] {
  if (role === 'trigger') return [];
  const loops = (findStep(definition, name)?.containers ?? []).map((container) =>
    loopTokens(definition, container, options),
  );
  const groups = [
    ...loops,
    variableTokens(definition, options),
    ...Object.entries(definition.triggers ?? {}).map(([trigger, step]) =>
      triggerTokens({ name: trigger, step }, options),
    ),
    ...precedingSteps(definition, name)
      .flatMap(stepsLeftBy)
      .map((before) => stepTokens(before, options)),
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

function loopTokens(definition: FlowDefinition, name: string, options: TokenOptions): TokenGroup {
  const type = typeOf(findStep(definition, name)?.step ?? {});
  const own = { foreach: ['items', 'any'], until: ['iterationIndexes', 'integer'] }[type];
  const tokens = own ? [plainToken(`${own[0]}(${quote(name)})`, String(own[1]), options)] : [];
  return { title: titleFrom(name), tokens };
}

function variableTokens(definition: FlowDefinition, options: TokenOptions): TokenGroup {
  const tokens = allSteps(definition)
    .filter(({ step }) => typeOf(step) === 'initializevariable')
    .flatMap(({ step }) => {
      const variables = membersOf(step['inputs'])['variables'];
      return (Array.isArray(variables) ? variables : []).flatMap((variable: unknown) => {
        const { name, type = 'any' } = membersOf(variable);
        return name ? [plainToken(`variables(${quote(String(name))})`, String(type), options)] : [];
      });
    });
  return { title: options.wordOf('variables'), tokens };
}

interface NamedStep {
  readonly name: string;
  readonly step: StepDefinition;
}

/** What a trigger gives. */
export function triggerTokens({ name, step }: NamedStep, options: TokenOptions): TokenGroup {
  const outputs = operationOutputs(step, options) ?? schemaOutputs(membersOf(step['inputs'])['schema']);
  const fields = fieldTokens(outputs, (path) => `triggerOutputs()?[${quote(path)}]`, options);
  return { title: titleFrom(name), tokens: [...fields, plainToken('triggerBody()', 'any', options)] };
}

/** What a step gives to those after it. */
export function stepTokens({ name, step }: NamedStep, options: TokenOptions): TokenGroup {
  const outputs = operationOutputs(step, options) ?? builtInOutputs(step);
  const fields = fieldTokens(outputs, (path) => `outputs(${quote(name)})?[${quote(path)}]`, options);
  const wholes = wholesOf(typeOf(step), quote(name)).map(([expression, type]) => plainToken(expression, type, options));
  return { title: titleFrom(name), tokens: [...fields, ...wholes] };
}

/** A value under the name that its expression has where no schema names it. */
function plainToken(expression: string, type: string, { wordOf }: TokenOptions): Token {
  const reference = readReference(expression);
  return { title: reference ? plainTitle(reference, wordOf) : expression, expression, type };
}

function fieldTokens(
  outputs: readonly SchemaOutput[],
  expressionOf: (path: string) => string,
  options: TokenOptions,
): readonly Token[] {
  return outputs
    .filter(({ path }) => path !== '')
    .map(({ path, title, type, description }) => ({
      ...plainToken(expressionOf(`body/${path}`), type, options),
      ...(title !== undefined && { title }),
      ...(description && { about: description }),
    }));
}

/** What an operation gives, in the order of its schema, with ids and what tells of the event after what people write about; undefined when it is not known. */
function operationOutputs(step: StepDefinition, { connectors }: TokenOptions) {
  const outputs = findOperationView(connectors, step)?.operation?.outputs;
  return outputs?.toSorted((a, b) => Number(isRarelyShown(a)) - Number(isRarelyShown(b)));
}

/** Members of every event that are no ids. */
const OF_EVENT = ['eventType', 'eventTime', 'instanceName', 'jobType', 'jobSubmissionKind', 'isTest'];

function isRarelyShown({ path }: SchemaOutput): boolean {
  return /(?:^|\/)id$|Id$/.test(path) || OF_EVENT.includes(path);
}

/** The expressions of what a step of a type gives as a whole, with their types. */
function wholesOf(type: string, name: string): readonly (readonly [expression: string, type: string])[] {
  const body = [`body(${name})`, 'any'] as const;
  if (type === 'compose') return [[`outputs(${name})`, 'any']];
  if (['query', 'select', 'join', 'table', 'parsejson', 'javascriptcode'].includes(type)) return [body];
  if (['http', 'openapiconnection', 'apiconnection', 'httpwebhook', 'workflow'].includes(type))
    return [body, [`outputs(${name})?['statusCode']`, 'integer']];
  if (['scope', 'foreach', 'until', 'if', 'switch'].includes(type)) return [[`result(${name})`, 'array']];
  return [];
}

interface SchemaOutput {
  readonly path: string;
  readonly title?: string;
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
    const { type = 'any', title, description } = membersOf(property);
    const told = {
      ...(typeof title === 'string' && { title }),
      ...(typeof description === 'string' && { description }),
    };
    const own = { path, type: String(type), ...told };
    return depth < MAX_DEPTH ? [own, ...schemaOutputs(property, path, depth + 1)] : [own];
  });
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
