import { BIG_FLOW } from './workspace.ts';

const ROUNDS = 5;
const PAGES = 4;
const LIMIT = 50;
const P95 = 0.95;

/** A list of the pages with the filters that are tried on it. */
interface List {
  readonly name: string;
  readonly path: string;
  readonly filters: readonly Readonly<Record<string, string>>[];
}

const CUSTOMERS = '/api/entities/Customer';
const filter = (condition: object) => ({ filter: JSON.stringify(condition) });
const SEARCHES = [
  {},
  { search: 'miren' },
  { search: 'agnes.4242@' },
  filter({ attribute: 'Town', operator: 'equals', value: 'Bilbao' }),
  filter({ attribute: 'Spend', operator: 'greaterThan', value: 1990 }),
];
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

/** Lists as the pages ask for them. */
export function lists(): readonly List[] {
  return [
    { name: 'flows', path: '/api/flows', filters: [{}] },
    { name: 'success of the flows in four weeks', path: '/api/flows/weeks', filters: [{}] },
    { name: 'days of one flow', path: `/api/flows/${BIG_FLOW}/days`, filters: [{}] },
    { name: 'histories of one trigger', path: '/api/flows/Flow7/trigger-histories', filters: [{}] },
    {
      name: 'runs of all flows',
      path: '/api/runs',
      filters: [
        {},
        { status: 'Failed' },
        { status: 'Cancelled' },
        { flow: BIG_FLOW },
        { startedBefore: daysAgo(45) },
        { sort: 'startedAt' },
      ],
    },
    {
      name: 'runs of one flow',
      path: '/api/workflows/Flow7/runs',
      filters: [{}, { status: 'Failed' }, { actionStatus: 'Failed' }, { text: 'letters' }],
    },
    { name: 'customers', path: `${CUSTOMERS}/rows`, filters: [...SEARCHES, { sort: '-Spend' }, { sort: 'LastName' }] },
    { name: 'number of customers', path: `${CUSTOMERS}/count`, filters: SEARCHES },
    { name: 'entities', path: '/api/entities', filters: [{}] },
    { name: 'triggers', path: '/api/triggers', filters: [{}] },
    { name: 'refreshes', path: '/api/refreshes', filters: [{}] },
    { name: 'segments and measures on Home', path: '/api/home', filters: [{}] },
    { name: 'definitions of flows', path: '/api/definitions/flow', filters: [{}] },
    { name: 'bell', path: '/api/bell', filters: [{}] },
    {
      name: 'audit log',
      path: '/api/audit',
      filters: [
        {},
        { sort: 'at' },
        { sort: 'actor' },
        { sort: '-action' },
        { sort: 'objectKind' },
        { actor: 'person7@example.org' },
        { action: 'definition.put', sort: 'actor' },
        { objectKind: 'flow', objectName: 'Flow7' },
      ],
    },
    { name: 'what the audit log can be filtered by', path: '/api/audit/values', filters: [{}] },
    { name: 'deliveries', path: '/api/deliveries', filters: [{}, { status: 'dead' }, { sort: 'createdAt' }] },
    { name: 'subscriptions', path: '/api/subscriptions', filters: [{}] },
    { name: 'what happened', path: '/api/events/history', filters: [{}] },
    { name: 'connections', path: '/api/connections', filters: [{}] },
  ];
}

/** Milliseconds of each filter of a list: what 19 of 20 answers take, over its first pages; the first round is not counted. */
export async function measureList(
  address: string,
  { path, filters }: List,
  cookie: string,
): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  for (const given of filters) {
    const all: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const took = await readPages(`${address}${path}`, given, cookie);
      if (round > 0) all.push(...took);
    }
    figures[JSON.stringify(given)] = all.sort((a, b) => a - b)[Math.ceil(all.length * P95) - 1] ?? 0;
  }
  return figures;
}

async function readPages(url: string, given: Readonly<Record<string, string>>, cookie: string): Promise<number[]> {
  const took: number[] = [];
  let next: string | undefined = '';
  for (let page = 0; page < PAGES && next !== undefined; page++) {
    const query = new URLSearchParams({ ...given, ...(!url.endsWith('/count') && { limit: String(LIMIT) }) });
    if (next !== '') query.set('cursor', next);
    const started = performance.now();
    const answer = await fetch(`${url}?${query}`, { headers: { cookie } });
    const body = (await answer.json()) as { nextCursor?: string; nextLink?: string };
    took.push(performance.now() - started);
    if (!answer.ok) throw new Error(`${url}?${query} answered ${answer.status}: ${JSON.stringify(body)}`);
    next = body.nextCursor ?? (body.nextLink && (new URL(body.nextLink, url).searchParams.get('cursor') ?? undefined));
  }
  return took;
}
