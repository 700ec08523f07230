import Type from 'typebox';
import { oneOf } from '../../model/name.ts';
import { Moment } from './parts.ts';
import type { Plain } from './plain.ts';

/** A connector that flows can use. */
export const ConnectorSummary = Type.Object({
  name: Type.String(),
  title: Type.String(),
  description: Type.String(),
  isBuiltIn: Type.Boolean({ description: 'Comes with Fluxu and runs natively.' }),
  color: Type.Optional(Type.String({ description: 'Brand colour, #rrggbb.' })),
  actions: Type.Integer(),
  triggers: Type.Integer(),
  origin: Type.Optional(Type.String({ description: 'Where an added one came from.' })),
  addedBy: Type.Optional(Type.String()),
  addedAt: Type.Optional(Moment),
});
export type ConnectorSummary = Plain<typeof ConnectorSummary>;

const Parameter = Type.Object({
  name: Type.String(),
  type: Type.String({ description: 'string, securestring, int, bool, …' }),
  isRequired: Type.Boolean(),
  isSecret: Type.Boolean(),
  displayName: Type.Optional(Type.String()),
  description: Type.Optional(Type.String()),
  default: Type.Optional(Type.Unknown()),
  allowedValues: Type.Array(Type.Unknown()),
});

/** One way to connect. */
const FormSet = Type.Object({
  name: Type.String({ description: 'Goes to $parameterSet; empty where there is only one way.' }),
  displayName: Type.String(),
  description: Type.Optional(Type.String()),
  parameters: Type.Array(Parameter),
  signIn: Type.Optional(
    Type.Object({
      provider: Type.String({ description: 'oauth2, oauth2generic, aad, …' }),
      scope: Type.String(),
      needsClient: Type.Boolean({ description: 'A client id must be filled in ($signIn).' }),
      isByProgram: Type.Boolean({ description: 'Nobody signs in; the program does, with the client given here.' }),
      needsAddresses: Type.Boolean({ description: 'The addresses of the service must be filled in too ($signIn).' }),
    }),
  ),
});

/** What somebody fills in to connect, and the address to register at the service. */
export const ConnectionFormView = Type.Object({
  connector: Type.String(),
  redirectUrl: Type.String({ description: 'Redirect address to register at the service.' }),
  sets: Type.Array(FormSet),
});
export type ConnectionFormView = Plain<typeof ConnectionFormView>;

const Problem = Type.Object({
  severity: oneOf(['error', 'warning'], 'How bad it is.'),
  pointer: Type.String(),
  message: Type.String(),
});

/** A connector with its operations as the designer shows them, the ways to connect, and what is wrong with its files. */
export const ConnectorDetail = Type.Object({
  connector: ConnectorSummary,
  form: ConnectionFormView,
  authentication: Type.Array(Type.Unknown()),
  operations: Type.Array(
    Type.Unknown({ description: 'operationId, kind, method, path, summary, visibility, needsScript, parameters.' }),
  ),
  problems: Type.Array(Problem),
});
export type ConnectorDetail = Plain<typeof ConnectorDetail>;

/** What is asked of a service while somebody fills in an operation. */
export const DynamicRequest = Type.Object(
  {
    connection: Type.String({ maxLength: 64 }),
    operationId: Type.String({ maxLength: 300 }),
    parameter: Type.String({ maxLength: 500, description: 'Name as flows write it, e.g. table or body/list.' }),
    parameters: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'What is filled in so far; choices may depend on it.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type DynamicRequest = Plain<typeof DynamicRequest>;

/** A connection as a list shows it. */
export const ConnectionView = Type.Object({
  name: Type.String(),
  displayName: Type.String(),
  connector: Type.String(),
  state: oneOf(
    ['ready', 'needsSignIn', 'expired', 'unknownConnector'],
    'ready; nobody signed in; the sign-in ran out and cannot be renewed; the connector is not there.',
  ),
  canSignIn: Type.Boolean(),
  expiresAt: Type.Optional(Type.String({ description: 'When the access token runs out, ISO 8601.' })),
});
export type ConnectionView = Plain<typeof ConnectionView>;

/** Where the browser goes to sign in. */
export const SignInView = Type.Object({ url: Type.String() });

/** How a try of a connection went. */
export const ConnectionTestView = Type.Object({
  result: oneOf(['ok', 'failed', 'untested'], 'untested: the connector has nothing harmless to call.'),
  message: Type.String(),
  operationId: Type.Optional(Type.String()),
});
export type ConnectionTestView = Plain<typeof ConnectionTestView>;
