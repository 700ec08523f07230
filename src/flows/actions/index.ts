import type { ActionKind } from './action.ts';
import { compose } from './compose.ts';
import { apiConnection, openApiConnection } from './connection.ts';
import { apiConnectionWebhook, openApiConnectionWebhook } from './connection-webhook.ts';
import { CONTROL_ACTIONS } from './control.ts';
import { http } from './http.ts';
import { httpWebhook } from './http-webhook.ts';
import { javaScriptCode } from './javascript-code.ts';
import { join } from './join.ts';
import { parseJson } from './parse-json.ts';
import { query } from './query.ts';
import { response } from './response.ts';
import { select } from './select.ts';
import { table } from './table.ts';
import { createUnsupportedAction } from './unsupported.ts';
import { wait } from './wait.ts';
import { workflow } from './workflow.ts';

/** Every kind of action that can run here. */
export const ACTION_KINDS: readonly ActionKind[] = [
  ...CONTROL_ACTIONS,
  compose,
  parseJson,
  query,
  select,
  join,
  table,
  wait,
  javaScriptCode,
  http,
  httpWebhook,
  response,
  workflow,
  openApiConnection,
  apiConnection,
  openApiConnectionWebhook,
  apiConnectionWebhook,
];

const byType = new Map(ACTION_KINDS.flatMap((kind) => kind.types.map((type) => [type.toLowerCase(), kind] as const)));

/** The kind of a type as definitions name it (case does not count); of others, one that fails when it is reached. */
export function findActionKind(type: string): ActionKind {
  return byType.get(type.toLowerCase()) ?? createUnsupportedAction(type);
}
