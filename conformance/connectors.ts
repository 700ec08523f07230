import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../src/base/errors.ts';
import type { Connector } from '../src/flows/connectors/connector.ts';
import type { Operation } from '../src/flows/connectors/definition/operation.ts';
import { loadConnector } from '../src/flows/connectors/load.ts';
import { draftRequest, showRequest } from '../src/flows/connectors/request/build.ts';
import { findFaults } from './connector-check.ts';
import { flattenBodies, sampleValues } from './connector-sample.ts';
import { type EchoService, startEchoService } from './connector-server.ts';
import floors from './floors.json' with { type: 'json' };
import type { ConformanceTable } from './table.ts';

/** A connector or operation that did not pass, and why. */
export interface ConnectorFailure {
  readonly category: string;
  readonly subject: string;
  readonly reason: string;
}

interface Tally {
  passed: number;
  total: number;
}

const LOADS = 'loads';
const FITS = 'request fits its own definition';
const ARRIVES = 'fits it as a local server gets it';
const POLICIES = 'request after policies and sign-in';
const SCRIPTS = 'runs without a C# script';

/**
 * Loads every connector in a folder and builds a request for every operation, from samples made of its own definition.
 * `onFailure` hears of each that does not pass.
 */
export async function runConnectorConformance(
  folder: string,
  onFailure: (failure: ConnectorFailure) => void = () => {},
): Promise<ConformanceTable> {
  const tallies = new Map<string, Tally>(
    [LOADS, FITS, ARRIVES, POLICIES, SCRIPTS].map((name) => [name, { passed: 0, total: 0 }]),
  );
  const count = (category: string, subject: string, reason: string | undefined) => {
    const tally = tallies.get(category);
    if (!tally) return;
    tally.total++;
    if (reason === undefined) tally.passed++;
    else onFailure({ category, subject, reason });
  };
  const service = await startEchoService();
  const entries = await readdir(folder, { withFileTypes: true });
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    const loaded = await loadConnector(join(folder, name)).catch(messageOf);
    const isEmpty = typeof loaded !== 'string' && loaded.connector.contract.operations.length === 0;
    count(LOADS, name, typeof loaded === 'string' ? loaded : isEmpty ? 'has no operation' : undefined);
    if (typeof loaded === 'string') continue;
    for (const operation of loaded.connector.contract.operations) {
      const subject = `${name} ${operation.operationId}`;
      count(FITS, subject, checkPlain(loaded.connector, operation));
      count(ARRIVES, subject, await checkArrival(loaded.connector, operation, service));
      count(POLICIES, subject, checkSigned(loaded.connector, operation));
      const { scriptOperations } = loaded.connector.contract;
      const needsScript = scriptOperations === true || scriptOperations.includes(operation.operationId);
      count(SCRIPTS, subject, needsScript ? 'needs a script' : undefined);
    }
  }
  await service.close();
  const rows = [...tallies].map(([category, tally]) => ({
    category,
    ...tally,
    ...floorOf(category),
  }));
  return { subject: 'connectors', rows };
}

function floorOf(category: string): { readonly floor?: number } {
  const floor = (floors.connectors as Readonly<Record<string, number>>)[category];
  return floor === undefined ? {} : { floor };
}

/** The request without policies as a server on this machine gets it, part by part against the definition. */
async function checkArrival(
  connector: Connector,
  operation: Operation,
  service: EchoService,
): Promise<string | undefined> {
  const { document } = connector.contract;
  try {
    const values = sampleValues(operation, document);
    const request = await service.send(connector, operation, flattenBodies(operation, values));
    if (!request) return 'nothing arrived';
    const faults = findFaults({ document, operation, values, request });
    return faults.length > 0 ? faults.join('; ') : undefined;
  } catch (error) {
    return messageOf(error);
  }
}

/** The request without policies, part by part against the definition. */
function checkPlain({ contract }: Connector, operation: Operation): string | undefined {
  try {
    const values = sampleValues(operation, contract.document);
    const plain = { ...contract, policies: [], baseUrl: contract.baseUrl || 'https://host.example' };
    const parameters = flattenBodies(operation, values);
    const request = showRequest(draftRequest({ contract: plain, operation, parameters }));
    const faults = findFaults({ document: contract.document, operation, values, request });
    return faults.length > 0 ? faults.join('; ') : undefined;
  } catch (error) {
    return messageOf(error);
  }
}

/** The request as it would be sent with a whole connection: an address without gaps and a credential where one is asked for. */
function checkSigned({ contract }: Connector, operation: Operation): string | undefined {
  try {
    // Some definitions take the host from a parameter.
    const parameters = sampleValues(operation, contract.document, 'service.example');
    const connection = sampleConnection(contract);
    const { url, headers } = showRequest(draftRequest({ contract, operation, parameters, connection }));
    if (!/^https?:\/\/[^/\s]+/.test(url) || !URL.canParse(url)) return `address ${url}`;
    if (/@(connectionParameters|headers|queryParameters)\(|[{}]/.test(url)) return `address with a gap: ${url}`;
    const asks = operation.security ?? contract.security ?? [];
    const names = contract.authentication.filter(({ name }) => asks.includes(name));
    const isSigned = names.every((method) => {
      const key = method.kind === 'apiKey' ? (method.parameter ?? '').toLowerCase() : 'authorization';
      const inHeaders = Object.keys(headers).some((name) => name.toLowerCase() === key);
      return inHeaders || [...new URL(url).searchParams.keys()].some((name) => name.toLowerCase() === key);
    });
    return isSigned ? undefined : 'is not signed in';
  } catch (error) {
    return messageOf(error);
  }
}

function sampleConnection({ connectionParameters }: Connector['contract']) {
  const own = connectionParameters.map(({ name, allowedValues }) => [name, allowedValues[0] ?? 'service.example']);
  return {
    ...Object.fromEntries(own),
    username: 'ane',
    password: 'secret',
    token: 'token',
    api_key: 'key',
    'token:region': 'eu',
  } as Record<string, unknown>;
}
