import { createReadStream } from 'node:fs';
import { appError } from '../catalogue.ts';
import { CHOICE_LISTS } from '../insights/choices.ts';
import type { Insights } from '../insights/insights.ts';
import { PARTITION_MEDIA_TYPE, type Partition } from '../insights/partitions.ts';
import type { StatusReport } from '../insights/status-report.ts';
import type { ConnectorAnswer, ConnectorCall, ConnectorHandler } from './call.ts';

/** Handlers of the ten actions, and of the lists and schemas that designers ask for; served, and called by flows. */
export function actionHandlers({
  insights,
}: {
  readonly insights: Insights;
}): Readonly<Record<string, ConnectorHandler>> {
  const values = (read: (call: ConnectorCall) => Promise<readonly unknown[]>): ConnectorHandler => {
    return async (call) => ok({ value: await read(call) });
  };
  return {
    GetEntities: values(() => insights.listEntities()),
    GetItems: async (call) => {
      const page = await insights.page(text(call, 'table'), queryOf(call));
      const next = page.hasMore && call.address !== '' && { '@odata.nextLink': nextLink(call, page.items.length) };
      return ok({ value: page.items, ...next });
    },
    GetItem: async (call) => {
      const item = await insights.item(text(call, 'table'), text(call, 'id'));
      if (!item) throw appError('FLX_ITEM_UNKNOWN', { entity: text(call, 'table'), id: text(call, 'id') });
      return ok(item);
    },
    CreateItem: async (call) => ({ status: 201, body: await insights.create(writeOf(call)) }),
    UpdateItem: async (call) => ok(await insights.update(text(call, 'id'), writeOf(call))),
    GetPartitions: values(async (call) => (await insights.partitions(text(call, 'table'))).map(firstPartition)),
    GetPartitionsV2: values((call) => insights.partitions(text(call, 'table'))),
    GetPartitionData: async (call) => {
      const path = await insights.partitionPath(text(call, 'table'), text(call, 'partition'));
      return { status: 200, headers: { 'content-type': PARTITION_MEDIA_TYPE }, file: createReadStream(path) };
    },
    GetStatusReport: async (call) => ok(firstReport(await insights.status(text(call, 'reportType')))),
    GetStatusReportV2: async (call) => ok(await insights.status(text(call, 'reportType'))),
    ...Object.fromEntries(
      CHOICE_LISTS.map((list) => [list, values((call) => insights.choices(list, text(call, 'measure')))]),
    ),
    GetEntitySchema: async (call) => {
      const purpose = text(call, 'purpose') === 'write' ? 'write' : 'read';
      return ok({ schema: await insights.entitySchema(text(call, 'table'), purpose) });
    },
    GetMeasureRowSchema: async (call) => ok({ schema: await insights.measureRowSchema(text(call, 'measure')) }),
  };
}

/** A partition as the first version of the operation promises it. */
function firstPartition({ name, location, refreshTime, format }: Partition) {
  return { name, location, refreshTime, format };
}

/** A report as the first version of the operation promises it. */
function firstReport({ reportType, createdTime, status, text: report }: StatusReport) {
  return { reportType, createdTime, status, text: report };
}

function ok(body: unknown): ConnectorAnswer {
  return { status: 200, body };
}

function text({ parameters }: ConnectorCall, name: string): string {
  return String(parameters[name] ?? '');
}

function queryOf({ parameters }: ConnectorCall) {
  const option = (name: string) => (parameters[name] === undefined ? undefined : String(parameters[name]));
  return {
    filter: option('$filter'),
    select: option('$select'),
    orderby: option('$orderby'),
    top: option('$top'),
    skip: option('$skip'),
  };
}

function writeOf(call: ConnectorCall) {
  const validUntil = call.parameters['validUntil'];
  return {
    entity: text(call, 'table'),
    item: call.body,
    actor: call.caller.name,
    validUntil: validUntil === undefined ? undefined : String(validUntil),
  };
}

/** The same call for the rows that follow: `$skip` goes on, `$top` counts what is still wanted. */
function nextLink({ address, url, parameters }: ConnectorCall, given: number): string {
  const next = new URL(`${address}${url}`);
  next.searchParams.set('$skip', String(Number(parameters['$skip'] ?? 0) + given));
  if (parameters['$top'] !== undefined) next.searchParams.set('$top', String(Number(parameters['$top']) - given));
  return next.href;
}
