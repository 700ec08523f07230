import type Type from 'typebox';
import Value from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { DefinitionRecord } from '../../src/app/view/definition.ts';
import { EntityRow, EntityView } from '../../src/app/view/entity.ts';
import { HomeView } from '../../src/app/view/home.ts';
import { pageOf } from '../../src/app/view/page.ts';
import { RefreshJobView } from '../../src/app/view/refresh.ts';
import { ReadinessView, SystemView } from '../../src/app/view/system.ts';
import { BacktestView, EvaluationView, EventView, WatcherView } from '../../src/app/view/watcher.ts';
import { allOf } from '../../src/http/schema.ts';
import { findBarriers } from './support/accessibility.ts';
import type { WatchedPage } from './support/browser.ts';
import { smallCompanyForFile } from './support/opened-company.ts';

const opened = smallCompanyForFile();

describe('a company that starts with Fluxu', () => {
  let home: WatchedPage;
  const region = (name: string) => home.page.getByRole('region', { name });

  it('sees what it has defined, and that nothing has been refreshed', async () => {
    home = await opened.pages.open('/');
    await home.page.getByText('No refresh has been published yet').waitFor();
    await region('Data sources').getByText('Not started').first().waitFor();
  });

  it('runs the first refresh and sees profiles, measures and segments without loading the page again', async () => {
    await home.page.getByRole('button', { name: 'Run full refresh' }).click();
    await region('Last refresh')
      .locator('span', { hasText: /^Successful$/ })
      .first()
      .waitFor();
    await home.page.getByText('€1,200').waitFor();
    await region('Segments').getByText('2 members').waitFor();
    await home.page.getByText('No trigger has fired yet').waitFor();
  });

  it('sees a crossing and a failed source after the second one, with reason and mend', async () => {
    opened.company.deliverContacts(5);
    opened.company.loseSurvey();
    await home.page.getByRole('button', { name: 'Run full refresh' }).click();
    await region('What has happened').getByText('rose from 2 to 5 and crossed 3').waitFor();
    const first = region('Data sources').getByRole('listitem').first();
    await first.getByText('Survey answers').waitFor();
    await first.getByText('What to do:').waitFor();
    await region('Segments').getByText('5 members').waitFor();
    expect([await findBarriers(home.page), home.faults]).toEqual([[], []]);
    await home.page.close();
  });

  it.each<[string, string, RegExp]>([
    ['the threshold that fired', '/segments/HighValue', /would have fired 1 time in 2 refreshes/],
    ['the rows of its customers', '/data/entities/Customer', /Person 7/],
    ['every refresh', '/data/refreshes', /Full refresh/],
    ['why a trigger fired', '/triggers', /Above the threshold/],
    ['a definition with its versions', '/definitions/segment/HighValue', /Version 1/],
    ['that the server is well', '/admin/system?tab=about', /DuckDB/],
  ])('finds %s', async (_what, path, words) => {
    const { page, faults } = await opened.pages.open(`${path}`);
    await page.getByText(words).first().waitFor();
    expect([await findBarriers(page), faults]).toEqual([[], []]);
    await page.close();
  });
});

describe('the API of a company with two refreshes', () => {
  const read = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${opened.pages.address}${path}`, init);
    return { status: response.status, body: (await response.json()) as unknown };
  };
  const post = (body: unknown): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const crossing = { trigger: 'SegmentThresholdCrossed', parameters: { segment: 'HighValue', threshold: 3 } };

  it.each<[string, Type.TSchema, RequestInit | undefined]>([
    ['/api/home', HomeView, undefined],
    ['/api/refreshes', pageOf(RefreshJobView), undefined],
    ['/api/entities', allOf(EntityView), undefined],
    ['/api/entities/Customer/rows?limit=3', pageOf(EntityRow), undefined],
    ['/api/definitions/measure', allOf(DefinitionRecord), undefined],
    ['/api/triggers', allOf(WatcherView), undefined],
    ['/api/triggers/backtest', BacktestView, post(crossing)],
    ['/api/events/history', pageOf(EventView), undefined],
    ['/api/system', SystemView, undefined],
    ['/readyz', ReadinessView, undefined],
  ])('answers %s in the shape it promises', async (path, schema, init) => {
    const { status, body } = await read(path, init);
    expect({ status, faults: [...Value.Errors(schema, body)] }).toEqual({ status: 200, faults: [] });
  });

  it('tells every decision of a watcher in the shape it promises', async () => {
    const { body } = await read('/api/triggers');
    const [watcher] = (body as { items: { watcherId: string; threshold?: number }[] }).items.filter(
      ({ threshold }) => threshold,
    );
    const evaluations = await read(`/api/triggers/${watcher?.watcherId}/evaluations`);
    expect([...Value.Errors(pageOf(EvaluationView), evaluations.body)]).toEqual([]);
    expect(evaluations.body).toMatchObject({
      items: [
        { hasFired: true, previous: 2, value: 5 },
        { hasFired: false, value: 2 },
      ],
    });
  });

  it('gives rows page by page without loss or repetition', async () => {
    const seen: unknown[] = [];
    let cursor = '';
    do {
      const { body } = await read(
        `/api/entities/Customer/rows?limit=5${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      const page = body as { items: { CustomerId: string }[]; nextCursor?: string };
      seen.push(...page.items.map(({ CustomerId }) => CustomerId));
      cursor = page.nextCursor ?? '';
    } while (cursor);
    expect([seen.length, new Set(seen).size]).toEqual([12, 12]);
  });

  it('refuses a change to a version that is not the current one', async () => {
    const path = '/api/definitions/segment/HighValue';
    const { definition } = (await read(path)).body as { definition: Record<string, unknown> };
    const change = (version: number) =>
      read(path, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', 'if-match': `"${version}"` },
        body: JSON.stringify({ ...definition, description: `Changed at version ${version}.` }),
      });
    expect((await change(1)).status).toBe(200);
    expect(await change(1)).toMatchObject({ status: 409, body: { code: 'FLX_CONFLICT', mend: expect.any(String) } });
  });
});
