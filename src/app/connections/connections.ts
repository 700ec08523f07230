import { isFluxuError } from '../../base/errors.ts';
import type { Connection } from '../../model/connection.ts';
import { listDefinitions } from '../../store/definitions.ts';
import type { AppConnections } from '../rooms/flows.ts';
import type { ConnectionTestView, ConnectionView } from '../view/connector.ts';
import { finishSignIn, type SignInOptions, startSignIn } from './sign-in.ts';
import { tryConnection } from './try.ts';

/** Connections of the workspace: their state, sign-in, and a try. They are made and changed as definitions. */
export function createConnections(options: SignInOptions): AppConnections {
  const { store, source, clock, fetch } = options;
  const all = async () => (await listDefinitions(store.db, 'connection')).map(({ content }) => content as Connection);
  return {
    list: async () => Promise.all((await all()).map((connection) => viewOf(connection, options))),
    startSignIn: (name) => startSignIn(name, options),
    finishSignIn: (answer) => finishSignIn(answer, options),
    signOut: async (name) => {
      await source.openByName(name);
      await source.tokens.forget(name);
    },
    test: async (name) => {
      const opened = await source.openByName(name);
      const ready = await source.ready(opened).catch(refusedSignIn);
      if ('result' in ready) return ready;
      const { connector, values, renew } = ready;
      const idempotencyKey = `test/${name}`;
      return tryConnection({ connector, connection: values, renewConnection: renew, fetch, clock, idempotencyKey });
    },
  };
}

/** A connection whose sign-in is refused has been tried, too. */
function refusedSignIn(error: unknown): ConnectionTestView {
  if (isFluxuError(error)) return { result: 'failed', message: error.message };
  throw error;
}

async function viewOf(connection: Connection, { source, clock }: SignInOptions): Promise<ConnectionView> {
  const { name, displayName = name, connector } = connection;
  const parts = { name, displayName, connector };
  const opened = await source.open(connection).catch(() => undefined);
  if (!opened) return { ...parts, state: 'unknownConnector', canSignIn: false };
  if (opened.oauth?.grant === 'clientCredentials') return { ...parts, state: 'ready', canSignIn: false };
  if (!opened.oauth || !needsToken(opened)) return { ...parts, state: 'ready', canSignIn: opened.oauth !== undefined };
  const token = await source.tokens.read(name);
  const isOver = token?.expiresAt !== undefined && Date.parse(token.expiresAt) <= clock.now().getTime();
  const state = !token ? 'needsSignIn' : isOver && token.refresh_token === undefined ? 'expired' : 'ready';
  return { ...parts, state, canSignIn: true, expiresAt: token?.expiresAt };
}

/** Where a connector also takes a key or a password, and the connection holds one, nobody has to sign in. */
function needsToken({ connector, values }: Awaited<ReturnType<SignInOptions['source']['open']>>): boolean {
  const secrets = connector.contract.connectionParameters.filter(
    ({ isSecret, type }) => isSecret && type.toLowerCase() !== 'oauthsetting',
  );
  return !secrets.some(({ name }) => values[name] !== undefined && values[name] !== '');
}
