import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findBarriers } from './support/accessibility.ts';
import { smallCompanyForFile } from './support/opened-company.ts';

const opened = smallCompanyForFile();

const compose = (...after: readonly string[]) => ({
  type: 'Compose',
  inputs: 'Kaixo',
  runAfter: Object.fromEntries(after.map((name) => [name, ['Succeeded']])),
});
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const focusOn = (page: Page, name: string | RegExp) => button(page, name).and(page.locator(':focus')).waitFor();

describe('the keyboard in the designer', () => {
  it('goes on at the neighbour of a step that is deleted or undone, or at the button of an emptied list', async () => {
    await opened.putFlow('Deleted', { A: compose(), B: compose('A'), C: compose('B') });
    const { page, faults } = await opened.pages.open('/flows/Deleted/edit');
    await button(page, /^B, /).focus();
    await page.keyboard.press('Delete');
    await focusOn(page, /^C, /);
    await page.keyboard.press('Delete');
    await focusOn(page, /^A, /);
    await page.keyboard.press('Control+z');
    await button(page, /^C, /).waitFor();
    await button(page, /^C, /).focus();
    await page.keyboard.press('Control+y');
    await focusOn(page, /^A, /);
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Control+v');
    await focusOn(page, /^A 2, /);
    await page.keyboard.press('Control+x');
    await focusOn(page, /^A, /);
    await page.keyboard.press('Enter');
    const panel = page.getByRole('complementary', { name: 'Step', exact: true });
    await panel.and(page.locator(':focus')).waitFor();
    await panel.getByRole('button', { name: 'Delete' }).press('Enter');
    await focusOn(page, 'Add the first action');
    await page.keyboard.press('Control+v');
    await focusOn(page, /^A 2, /);
    await page.evaluate(() => localStorage.clear());
    await page.close();
    expect(faults).toEqual([]);
  });

  it('stays in the panel of a step that gets another name', async () => {
    await opened.putFlow('Renamed', { A: compose(), B: compose('A') });
    const { page } = await opened.pages.open('/flows/Renamed/edit?action=A');
    const name = page.getByRole('textbox', { name: 'Name of the step' });
    await name.fill('First');
    await page.keyboard.press('Enter');
    await button(page, /^First, /).waitFor();
    expect(await page.getByRole('complementary').and(page.locator(':focus-within')).count()).toBe(1);
    await page.close();
  });
});

describe('a card', () => {
  it('says what it does once: its operation, or where that is its name the group and what tells most', async () => {
    const host = (operationId: string) => ({
      apiId: '/providers/Microsoft.PowerApps/apis/shared_teams',
      operationId,
    });
    const post = {
      type: 'OpenApiConnection',
      inputs: { host: host('PostMessageToConversation'), parameters: {} },
      runAfter: {},
    };
    await opened.putFlow('Told', {
      Compose: compose(),
      Compose_2: { ...compose(), inputs: "@{triggerBody()?['name']}" },
      Greeting: compose(),
      Post_message_in_a_chat_or_channel: post,
      Say_it: post,
    });
    const { page } = await opened.pages.open('/flows/Told/edit');
    const cards = page.locator('[data-step]');
    await expect.poll(() => cards.count()).toBe(6);
    const names = await cards.evaluateAll((all) => all.map((card) => card.getAttribute('aria-label')));
    expect(names.toSorted()).toEqual([
      'Compose 2, Data',
      'Compose, Data · Kaixo',
      'Greeting, Compose',
      'Post message in a chat or channel, Microsoft Teams',
      'Say it, Microsoft Teams · Post message in a chat or channel',
      'When, When an HTTP request is received',
    ]);
    await page.close();
  });
});

describe('the places for another action', () => {
  it('have a name each, also in the branches of a condition and the cases of a switch', async () => {
    const cases = { Gold: { case: 'gold', actions: {} }, Silver: { case: 'silver', actions: { In: compose() } } };
    const branches = { If: { actions: { Yes: compose() }, else: { actions: {} } } };
    await opened.putFlow('Places', {
      Check: { type: 'If', expression: { and: [] }, ...branches.If, runAfter: {} },
      Kind: { type: 'Switch', expression: 'x', cases, default: { actions: {} }, runAfter: { Check: ['Succeeded'] } },
      Group: { type: 'Scope', actions: {}, runAfter: { Kind: ['Succeeded'] } },
    });
    const { page } = await opened.pages.open('/flows/Places/edit');
    const adds = page.getByRole('button', { name: /^(Add an action|Add the first action)/ });
    await expect.poll(() => adds.count()).toBe(12);
    const names = await adds.evaluateAll((all) => all.map((add) => add.getAttribute('aria-label') ?? ''));
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([
        'Add an action at the start of True in Check',
        'Add an action at the start of False in Check',
        'Add an action at the start of gold in Kind',
        'Add an action at the start of silver in Kind',
        'Add an action at the start of Default in Kind',
        'Add an action inside Group',
      ]),
    );
    await page.close();
  });

  it('are what the first step of a branch tells: it waits for no other', async () => {
    const inner = { Yes: compose() };
    await opened.putFlow('Firsts', {
      Check: { type: 'If', expression: { and: [] }, actions: inner, else: { actions: {} }, runAfter: {} },
      Group: { type: 'Scope', actions: { Held: compose() }, runAfter: { Check: ['Succeeded'] } },
    });
    const { page } = await opened.pages.open('/flows/Firsts/edit?action=Yes');
    const runAfter = page.getByRole('group', { name: 'Run after' });
    await page.getByRole('tab', { name: 'Settings' }).click();
    await runAfter.getByText('Runs first in the branch True of Check.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await button(page, /^Held, /).click();
    await runAfter.getByText('Runs first inside Group.').waitFor();
    await button(page, /^Check, /).click();
    await runAfter.getByText('Runs first, right after the trigger.').waitFor();
    await button(page, /^Group, /).click();
    await runAfter.getByRole('group', { name: 'Check' }).waitFor();
    await page.close();
  });
});

describe('the picker of operations', () => {
  const picker = (page: Page) => page.getByRole('dialog', { name: 'Add an action' });
  const search = (page: Page) => picker(page).getByRole('searchbox');
  const grid = (page: Page) => picker(page).getByRole('grid', { name: 'Operations' });
  /** What has the focus: the operation in a row, from 1, or its star. */
  const place = async (page: Page) => {
    const rows = await grid(page).getByRole('row').all();
    for (const [index, row] of rows.entries()) {
      const column = await row.evaluate((element) =>
        [...element.querySelectorAll('button')].indexOf(document.activeElement as HTMLButtonElement),
      );
      if (column >= 0) return `${['operation', 'star'][column]} ${index + 1}`;
    }
    return 'none';
  };

  it('is gone through by arrows, Home and End, goes on with the search by a letter, and picks by Enter', async () => {
    await opened.putFlow('Picked', {});
    const { page, faults } = await opened.pages.open('/flows/Picked/edit');
    await button(page, 'Add the first action').press('Enter');
    await search(page).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('variable');
    await expect.poll(() => picker(page).getByRole('status').textContent()).toBe('6 operations');
    await picker(page)
      .getByRole('button', { name: /^Favourite: / })
      .first()
      .waitFor();
    const reached = [
      ['ArrowDown', 'operation 1'],
      ['ArrowDown', 'operation 2'],
      ['ArrowDown', 'operation 3'],
      ['ArrowRight', 'star 3'],
      ['ArrowUp', 'star 2'],
      ['ArrowLeft', 'operation 2'],
      ['End', 'operation 6'],
      ['ArrowDown', 'operation 6'],
      ['Home', 'operation 1'],
    ] as const;
    for (const [key, expected] of reached) {
      await page.keyboard.press(key);
      expect(await place(page)).toBe(expected);
    }
    expect(await grid(page).locator('[tabindex="0"]').count()).toBe(1);
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('ArrowUp');
    await search(page).and(page.locator(':focus')).waitFor();
    await search(page).fill('var');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.type('iable array');
    expect(await search(page).inputValue()).toBe('variable array');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await button(page, /^Append to array variable, /).waitFor();
    await page.getByRole('complementary', { name: 'Step', exact: true }).and(page.locator(':focus')).waitFor();
    await page.evaluate(() => localStorage.clear());
    await page.close();
    expect(faults).toEqual([]);
  });

  it('is closed by Escape, from the search and from the results, and the focus is where it was opened', async () => {
    await opened.putFlow('Escaped', { A: compose() });
    const { page } = await opened.pages.open('/flows/Escaped/edit');
    for (const isInResults of [false, true]) {
      await button(page, 'Add an action after A').press('Enter');
      await search(page).fill('compose');
      if (isInResults) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Escape');
      await picker(page).waitFor({ state: 'detached' });
      await focusOn(page, 'Add an action after A');
    }
    await page.close();
  });

  it('keeps the focus on a star that moves to the favourites', async () => {
    await opened.putFlow('Stars', {});
    const { page } = await opened.pages.open('/flows/Stars/edit');
    await button(page, 'Add the first action').press('Enter');
    await search(page).fill('variable');
    const star = picker(page).getByRole('button', { name: /^Favourite: Set variable / });
    for (const isOn of ['true', 'false']) {
      await star.press('Space');
      await star.and(page.locator(`[aria-pressed=${isOn}]:focus`)).waitFor();
      expect(await grid(page).getByRole('rowgroup', { name: 'Favourites' }).count()).toBe(isOn === 'true' ? 1 : 0);
    }
    await page.close();
  });
});
