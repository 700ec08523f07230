import { isIP } from 'node:net';
import { isFluxuError, messageOf } from '../../../base/errors.ts';
import { permanent, transient } from '../call-error.ts';
import { flowConnectorError } from '../catalogue.ts';
import type { CallEffects, ConnectionValues } from '../connector.ts';

export type MailSecurity = 'none' | 'starttls' | 'tls';

/** A mail server as a connection names it. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly security: MailSecurity;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly from: string | undefined;
}

/** Ports that servers use by default. */
const PORTS: Readonly<Record<MailSecurity, number>> = { none: 25, starttls: 587, tls: 465 };

/** Reads the connection of a mail connector. @throws FLX_CONNECTION_PARAMETER_MISSING, FLX_CONNECTION_PARAMETER_INVALID */
export function readMailServer(connector: string, connection: ConnectionValues): MailServer {
  const host = textOf(connection['host'] ?? connection['serverAddress']);
  if (!host) throw permanent(flowConnectorError('FLX_CONNECTION_PARAMETER_MISSING', { connector, name: 'host' }));
  const security = readSecurity(connection);
  return {
    host,
    port: readPort(connection['port'], PORTS[security]),
    security,
    user: textOf(connection['user'] ?? connection['userName']),
    password: textOf(connection['password']),
    from: textOf(connection['from']),
  };
}

function readSecurity(connection: ConnectionValues): MailSecurity {
  const value = connection['security'] ?? (connection['enableSSL'] === true ? 'tls' : 'starttls');
  if (value === 'none' || value === 'starttls' || value === 'tls') return value;
  throw invalid('security', 'none, starttls or tls');
}

function readPort(value: unknown, fallback: number): number {
  if (value === undefined || value === '') return fallback;
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw invalid('port', 'a port from 1 to 65535');
  return port;
}

function invalid(name: string, expected: string) {
  return permanent(flowConnectorError('FLX_CONNECTION_PARAMETER_INVALID', { name, expected }));
}

function textOf(value: unknown): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : String(value);
}

/** Options of the SMTP transport for a server; the address is resolved and checked first, the name is kept for TLS. */
export async function transportOptions(server: MailServer, effects: CallEffects) {
  const address = await resolveAddress(server.host, effects);
  return {
    host: address,
    port: server.port,
    secure: server.security === 'tls',
    ignoreTLS: server.security === 'none',
    requireTLS: server.security === 'starttls',
    connectionTimeout: 30_000,
    greetingTimeout: 30_000,
    socketTimeout: 120_000,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(isIP(server.host) === 0 && { tls: { servername: server.host } }),
    ...(server.user !== undefined && { auth: { user: server.user, pass: server.password ?? '' } }),
  };
}

async function resolveAddress(host: string, { resolveHost }: CallEffects): Promise<string> {
  try {
    return resolveHost ? await resolveHost(host) : host;
  } catch (cause) {
    if (isFluxuError(cause)) throw cause;
    throw transient(flowConnectorError('FLX_CALL_UNREACHABLE', { host, reason: messageOf(cause) }, { cause }));
  }
}
