import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const RULES_OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/**
 * What keeps people out of a page, by the rules of WCAG 2.2 AA; empty when nothing does. It is looked at from its top: what
 * a bar covers in between is no barrier, it can be scrolled to.
 */
export async function findBarriers(page: Page, { onlyColours = false } = {}): Promise<string[]> {
  await page.evaluate(() => scrollTo(0, 0));
  // Fluent's focus keeper adds empty elements that only it focuses.
  const builder = new AxeBuilder({ page }).exclude('[data-tabster-dummy]');
  const chosen = onlyColours ? builder.withRules(RULES_OF_COLOURS) : builder.withTags(RULES);
  // Frames need a page of their own to put results together, which takes longer than the rules themselves.
  const { violations } = await chosen.setLegacyMode(page.frames().length === 1).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`));
}
