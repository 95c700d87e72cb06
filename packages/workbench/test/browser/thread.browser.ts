// The whole thread in a real browser: from the start link to a fact in the record, by mouse and by keyboard alone.

import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CANARY, SENTENCE, writePapers } from './papers.ts';
import { openStage, type Stage } from './stage.ts';

const QUIET = { progress: () => undefined, signal: new AbortController().signal };
let stage: Stage;
const ids = new Map<string, string>();

beforeAll(async () => {
  stage = await openStage();
  const { engine } = stage;
  await engine.task('compartment.open', { name: 'witnesses', purpose: 'Protected persons' }, QUIET);
  writePapers(join(stage.folder, 'papers'), 'witnesses');
  const added = (await engine.task('intake.add', { paths: [join(stage.folder, 'papers')] }, QUIET)) as {
    exhibits: Record<string, string>;
  };
  for (const [name, id] of Object.entries(added.exhibits)) ids.set(name, id);
  await engine.task('reading.run', {}, QUIET);
});
afterAll(() => stage.end());

const at = (path: string): string => `${stage.server.origin}/${stage.matter}/${path}`;
const exhibit = (name: string, more = ''): string => at(`exhibits?exhibit=${ids.get(name) ?? ''}${more}`);

/** Selects a stretch of the shown text by mouse, as a reader would. */
async function selectWords(page: Page, words: string): Promise<void> {
  const box = await page.evaluate((wanted) => {
    const walker = document.createTreeWalker(
      document.querySelector('.text-of') ?? document.body,
      NodeFilter.SHOW_TEXT,
    );
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const from = node.textContent?.indexOf(wanted) ?? -1;
      if (from < 0) continue;
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, from + wanted.length);
      // Words may run over several lines of the screen.
      const rects = [...range.getClientRects()];
      const [first, last] = [rects[0], rects.at(-1)];
      if (first === undefined || last === undefined) continue;
      return {
        left: first.left,
        top: (first.top + first.bottom) / 2,
        right: last.right,
        bottom: (last.top + last.bottom) / 2,
      };
    }
    return null;
  }, words);
  if (box === null) throw new Error(`These words are not on the page: ${words}`);
  await page.mouse.move(box.left + 1, box.top);
  await page.mouse.down();
  await page.mouse.move(box.right - 1, box.bottom, { steps: 6 });
  await page.mouse.up();
}

describe('by mouse', () => {
  it('leads from the start link over an exhibit to a fact in the record, and back again', async () => {
    const { page, context, troubles } = await stage.open();
    await page.getByRole('heading', { name: 'What is proved' }).waitFor();
    await expect.poll(() => page.locator('.notice').textContent()).toBe('Invented.');

    await page.getByRole('link', { name: 'Exhibits', exact: true }).click();
    await page.getByRole('button', { name: /Report on the flights/ }).click();
    await page.getByText(SENTENCE).first().waitFor();
    await page.locator('.sheet img').first().waitFor();
    await page.waitForFunction(
      () => (document.querySelector<HTMLImageElement>('.sheet img')?.naturalWidth ?? 0) > 0,
      undefined,
      { timeout: 40_000 },
    );

    await selectWords(page, SENTENCE);
    await page.getByRole('button', { name: /Make a fact/ }).click();
    expect(await page.locator('.drawer blockquote').textContent()).toBe(SENTENCE);
    await page.getByLabel('In your own words').fill('Flights rose steeply.');
    // Nothing half-written is lost by a reload.
    await page.reload();
    await expect.poll(() => page.getByLabel('In your own words').inputValue()).toBe('Flights rose steeply.');
    await page.getByLabel(/^When/).fill('2033-06/2033-11');
    await page.keyboard.press('Control+Enter');
    await page.getByText('The fact is entered, with the passage that shows it.').waitFor();
    await page.locator('.passage-card', { hasText: SENTENCE }).getByText('Flights rose steeply.').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('text-of');

    await page.locator('.passage-card').getByText('Flights rose steeply.').click();
    await page.getByText('June 2033 to November 2033').first().waitFor();
    // From the fact one lands on the words.
    await page.locator('.cited a').click();
    await page.locator('mark[data-active]', { hasText: SENTENCE }).waitFor();

    // Taken back: both acts stay in the ledger.
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(/Taken back/).waitFor();
    await page.goto(at('ledger'));
    for (const kind of [
      'passage.marked',
      'fact.asserted',
      'fact.cited',
      'citation.withdrawn',
      'fact.withdrawn',
      'passage.withdrawn',
    ])
      await page.getByRole('cell', { name: kind, exact: true }).first().waitFor();
    await page.getByRole('cell', { name: 'fact.asserted', exact: true }).click();
    await page.getByRole('button', { name: 'Prove it here' }).click();
    await page.getByText(/This browser has just worked it out/).waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('lands a search on the words, and steps to the next hit', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(at('search?q=flights'));
    await page.locator('.hits a').first().click();
    await page.locator('mark.hit[data-hit]').waitFor();
    const first = page.url();
    // What was found is asked for beside the page; a step needs it.
    await page.locator('.hit-bar', { hasText: 'found' }).waitFor();
    await page.keyboard.press('n');
    await page.waitForFunction((before) => location.href !== before, first);
    await page.locator('mark.hit[data-hit]').waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('asks why before it opens what is sealed, and the reading is an entry', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(exhibit('statement.txt'));
    await page.getByText('This exhibit is sealed').waitFor();
    expect(await page.content()).not.toContain('PLOVER');
    const before = (await stage.engine.look()).size;
    await page.getByLabel('Why do you open it?').fill('To prepare the hearing');
    await page.keyboard.press('Enter');
    await page.getByText(CANARY).waitFor();
    await page.waitForTimeout(1500);
    // One reading for one look, however often the page hears of new entries.
    expect((await stage.engine.look()).size - before).toBe(1);
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain(
      'PLOVER',
    );
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('shows a table as cells, a mail by its headers, and Arabic from the right', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(exhibit('log.csv'));
    await page.locator('.sheet-of td', { hasText: '121' }).waitFor();
    await page.goto(exhibit('thread.eml'));
    await page.locator('.mail-head th', { hasText: 'Subject' }).waitFor();
    await page.goto(exhibit('list.txt'));
    const lines = page.locator('.text-of .text');
    await lines.waitFor();
    const [arabic, latin] = await page.evaluate(() => {
      const node = document.querySelector('.text-of [data-start]')?.firstChild;
      const rectOf = (from: number): DOMRect => {
        const range = document.createRange();
        range.setStart(node as Node, from);
        range.setEnd(node as Node, from + 1);
        return range.getBoundingClientRect();
      };
      const text = node?.textContent ?? '';
      return [rectOf(0).left, rectOf(text.indexOf('V')).left];
    });
    expect(arabic ?? 0).toBeGreaterThan((latin ?? 0) + 100);
    expect(troubles).toEqual([]);
    await context.close();
  });
});

describe('by keyboard alone', () => {
  it('goes the same way: rooms, list, words, fact, record', async () => {
    const { page, context, troubles } = await stage.open({ colorScheme: 'dark' });
    await page.getByRole('heading', { name: 'What is proved' }).waitFor();
    await page.keyboard.press('Tab');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toBe('Skip to the work');
    await page.keyboard.press('g');
    await page.keyboard.press('e');
    await page.getByRole('heading', { name: 'Exhibits' }).waitFor();
    await page.locator('.rows button').first().waitFor();
    for (let presses = 0; presses < 8 && !page.url().includes(ids.get('report.pdf') ?? '-'); presses += 1) {
      await page.keyboard.press('j');
      await page.waitForTimeout(60);
    }
    await page.getByText(SENTENCE).first().waitFor();
    await tabTo(page, 'text-of');
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('ArrowDown');
    for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('f');
    expect((await page.locator('.drawer blockquote').textContent())?.length ?? 0).toBeGreaterThan(8);
    await page.keyboard.type('Entered without a mouse.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('The fact is entered').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.getByRole('row', { name: /Entered without a mouse/ }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      'rgb(22, 24, 26)',
    );
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('takes the words chosen by the very last key, however fast the keys come', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(exhibit('report.pdf'));
    await page.getByText(SENTENCE).first().waitFor();
    const chosen = await page.locator('.text-of').evaluate(async (pane) => {
      const press = async (key: string, shiftKey = false): Promise<void> => {
        pane.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }));
        // Lets what the key set take hold, and not the browser's own later news of the selection.
        for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
      };
      await press('ArrowRight');
      for (let presses = 0; presses < 4; presses += 1) await press('ArrowRight', true);
      const words = document.getSelection()?.toString() ?? '';
      await press('f');
      return words;
    });
    expect(chosen.trim().split(/\s+/u).length).toBeGreaterThan(3);
    const quote = (await page.locator('.drawer blockquote').textContent()) ?? '';
    const plain = (words: string): string => words.replace(/\s+/gu, ' ').trim();
    expect(plain(quote)).toBe(plain(chosen));
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('is never trapped, and every control has a name', async () => {
    const { page, context, troubles } = await stage.open();
    for (const path of [
      'overview',
      'search?q=flights',
      'record',
      'ledger',
      `exhibits?exhibit=${ids.get('report.pdf')}`,
    ]) {
      await page.goto(at(path));
      await page.locator('main h1, main h2').first().waitFor();
      await page.waitForTimeout(150);
      const nameless = await page.evaluate(() =>
        [...document.querySelectorAll('button, a[href], input, select, textarea, img:not([hidden])')].flatMap(
          (one) => {
            const labels = 'labels' in one ? [...((one as HTMLInputElement).labels ?? [])] : [];
            const name = [
              one.getAttribute('aria-label'),
              one.textContent,
              one.getAttribute('alt'),
              ...labels.map((label) => label.textContent),
            ]
              .join('')
              .trim();
            return name === '' ? [one.outerHTML.slice(0, 120)] : [];
          },
        ),
      );
      expect(nameless, path).toEqual([]);
      // Walking on by Tab comes back to where it began: there is no trap.
      const first = await walk(page);
      for (let steps = 0; steps < 260; steps += 1) if ((await walk(page)) === 'BODY') break;
      expect(first).not.toBe('');
      expect(await page.evaluate(() => document.activeElement?.tagName), path).toBe('BODY');
    }
    expect(troubles).toEqual([]);
    await context.close();
  });
});

async function walk(page: Page): Promise<string> {
  await page.keyboard.press('Tab');
  return page.evaluate(() => document.activeElement?.tagName ?? '');
}

async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.classList.contains(wanted) === true, name))
      return;
  }
  throw new Error(`Tab never came to .${name}.`);
}
