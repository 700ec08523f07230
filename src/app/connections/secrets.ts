import type { Connector } from '../../flows/connectors/index.ts';
import type { Connection } from '../../model/connection.ts';
import type { Vault } from '../../store/vault.ts';
import { changeTexts, isSecret, KEPT_SECRET } from '../workspace/secret.ts';
import { isSealed, sealText, unsealText } from './seal.ts';

/** Names of the parameters that the connector calls secret, in lower case. */
export function secretParametersOf(connector: Connector | undefined): ReadonlySet<string> {
  const parameters = connector?.contract.connectionParameters ?? [];
  return new Set(parameters.filter(({ isSecret: isHidden }) => isHidden).map(({ name }) => name.toLowerCase()));
}

export interface SealOptions {
  /** The connection as it is kept now, if it is. */
  readonly before: Connection | undefined;
  readonly connector: Connector | undefined;
  readonly vault: Vault;
}

/**
 * The connection with every secret value in it encrypted. One that is the same as before stays as it was, so that keeping
 * the same connection twice changes nothing. References to variables and files stay readable.
 */
export function sealConnection(connection: Connection, { before, connector, vault }: SealOptions): Connection {
  if (!connection.parameters) return connection;
  const names = secretParametersOf(connector);
  const parameters = changeTexts(
    connection.parameters,
    (text, keys) => {
      const isHidden = isSecret(text, keys) || (names.has(String(keys[0]).toLowerCase()) && !text.startsWith('${'));
      if (!isHidden || text === '' || isSealed(text) || text === KEPT_SECRET) return text;
      const place = { connection: connection.name, keys };
      const known = valueAt(before?.parameters, keys);
      return isSealed(known) && unsealText(known, place, vault) === text ? known : sealText(text, place, vault);
    },
    [],
  );
  return { ...connection, parameters };
}

/** The parameters with every encrypted value in the clear. @throws FLX_SECRET_UNREADABLE */
export function unsealParameters({ name, parameters = {} }: Connection, vault: Vault): Record<string, unknown> {
  return changeTexts(parameters, (text, keys) => unsealText(text, { connection: name, keys }, vault), []);
}

/** The connection for somebody to see: secret values are `${kept}`, which means the same value when it comes back. */
export function hideConnection(connection: Connection): Connection {
  const { parameters } = connection;
  if (!parameters) return connection;
  return {
    ...connection,
    parameters: changeTexts(parameters, (text, keys) => (isSecret(text, keys) ? KEPT_SECRET : text), []),
  };
}

/** The connection with every `${kept}` replaced by the value that is kept. */
export function restoreKept(connection: Connection, before: Connection | undefined): Connection {
  if (!connection.parameters) return connection;
  const restore = (text: string, keys: readonly (string | number)[]) => {
    const known = text === KEPT_SECRET ? valueAt(before?.parameters, keys) : undefined;
    return typeof known === 'string' ? known : text;
  };
  return { ...connection, parameters: changeTexts(connection.parameters, restore, []) };
}

function valueAt(value: unknown, keys: readonly (string | number)[]): unknown {
  return keys.reduce<unknown>((at, key) => {
    const isOwn = typeof at === 'object' && at !== null && Object.hasOwn(at, key);
    return isOwn ? (at as Record<string | number, unknown>)[key] : undefined;
  }, value);
}
