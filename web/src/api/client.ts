/** An answer of the server that says what is wrong and how to mend it. */
export class ProblemError extends Error {
  readonly code: string;
  readonly mend: string | undefined;
  readonly status: number;

  constructor(problem: { code: string; message: string; mend?: string | undefined; status: number }) {
    super(problem.message);
    this.code = problem.code;
    this.mend = problem.mend;
    this.status = problem.status;
  }
}

/** Reads a resource of the API. */
export function getJson<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  return request<Answer>(path, signal ? { signal } : {});
}

/** Sends a command to the API. */
export function postJson<Answer>(path: string, body: unknown = {}): Promise<Answer> {
  return request<Answer>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
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

/** Deletes a resource of the API. */
export function deleteJson(path: string, expected: ExpectedVersion = {}): Promise<void> {
  return request<void>(path, { method: 'DELETE', headers: versionHeaders(expected) });
}

function versionHeaders({ version }: ExpectedVersion): Record<string, string> {
  if (version === undefined) return {};
  return version === 0 ? { 'if-none-match': '*' } : { 'if-match': `"${version}"` };
}

async function request<Answer>(path: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(path, { ...init, headers: { accept: 'application/json', ...init.headers } }).catch(
    () => {
      throw new ProblemError({ code: 'offline', message: '', status: 0 });
    },
  );
  const content: unknown = await response.json().catch(() => undefined);
  if (response.ok) return content as Answer;
  throw new ProblemError(isProblem(content) ? { ...content, status: response.status } : unexpected(response.status));
}

function isProblem(content: unknown): content is { code: string; message: string; mend?: string } {
  return typeof content === 'object' && content !== null && 'code' in content && 'message' in content;
}

function unexpected(status: number) {
  return { code: 'unexpected', message: '', status };
}
