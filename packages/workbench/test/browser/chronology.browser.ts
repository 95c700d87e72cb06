// The chronology as a team works in it: narrowed, read, edited in place, linked, merged, brought in and taken out; by mouse and by keyboard.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from './axe.ts';
import { SENTENCE, writePapers } from './papers.ts';
import { openStage, readAll, type Stage } from './stage.ts';

const QUIET = { progress: () => undefined, signal: new AbortController().signal };
let stage: Stage;
const facts: string[] = [];

beforeAll(async () => {
  stage = await openStage();
  const { engine } = stage;
  const run = async (name: string, input: object): Promise<string> =>
    (await engine.run(name, input)).entries[0]?.subject ?? '';
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
  const mark = async (name: string, quote: string): Promise<string> =>
    (
      (await engine.task('passage.mark', { exhibit: exhibits[name], quote }, QUIET)) as {
        passage: string;
      }
    ).passage;
  const state = await run('actor.name', { kind: 'state', names: 'Borovia' });
  const proceeding = await run('proceeding.open', {
    title: 'Aurelia v. Borovia',
    court: 'International Court of Justice',
    kind: 'contentious',
    forum: 'icj',
  });
  const party = await run('party.name', { proceeding, actor: state, role: 'respondent' });
  for (const [statement, when, where] of [
    ['Flights rose from nine to thirty-one a week.', '2033-06/2033-11', 'Sidr'],
    ['The clocks stay on UTC+2 all year.', '2034-01-17', undefined],
    ['Thirty-one persons came past post 121.', '2033-07-19', 'post 121'],
    ['Thirty-one persons passed the post.', '2033-07-19~', 'post 121'],
  ] as const)
    facts.push(await run('fact.assert', { statement, when, ...(where === undefined ? {} : { where }) }));
  const [flights = '', , persons = ''] = facts;
  await run('fact.cite', {
    fact: flights,
    passage: await mark('report.pdf', SENTENCE),
    bearing: 'supports',
  });
  await run('fact.cite', { fact: persons, passage: await mark('log.csv', '31'), bearing: 'supports' });
  await run('allegation.make', {
    text: 'Borovia moved persons to the line',
    by: [party],
    against: [],
    tree: {
      label: 'All of it',
      of: [
        { label: 'Persons were moved', of: [{ fact: persons }] },
        { label: 'By air', of: [{ fact: flights }] },
      ],
    },
  });
});
afterAll(() => stage.end());

const at = (path: string): string => `${stage.server.origin}/${stage.matter}/${path}`;
const row = (page: Page, words: string | RegExp) => page.locator('.grid-body .fact-row', { hasText: words });
async function opened(page: Page, search = ''): Promise<void> {
  await page.goto(at(`record${search}`));
  await page.locator('.grid-body .fact-row').first().waitFor();
}

describe('the chronology', () => {
  it('stands in order of time, with dates in words and the passages as chips that preview', async () => {
    const { page, context, troubles } = await stage.open();
    await opened(page);
    await row(page, 'June 2033 to November 2033').waitFor();
    const first = await page.locator('.grid-body .fact-row').first().textContent();
    expect(first).toContain('Flights rose');
    await row(page, 'about 19 July 2033').waitFor();
    await row(page, 'Flights rose').locator('.chip').first().hover();
    await page.locator('.passage-preview', { hasText: 'Report on the flights' }).waitFor();
    await page.keyboard.press('Escape');
    // What is known of the source is said beside the fact, with the reason.
    await row(page, 'Flights rose').click();
    await page.getByRole('button', { name: 'What is known of the source…' }).click();
    await page.getByLabel('How directly it shows the fact').selectOption('direct');
    await page.getByLabel('Why do you say so?').fill('Staff read the boards themselves.');
    await page.keyboard.press('Enter');
    await page.locator('.citation', { hasText: 'Direct' }).waitFor();
    // The source opens beside the grid, on the words; Esc leads back.
    await row(page, 'Flights rose').locator('.chip').first().click();
    await page.locator('mark[data-active]', { hasText: SENTENCE }).waitFor();
    expect(page.url()).toContain('/record');
    await page.locator('.close-source').click();
    await page.locator('.beside-pane', { hasText: 'For it' }).waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('is narrowed by trays, words, values and days, and the address says all of it', async () => {
    const { page, context, troubles } = await stage.open({ viewport: { width: 1920, height: 1080 } });
    await opened(page);
    await page.getByRole('button', { name: /^No source/ }).click();
    await row(page, 'The clocks stay').waitFor();
    await page.waitForFunction(() => document.querySelectorAll('.grid-body .fact-row').length === 2);
    await page.locator('.facets label', { hasText: 'post 121' }).locator('input').check();
    await page.waitForFunction(() => document.querySelectorAll('.grid-body .fact-row').length === 1);
    const address = page.url();
    await page.goto(at('overview'));
    await page.goto(address);
    await row(page, 'Thirty-one persons passed').waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await row(page, 'Flights rose').waitFor();
    // The brush: from the middle of the drawing to its end.
    const box = await page.locator('.dates svg').boundingBox();
    if (box === null) throw new Error('The dates are not drawn.');
    await page.mouse.move(box.x + box.width * 0.92, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.99, box.y + 12, { steps: 4 });
    await page.mouse.up();
    await page.waitForFunction(() => location.search.includes('from='));
    await row(page, 'The clocks stay').waitFor();
    await expect.poll(() => row(page, 'Flights rose').count()).toBe(0);
    // A view is saved under a name and taken up again.
    await page.keyboard.press('v');
    await page.getByLabel('Name of this view').fill('January');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.keyboard.press('v');
    await page.getByRole('button', { name: 'January', exact: true }).click();
    await page.waitForFunction(() => location.search.includes('from='));
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('is worked in by keyboard alone: walked, restated in place, tagged, linked, and taken back', async () => {
    const { page, context, troubles } = await stage.open({ colorScheme: 'dark' });
    await opened(page);
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.locator('.beside-pane .lead', { hasText: 'Flights rose' }).waitFor();
    await page.keyboard.press('e');
    const edit = page.locator('.row-edit');
    await edit.waitFor();
    await page.keyboard.press('End');
    await page.keyboard.type(' It was the summer.');
    await edit.getByLabel('Why is it restated?').fill('The report says so.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('The fact is restated').waitFor();
    await row(page, 'It was the summer.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(/Taken back/).waitFor();
    await page.waitForFunction(
      () => !document.querySelector('.grid-body')?.textContent?.includes('It was the summer.'),
    );
    await page.locator('.fact-row.current').focus();
    await page.keyboard.press('t');
    await page.keyboard.type('flights, summer');
    await page.keyboard.press('Control+Enter');
    await page.getByText('1 fact tagged.').waitFor();
    // Two chosen, linked at once.
    await page.locator('.fact-row.current').focus();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('2 facts chosen').waitFor();
    await page.keyboard.press('l');
    await page.locator('.act-panel').waitFor();
    await page.keyboard.type('By air');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Control+Enter');
    await page.getByText(/facts? linked\./).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).getByText('Restate in place').waitFor();
    await page.keyboard.press('Escape');
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('merges two facts that are one, refuses its own author as second reader, and withdraws with the way back', async () => {
    const { page, context, troubles } = await stage.open();
    await opened(page, '?text=thirty-one%20persons');
    await row(page, 'came past post 121').locator('input').check();
    await row(page, 'passed the post').locator('input').check();
    await page.locator('.grid-foot').getByRole('button', { name: 'Review' }).click();
    await page
      .locator('.act-panel')
      .getByRole('button', { name: /^Second reading/ })
      .click();
    await page.locator('.act-panel .no.refusal').first().waitFor();
    await expect
      .poll(() => page.locator('.act-panel .no.refusal').first().textContent())
      .toContain('somebody else');
    await page.keyboard.press('Escape');
    await page.locator('.grid-foot').getByRole('button', { name: 'Merge' }).click();
    await page.getByLabel('Why are they one fact?').fill('One column of persons, told twice.');
    await page
      .locator('.act-panel')
      .getByRole('button', { name: /^Merge/ })
      .click();
    await page.getByText('1 fact merged; both histories are kept.').waitFor();
    await page.waitForFunction(() => document.querySelectorAll('.grid-body .fact-row').length === 1);
    await opened(page, '?text=clocks');
    await row(page, 'The clocks').click();
    await page.locator('.beside-head').getByRole('button', { name: 'Withdraw' }).click();
    await page.getByLabel('Why is it no longer asserted?').fill('It is not of this matter.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('1 fact withdrawn.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(/Taken back/).waitFor();
    await page.goto(at('record?text=clocks&state=all'));
    await page.waitForFunction(() => document.querySelectorAll('.grid-body .fact-row').length === 2);
    // A refusal is told by the house as what it is (422), and the browser notes that.
    expect(troubles.filter((trouble) => !trouble.includes('422'))).toEqual([]);
    await context.close();
  });

  it('goes out as a table and comes back changed: updates by id, never a twin by itself', async () => {
    const { page, context, troubles } = await stage.open();
    await opened(page);
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as CSV' }).click();
    const saved = readFileSync(await (await waiting).path(), 'utf8');
    expect(saved).toContain('Flights rose from nine to thirty-one a week.');
    const lines = saved.trim().split('\r\n');
    const changed = [
      lines[0] ?? '',
      ...lines
        .slice(1)
        .map((line) => (line.includes('Flights rose') ? line.replace('Sidr', 'Sidr airport') : line)),
      ',2033-08-02,,A lorry was seen at the wire.,the wire,,,,,,,,,',
      ',03/04/2033,,A letter came.,,,,,,,,,,',
      ',,,the clocks stay on UTC+2  all year,,,,,,,,,,',
    ].join('\r\n');
    await page.getByRole('button', { name: 'Paste a table' }).click();
    await page.locator('.import textarea').fill(changed);
    await page.getByRole('button', { name: /^Compare/ }).click();
    await page
      .getByText(/New: 1 · Changed: 1 · As it is: \d · Says what is there: 1 · Cannot be taken: 1/)
      .waitFor();
    await page.locator('ins', { hasText: 'Sidr airport' }).waitFor();
    await page.getByText('may be two days').waitFor();
    await page.getByLabel('Why are facts restated?').fill('Corrected by the team.');
    await page.getByRole('button', { name: 'Enter 2 rows' }).click();
    await page.getByText('2 rows entered.').waitFor();
    await row(page, 'A lorry was seen').waitFor();
    await row(page, 'Sidr airport').waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('is open to everybody: no violation by day or by night, with the grid, the fact and the source', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, context } = await stage.open({ colorScheme, viewport: { width: 1600, height: 900 } });
      await opened(page);
      await expectAccessible(page, `facts ${colorScheme}`);
      await page.locator('.grid-body .fact-row').first().click();
      await page.locator('.beside-pane .lead').waitFor();
      await page.keyboard.press('e');
      await page.locator('.row-edit').waitFor();
      await expectAccessible(page, `a fact edited ${colorScheme}`);
      await page.keyboard.press('Escape');
      await page.keyboard.press('l');
      await page.locator('.act-panel').waitFor();
      await expectAccessible(page, `elements ${colorScheme}`);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Paste a table' }).click();
      await page.locator('.import textarea').fill('When,Fact\n2033-01-01,One.\n');
      await page.getByRole('button', { name: /^Compare/ }).click();
      await page.getByText('New: 1').waitFor();
      await expectAccessible(page, `a table pasted ${colorScheme}`);
      await page.goto(at('record?view=steps'));
      await page.locator('.steps h2').first().waitFor();
      await expectAccessible(page, `proceedings ${colorScheme}`);
      await context.close();
    }
  });
});
