import { isIPv6 } from 'node:net';
import { type FastifyBaseLogger, fastify, LogController } from 'fastify';
import type { AppAccess } from '../app/access/access.ts';
import type { App } from '../app/app.ts';
import type { AppConnector } from '../app/connector/connector.ts';
import { messageOf } from '../base/errors.ts';
import { createToken } from '../base/ids.ts';
import { type Logger, silentLogger } from '../base/logger.ts';
import { type Random, systemRandom } from '../base/random.ts';
import { addAccountRoutes } from './access/account-routes.ts';
import { addAdministrationRoutes } from './access/administration-routes.ts';
import { serveAuthorization } from './access/authorization-server.ts';
import { addEntryRoute, type Entry } from './access/entry.ts';
import { guardAccess } from './access/guard.ts';
import { addOpenSessionRoute } from './access/open-session.ts';
import { createOriginReader } from './access/origin.ts';
import { addSessionRoutes } from './access/session-routes.ts';
import { BODY_LIMIT_BYTES, readJsonBodies } from './body.ts';
import { httpError } from './catalogue.ts';
import { addODataRoutes } from './connector/odata.ts';
import { addConnectorOperations } from './connector/operations.ts';
import { addConnectorPackage } from './connector/package.ts';
import { countCalls } from './count-calls.ts';
import { EventStream } from './event-stream.ts';
import { collectRoutes } from './openapi.ts';
import { servePages } from './pages.ts';
import { answerError } from './problem.ts';
import { addConnectionRoutes } from './routes/connections.ts';
import { addConnectorRoutes } from './routes/connectors.ts';
import { addDefinitionRoutes } from './routes/definitions.ts';
import { addDeliveryRoutes } from './routes/deliveries.ts';
import { addDesignerRoutes } from './routes/designer.ts';
import { addEntityRoutes } from './routes/entities.ts';
import { addFlowRequestRoutes } from './routes/flow-requests.ts';
import { addFlowTriggerRoutes } from './routes/flow-triggers.ts';
import { addFlowRoutes } from './routes/flows.ts';
import { addHomeRoutes } from './routes/home.ts';
import { addInsightRoutes } from './routes/insights.ts';
import { addMatchingRoutes } from './routes/matching.ts';
import { addNotificationRoutes } from './routes/notifications.ts';
import { addPreviewRoutes } from './routes/previews.ts';
import { addReferenceRoutes } from './routes/reference.ts';
import { addRefreshRoutes } from './routes/refreshes.ts';
import { addRunHistoryRoutes } from './routes/run-history.ts';
import { addSourceRoutes } from './routes/sources.ts';
import { addStreamRoute } from './routes/stream.ts';
import { addSubscriptionRoutes } from './routes/subscriptions.ts';
import { addSystemRoutes } from './routes/system.ts';
import { addTriggerRoutes } from './routes/triggers.ts';
import { addUploadRoutes } from './routes/uploads.ts';
import { addWorkspaceRoutes } from './routes/workspace.ts';
import { compileSchema, type SchemaTypes, type Server } from './schema.ts';
import { guardRequests } from './security.ts';
import { writeJson } from './write-json.ts';

/** Where the server listens and what it serves. */
export interface HttpServerOptions {
  /** Address to listen on. Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: a free one. */
  readonly port?: number;
  /** Address under which people reach the server, when it is not host and port. */
  readonly publicUrl?: string | undefined;
  /** How requests show who makes them; `open` lets anybody who reaches the server do everything: for tests alone. */
  readonly access: AppAccess | 'open';
  /** Address that signs in whoever has it; for the demo. */
  readonly entry?: Entry | undefined;
  /** The connector to serve; none when left out. */
  readonly connector?: AppConnector | undefined;
  /** Folder of the built web application (`dist/web`). */
  readonly webRoot: string;
  readonly version: string;
  readonly logger?: Logger;
  readonly random?: Random;
  /** Silence after which an open event stream says that it is alive. Default 15. */
  readonly heartbeatSeconds?: number;
}

/** A server for one application. */
export interface HttpServer {
  /**
   * Starts to listen and gives the address, e.g. `http://127.0.0.1:7420`.
   * @throws FLX_HTTP_PORT
   */
  listen(): Promise<string>;
  /** The address once it listens. */
  readonly address: string | undefined;
  /** Ends event streams and open connections, lets running requests end, and stops listening. */
  close(): Promise<void>;
}

const DEFAULT_HEARTBEAT_SECONDS = 15;
const REQUEST_TIMEOUT_MILLISECONDS = 60_000;

/** Builds the HTTP server of an application: API, event stream, reference and pages. */
export async function createHttpServer(app: App, options: HttpServerOptions): Promise<HttpServer> {
  const { host = '127.0.0.1', port = 0, random = systemRandom } = options;
  const server = createServer(options);
  const stream = new EventStream({
    app,
    startId: createToken(random, 6),
    heartbeatSeconds: options.heartbeatSeconds ?? DEFAULT_HEARTBEAT_SECONDS,
  });
  const originOf = createOriginReader(options.publicUrl);
  guardRequests(server, { host, publicUrl: options.publicUrl, random });
  guardAccess(server, { access: options.access, originOf });
  countCalls(server, app.usage);
  server.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  server.addHook('preClose', async () => stream.close());
  addRoutes(server, app, { stream, options, originOf });
  if (options.access !== 'open') await serveAuthorization(server, { access: options.access, originOf });
  await servePages(server, options.webRoot);

  let address: string | undefined;
  return {
    listen: async () => {
      address = await listen(server, { host, port });
      return address;
    },
    get address() {
      return address;
    },
    close: () => server.close(),
  };
}

function createServer({ logger = silentLogger }: HttpServerOptions): Server {
  const server: Server = fastify({
    loggerInstance: logger as FastifyBaseLogger,
    frameworkErrors: answerError,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MILLISECONDS,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
  }).withTypeProvider<SchemaTypes>();
  server.setValidatorCompiler(compileSchema);
  server.setSerializerCompiler(() => writeJson);
  server.setErrorHandler(answerError);
  readJsonBodies(server);
  return server;
}

interface RouteParts {
  readonly stream: EventStream;
  readonly options: HttpServerOptions;
  readonly originOf: ReturnType<typeof createOriginReader>;
}

function addRoutes(server: Server, app: App, { stream, options, originOf }: RouteParts): void {
  const { access, connector } = options;
  const readDocument = collectRoutes(server, options.version);
  if (access === 'open') addOpenSessionRoute(server);
  else {
    addSessionRoutes(server, { access, originOf });
    addAccountRoutes(server, access);
    addAdministrationRoutes(server, access);
    if (options.entry) addEntryRoute(server, options.entry, { access, originOf });
  }
  if (connector) {
    addConnectorOperations(server, connector, originOf);
    addConnectorPackage(server, connector, options.publicUrl);
    addODataRoutes(server, connector, originOf);
  }
  addHomeRoutes(server, app);
  addRefreshRoutes(server, app);
  addEntityRoutes(server, app);
  addSourceRoutes(server, app);
  addUploadRoutes(server, app);
  addPreviewRoutes(server, app);
  addInsightRoutes(server, app);
  addMatchingRoutes(server, app);
  addDefinitionRoutes(server, app);
  addWorkspaceRoutes(server, app);
  addTriggerRoutes(server, app);
  addConnectorRoutes(server, app);
  addConnectionRoutes(server, app, originOf);
  addSubscriptionRoutes(server, app);
  addDeliveryRoutes(server, app);
  addNotificationRoutes(server, app);
  addFlowRoutes(server, app);
  addRunHistoryRoutes(server, app);
  addFlowTriggerRoutes(server, app);
  addFlowRequestRoutes(server, app);
  addDesignerRoutes(server, app);
  addSystemRoutes(server, app);
  addStreamRoute(server, stream);
  addReferenceRoutes(server, readDocument);
}

async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<string> {
  try {
    await server.listen({ host, port });
  } catch (cause) {
    throw httpError('FLX_HTTP_PORT', { host, port, reason: messageOf(cause) }, { cause });
  }
  const bound = server.server.address();
  const boundPort = typeof bound === 'object' ? bound?.port : undefined;
  return `http://${isIPv6(host) ? `[${host}]` : host}:${boundPort ?? port}`;
}
