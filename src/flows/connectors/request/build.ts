import { permanent } from '../call-error.ts';
import { flowConnectorError } from '../catalogue.ts';
import type { ConnectionValues } from '../connector.ts';
import type { ConnectorContract } from '../definition/contract.ts';
import type { Operation } from '../definition/operation.ts';
import type { Parameter } from '../definition/parameter.ts';
import type { Policy } from '../definition/policy.ts';
import { applyRequestPolicy } from '../policies/request-policies.ts';
import { signIn } from './authentication.ts';
import { bindParameters, type ParameterValues } from './bind.ts';
import { createBody, joinValues } from './body.ts';
import { headerOf, type QueryEntry, queryEntry, type RequestDraft, urlOf, withHeader } from './draft.ts';
import { encodeBody, showBody } from './encode-body.ts';
import { textValue } from './text-value.ts';

/** An operation with everything a request needs. */
export interface RequestParts {
  readonly contract: ConnectorContract;
  readonly operation: Operation;
  readonly parameters: ParameterValues;
  readonly connection?: ConnectionValues | undefined;
}

/**
 * The request of an operation after authentication and policies, still as a draft.
 * @throws FLX_CALL_PARAMETER_*, FLX_CALL_NO_HOST when neither definition nor connection says where to call
 */
export function draftRequest({ contract, operation, parameters, connection: given }: RequestParts): RequestDraft {
  const values = bindParameters(operation, parameters, contract.document);
  const connection = withDefaults(contract, given ?? {});
  const plain = createDraft(contract, operation, values);
  const start = given ? signIn(plain, { contract, operation, connection }) : plain;
  const draft = policiesOf(contract, operation, 'request').reduce(
    (changed, policy) => applyRequestPolicy(changed, policy, { connection, isConnected: given !== undefined }),
    start,
  );
  if (!URL.canParse(draft.baseUrl)) throw permanent(flowConnectorError('FLX_CALL_NO_HOST', { title: contract.title }));
  return draft;
}

/** The policies of a section that hold for an operation, in their order. */
export function policiesOf(
  contract: ConnectorContract,
  operation: Operation,
  section: Policy['section'],
): readonly Policy[] {
  return contract.policies.filter(
    (policy) => policy.section === section && (!policy.operations || policy.operations.includes(operation.operationId)),
  );
}

/** The connection with the defaults of parameters it does not set. */
export function withDefaults(contract: ConnectorContract, connection: ConnectionValues): ConnectionValues {
  const defaults = contract.connectionParameters.filter((parameter) => parameter.default !== undefined);
  return { ...Object.fromEntries(defaults.map((parameter) => [parameter.name, parameter.default])), ...connection };
}

/** A request as it is shown. */
export interface ShownRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A draft as it is shown and sent. */
export function showRequest(draft: RequestDraft): ShownRequest {
  const body = showBody(draft.body);
  return { method: draft.method, url: urlOf(draft), headers: headersOf(draft), ...(body !== undefined && { body }) };
}

/** All headers of a draft, its content type among them. */
export function headersOf(draft: RequestDraft): Readonly<Record<string, string>> {
  const { contentType } = encodeBody(draft.body);
  const isSet = headerOf(draft.headers, 'Content-Type') !== undefined && draft.body.kind !== 'multipart';
  return contentType === undefined || isSet ? draft.headers : withHeader(draft.headers, 'Content-Type', contentType);
}

function createDraft(contract: ConnectorContract, operation: Operation, values: ParameterValues): RequestDraft {
  const has = (parameter: Parameter) => values[parameter.name] !== undefined && values[parameter.name] !== null;
  const at = (location: Parameter['location']) =>
    operation.parameters.filter((parameter) => parameter.location === location && has(parameter));
  const accept = operation.produces.length > 0 ? { Accept: acceptOf(operation.produces) } : {};
  return {
    method: operation.method,
    baseUrl: contract.baseUrl,
    path: operation.path,
    pathValues: Object.fromEntries(at('path').map((parameter) => [parameter.name, pathText(parameter, values)])),
    query: at('query').flatMap((parameter) => queryEntries(parameter, values[parameter.name])),
    headers: at('header').reduce<Readonly<Record<string, string>>>(
      (headers, parameter) => withHeader(headers, headerName(parameter), joinValues(parameter, values[parameter.name])),
      accept,
    ),
    body: createBody(operation, values),
  };
}

/** Some definitions write the colon, or the value, into the name. */
function headerName({ name }: Parameter): string {
  return name.split(':')[0]?.trim() ?? name;
}

function acceptOf(produces: readonly string[]): string {
  return produces.find((type) => /\bjson\b/i.test(type)) ?? produces.join(', ');
}

function pathText(parameter: Parameter, values: ParameterValues): string {
  const once = encodeURIComponent(joinValues(parameter, values[parameter.name]));
  return parameter.urlEncoding === 'double' ? encodeURIComponent(once) : once;
}

function queryEntries(parameter: Parameter, value: unknown): readonly QueryEntry[] {
  if (!Array.isArray(value)) return [queryEntry(parameter.name, textValue(value))];
  if (parameter.collectionFormat === 'multi') return value.map((item) => queryEntry(parameter.name, textValue(item)));
  const separator = { csv: ',', ssv: '%20', tsv: '%09', pipes: '|' }[parameter.collectionFormat];
  const encoded = value.map((item) => encodeURIComponent(textValue(item))).join(separator);
  return [{ name: parameter.name, value: joinValues(parameter, value), encoded }];
}
