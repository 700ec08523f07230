import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What keeps people out of a page, by the rules of WCAG 2.2 AA; empty when nothing does. */
export async function findBarriers(page: Page): Promise<string[]> {
  // Fluent's focus keeper adds empty elements that only it focuses.
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).exclude('[data-tabster-dummy]').analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`));
}
