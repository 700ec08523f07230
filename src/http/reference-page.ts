import { escapeMarkup } from '../base/markup.ts';

type Json = Record<string, unknown>;

const STYLE = `
:root { color-scheme: light dark; --line: #d1d1d1; --quiet: #616161; --accent: #0f6cbd; }
@media (prefers-color-scheme: dark) { :root { --line: #3d3d3d; --quiet: #adadad; --accent: #62abf5; } }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 24px 16px 64px; max-width: 960px; }
h1 { font-size: 28px; margin: 0; } h2 { font-size: 20px; margin: 32px 0 8px; }
details { border-top: 1px solid var(--line); } summary { padding: 8px 0; cursor: pointer; }
summary:focus-visible, a:focus-visible { outline: 2px solid var(--accent); }
code, pre { font: 13px/1.5 ui-monospace, monospace; } pre { overflow-x: auto; padding: 8px; border: 1px solid var(--line); border-radius: 4px; }
.method { display: inline-block; min-width: 56px; font-weight: 600; color: var(--accent); }
.quiet { color: var(--quiet); } table { border-collapse: collapse; } td, th { text-align: start; vertical-align: top; padding: 4px 16px 4px 0; }
a { color: var(--accent); }`;

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operation: Json;
}

/** The reference of the API as one static page made from its OpenAPI document; no script, no other host. */
export function renderReference(document: Json, nonce: string): string {
  const info = document['info'] as Json;
  const groups = Object.entries(
    Object.groupBy(operationsOf(document), ({ operation }) => String((operation['tags'] as string[])[0])),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<title>Fluxu API</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>
<h1>Fluxu API</h1>
<p class="quiet">Version ${escapeHtml(info['version'])} · <a href="/api/openapi.json">OpenAPI 3.1 document</a> · <a href="/">Back to Fluxu</a></p>
<p>${escapeHtml(info['description'])} Errors are <code>application/problem+json</code> with a stable code and the order that mends them.</p>
${groups.map(([tag, operations]) => renderGroup(tag, operations ?? [])).join('\n')}
<h2>Schemas</h2>
${Object.entries((document['components'] as { schemas: Json }).schemas)
  .map(
    ([name, schema]) => `<details><summary><code>${escapeHtml(name)}</code></summary>${renderJson(schema)}</details>`,
  )
  .join('\n')}
</main>
</body>
</html>
`;
}

function operationsOf(document: Json): Operation[] {
  return Object.entries(document['paths'] as Record<string, Record<string, Json>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
}

function renderGroup(tag: string, operations: readonly Operation[]): string {
  return `<h2>${escapeHtml(tag)}</h2>\n${operations.map(renderOperation).join('\n')}`;
}

function renderOperation({ method, path, operation }: Operation): string {
  const body = operation['requestBody'] as { content: Record<string, Json> } | undefined;
  return `<details id="${escapeHtml(operation['operationId'])}">
<summary><span class="method">${method.toUpperCase()}</span> <code>${escapeHtml(path)}</code> <span class="quiet">${escapeHtml(operation['summary'])}</span></summary>
${operation['description'] ? `<p>${escapeHtml(operation['description'])}</p>` : ''}
${renderParameters(operation['parameters'] as Json[])}
${body ? `<p><strong>Body</strong></p>${renderJson(body.content['application/json']?.['schema'])}` : ''}
${Object.entries(operation['responses'] as Record<string, Json>)
  .map(renderAnswer)
  .join('')}
</details>`;
}

function renderParameters(parameters: readonly Json[]): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map(
    (parameter) =>
      `<tr><td><code>${escapeHtml(parameter['name'])}</code></td><td class="quiet">${escapeHtml(parameter['in'])}</td><td>${escapeHtml(parameter['description'] ?? '')}</td></tr>`,
  );
  return `<table><thead><tr><th>Parameter</th><th>In</th><th>Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function renderAnswer([status, answer]: [string, Json]): string {
  if (status === 'default') return '';
  const content = Object.entries((answer['content'] ?? {}) as Record<string, Json>);
  const schemas = content.map(
    ([mediaType, { schema }]) => `<p class="quiet">${escapeHtml(mediaType)}</p>${renderJson(schema)}`,
  );
  return `<p><strong>${escapeHtml(status)}</strong> ${escapeHtml(answer['description'])}</p>${schemas.join('')}`;
}

function renderJson(value: unknown): string {
  return `<pre tabindex="0">${escapeHtml(JSON.stringify(value, null, 2))}</pre>`;
}

function escapeHtml(value: unknown): string {
  return escapeMarkup(String(value));
}
