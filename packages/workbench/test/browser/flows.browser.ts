// Flows in a real browser: from a table to a pleaded estimate, by mouse and by keyboard, and free of violations.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectAccessible } from './axe.ts';
import { openStage, type Stage } from './stage.ts';

const QUIET = { progress: () => undefined, signal: new AbortController().signal };
let stage: Stage;

// Forty months: about fifty each, and about three hundred from the thirty-first on; a neighbour that stays as it was.
const MONTHS = Array.from({ length: 40 }, (_, i) => {
  const month = `${2031 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`;
  return [month, (i < 30 ? 50 : 300) + ((i * 7) % 11), 40 + ((i * 5) % 13)] as const;
});

beforeAll(async () => {
  stage = await openStage();
  const papers = join(stage.folder, 'papers');
  mkdirSync(papers, { recursive: true });
  const rows = MONTHS.map((row) => row.join(',')).join('\n');
  writeFileSync(join(papers, 'log.csv'), `Month,Crossings,Neighbour\n${rows}\n`);
  writeFileSync(
    join(papers, 'days.csv'),
    `روز,شمار\n${['۲۹', '۳۰', '۳۱'].map((day, i) => `۱۴۰۰/۰۵/${day},${['۱۲', '۱۵', '۹'][i]}`).join('\n')}\n`,
  );
  await stage.engine.task('intake.add', { paths: [papers] }, QUIET);
  await stage.engine.task('reading.run', {}, QUIET);
});
afterAll(() => stage.end());

const at = (more = ''): string => `${stage.server.origin}/${stage.matter}/flows${more}`;

async function readSeries(page: Page, column: string, measure: string): Promise<void> {
  await page.getByRole('button', { name: 'Read a series from a table' }).first().click();
  await page.getByLabel('Exhibit', { exact: true }).selectOption('log.csv');
  await page.getByRole('button', { name: new RegExp(`^${column}(: figure)?$`) }).waitFor();
  if (column !== 'B') await page.getByRole('button', { name: column, exact: true }).click();
  await page.getByText('40 rows:').waitFor();
  await page.getByLabel('Measure').fill(measure);
  await page.getByLabel('Unit').fill('detections');
  await page.getByLabel('Published').fill('2034-06');
  await page.getByLabel('What is counted').fill('Crossings between border posts, not persons.');
  await page.getByLabel('Do its figures count persons?').selectOption('persons');
  await page.getByRole('button', { name: 'Read the series' }).click();
  await page.getByText('40 points are read').waitFor({ timeout: 30_000 });
}

it('leads from a table to points with their cells, a figure, and the words on the page', async () => {
  const { page, context, troubles } = await stage.open();
  page.setDefaultTimeout(15_000);
  await page.goto(at());
  await page.getByRole('heading', { name: 'No series yet' }).waitFor();
  await expectAccessible(page, 'flows, empty');
  await readSeries(page, 'B', 'Detections of crossings');
  await page.getByRole('heading', { name: 'Detections of crossings' }).waitFor();
  await expectAccessible(page, 'points');
  // Pointing at a figure shows its place.
  await page.getByRole('button', { name: '50', exact: true }).first().hover();
  await page.locator('.passage-preview').getByText('log.csv').waitFor();
  await page.getByRole('button', { name: 'Figure', exact: true }).click();
  await page.getByRole('img', { name: /Detections of crossings, January 2031 to April 2034/ }).waitFor();
  await expectAccessible(page, 'figure of a series');
  await page.getByText('Mark days in the figure').click();
  await page.getByLabel('Day', { exact: true }).fill('2033-06-26');
  await page.getByLabel('What happened').fill('Broadcast remarks');
  await page.getByRole('button', { name: 'Mark it' }).click();
  await page.locator('.drawing').getByText('Broadcast remarks').waitFor();
  expect(page.url()).toContain('Broadcast');
  await page.getByRole('button', { name: 'Take away: Broadcast remarks' }).click();
  await page.locator('.drawing').getByText('Broadcast remarks').waitFor({ state: 'detached' });
  // A point of the drawing leads to the exhibit.
  await page.locator('.drawing [data-to]').first().click();
  await page.waitForURL(/exhibits\?exhibit=exh_.*passage=pas_/);
  await page.goBack();
  await readSeries(page, 'C', 'Neighbour');
  expect(troubles).toEqual([]);
  await context.close();
}, 120_000);

it('proposes the calendar of a column, takes it only as it is said, and shows both dates', async () => {
  const { page, context, troubles } = await stage.open();
  page.setDefaultTimeout(15_000);
  await page.goto(at());
  await page.getByRole('button', { name: 'Read a series from a table' }).first().click();
  await page.getByLabel('Exhibit', { exact: true }).selectOption('days.csv');
  await page.getByText('Proposed: Persian (Solar Hijri), since its years are 1400').waitFor();
  const calendar = page.getByLabel('Calendar of the dates in column A');
  await expect.poll(() => calendar.inputValue()).toBe('');
  await expectAccessible(page, 'a calendar proposed');
  await page.getByLabel('Measure').fill('Crossings by day');
  await page.getByLabel('Unit').fill('detections');
  await page.getByLabel('Step').selectOption('day');
  await page.getByLabel('What is counted').fill('Crossings between border posts, not persons.');
  await page.getByLabel('Do its figures count persons?').selectOption('persons');
  await calendar.selectOption('persian');
  await page.getByRole('button', { name: 'Read the series' }).click();
  await page.getByText('3 points are read').waitFor({ timeout: 30_000 });
  await page.getByRole('cell', { name: /20 August 2021.*written ۱۴۰۰\/۰۵\/۲۹, Persian/ }).waitFor();
  await expectAccessible(page, 'points with dates as written');
  expect(troubles).toEqual([]);
  await context.close();
}, 120_000);

it('declares a switch, which is then warned of, and finds statements that cannot all hold', async () => {
  const { page, context, troubles } = await stage.open();
  page.setDefaultTimeout(15_000);
  await page.goto(at());
  await page.getByRole('button', { name: /^Detections of crossings/ }).click();
  await page.getByRole('button', { name: /^Switches/ }).click();
  await page.getByRole('button', { name: 'Declare a switch' }).click();
  await page.getByLabel('First day that counts something else').fill('2033-08-03');
  await page.getByLabel('What changed, and why').fill('Persons are turned back and counted as attempts.');
  await page.getByRole('button', { name: 'Choose passages' }).click();
  await expectAccessible(page, 'declaring a switch');
  await page.getByRole('button', { name: 'Declare it' }).click();
  await page.getByText('Figures before and after are not of one kind').first().waitFor();
  await page.getByRole('button', { name: /^Dated statements/ }).click();
  await page.getByRole('button', { name: 'Enter a dated statement' }).click();
  await page.getByLabel('Over which time').fill('2031');
  await page.getByLabel('Figure, detections').fill('9000');
  await page.getByLabel('Who says so').fill('The Courier');
  await page.getByRole('button', { name: 'Enter the statement' }).click();
  await page.getByText('These cannot all hold:').waitFor();
  await expectAccessible(page, 'statements');
  await page.getByRole('button', { name: 'Set aside…' }).click();
  await page.getByLabel('On what ground?').fill('It is the total of another year.');
  await page.getByRole('button', { name: 'Set it aside' }).click();
  await page.getByText('set aside: It is the total of another year.').waitFor();
  expect(troubles).toEqual([]);
  await context.close();
}, 120_000);

it('registers a choice before anything is seen, carries it out, varies it, and pleads it', async () => {
  const { page, context, troubles } = await stage.open({ colorScheme: 'dark' });
  page.setDefaultTimeout(15_000);
  await page.goto(at());
  await page.getByRole('button', { name: 'Register a choice' }).first().click();
  await page.getByLabel('Date', { exact: true }).fill('2033-07');
  await page.getByLabel('Why this method').fill('The month after the announcement.');
  // A choice without its question is refused where it is typed, and what was typed stays.
  await page.getByRole('button', { name: 'Register the choice' }).click();
  await expect.poll(() => page.getByLabel('Date', { exact: true }).inputValue()).toBe('2033-07');
  await page.getByLabel('The question').fill('Did detections rise after the announcement?');
  await expectAccessible(page, 'registering a choice');
  await page.getByRole('button', { name: 'Register the choice' }).click();
  await page.getByText('Nothing had been worked out on these series').waitFor();
  await page.getByRole('button', { name: 'Carry it out' }).click();
  await page.getByRole('heading', { name: 'Challenge sheet' }).waitFor({ timeout: 60_000 });
  expect(page.url()).toContain('estimate=est_');
  await page.getByRole('img', { name: /observed and expected/ }).waitFor();
  await page.getByText('carrying out').waitFor();
  await expectAccessible(page, 'estimate');
  await page.getByRole('button', { name: 'Work it out again and compare' }).click();
  await page.getByText('The same to the byte').waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Plead this run' }).click();
  await page.getByLabel('On what ground?').fill('It was chosen beforehand.');
  await page.getByRole('button', { name: 'Plead it' }).click();
  await page.getByText('This is the run that is pleaded').waitFor();
  // Other runs, beside it.
  await page.getByRole('button', { name: 'Work an estimate out' }).first().click();
  await page.getByLabel('Date', { exact: true }).fill('2033-07');
  await page.getByLabel('Trend: also with').fill('yes');
  await page.getByRole('button', { name: 'Work it out' }).click();
  await page.getByText(/runs are worked out and entered/).waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: /^Every run on/ }).click();
  await page.getByRole('img', { name: /every run in order of its effect/ }).waitFor();
  await page.getByRole('heading', { name: 'Do methods agree?' }).waitFor();
  await expectAccessible(page, 'every run');
  await page.getByRole('button', { name: 'Write it for papers' }).click();
  await page.getByText('Written, with vectors in PDF and Word').waitFor({ timeout: 60_000 });
  expect(troubles).toEqual([]);
  await context.close();
}, 180_000);

it('is walked by keyboard: to the room, through the list, into the table of a figure', async () => {
  const { page, context } = await stage.open();
  await page.goto(`${stage.server.origin}/${stage.matter}/overview`);
  await page.getByRole('heading', { name: 'What is proved' }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await page.waitForURL(/\/flows/);
  await page.getByRole('button', { name: /^Neighbour/ }).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.waitForURL(/(series=ser_|estimate=est_)/);
  const before = page.url();
  await page.keyboard.press('k');
  await expect.poll(() => page.url()).not.toBe(before);
  await page.getByText('The table of this figure').first().focus();
  await page.keyboard.press('Enter');
  await page.locator('.drawn-table').first().waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.locator('.passage-preview').waitFor();
  await context.close();
}, 60_000);
