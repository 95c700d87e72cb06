// The proof room in a real browser: the matrix and its cells, what-ifs, contradictions, allegations, to-dos, house rules; by mouse and by keyboard.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from './axe.ts';
import { type Invented, inventProof } from './invented-proof.ts';
import { SENTENCE } from './papers.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let matter: Invented;

beforeAll(async () => {
  stage = await openStage();
  matter = await inventProof(stage);
});
afterAll(() => stage.end());

const at = (path: string): string => `${stage.server.origin}/${stage.matter}/${path}`;
const cell = (page: Page, words: string) => page.locator('.proof-matrix [data-cell]', { hasText: words });
const entries = async (): Promise<number> => (await stage.engine.look()).size;

describe('the matrix', () => {
  it('says in words and counts what answers each element, and never a percentage', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(at('proof'));
    await cell(page, 'The flights rose steeply.').first().waitFor();
    await expect
      .poll(() => cell(page, 'The flights rose steeply.').first().textContent())
      .toMatch(/Supported3 for.*House rule: proved/);
    await expect
      .poll(() => cell(page, 'The passengers were paid for.').first().textContent())
      .toMatch(/Empty.*no origin/);
    expect(await page.locator('main').textContent()).not.toMatch(/\d\s*%/);
    await page.getByText('under the house rule “balance of evidence”').first().waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('opens a cell: what supports and what undermines, a preview of the page, the words in the reader, and Back', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(at('proof'));
    await cell(page, 'The flights stopped').first().click();
    const behind = page.locator('.cell-shown');
    await behind.getByText('Supports it: 1 origin').waitFor();
    await behind.getByText('Undermines it: 1 origin').waitFor();
    await behind.getByText('The clocks stay on UTC+2 all year.').waitFor();
    await behind.getByRole('link', { name: 'Report on the flights' }).hover();
    await page.locator('.passage-preview').getByText('seven days').first().waitFor();
    await page.mouse.move(2, 2);
    await behind.getByRole('link', { name: 'Report on the flights' }).click();
    await page.locator('mark[data-active]', { hasText: 'seven days' }).waitFor();
    await page.goBack();
    await behind.getByText('Undermines it: 1 origin').waitFor();
    // Where the mouse lies a preview may have come again: Escape closes that first.
    await page.mouse.move(2, 2);
    await page.locator('.passage-preview').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await behind.waitFor({ state: 'detached' });
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('is walked by arrow keys alone', async () => {
    const { page, context, troubles } = await stage.open();
    await page.getByRole('heading', { name: 'What is proved' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await cell(page, 'The flights rose steeply.').first().waitFor();
    const here = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement?.matches('[data-cell]') === true)) break;
    }
    const first = await here();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => here()).not.toBe(first);
    await page.keyboard.press('ArrowDown');
    const second = await here();
    await page.keyboard.press('Enter');
    await page.locator('.cell-shown').waitFor();
    expect(second).not.toBe('');
    await page.keyboard.press('Escape');
    await page.locator('.cell-shown').waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.matches('[data-cell]'))).toBe(true);
    // One Tab leaves the whole grid.
    await page.keyboard.press('Tab');
    await expect.poll(() => page.evaluate(() => document.activeElement?.matches('[data-cell]'))).toBe(false);
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('stands by periods, and under another house rule', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(at('proof'));
    await page.getByLabel('Columns by time').fill('2033, 2034');
    await page.keyboard.press('Enter');
    await page.getByRole('columnheader', { name: '2034' }).waitFor();
    expect(page.url()).toContain('periods=');
    await page.goto(at('proof'));
    await page.getByLabel('House rule').selectOption('conclusive');
    await page.getByText('under the house rule “fully conclusive”').first().waitFor();
    await page.goBack();
    await page.getByText('under the house rule “balance of evidence”').first().waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  });
});

describe('what if', () => {
  it('answers at once, is saved with a verdict, reopened, and gone back from', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(at('proof'));
    await cell(page, 'The flights rose steeply.').first().waitFor();
    await page.keyboard.press('w');
    const rail = page.getByRole('complementary', { name: 'What if' });
    const before = await entries();
    await rail.locator('.picker-row', { hasText: 'Report on the flights' }).click();
    await rail.getByText(/may fall/).waitFor();
    await page.locator('.proof-matrix .cell.falls').first().waitFor();
    // Nothing is entered by asking.
    expect(await entries()).toBe(before);
    await page.goBack();
    await rail.getByText(/may fall/).waitFor({ state: 'detached' });
    await page.goForward();
    await rail.getByText(/may fall/).waitFor();

    await rail
      .getByRole('button', { name: 'It still stands because… The flights stopped for seven days.' })
      .click();
    await rail.getByLabel('Because', { exact: true }).fill('The registry will confirm it.');
    await rail.getByLabel(/saved with it, under the name/).fill('If the report is struck');
    await rail.getByRole('button', { name: 'It still stands', exact: true }).click();
    await rail.getByText('Still stands', { exact: true }).waitFor();
    await rail.getByText('The registry will confirm it.').waitFor();
    expect(page.url()).toContain('scenario=');
    expect((await entries()) - before).toBe(2);

    await page.goto(at('proof?view=scenarios'));
    await page.getByRole('button', { name: 'If the report is struck' }).click();
    await page
      .getByRole('complementary', { name: 'What if' })
      .getByText('The registry will confirm it.')
      .waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('merges origins, excludes a class and a selection, assumes a contradiction', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(at('proof?rail=open'));
    const rail = page.getByRole('complementary', { name: 'What if' });
    await rail.getByLabel('If this one').fill('mission');
    await rail.getByLabel('and this one are the same').fill('border-log');
    await rail.getByRole('button', { name: 'Count them as one' }).click();
    await rail.getByText('If “mission” and “border-log” are one origin').waitFor();
    await rail.getByRole('button', { name: 'They are one: enter it…' }).click();
    await rail.getByLabel('How is it known?').fill('The mission copied the log.');
    await rail.getByRole('button', { name: 'Enter it in the record' }).click();
    await page.getByText('The two origins count as one from now on.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(/Taken back/).waitFor();
    await rail.getByRole('checkbox', { name: /^Record/ }).check();
    await rail.getByText('without anything of the class record').waitFor();
    await rail.getByRole('button', { name: 'Save a selection…' }).click();
    await rail.getByLabel('Name of the selection').fill('All records');
    await rail.getByLabel('Of the class').selectOption('record');
    await rail.getByRole('button', { name: 'Save the selection' }).click();
    await rail.getByRole('checkbox', { name: /All records/ }).check();
    await rail.getByText('without the selection “All records”').waitFor();
    await rail.getByRole('button', { name: 'Clear' }).click();
    await cell(page, 'The flights rose steeply.').first().click();
    await page.getByRole('button', { name: 'What if it were contradicted?' }).click();
    await rail.getByLabel(/Weight of the contradiction/).selectOption('3');
    await rail.getByText('unanswered contradiction of weight 3').waitFor();
    await page.locator('.cell.falls').first().waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  });
});

describe('contradictions and what is set by hand', () => {
  it('answers a contradiction, and sets a status with its reason and back', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(at('proof?view=contradictions&open=yes'));
    await page.getByRole('heading', { name: 'The flights stopped for seven days.' }).waitFor();
    await page.getByRole('button', { name: 'Answer it…' }).click();
    await page.getByLabel('By evidence').check();
    await page.getByLabel('Why does it not stand?').fill('It speaks of clocks, not of flights.');
    await page.locator('.act-form .picker-row', { hasText: 'Border log' }).click();
    await page.getByRole('button', { name: 'Enter the answer' }).click();
    await page.getByText('No contradiction stands unanswered').waitFor();
    await page.goto(at(`proof?view=contradictions&fact=${matter.stopped}`));
    await page.getByText('It speaks of clocks, not of flights.').waitFor();
    await page.getByRole('button', { name: 'Set its status by hand…' }).click();
    await page.locator('form[aria-label="Set the status by hand"] select').selectOption('arguable');
    await page.getByLabel('Reason', { exact: true }).fill('The original is being authenticated.');
    await page.getByRole('button', { name: 'Set it, with this reason' }).click();
    await page.getByRole('cell', { name: 'The original is being authenticated.' }).waitFor();
    await page.getByRole('button', { name: /^Weigh by hand… Mail about clocks/ }).click();
    await page.locator('form[aria-label="Weigh the passage by hand"] select').selectOption('1');
    await page.getByLabel('Reason', { exact: true }).fill('It is only a mail.');
    await page.getByRole('button', { name: 'Set the weight, with this reason' }).click();
    await page.getByRole('cell', { name: 'It is only a mail.' }).waitFor();
    await page.getByRole('button', { name: 'Take back' }).click();
    await page.getByText('as the rules say').waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  });
});

describe('an allegation', () => {
  it('is made, matched with a fact, and both are undone', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(at('proof?view=allegation'));
    await page.getByRole('button', { name: 'Make an allegation…' }).click();
    const form = page.locator('form[aria-label="Make an allegation"]');
    await form.getByLabel('What is alleged, in one sentence').fill('Borovia knew of it.');
    await form.getByLabel(/^By/).selectOption(matter.applicant);
    await form.getByLabel('Against').selectOption(matter.respondent);
    await form.getByLabel(/^Element/).fill('Knowledge');
    await form.getByRole('button', { name: 'Make it' }).click();
    await page.getByRole('heading', { name: 'Borovia knew of it.' }).waitFor();
    await page.getByText('No fact answers it.').waitFor();
    await page.getByRole('button', { name: 'Match facts… to Knowledge' }).click();
    await page.getByLabel(/narrow the list/).fill('steeply');
    await page.locator('.fact-row', { hasText: 'The flights rose steeply.' }).click();
    await page.getByRole('button', { name: 'Match them' }).click();
    await page.getByText('No fact answers it.').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('No fact answers it.').waitFor();
    await page.getByRole('button', { name: 'Withdraw it…' }).click();
    await page.getByLabel('Why is it withdrawn?').fill('Only for a test.');
    await page.getByRole('button', { name: 'Withdraw it', exact: true }).click();
    await page.getByRole('heading', { name: 'Borovia knew of it.' }).waitFor({ state: 'detached' });
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('says why, as an outline that arrow keys open and close', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(at(`proof?allegation=${matter.facilitation}&tab=why`));
    await page.getByRole('tree').waitFor();
    await page.locator('[role="treeitem"][tabindex="0"]').focus();
    const seen = (): Promise<number> => page.getByRole('treeitem').count();
    const open = await seen();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => seen()).toBe(1);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => seen()).toBe(open);
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-level')))
      .toBe('1');
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('is a graph that arrow keys walk, folded, looked at in part, and told as text', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(at(`proof?allegation=${matter.facilitation}&tab=graph`));
    await page.locator('.graph-box.chosen .graph-name').focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => document.querySelector('.graph-box.chosen.element') !== null);
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => document.querySelector('.graph-box.chosen.fact') !== null);
    await page.keyboard.press('ArrowLeft');
    const shown = await page.locator('.graph-box').count();
    await page.keyboard.press('Space');
    await page.waitForFunction((n) => document.querySelectorAll('.graph-box').length < n, shown);
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Look at this alone' }).click();
    await page.getByRole('button', { name: 'Back to the whole' }).click();
    await page.getByText('The same as text').click();
    await page.locator('.graph-outline').getByText('The passengers were paid for.').waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('tells what falls in words, counts completely, and breaks an expectation the moment it breaks', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(at('proof?view=allegation&tab=falls'));
    await page
      .getByText(/rests on|no set of up to 3/)
      .first()
      .waitFor();
    await page.getByText('Sets of up to 3 were looked for').waitFor();
    await page.getByRole('button', { name: 'Count every set' }).click();
    await page.getByText('All smallest sets that bring it down, by size:').waitFor();
    await page.getByText(/750/).first().waitFor();
    await page.getByRole('button', { name: 'Expect something to stand…' }).click();
    await page.locator('.act-form .picker-row', { hasText: 'Report on the flights' }).click();
    await page.getByRole('button', { name: 'Expect it' }).click();
    await page.locator('.expectation', { hasText: 'Holds' }).waitFor();
    for (const citation of matter.otherCitations)
      await stage.engine.run('citation.withdraw', { citation, ground: 'For the test.' });
    await page.locator('.expectation.broken', { hasText: 'Broken' }).waitFor();
    await page.locator('.broken-banner', { hasText: 'An expectation is broken' }).waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  });
});

describe('what is to be done', () => {
  it('is proposed by the gaps, kept with an owner and a day, overdue, assigned and done', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(at(`proof?allegation=${matter.facilitation}&tab=missing`));
    await page.getByRole('button', { name: /Keep as a to-do… Find what shows “The passengers/ }).click();
    await page
      .getByRole('textbox', { name: 'What is to be done' })
      .fill('Ask the carriers for the invoices.');
    await page.getByLabel('Until', { exact: true }).fill('2020-02-01');
    await page.getByRole('button', { name: 'Keep it as a to-do' }).click();
    await page.getByRole('button', { name: 'kept as a to-do already' }).first().click();
    await page.getByText(/overdue by/).waitFor();
    await page.getByRole('button', { name: 'Assign… Ask the carriers for the invoices.' }).click();
    await page.getByLabel('By whom').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Assign it' }).click();
    await page.getByRole('cell', { name: 'nobody yet' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Done… Ask the carriers for the invoices.' }).click();
    await page.getByLabel('What came of it').fill('They are exhibit 12.');
    await page.getByRole('button', { name: 'It is done' }).click();
    await page.getByText('Nothing is noted yet').waitFor();
    await page.getByLabel('show what ended').check();
    await page.getByText('They are exhibit 12.').waitFor();
    await page.getByRole('button', { name: /^Single origin/ }).click();
    await page.getByText('all that supports it is one origin of information').waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  });
});

describe('house rules and the order of proof', () => {
  it('tries an edited standard before it is adopted, and keeps every version', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(at('proof?view=rules&edit=balance'));
    const form = page.locator('form[aria-label^="Edit the standard"]');
    await form.getByLabel('of particular weight').first().fill('3');
    await form.getByRole('button', { name: 'Show what it would change' }).click();
    await form.getByText(/allegations? would change/).waitFor();
    await form.getByLabel('On which authority, and who decided it').fill('Decided by the team on 3 March.');
    await form.getByRole('button', { name: 'Adopt it as a house rule' }).click();
    await page.getByText('Decided by the team on 3 March.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(/Taken back/).waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('writes the order of proof and says where', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(at('proof'));
    await page.getByRole('button', { name: 'Order of proof' }).click();
    await page.getByText('The order of proof is written').waitFor({ timeout: 60_000 });
    const folder = (await page.locator('.written-place code').textContent()) ?? '';
    for (const name of ['order-of-proof.pdf', 'order-of-proof.docx', 'order-of-proof.csv'])
      expect(existsSync(join(folder, name)), name).toBe(true);
    expect(troubles).toEqual([]);
    await context.close();
  });
});

describe('every view', () => {
  it.each(['light', 'dark'] as const)(
    'is free of accessibility violations in the %s theme',
    async (colorScheme) => {
      const { page, context, troubles } = await stage.open({ colorScheme });
      const report = matter.exhibits.get('report.pdf');
      for (const path of [
        'proof',
        `proof?if=x:${report}&rail=open`,
        'proof?view=claim',
        'proof?view=allegation',
        ...['graph', 'why', 'missing', 'falls'].map(
          (tab) => `proof?allegation=${matter.facilitation}&tab=${tab}`,
        ),
        'proof?view=contradictions',
        'proof?view=todo&tray=single-origin&ended=yes',
        'proof?view=scenarios',
        'proof?view=rules&edit=new',
      ]) {
        await page.goto(at(path));
        await page.locator('main h2, main h3, .proof-matrix').first().waitFor();
        await page.waitForTimeout(350);
        await expectAccessible(page, path);
      }
      await page.goto(at('proof'));
      await cell(page, 'The flights').first().click();
      await page.getByText(SENTENCE).first().waitFor();
      await expectAccessible(page, 'a cell');
      await page.goto(at('proof?view=allegation'));
      await page.getByRole('button', { name: 'Make an allegation…' }).click();
      await expectAccessible(page, 'the form of an allegation');
      expect(troubles).toEqual([]);
      await context.close();
    },
  );
});
