import type { AlsoKnown, RowsPage } from '../../../../src/app/view/entity.ts';

/** Values told of a customer at most. */
const MOST_TOLD = 3;

/** The values that customers were found by and do not show, by the id of the customer; each value of an entity once. */
export function alsoKnownIn(pages: readonly RowsPage[] = []): ReadonlyMap<string, readonly AlsoKnown[]> {
  const all = pages.flatMap(({ alsoKnown = [] }) => alsoKnown);
  const once = [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
  const keys = new Set(once.map(({ key }) => key));
  return new Map([...keys].map((own) => [own, once.filter(({ key }) => key === own).slice(0, MOST_TOLD)]));
}
