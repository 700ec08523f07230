import { afterAll, beforeAll } from 'vitest';
import type { Flow } from '../../../src/model/flow.ts';
import { type OpenedPages, openPages } from './opened-pages.ts';
import { openSmallCompany, type SmallCompany } from './small-company.ts';

/** The small company of a test file and its pages; they are there from the first test to the last. */
export interface OpenedSmallCompany {
  readonly company: SmallCompany;
  readonly pages: OpenedPages;
  /** The flow as it is kept now. */
  flowOf(name: string): Promise<Flow>;
  /** Keeps a flow with a trigger by hand, stopped unless it says otherwise. */
  putFlow(name: string, actions: object, more?: Partial<Flow>): Promise<unknown>;
}

/** Opens the small company before the tests of a file, prepared and with further settings, and closes it after them. */
export function smallCompanyForFile(
  prepare: (company: SmallCompany) => unknown = () => undefined,
  environment: Readonly<Record<string, string>> = {},
): OpenedSmallCompany {
  let company: SmallCompany;
  let pages: OpenedPages;
  beforeAll(async () => {
    company = await openSmallCompany(environment);
    await prepare(company);
    pages = await openPages(company.app);
  });
  afterAll(async () => {
    await pages.close();
    await company.close();
  });
  return {
    get company() {
      return company;
    },
    get pages() {
      return pages;
    },
    flowOf: async (name) => (await company.app.definitions.get('flow', name)).definition as Flow,
    putFlow: (name, actions, more = {}) => {
      const triggers = { When: { type: 'Request', inputs: {} } };
      const flow = { name, state: 'stopped', definition: { triggers, actions }, ...more };
      return company.app.definitions.put({ kind: 'flow', name, changedBy: 'test', definition: flow });
    },
  };
}
