import type { Readable } from 'node:stream';

/** One call of an operation of the connector, whoever brings it. */
export interface ConnectorCall {
  /** By declared name, checked and converted. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** Address of the connector as the caller knows it, e.g. `https://fluxu.example.com/connector`. */
  readonly address: string;
  /** Path and query of the call below the connector's address. */
  readonly url: string;
  readonly caller: ConnectorCaller;
}

/** Who calls. */
export interface ConnectorCaller {
  /** Connection that calls are counted for. */
  readonly connectionId: string;
  readonly name: string;
}

/** What an operation answers. */
export interface ConnectorAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Plain data, or a file. */
  readonly body?: unknown;
  readonly file?: Readable;
}

export type ConnectorHandler = (call: ConnectorCall) => Promise<ConnectorAnswer>;
