// Pointing at a citation shows the words it rests on, where one is; Esc takes it away; what is sealed stays sealed.

import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CANARY, SENTENCE, writePapers } from './papers.ts';
import { openStage, readAll, type Stage } from './stage.ts';

const QUIET = { progress: () => undefined, signal: new AbortController().signal };
let stage: Stage;
const facts = new Map<string, string>();

beforeAll(async () => {
  stage = await openStage();
  const { engine } = stage;
  await engine.task('compartment.open', { name: 'witnesses', purpose: 'Protected persons' }, QUIET);
  writePapers(join(stage.folder, 'papers'), 'witnesses');
  const { exhibits } = (await engine.task(
    'intake.add',
    { paths: [join(stage.folder, 'papers')] },
    QUIET,
  )) as {
    exhibits: Record<string, string>;
  };
  await readAll(engine);
  for (const [name, quote] of [
    ['report.pdf', SENTENCE],
    ['log.csv', '121'],
    ['thread.eml', 'The clocks stay on UTC+2 all year.'],
    ['statement.txt', CANARY],
  ] as const) {
    const marked = (await engine.task('passage.mark', { exhibit: exhibits[name], quote }, QUIET)) as {
      passage: string;
    };
    const fact =
      (await engine.run('fact.assert', { statement: `What ${name} says.` })).entries[0]?.subject ?? '';
    await engine.run('fact.cite', { fact, passage: marked.passage, bearing: 'supports' });
    facts.set(name, fact);
  }
});
afterAll(() => stage.end());

const record = (name: string): string =>
  `${stage.server.origin}/${stage.matter}/record?row=${facts.get(name) ?? ''}`;

/** The citation in the row of the fact that the address names, wherever the grid has it by then. */
const cited = (page: Page, name: string) =>
  page
    .locator('[role=row][aria-current="true"]', { hasText: `What ${name} says.` })
    .locator('[data-preview]')
    .first();

describe('the preview of a passage', () => {
  it('shows the piece of the page with the words marked, without leaving the page', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(record('report.pdf'));
    const link = cited(page, 'report.pdf');
    await link.hover();
    const card = page.locator('.passage-preview');
    await card.waitFor();
    // The words at once; the page's picture as soon as it is drawn.
    await card.locator('mark', { hasText: SENTENCE }).or(card.locator('svg.crop')).waitFor();
    await card.locator('svg.crop rect').first().waitFor({ timeout: 40_000 });
    expect(page.url()).toBe(record('report.pdf'));
    await expect.poll(() => link.getAttribute('aria-describedby')).toBe(await card.getAttribute('id'));
    // It can be pointed at itself, and goes when the pointer goes.
    await card.hover();
    await page.waitForTimeout(400);
    expect(await card.count()).toBe(1);
    await page.mouse.move(2, 400);
    await card.waitFor({ state: 'detached' });
    await expect.poll(() => link.getAttribute('aria-describedby')).toBeNull();
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('comes by keyboard, is said to a screen reader, and Esc takes only it away', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(record('thread.eml'));
    const link = cited(page, 'thread.eml');
    await link.focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    const card = page.locator('.passage-preview');
    await card.locator('mark', { hasText: 'The clocks stay on UTC+2 all year.' }).waitFor();
    await page.locator('[role=status].visually-hidden', { hasText: 'The clocks stay' }).waitFor();
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    await expect.poll(() => link.evaluate((one) => one === document.activeElement)).toBe(true);
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('shows the row of a table, and of what is sealed only that it is sealed', async () => {
    const { page, context, troubles } = await stage.open({ colorScheme: 'dark' });
    await page.goto(record('log.csv'));
    await cited(page, 'log.csv').hover();
    await page.locator('.passage-preview td mark', { hasText: '121' }).waitFor();
    const before = (await stage.engine.look()).size;
    await page.goto(record('statement.txt'));
    await cited(page, 'statement.txt').hover();
    await page.locator('.passage-preview').getByText('This passage is sealed').waitFor();
    expect(await page.content()).not.toContain('PLOVER');
    expect((await stage.engine.look()).size).toBe(before);
    expect(troubles).toEqual([]);
    await context.close();
  });
});
