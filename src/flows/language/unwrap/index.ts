import { isArchive, readArchive } from '../../../base/archive.ts';
import { messageOf } from '../../../base/errors.ts';
import { languageError } from '../catalogue.ts';
import { type CheckOptions, checkDefinition, type DefinitionCheck } from '../check/index.ts';
import type { Diagnostic } from '../check/report.ts';
import { isAbsent, memberOf } from '../check/shape.ts';
import { parseJson } from '../json/parse.ts';
import { isObject, type Value, type ValueObject } from '../values/value.ts';
import { namesWorkflow, readTemplate, suppliedNames, undoEscapes } from './template/template.ts';

/** How a definition was wrapped. */
export type Wrapping = 'definition' | 'workflow' | 'arm' | 'solution' | 'package';

/** A definition taken out of its wrapping. */
export interface UnwrappedDefinition {
  /** The file it stood in: inside an archive, the path there. */
  readonly file: string;
  /** JSON pointer to it in that file. */
  readonly pointer: string;
  /** What it is called, where the wrapping says. */
  readonly name?: string;
  readonly wrapping: Wrapping;
  /** The definition to run: escapes undone, expressions of a template resolved where that is possible. */
  readonly definition: Value;
  /** The same as a template has it, escapes undone but expressions left; only of templates. */
  readonly source?: Value;
  /** Values for its parameters, given beside it. */
  readonly parameters?: Value;
  readonly connectionReferences?: Value;
  /** `Stateful` or `Stateless`, where the wrapping says. */
  readonly kind?: string;
  /** What was found wrong with the wrapping. */
  readonly diagnostics: readonly Diagnostic[];
  /** How to check it. */
  readonly check: CheckOptions;
}

/**
 * The definitions in a file: bare, a workflow.json, a deployment template (any number), a flow of a solution, an exported
 * package or any zip of these. Marks of byte order and trailing commas are forgiven. None when a template's conditions
 * leave out all its workflows.
 * @throws FLX_FLOW_FILE when there is none, FLX_FLOW_JSON when it cannot be read
 */
export function unwrapDefinitions(file: string, content: Uint8Array | string): readonly UnwrappedDefinition[] {
  if (typeof content !== 'string' && isArchive(content)) return unwrapArchive(file, content);
  const value = parseText(typeof content === 'string' ? content : new TextDecoder().decode(content));
  const found = unwrapJson(file, value);
  if (found.length === 0 && !(isObject(value) && isTemplate(value) && readTemplate(value).hasWorkflows))
    throw languageError('FLX_FLOW_FILE', { file, problem: 'it has neither triggers nor actions' });
  return found;
}

/** A definition checked with all that its wrapping tells. */
export function checkUnwrapped({ definition, check, diagnostics, wrapping }: UnwrappedDefinition): DefinitionCheck {
  if (
    wrapping === 'arm' &&
    diagnostics.some(({ code }) => code === 'FLX_DEFINITION_MISSING' || code === 'FLX_DEFINITION_TEMPLATE') &&
    isAbsent(definition)
  ) {
    return { diagnostics, unsupported: [], runnable: false };
  }
  const result = checkDefinition(definition, check);
  return { ...result, diagnostics: [...diagnostics, ...result.diagnostics] };
}

function parseText(text: string): Value {
  return parseJson(text.replace(/^\ufeff/, ''), { allowTrailingCommas: true });
}

function unwrapArchive(file: string, content: Uint8Array): readonly UnwrappedDefinition[] {
  const found = textsOf(file, content).flatMap(({ path, text }) => {
    try {
      return unwrapJson(path, parseText(text));
    } catch {
      return [];
    }
  });
  if (found.length === 0) throw languageError('FLX_FLOW_FILE', { file, problem: 'no file in the archive is a flow' });
  return found;
}

/** Most bytes that an archive and those in it may unfold to, and how deep they are opened. */
const MOST_UNFOLDED_BYTES = 200_000_000;
const MOST_DEPTH = 3;

function textsOf(file: string, content: Uint8Array): readonly { readonly path: string; readonly text: string }[] {
  const isWanted = (path: string) => /\.(json|zip)$/i.test(path);
  try {
    const budget = { leftBytes: MOST_UNFOLDED_BYTES };
    const files = readArchive(content, { budget, mostDepth: MOST_DEPTH, isWanted });
    return [...files]
      .filter(([, bytes]) => !isArchive(bytes))
      .map(([path, bytes]) => ({ path, text: new TextDecoder().decode(bytes) }));
  } catch (cause) {
    throw languageError('FLX_FLOW_FILE', { file, problem: messageOf(cause) }, { cause });
  }
}

function unwrapJson(file: string, value: Value): readonly UnwrappedDefinition[] {
  if (!isObject(value)) return [];
  if (isTemplate(value)) return unwrapTemplate(file, value);
  const properties = memberOf(value, 'properties');
  if (memberOf(properties, 'definition') !== undefined) return [unwrapFlow(file, value, properties as ValueObject)];
  if (memberOf(value, 'definition') !== undefined) return [unwrapWorkflow(file, value)];
  if (memberOf(value, 'triggers') === undefined && memberOf(value, 'actions') === undefined) return [];
  return [{ file, pointer: '', wrapping: 'definition', definition: value, diagnostics: [], check: {} }];
}

function isTemplate(value: ValueObject): boolean {
  const schema = memberOf(value, '$schema');
  const isDeployment = typeof schema === 'string' && /deploymentTemplate\.json/i.test(schema);
  if (memberOf(value, 'resources') !== undefined) return isDeployment || namesWorkflow(memberOf(value, 'resources'));
  return isDeployment && memberOf(value, 'triggers') === undefined && memberOf(value, 'actions') === undefined;
}

/** A definition that is kept as JSON text is read. */
function definitionOf(value: Value | undefined): Value {
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return value ?? null;
  try {
    return parseText(value);
  } catch {
    return value;
  }
}

function unwrapWorkflow(file: string, value: ValueObject): UnwrappedDefinition {
  const kind = memberOf(value, 'kind');
  const isStateless = typeof kind === 'string' && kind.toLowerCase() === 'stateless';
  const parameters = memberOf(value, 'parameters');
  return {
    file,
    pointer: '/definition',
    wrapping: 'workflow',
    definition: definitionOf(memberOf(value, 'definition')),
    ...(typeof kind === 'string' && { kind }),
    ...(parameters !== undefined && { parameters }),
    diagnostics: kind === undefined || typeof kind === 'string' ? [] : [wrongKind()],
    check: { pointer: '/definition', hosting: { kind: 'standard', isStateless } },
  };
}

function wrongKind(): Diagnostic {
  const { code, message, mend } = languageError('FLX_DEFINITION_TYPE', {
    field: 'kind',
    expected: 'Stateful or Stateless',
    found: 'no text',
  });
  return { code, message, mend, severity: 'error', pointer: '/kind' };
}

function unwrapFlow(file: string, value: ValueObject, properties: ValueObject): UnwrappedDefinition {
  const connectionReferences = memberOf(properties, 'connectionReferences');
  const parameters = memberOf(properties, 'parameters');
  const name = memberOf(properties, 'displayName');
  const isPackage = memberOf(properties, 'displayName') !== undefined || memberOf(properties, 'apiId') !== undefined;
  const isWorkflow = String(memberOf(value, 'type')).toLowerCase() === 'microsoft.logic/workflows';
  const definition = definitionOf(memberOf(properties, 'definition'));
  return {
    file,
    pointer: '/properties/definition',
    wrapping: isWorkflow ? 'arm' : isPackage ? 'package' : 'solution',
    definition: isWorkflow ? undoEscapes(definition) : definition,
    ...(typeof name === 'string' && { name }),
    ...(parameters !== undefined && { parameters }),
    ...(connectionReferences !== undefined && { connectionReferences }),
    diagnostics: [],
    check: { pointer: '/properties/definition', hosting: { kind: 'flow', isStateless: false } },
  };
}

function unwrapTemplate(file: string, value: ValueObject): readonly UnwrappedDefinition[] {
  const { workflows, diagnostics } = readTemplate(value);
  const found = workflows.map(({ name, pointer, definition, parameters, source }): UnwrappedDefinition => {
    const parameterNames = suppliedNames(parameters);
    return {
      file,
      pointer,
      name,
      wrapping: 'arm',
      definition: definitionOf(definition),
      ...(source !== undefined && { source: definitionOf(source) }),
      ...(parameters !== undefined && { parameters }),
      diagnostics: diagnostics.filter((diagnostic) => diagnostic.pointer.startsWith(pointer)),
      check: { pointer, hosting: { kind: 'arm', isStateless: false, ...(parameterNames && { parameterNames }) } },
    };
  });
  const others = diagnostics.filter(
    ({ pointer }) => !workflows.some((workflow) => pointer.startsWith(workflow.pointer)),
  );
  if (others.length === 0) return found;
  return [...found, { file, pointer: '', wrapping: 'arm', definition: null, diagnostics: others, check: {} }];
}
