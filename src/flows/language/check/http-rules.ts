import { findKey } from '../values/properties.ts';
import { isObject, type Value } from '../values/value.ts';
import {
  choice,
  duration,
  isAbsent,
  isDynamic,
  mapOf,
  memberOf,
  object,
  type Rule,
  record,
  required,
  type Spot,
  scalar,
  secondsOf,
  text,
  whole,
} from './shape.ts';

const SECONDS_A_DAY = 86_400;

/** How often and when a failed call is made again. */
export const retryPolicy: Rule = (value, spot) => {
  const type = String(memberOf(value, 'type') ?? '').toLowerCase();
  const needsPace = type === 'fixed' || type === 'exponential';
  const count = whole(1, 90);
  const interval = duration(5, SECONDS_A_DAY);
  record({
    type: required(choice('None', 'Default', 'Fixed', 'Exponential')),
    count: needsPace ? required(count) : count,
    interval: needsPace ? required(interval) : interval,
    minimumInterval: duration(5, SECONDS_A_DAY),
    maximumInterval: duration(5, SECONDS_A_DAY),
  })(value, spot);
  checkBounds(value, spot);
};

function checkBounds(value: Value, spot: Spot): void {
  const [least, most] = ['minimumInterval', 'maximumInterval'].map((name) => memberOf(value, name));
  if (typeof least !== 'string' || typeof most !== 'string' || isDynamic(least) || isDynamic(most)) return;
  const [leastSeconds, mostSeconds] = [secondsOf(least), secondsOf(most)];
  if (leastSeconds !== undefined && mostSeconds !== undefined && leastSeconds > mostSeconds)
    spot.child('minimumInterval').wrongValue(least, `at most ${most}`);
}

const AUTHENTICATION_TYPES = [
  'None',
  'Basic',
  'ClientCertificate',
  'ActiveDirectoryOAuth',
  'Raw',
  'ManagedServiceIdentity',
  'Key',
];

/** How a call proves who makes it. */
export const authentication: Rule = (value, spot) => {
  const type = String(memberOf(value, 'type') ?? '').toLowerCase();
  const isOAuth = type === 'activedirectoryoauth';
  record({
    type: required(choice(...AUTHENTICATION_TYPES)),
    ...(isOAuth && { credentialType: choice('Secret', 'Certificate') }),
    ...(type === 'basic' && { username: required(text), password: required(text) }),
  })(value, spot);
  if (type !== 'none' || !isObject(value)) return;
  const typeKey = findKey(value, 'type');
  for (const [key, member] of Object.entries(value))
    if (key !== typeKey) spot.child(key).wrongValue(member, 'left out with the type None');
};

/** An absolute http address. */
export const httpUri: Rule = (value, spot) => {
  text(value, spot);
  if (typeof value === 'string' && !isDynamic(value) && !/^https?:\/\//i.test(value))
    spot.wrongValue(value, 'an address that starts with http:// or https://');
};

/** Methods of calls. */
export const httpMethod: Rule = choice('GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE');

const CONNECTOR_METHODS = new Set(['get', 'head', 'put', 'post', 'patch', 'delete', 'options']);

/** Methods of connector operations, in any case. */
export const connectorMethod: Rule = (value, spot) => {
  text(value, spot);
  if (typeof value === 'string' && !isDynamic(value) && !CONNECTOR_METHODS.has(value.toLowerCase()))
    spot.wrongValue(value, 'an HTTP method of a connector operation');
};

/** Members that all calls have in common. */
export const CALL_MEMBERS = {
  headers: mapOf(scalar),
  queries: object,
  cookie: text,
  authentication,
  retryPolicy,
} as const;

/** Inputs of an HTTP call. */
export const httpInputs: Rule = record({ method: required(httpMethod), uri: required(httpUri), ...CALL_MEMBERS });

/** One call of a webhook: subscribe or unsubscribe. */
export const webhookCall: Rule = (value, spot) => {
  record({ method: required(httpMethod), ...CALL_MEMBERS })(value, spot);
  if (isObject(value) && isAbsent(memberOf(value, 'uri')) && isAbsent(memberOf(value, 'url'))) spot.missing('uri');
};

/** The connection an operation goes through: by name, reference or alternative. */
export const connectionHost: Rule = (value, spot) => {
  const connection = record({ name: text, referenceName: text, id: text });
  record({ connection: required(connection), api: record({ runtimeUrl: text, id: text }) })(value, spot);
};
