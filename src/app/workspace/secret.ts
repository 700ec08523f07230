import type { FluxuError } from '../../base/errors.ts';
import { isPlainObject, pointerOf } from '../../base/json.ts';
import type { Workspace } from '../../model/definition.ts';
import { appError } from '../catalogue.ts';
import { isSealed } from '../connections/seal.ts';
import type { WorkspaceProblem } from './problem.ts';

/** Stands in a file for a secret value that the server keeps and never writes. */
export const KEPT_SECRET = '${kept}';

const SECRET_NAME =
  /passw|secret|token|credential|authorization|api_?key|access_?key|account_?key|private_?key|connection_?string|signature|webhook_?url|callback_?url|passphrase/i;
const URL_WITH_PASSWORD = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s:@]*:[^/?#\s@]+@/i;
const REFERENCES_ONLY = /^(\s*\$\{(env|file):[^}]+\}\s*)+$/;

type Change = (value: string, keys: readonly (string | number)[]) => string;

/** The workspace without the secret values in it: each is replaced by `${kept}`; references to secrets stay as they are. */
export function hideSecrets(workspace: Workspace): Workspace {
  return changeSecrets(workspace, () => (value, keys) => (isSecret(value, keys) ? KEPT_SECRET : value));
}

/**
 * The workspace with every `${kept}` replaced by the value at the same place of the current one. Problems tell where
 * there is none.
 */
export function keepSecrets(
  wanted: Workspace,
  current: Workspace,
): { readonly workspace: Workspace; readonly problems: readonly WorkspaceProblem[] } {
  const problems: WorkspaceProblem[] = [];
  const workspace = changeSecrets(wanted, (kind, name, index) => {
    const known = (kind === 'connection' ? current.connections : current.dataSources).find(
      (candidate) => candidate.name.toLowerCase() === name.toLowerCase(),
    );
    return (value, keys) => {
      if (value !== KEPT_SECRET) return value;
      const kept = keys.reduce<unknown>((inner, key) => childOf(inner, key), known);
      if (typeof kept === 'string') return kept;
      problems.push({ kind, name, index, problem: missing(keys) });
      return value;
    };
  });
  return { workspace, problems };
}

function missing(keys: readonly (string | number)[]): FluxuError {
  return appError('FLX_WORKSPACE_SECRET', { marker: KEPT_SECRET }, { place: { pointer: pointerOf(...keys) } });
}

function childOf(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return value[Number(key)];
  return isPlainObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Secrets are in the parameters of connections and the options of data sources. */
function changeSecrets(
  workspace: Workspace,
  changeFor: (kind: 'connection' | 'dataSource', name: string, index: number) => Change,
): Workspace {
  const { connections, dataSources } = workspace;
  return {
    ...workspace,
    connections: connections.map((connection, index) => {
      const change = changeFor('connection', connection.name, index);
      const { parameters } = connection;
      return parameters ? { ...connection, parameters: changeTexts(parameters, change, ['parameters']) } : connection;
    }),
    dataSources: dataSources.map((source, index) => {
      const change = changeFor('dataSource', source.name, index);
      const entities = source.entities.map((entity, place) =>
        entity.options
          ? { ...entity, options: changeTexts(entity.options, change, ['entities', place, 'options']) }
          : entity,
      );
      return { ...source, options: changeTexts(source.options, change, ['options']), entities };
    }),
  };
}

/** A value with every text in it changed; `keys` tell where each stands. */
export function changeTexts<Value>(value: Value, change: Change, keys: readonly (string | number)[]): Value {
  if (typeof value === 'string') return change(value, keys) as Value;
  if (Array.isArray(value))
    return value.map((item: unknown, index) => changeTexts(item, change, [...keys, index])) as Value;
  if (!isPlainObject(value)) return value;
  const entries = Object.entries(value).map(
    ([key, inner]) => [key, changeTexts(inner, change, [...keys, key])] as const,
  );
  return Object.fromEntries(entries) as Value;
}

/** What a person may see in place of a secret value. */
const MASK = '***';

/** A value of a definition for a person to see: secret values in it are masked. `keys` tell where it stands. */
export function maskSecrets(value: unknown, keys: readonly (string | number)[] = []): unknown {
  return changeTexts(value, (text, inner) => (isSecret(text, inner) ? MASK : text), keys);
}

/** True for text that must not be read by anybody, told by where it stands or by what it is. */
export function isSecret(value: string, keys: readonly (string | number)[]): boolean {
  if (value === '' || REFERENCES_ONLY.test(value)) return false;
  if (isSealed(value)) return true;
  return keys.some((key) => typeof key === 'string' && SECRET_NAME.test(key)) || URL_WITH_PASSWORD.test(value);
}
