import { defineErrors } from '../base/errors.ts';

/** Errors of the HTTP layer: requests that do not reach the application. */
export const httpError = defineErrors({
  FLX_HTTP_NO_ROUTE: {
    message: 'There is nothing at {method} {path}.',
    mend: 'Correct the path or the method; /api/docs lists what there is.',
    status: 404,
  },
  FLX_HTTP_BODY_NOT_JSON: { message: 'The body is not JSON: {reason}.', mend: 'Send valid JSON in UTF-8.' },
  FLX_HTTP_BODY_TOO_DEEP: {
    message: 'The body is nested more than {limit} levels deep.',
    mend: 'Send a body of at most {limit} levels.',
  },
  FLX_HTTP_BODY_TOO_LARGE: {
    message: 'The body is larger than this address takes.',
    mend: 'Send less at once.',
    status: 413,
  },
  FLX_HTTP_MEDIA_TYPE: {
    message: 'The body is not of a type this address takes.',
    mend: 'Send JSON with the header content-type: application/json.',
    status: 415,
  },
  FLX_HTTP_BAD_REQUEST: { message: 'The request cannot be read: {reason}.', mend: 'Correct the request.' },
  FLX_HTTP_HOST: {
    message: "The host '{host}' is not one this server answers to.",
    mend: 'Call it by its IP address or localhost, or set FLUXU_PUBLIC_URL to the address people use.',
    status: 421,
  },
  FLX_HTTP_CONNECTOR_BODY: {
    message: 'The request brings no connector.',
    mend: "Send 'url' or 'definition' as JSON, or a zip as application/zip to /api/connectors/upload.",
    status: 422,
  },
  FLX_HTTP_SIGN_IN_RETURN: {
    message: 'This sign-in was not begun in this browser, or it took too long.',
    mend: 'Begin the sign-in again from the connection, in the same browser.',
    status: 400,
  },
  FLX_HTTP_ORIGIN: {
    message: "A page of '{origin}' may not change anything here.",
    mend: 'Use the pages of this server, or set FLUXU_PUBLIC_URL to the address they are served under.',
    status: 403,
  },
  FLX_HTTP_VERSION: {
    message: "The header {header} is '{value}', which is not the ETag of a definition.",
    mend: 'Send the ETag that the definition was read with.',
  },
  FLX_HTTP_STREAMS: {
    message: 'There are {limit} open event streams already.',
    mend: 'Close pages that are not needed, then load this one again.',
    status: 503,
  },
  FLX_HTTP_PAGES_MISSING: {
    message: 'The pages of the web application are not built.',
    mend: "Run 'npm run setup', then start the server again.",
    status: 503,
  },
  FLX_HTTP_NO_SAMPLE: {
    message: 'This server brings no sample company.',
    mend: 'Start it with fluxu start, or look at the sample with npm run demo.',
    status: 404,
  },
  FLX_HTTP_PORT: {
    message: 'The server cannot listen on {host} port {port}: {reason}.',
    mend: 'Stop what uses the port, or set FLUXU_PORT to another one (0 picks a free one).',
    status: 500,
  },
  FLX_HTTP_SIGN_IN: {
    message: 'You are not signed in.',
    mend: 'Sign in, or send an API key in the header X-Fluxu-Key.',
    status: 401,
  },
  FLX_HTTP_ROLE: {
    message: 'This needs the role {needed}; yours is {role}.',
    mend: 'Ask an administrator to do it, or to change your role.',
    status: 403,
  },
  FLX_HTTP_SCOPE: {
    message: "This needs the scope '{needed}', which the key or token does not have.",
    mend: 'Use a key or token with that scope.',
    status: 403,
  },
  FLX_HTTP_CSRF: {
    message: 'The header X-Fluxu-Csrf does not hold the token of this session.',
    mend: 'Load the page again; programs use an API key.',
    status: 403,
  },
  FLX_HTTP_CALLS: {
    message: 'This connection made {calls} calls in {seconds} seconds, which is the most.',
    mend: 'Wait for the seconds in Retry-After.',
    status: 429,
  },
  FLX_INTERNAL: {
    message: 'Something went wrong that Fluxu did not expect (request {requestId}).',
    mend: 'Look for the request in the log and report it with what it says.',
    status: 500,
  },
});
