import { isArray, isObject, printJson, type Value, type ValueObject } from '../language/index.ts';
import { innerActions } from './references.ts';

/** What history hides of a step. */
export interface Secured {
  readonly inputs: boolean;
  readonly outputs: boolean;
}

const OPEN: Secured = { inputs: false, outputs: false };

/** These give what they got, so with their inputs their outputs are hidden, too. */
const ECHOES: ReadonlySet<string> = new Set(['compose', 'parsejson', 'response']);

/** Calls by which an expression reads what an action gave; the name is the first argument. */
const OF_ACTION =
  /\b(?:outputs|body|actions|result|formDataValue|formDataMultiValues|multipartBody)\s*\(\s*'((?:[^']|'')*)'/gi;
const OF_TRIGGER = /\btrigger(?:Outputs|Body|FormDataValue|FormDataMultiValues|MultipartBody)?\s*\(/i;

/**
 * What is hidden of each action, by its name in lower case: what `runtimeConfiguration.secureData` names, and the inputs of
 * every action that reads hidden outputs, since they hold them.
 */
export function findSecured(definition: ValueObject): ReadonlyMap<string, Secured> {
  const actions = collectActions(definition['actions']);
  const triggers = Object.values(isObject(definition['triggers']) ? definition['triggers'] : {});
  const isTriggerSecured = triggers.some((trigger) => isObject(trigger) && namedSecured(trigger).outputs);
  const found = new Map([...actions].map(([key, action]) => [key, closeEcho(action, namedSecured(action))]));
  const isSecret = (key: string) => found.get(key)?.outputs === true;
  if (!isTriggerSecured && ![...found.keys()].some(isSecret)) return found;
  const texts = new Map([...actions].map(([key, action]) => [key, textOf(action)]));
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    for (const [key, action] of actions) {
      const known = found.get(key) ?? OPEN;
      if (known.inputs || !readsSecret(texts.get(key) ?? '', { isTriggerSecured, isSecret })) continue;
      found.set(key, closeEcho(action, { ...known, inputs: true }));
      isChanged = true;
    }
  }
  return found;
}

function collectActions(
  actions: Value | undefined,
  found = new Map<string, ValueObject>(),
): ReadonlyMap<string, ValueObject> {
  for (const [name, definition] of Object.entries(isObject(actions) ? actions : {})) {
    if (!isObject(definition)) continue;
    found.set(name.toLowerCase(), definition);
    for (const inner of innerActions(definition)) collectActions(inner, found);
  }
  return found;
}

function namedSecured(definition: ValueObject): Secured {
  const runtime = definition['runtimeConfiguration'];
  const secure = isObject(runtime) ? runtime['secureData'] : undefined;
  const properties = isObject(secure) && isArray(secure['properties']) ? secure['properties'] : [];
  return { inputs: properties.includes('inputs'), outputs: properties.includes('outputs') };
}

function closeEcho(definition: ValueObject, secured: Secured): Secured {
  const isEcho = ECHOES.has(String(definition['type']).toLowerCase());
  return isEcho && secured.inputs ? { inputs: true, outputs: true } : secured;
}

function textOf({ inputs }: ValueObject): string {
  return inputs === undefined ? '' : printJson(inputs);
}

function readsSecret(
  text: string,
  { isTriggerSecured, isSecret }: { readonly isTriggerSecured: boolean; readonly isSecret: (key: string) => boolean },
): boolean {
  if (isTriggerSecured && OF_TRIGGER.test(text)) return true;
  return [...text.matchAll(OF_ACTION)].some(([, name = '']) => isSecret(name.replaceAll("''", "'").toLowerCase()));
}
