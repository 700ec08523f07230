import { isArray, isObject, toText, type Value, type ValueObject } from '../language/index.ts';
import type { ActionCall, ActionOutcome, TaskAction } from './action.ts';
import { rawInput, readFrom, readSome } from './array-input.ts';
import { failed, failedBy, isEnded, succeeded } from './outcome.ts';

/**
 * Create table: the elements of `from` as CSV or HTML. Without `columns` there is one for every property that any element
 * has, in the order they are met.
 */
export const table: TaskAction = Object.freeze({
  kind: 'task',
  types: ['Table'],
  hasEffects: false,
  readInputs: (node, evaluate) => readSome(node.definition, ['from', 'format'], evaluate),
  run: createTable,
} satisfies TaskAction);

function createTable(call: ActionCall): ActionOutcome {
  const from = readFrom(call);
  if (isEnded(from)) return from;
  const format = isObject(call.inputs) ? toText(call.inputs['format'] ?? null).toLowerCase() : '';
  try {
    const grid = readGrid(call, from);
    if (format === 'csv') return succeeded({ body: writeCsv(grid) });
    if (format === 'html') return succeeded({ body: writeHtml(grid) });
    return failed({
      code: 'InvalidTemplate',
      message: `The 'format' of the action '${call.node.name}' is '${format}'. It must be CSV or HTML.`,
    });
  } catch (error) {
    return failedBy(error);
  }
}

interface Grid {
  /** Undefined when no column has a header. */
  readonly headers: readonly string[] | undefined;
  readonly rows: readonly (readonly string[])[];
}

function readGrid(call: ActionCall, from: readonly Value[]): Grid {
  const columns = rawInput(call.node.definition, 'columns');
  if (!isArray(columns)) return readProperties(from);
  const own = columns.filter(isObject);
  const hasHeaders = own.some((column) => column['header'] !== undefined);
  return {
    headers: hasHeaders ? own.map((column) => toText(call.evaluate(column['header'] ?? ''))) : undefined,
    rows: from.map((item) => own.map((column) => toText(call.evaluate(column['value'] ?? null, item)))),
  };
}

function readProperties(from: readonly Value[]): Grid {
  const objects = from.map((item): ValueObject => (isObject(item) ? item : { Item: item }));
  const headers = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  return { headers, rows: objects.map((object) => headers.map((name) => toText(object[name] ?? null))) };
}

function writeCsv({ headers, rows }: Grid): string {
  return [...(headers ? [headers] : []), ...rows].map((cells) => `${cells.map(quote).join(',')}\r\n`).join('');
}

/** Source: RFC 4180. */
function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function writeHtml({ headers, rows }: Grid): string {
  const line = (tag: string, cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  const head = headers ? `<thead>${line('th', headers)}</thead>` : '';
  return `<table>${head}<tbody>${rows.map((cells) => line('td', cells)).join('')}</tbody></table>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
