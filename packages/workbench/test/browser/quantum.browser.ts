// Quantum in a real browser: three modes that never mix, from a line to its cell, and what falls with an exhibit.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectAccessible } from './axe.ts';
import { openStage, type Stage } from './stage.ts';

const QUIET = { progress: () => undefined, signal: new AbortController().signal };
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  const papers = join(stage.folder, 'papers');
  mkdirSync(papers, { recursive: true });
  writeFileSync(
    join(papers, 'account.csv'),
    'Item,Amount,Fee,Total\nSteel,100.00,10.00,110.00\nWork,50.00,5.00,55.00\nTotal,150.00,15.00,166.00\n',
  );
  const { exhibits } = (await stage.engine.task('intake.add', { paths: [papers] }, QUIET)) as {
    exhibits: Record<string, string>;
  };
  await stage.engine.task('reading.run', {}, QUIET);
  // The house reads what waits by itself too: whichever of the two is at it, the passage comes after.
  for (let waiting = 1, tries = 0; waiting > 0 && tries < 100; tries += 1) {
    ({ waiting } = (await stage.engine.task('reading.states', {}, QUIET)) as { waiting: number });
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await stage.engine.task('passage.mark', { exhibit: exhibits['account.csv'], quote: '100.00' }, QUIET);
});
afterAll(() => stage.end());

const at = (more = ''): string => `${stage.server.origin}/${stage.matter}/quantum${more}`;

it('opens heads in three modes and enters lines, with the way back', async () => {
  const { page, context, troubles } = await stage.open();
  page.setDefaultTimeout(15_000);
  await page.goto(at());
  await page.getByRole('heading', { name: 'No head of damage is open' }).waitFor();
  await page.getByRole('button', { name: 'Open a head of damage' }).click();
  await expectAccessible(page, 'opening a head');
  await page.getByLabel('Head of damage').fill('Physical barrier');
  await page.getByRole('button', { name: 'Open the head' }).click();
  await page.getByRole('button', { name: 'Enter a line' }).click();
  await page.getByLabel('Line', { exact: true }).fill('Steel');
  await page.getByLabel('Amount').fill('1 000.10');
  await page.getByRole('button', { name: 'Choose passages' }).first().click();
  await page.getByLabel('Exhibit', { exact: true }).selectOption('account.csv');
  await page.getByLabel(/“100.00”/).check();
  await page.mouse.move(5, 5);
  await page.locator('.passage-preview').waitFor({ state: 'detached' });
  await expectAccessible(page, 'entering a line');
  await page.getByRole('button', { name: 'Enter the line' }).click();
  await page.getByText('1\u202f000.10 EUR').waitFor();
  // “No figure yet” is an answer, and stands beside the sum.
  await page.getByRole('button', { name: 'Enter a line' }).click();
  await page.getByLabel('Line', { exact: true }).fill('Maintenance');
  await page.getByLabel('Figure', { exact: true }).selectOption('none');
  await page.getByLabel('Why there is none yet').fill('The accounts are not closed.');
  await page.getByRole('button', { name: 'Enter the line' }).click();
  await page.getByRole('cell', { name: 'no figure yet: The accounts are not closed.' }).waitFor();
  await page.getByText('1 not stated yet').first().waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('1 not stated yet').first().waitFor({ state: 'detached' });
  // A line that is no number is refused in words, and what was typed stays.
  await page.getByRole('button', { name: 'Enter a line' }).click();
  await page.getByLabel('Line', { exact: true }).fill('Wrong');
  await page.getByLabel('Amount').fill('about 12');
  await page.getByRole('button', { name: 'Enter the line' }).click();
  await page.getByRole('alert').waitFor();
  await expect.poll(() => page.getByLabel('Amount').inputValue()).toBe('about 12');
  for (const [mode, fields] of [
    ['estimated', { 'Figure, EUR': '500.00', 'Low end': '400.00', 'High end': '600.00' }],
    ['global', { 'Range from, EUR': '10.00', to: '20.00' }],
  ] as const) {
    await page.getByRole('button', { name: 'Enter…' }).click();
    await page.getByLabel('Head of damage').fill(mode === 'global' ? 'Public order' : 'Reception');
    await page.getByLabel('Mode').selectOption(mode);
    for (const [label, value] of Object.entries(fields))
      await page.getByLabel(label, { exact: true }).fill(value);
    await page.getByLabel(mode === 'global' ? 'Grounds' : 'How, or why').fill('As the audit office says.');
    await page.getByRole('button', { name: 'Open the head' }).click();
    await page.getByRole('heading', { name: mode === 'global' ? 'Public order' : 'Reception' }).waitFor();
  }
  await page.getByText('they are never added').waitFor();
  await expectAccessible(page, 'heads');
  // The refusal above is the one answer that was no success.
  expect(troubles.filter((one) => !one.includes('status of 400'))).toEqual([]);
  await context.close();
}, 120_000);

it('shows every step down to the cell, what falls, the other side and the award, by day and by night', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page, context, troubles } = await stage.open({ colorScheme });
    page.setDefaultTimeout(15_000);
    await page.goto(at());
    await page.getByRole('cell', { name: 'Physical barrier' }).first().click();
    await expectAccessible(page, `heads, ${colorScheme}`);
    await page.goto(at('?tab=trace'));
    await page.getByRole('img', { name: /from gross to what is claimed/ }).waitFor();
    await page
      .getByRole('button', { name: /account\.csv/ })
      .first()
      .hover();
    await page.locator('.passage-preview').getByText('account.csv').waitFor();
    await page.mouse.move(5, 5);
    await page.locator('.passage-preview').waitFor({ state: 'detached' });
    await expectAccessible(page, `every step, ${colorScheme}`);
    await page.goto(at('?tab=falls'));
    await page.getByLabel('Strike account.csv').check();
    await page.getByText(/The itemised column loses EUR 1000\.10/).waitFor();
    expect(page.url()).toContain('struck=exh_');
    await expectAccessible(page, `what falls, ${colorScheme}`);
    await page.goto(at('?tab=estimated'));
    await page.getByText('there is nothing to draw').waitFor();
    await expectAccessible(page, `estimates, ${colorScheme}`);
    expect(troubles).toEqual([]);
    await context.close();
  }
}, 120_000);

it('sets the other side beside the claim, what was awarded beside what was asked, and checks a table', async () => {
  const { page, context, troubles } = await stage.open();
  page.setDefaultTimeout(15_000);
  await page.goto(at('?tab=counter'));
  await page.getByRole('button', { name: 'Enter a counter-case' }).click();
  await page.getByLabel('Title').fill('The Respondent’s figures');
  await page.getByLabel('What is changed').selectOption('set-amount');
  await page.getByLabel('Amount').fill('900.00');
  await page.getByLabel('In words').fill('Steel at the Respondent’s price');
  await page.getByLabel('Ground').fill('Counter-Memorial, paragraph 7.');
  await expectAccessible(page, 'entering a counter-case');
  await page.getByRole('button', { name: 'Enter the counter-case' }).last().click();
  await page.getByText(/the itemised column falls by EUR.100\.10/).waitFor();
  await expectAccessible(page, 'counter-case');
  await page.getByRole('button', { name: 'Claimed and awarded' }).click();
  await page.getByRole('button', { name: 'Enter what was decided' }).click();
  await page.getByLabel('Sum, EUR').fill('750.00');
  await page.getByLabel('Ground').fill('Judgment, paragraph 86.');
  await page.getByRole('button', { name: 'Enter it' }).click();
  await page.getByRole('img', { name: /was awarded/ }).waitFor();
  await expectAccessible(page, 'award');
  await page.getByRole('button', { name: 'Check a table' }).click();
  await page.getByLabel('Exhibit', { exact: true }).selectOption('account.csv');
  await page.getByLabel('Column that sums each row').fill('4');
  await page.getByRole('button', { name: 'Check it' }).click();
  await page.getByText('D4').first().waitFor();
  await expectAccessible(page, 'arithmetic');
  expect(troubles).toEqual([]);
  await context.close();
}, 120_000);
