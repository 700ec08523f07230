import { odataFault } from './fault.ts';
import { parseFilter } from './filter.ts';
import type { FilterNode } from './tree.ts';

/** Rows that a request gives at most at once; more come with the next link. */
export const PAGE_ROWS = 1000;
/** Rows on a page when the request does not say. */
const DEFAULT_PAGE_ROWS = 100;

/** Which rows are wanted and how, read from the options of OData. */
export interface RowQuery {
  readonly filter: FilterNode | undefined;
  /** Names of attributes; all when undefined. */
  readonly select: readonly string[] | undefined;
  readonly order: readonly { readonly attribute: string; readonly isDescending: boolean }[];
  /** Rows still wanted in all; undefined for all there are. */
  readonly top: number | undefined;
  readonly skip: number;
  /** Text that one of the attributes holds. */
  readonly search: string | undefined;
  readonly expand: readonly string[];
  readonly isCounted: boolean;
  /** Rows on this page. */
  readonly pageRows: number;
}

/** The options as they stand in an address; `$` left out. */
export interface RowQueryText {
  readonly filter?: string | undefined;
  readonly select?: string | undefined;
  readonly orderby?: string | undefined;
  readonly top?: number | string | undefined;
  readonly skip?: number | string | undefined;
  readonly search?: string | undefined;
  readonly expand?: string | undefined;
  readonly count?: boolean | string | undefined;
}

/** Reads the options. @throws FLX_ODATA_SYNTAX */
export function parseRowQuery(text: RowQueryText): RowQuery {
  const top = wholeNumber(text.top, '$top');
  return {
    filter: text.filter?.trim() ? parseFilter(text.filter) : undefined,
    select: namesOf(text.select)?.filter((name) => name !== '*'),
    order: (namesOf(text.orderby) ?? []).map(orderOf),
    top,
    skip: wholeNumber(text.skip, '$skip') ?? 0,
    search: text.search === undefined ? undefined : searchText(text.search),
    expand: namesOf(text.expand) ?? [],
    isCounted: String(text.count ?? 'false') === 'true',
    pageRows: Math.min(top ?? DEFAULT_PAGE_ROWS, PAGE_ROWS),
  };
}

function wholeNumber(value: number | string | undefined, name: string): number | undefined {
  if (value === undefined || value === '') return undefined;
  const number = Number(value);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw odataFault(`${name}=${value}`, name.length + 2, 'a whole number is expected');
}

function namesOf(text: string | undefined): readonly string[] | undefined {
  const names = (text ?? '').split(',').map((name) => name.trim());
  const wanted = names.filter((name) => name !== '');
  return wanted.length === 0 ? undefined : wanted;
}

function orderOf(text: string): RowQuery['order'][number] {
  const [attribute = '', direction = 'asc', ...rest] = text.split(/\s+/);
  if (rest.length > 0 || !['asc', 'desc'].includes(direction.toLowerCase()))
    throw odataFault(text, attribute.length + 2, "'asc' or 'desc' is expected");
  return { attribute, isDescending: direction.toLowerCase() === 'desc' };
}

/** The text that is searched for, without the quotes around it. */
function searchText(text: string): string {
  return text.trim().replace(/^"(.*)"$/s, '$1');
}
