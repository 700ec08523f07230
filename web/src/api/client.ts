import { csrfHeader, forgetCsrfToken } from './csrf.ts';
/** A problem as the API tells it. */
export interface ProblemRecord {
  readonly code: string;
  readonly message: string;
  readonly mend?: string | undefined;
  readonly place?:
    | {
        readonly object?: string | undefined;
        readonly pointer?: string | undefined;
        readonly file?: string | undefined;
        readonly line?: number | undefined;
        readonly column?: number | undefined;
      }
    | undefined;
  readonly problems?: readonly ProblemRecord[] | undefined;
}

/** An answer of the server that says what is wrong and how to mend it. */
export class ProblemError extends Error {
  readonly code: string;
  readonly mend: string | undefined;
  readonly status: number;
  readonly place: ProblemRecord['place'];
  /** Every problem found, each with its place. */
  readonly problems: readonly ProblemRecord[];

  constructor(problem: ProblemRecord & { status: number }) {
    super(problem.message);
    this.code = problem.code;
    this.mend = problem.mend;
    this.status = problem.status;
    this.place = problem.place;
    this.problems = problem.problems ?? [];
  }
}

/** Reads a resource of the API. */
export function getJson<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  return request<Answer>(path, signal ? { signal } : {});
}

/** Sends a command to the API. */
export function postJson<Answer>(path: string, body: unknown = {}): Promise<Answer> {
  return sendJson<Answer>('POST', path, body);
}

/** Sends a body by any method; can be given up. */
export function sendJson<Answer>(
  method: 'POST' | 'PUT' | 'PATCH',
  path: string,
  body: unknown,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<Answer> {
  return request<Answer>(path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
}

/** Version that a change is for: refused when it changed since; 0 only creates. */
export interface ExpectedVersion {
  readonly version?: number | undefined;
}

/** Creates or replaces a resource of the API. */
export function putJson<Answer>(path: string, body: unknown, expected: ExpectedVersion = {}): Promise<Answer> {
  return request<Answer>(path, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...versionHeaders(expected) },
    body: JSON.stringify(body),
  });
}

/** Sends a file as it is. */
export function sendBytes<Answer>(path: string, file: Blob): Promise<Answer> {
  return request<Answer>(path, { method: 'POST', headers: { 'content-type': 'application/zip' }, body: file });
}

/** Puts bytes where they belong, as they are. */
export function putBytes<Answer>(path: string, content: Blob, signal?: AbortSignal): Promise<Answer> {
  const headers = { 'content-type': 'application/octet-stream' };
  return request<Answer>(path, { method: 'PUT', headers, body: content, ...(signal && { signal }) });
}

/** Deletes a resource of the API. */
export function deleteJson(path: string, expected: ExpectedVersion = {}): Promise<void> {
  return request<void>(path, { method: 'DELETE', headers: versionHeaders(expected) });
}

function versionHeaders({ version }: ExpectedVersion): Record<string, string> {
  if (version === undefined) return {};
  return version === 0 ? { 'if-none-match': '*' } : { 'if-match': `"${version}"` };
}

/** Reads a text that the server writes. */
export async function getText(path: string): Promise<string> {
  return (await send(path, {})).text();
}

async function request<Answer>(path: string, init: RequestInit): Promise<Answer> {
  const response = await send(path, init);
  return (await response.json().catch(() => undefined)) as Answer;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  const headers = { accept: 'application/json', ...(await csrfHeader(init.method)), ...init.headers };
  const response = await fetch(path, { ...init, headers }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ProblemError({ code: 'offline', message: '', status: 0 });
  });
  if (response.ok) return response;
  if (response.status === 401) forgetCsrfToken();
  const content: unknown = await response.json().catch(() => undefined);
  throw new ProblemError(isProblem(content) ? { ...content, status: response.status } : unexpected(response.status));
}

function isProblem(content: unknown): content is ProblemRecord {
  return typeof content === 'object' && content !== null && 'code' in content && 'message' in content;
}

function unexpected(status: number) {
  return { code: 'unexpected', message: '', status };
}
