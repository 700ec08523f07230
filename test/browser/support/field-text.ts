import type { Locator } from 'playwright-core';

/** The text of a field of the flow designer as it stands in the definition: its tokens as they are written there. */
export function textOf(field: Locator): Promise<string> {
  return field.evaluate((element) => {
    const copy = element.cloneNode(true) as HTMLElement;
    for (const chip of copy.querySelectorAll<HTMLElement>('[data-token]'))
      chip.replaceWith(chip.dataset['token'] ?? '');
    return copy.textContent ?? '';
  });
}
