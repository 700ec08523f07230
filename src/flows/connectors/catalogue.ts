import { defineErrors } from '../../base/errors.ts';

/** Errors of the connectors that flows call. */
export const flowConnectorError = defineErrors({
  FLX_CONNECTOR_NOT_FOUND: {
    message: "The folder '{folder}' has no {file}.",
    mend: 'Name the folder that holds the definition of the connector.',
    status: 404,
  },
  FLX_CONNECTOR_UNREADABLE: {
    message: '{file} cannot be read: {reason}',
    mend: 'Write it as JSON.',
    status: 422,
  },
  FLX_CONNECTOR_ARCHIVE: {
    message: 'The archive cannot be read as a connector: {reason}.',
    mend: 'Pack the folder with apiDefinition.swagger.json and apiProperties.json as a zip.',
    status: 422,
  },
  FLX_CONNECTOR_FETCH: {
    message: 'The connector could not be fetched: {reason}.',
    mend: 'Check the address, or download the files and add them from a folder.',
    status: 502,
  },
  FLX_CONNECTOR_NAME: {
    message: "'{name}' cannot be the name of a connector: {reason}.",
    mend: 'Give another name: letters, digits, underscores and hyphens.',
    status: 422,
  },
  FLX_CONNECTOR_BUILT_IN: {
    message: "The connector '{name}' comes with Fluxu and cannot be removed.",
    mend: 'Remove only connectors that were added; their list shows where each is from.',
    status: 409,
  },
  FLX_CONNECTOR_IN_USE: {
    message: "The connector '{name}' is used by the connections {connections}.",
    mend: 'Remove these connections first.',
    status: 409,
  },
  FLX_OAUTH_REFUSED: {
    message: 'The sign-in at {host} was refused: {reason}.',
    mend: 'Check client, secret, scopes and redirect address of the connection, then sign in again.',
    status: 502,
  },
  FLX_OAUTH_ENDED: {
    message: 'The sign-in at {host} has ended: {reason}.',
    mend: 'Sign in to the connection again.',
    status: 401,
  },
  FLX_OAUTH_CERTIFICATE: {
    message: 'The certificate of the client, or its private key, cannot be read.',
    mend: 'Give both as PEM, the key an RSA key without a passphrase.',
    status: 422,
  },
  FLX_OAUTH_STATE: {
    message: 'This sign-in is not known, was ended before, or took too long.',
    mend: 'Begin the sign-in again from the connection.',
    status: 400,
  },
  FLX_OAUTH_CLIENT: {
    message: "The connection '{name}' cannot sign in: {reason}.",
    mend: 'Fill in client, secret and addresses in the connection.',
    status: 422,
  },
  FLX_CONNECTION_PARAMETER_MISSING: {
    message: "The connection has no '{name}', which the connector '{connector}' needs.",
    mend: "Add '{name}' to the parameters of the connection.",
  },
  FLX_CONNECTION_PARAMETER_INVALID: {
    message: "The connection parameter '{name}' must be {expected}.",
    mend: "Correct '{name}' in the parameters of the connection.",
  },
  FLX_CALL_PARAMETER_MISSING: {
    message: "The operation '{operation}' needs the parameter '{name}'.",
    mend: "Give '{name}' a value.",
  },
  FLX_CALL_PARAMETER_INVALID: {
    message: "The parameter '{name}' of '{operation}' is {found}, but must be {expected}.",
    mend: 'Correct the value.',
  },
  FLX_CALL_PARAMETER_UNKNOWN: {
    message: "The operation '{operation}' has no parameter '{name}'.",
    mend: 'Remove it or correct its name.',
  },
  FLX_CALL_PARAMETERS: {
    message: "{count} parameters of '{operation}' do not fit.",
    mend: 'Mend each problem listed below.',
  },
  FLX_CALL_NO_HOST: {
    message: "The connector '{title}' does not say which host to call.",
    mend: 'Give the connection the parameter that holds the host.',
  },
  FLX_CALL_HOST_PARAMETER: {
    message: "The address of the service comes from the connection parameter '{name}', which has no value.",
    mend: "Add '{name}' to the parameters of the connection.",
  },
  FLX_CALL_FOREIGN_LINK: {
    message: 'The service {host} named a next address on another host, which would get its credentials.',
    mend: 'Ask who runs the service; its next links must stay on its own host.',
    status: 502,
  },
  FLX_CALL_NO_CHOICES: {
    message: "The parameter '{name}' of '{operation}' has no list of values to pick from.",
    mend: 'Write the value.',
    status: 404,
  },
  FLX_CALL_NOT_WEBHOOK: {
    message: "The operation '{operation}' takes no callback address.",
    mend: 'Use a trigger of the connector that is a webhook.',
  },
  FLX_CALL_SUBSCRIBE_FAILED: {
    message: "The service did not take the subscription to '{operation}': it answered {statusCode}.",
    mend: 'Check the parameters of the trigger and the rights of the connection.',
    status: 502,
  },
  FLX_CALL_LOOKUP_FAILED: {
    message: "A value that '{operation}' needs could not be fetched: the service answered {statusCode}.",
    mend: 'Check the parameters of the connection and of the operation.',
    status: 502,
  },
  FLX_CALL_UNKNOWN_OPERATION: {
    message: "The connector '{connector}' has no operation '{operation}'.",
    mend: 'Correct the name of the operation.',
    status: 404,
  },
  FLX_CALL_UNKNOWN_CONNECTOR: {
    message: "There is no connector '{name}'.",
    mend: 'Correct the name or add its definition.',
    status: 404,
  },
  FLX_CALL_UNREACHABLE: {
    message: 'No answer came from {host}: {reason}.',
    mend: 'Check that the service is up and that this machine may reach it.',
    status: 502,
  },
  FLX_CALL_TOKEN_REFUSED: {
    message: 'The sign-in server {host} gave no token: {reason}.',
    mend: 'Check tenant, client id and secret, and whether the client may use the audience.',
    status: 502,
  },
  FLX_CALL_ANSWER_TOO_LARGE: {
    message: 'The answer from {host} is larger than {limitBytes} bytes.',
    mend: 'Ask the service for less at once.',
    status: 502,
  },
  FLX_CALL_NEEDS_SCRIPT: {
    message: "The operation '{operation}' runs C# code of its connector, which cannot run here.",
    mend: 'Use another operation, or call the service with the connector http.',
    status: 501,
  },
  FLX_CALL_IS_TRIGGER: {
    message: "'{operation}' of the connector '{connector}' is a trigger: it starts flows and cannot be called.",
    mend: 'Use it as the trigger of a flow.',
  },
  FLX_CALL_NO_INSIGHTS: {
    message: "The operation '{operation}' needs the insights of this server, which are not at hand here.",
    mend: 'Run the flow on a server.',
    status: 501,
  },
  FLX_TEAMS_CARD_INVALID: {
    message: 'The message is not an Adaptive Card: {reason}.',
    mend: 'Send an object of type AdaptiveCard with a version and a body.',
  },
  FLX_MAIL_ADDRESS_INVALID: {
    message: "'{address}' in {field} is not a mail address.",
    mend: 'Write addresses as name@example.com, separated by semicolons.',
  },
  FLX_MAIL_REFUSED: {
    message: 'The mail server refused {refused}: {answer}. {rest}',
    mend: 'Correct the addresses, or ask who runs the mail server.',
    status: 502,
  },
  FLX_MAIL_POSTPONED: {
    message: 'The mail server did not take the mail now: {answer}.',
    mend: 'Nothing, if the flow tries again; otherwise run it later.',
    status: 503,
  },
  FLX_MAIL_REJECTED: {
    message: 'The mail server rejected the mail: {answer}.',
    mend: 'Correct what the server names: the sender, the size or the content.',
    status: 502,
  },
  FLX_MAIL_SIGN_IN: {
    message: 'The mail server did not accept the sign-in: {answer}.',
    mend: 'Correct user and password of the connection.',
    status: 502,
  },
});
