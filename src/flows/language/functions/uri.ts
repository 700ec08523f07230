import type { Value } from '../values/value.ts';
import { valueError } from './argument-error.ts';
import { defineFunction, type FunctionDefinition } from './define.ts';

const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  'http:': 80,
  'https:': 443,
  'ftp:': 21,
  'ws:': 80,
  'wss:': 443,
  'ldap:': 389,
  'gopher:': 70,
};

interface UriFunction {
  readonly name: string;
  readonly summary: string;
  readonly returns: 'string' | 'integer';
  readonly result: Value;
  readonly read: (uri: URL) => Value;
}

function defineUriFunction({ name, summary, returns, result, read }: UriFunction): FunctionDefinition {
  return defineFunction({
    name,
    family: 'uri',
    summary,
    parameters: [{ name: 'uri', type: 'string', summary: 'Absolute URI.' }],
    returns,
    example: { expression: `${name}('https://www.contoso.com:8080/catalog?date=today')`, result },
    run: ([text]) => {
      const uri = URL.parse(text.trim());
      if (!uri)
        throw valueError(
          { function: name, parameter: 'uri', expected: 'an absolute URI such as https://contoso.com/' },
          text,
        );
      return read(uri);
    },
  });
}

/** Functions on URIs. */
export const URI_FUNCTIONS: readonly FunctionDefinition[] = [
  {
    name: 'uriHost',
    summary: 'Host of a URI.',
    returns: 'string',
    result: 'www.contoso.com',
    read: (uri: URL) => uri.hostname,
  },
  {
    name: 'uriPath',
    summary: 'Path of a URI.',
    returns: 'string',
    result: '/catalog',
    read: (uri: URL) => uri.pathname || '/',
  },
  {
    name: 'uriPathAndQuery',
    summary: 'Path and query of a URI.',
    returns: 'string',
    result: '/catalog?date=today',
    read: (uri: URL) => uri.pathname + uri.search,
  },
  {
    name: 'uriPort',
    summary: 'Port of a URI; the usual one of its scheme when it names none, -1 when there is none.',
    returns: 'integer',
    result: 8080,
    read: portOf,
  },
  {
    name: 'uriQuery',
    summary: 'Query of a URI with its question mark.',
    returns: 'string',
    result: '?date=today',
    read: (uri: URL) => uri.search,
  },
  {
    name: 'uriScheme',
    summary: 'Scheme of a URI.',
    returns: 'string',
    result: 'https',
    read: (uri: URL) => uri.protocol.slice(0, -1),
  },
].map((definition) => defineUriFunction(definition as UriFunction));

function portOf(uri: URL): number {
  return uri.port === '' ? (DEFAULT_PORTS[uri.protocol] ?? -1) : Number(uri.port);
}
