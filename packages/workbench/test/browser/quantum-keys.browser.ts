// Mass claims from a sealed register, samples, estimated heads and their draws, entered without a mouse from end to end.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectAccessible } from './axe.ts';
import { keysOf } from './keys.ts';
import { openStage, readAll, type Stage } from './stage.ts';

let stage: Stage;
let sealed: Readonly<Record<string, string>> = {};
// 600 claims of 200 families of three, each in one district.
const CLAIMS = Array.from({ length: 600 }, (_, i) => ({
  id: `C${String(i + 1).padStart(4, '0')}`,
  name: `Zyxwv Person${i}`,
  family: `F${Math.floor(i / 3)}`,
  district: Math.floor(i / 3) % 2 === 0 ? 'North' : 'South',
  category: i % 3 === 0 ? 'A' : 'B',
  claimed: 400 + ((i * 37) % 500),
}));
const accepted = (i: number): string =>
  Math.floor(i / 3) % 5 === 0 ? '0.00' : ((CLAIMS[i]?.claimed ?? 0) * 0.6).toFixed(2);

beforeAll(async () => {
  stage = await openStage();
  const place = (name: string): string => {
    const folder = join(stage.folder, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  };
  writeFileSync(
    join(place('claims'), 'claims.csv'),
    `id,name,family,district,category,claimed\n${CLAIMS.map(({ id, name, family, district, category, claimed }) => `${id},${name},${family},${district},${category},${claimed}.00`).join('\n')}\n`,
  );
  writeFileSync(
    join(place('open'), 'theirs.csv'),
    `office,in office,accepted\n${Array.from({ length: 60 }, (_, i) => `O${i % 6},40,${100 + ((i * 31) % 90)}.50`).join('\n')}\n`,
  );
  writeFileSync(join(place('open'), 'asylum.csv'), 'Month,Count\n2031-01,14\n2031-02,3\n2031-03,22\n');
  const { id: compartment } = (await stage.engine.task('compartment.open', {
    name: 'claimants',
    purpose: 'Persons who claim.',
  })) as { id: string };
  ({ exhibits: sealed } = (await stage.engine.task('intake.add', {
    paths: [place('claims')],
    compartment,
  })) as { exhibits: Record<string, string> });
  await stage.engine.task('intake.add', { paths: [place('open')] });
  await readAll(stage.engine);
});
afterAll(() => stage.end());

const at = (room: string): string => `${stage.server.origin}/${stage.matter}/${room}`;

it('lays down a sealed register, draws families and speaks for all of them, by keys alone', async () => {
  const { page, context, troubles } = await stage.open({ acceptDownloads: true });
  page.setDefaultTimeout(15_000);
  const keys = keysOf(page);
  await page.goto(at('quantum?tab=mass'));
  await page.getByRole('heading', { name: 'No register of claims is laid down' }).waitFor();
  await keys.press('Lay down a register');
  await keys.pick('Exhibit', 'Sealed');
  await page.getByText('600 rows, under seal').waitFor();
  await keys.write('Title', 'Claims of persons held');
  await keys.pick('Strata by', 'district');
  await keys.pick('Category', 'the stratum');
  await keys.send();
  await page.getByText('no sample of them is examined yet').waitFor();
  expect(sealed['claims.csv']).toBeDefined();

  await keys.press('Fixed sums and ceilings');
  await keys.write('Category', 'North');
  await keys.pick('It is', 'no more');
  await keys.write('Sum, EUR', '500');
  await keys.write('Ground', 'A ceiling.');
  await keys.send();
  await page.getByRole('cell', { name: 'no more for any one' }).waitFor();

  await keys.press('Samples');
  await keys.press('Draw a sample');
  await keys.pick('What is drawn', 'whole');
  await page.getByLabel('Group', { exact: true }).waitFor();
  await keys.pick('Group', 'family');
  await keys.write('How many groups', '40');
  await keys.write('Seed', '7');
  await keys.write('Where the seed comes from', 'A lottery.');
  await expectAccessible(page, 'drawing groups');
  await keys.send();
  await page.getByRole('heading', { name: /40 groups with 120 claims, seed 7/ }).waitFor();
  await keys.press('Draw it again and list it');
  await page.getByText('the same 120 claims').waitFor();
  const waiting = page.waitForEvent('download');
  await keys.press('Save the list, to be filled in');
  const drawn = readFileSync(await (await waiting).path(), 'utf8')
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((one) => one.split(',')[0] ?? '');
  expect(drawn).toHaveLength(120);
  const papers = join(stage.folder, 'results');
  mkdirSync(papers, { recursive: true });
  writeFileSync(
    join(papers, 'results.csv'),
    `id,accepted\n${drawn.map((id) => `${id},${accepted(Number(id.slice(1)) - 1)}`).join('\n')}\n`,
  );
  await stage.engine.task('intake.add', { paths: [papers] });
  await page.reload();
  await keys.press('Add up the results');
  await keys.pick('Exhibit', 'results');
  await keys.to('Column of the sum accepted');
  await keys.send();
  await page.getByText('The results of 120 of 120 claims are added up').waitFor();
  await keys.press('What it comes to');
  await page.getByText(/of 120 drawn in 40 whole groups 120 were answered/).waitFor();
  await page.getByRole('columnheader', { name: 'Groups drawn' }).waitFor();
  await page.getByText(/40 of 200 groups by “family”/).waitFor();
  await expectAccessible(page, 'what drawn groups come to');

  await keys.press('Write it for an annex');
  await page.getByText('challenge.pdf').waitFor({ timeout: 30_000 });
  await keys.press('Claimed twice');
  await keys.pick('Family', 'family');
  await keys.press('Compare the claims');
  await page.getByText(/No two claims look like one/).waitFor();
  await keys.press('Counts');
  await keys.pick('Rows by', 'district');
  await keys.pick('Columns by', 'category');
  await keys.press('Count');
  await page.getByText('No cell is under five').waitFor();

  await keys.press('What it comes to');
  await keys.press('Carry it into a head of damage');
  await keys.pick('Which figure', 'the lower');
  await keys.write('Ground', 'Chance chose the families.');
  await keys.send();
  await page.getByText('It is carried into the head').waitFor();
  expect(troubles).toEqual([]);
  await context.close();
}, 180_000);

it('extrapolates a sample drawn elsewhere, by keys alone', async () => {
  const { page, context, troubles } = await stage.open();
  page.setDefaultTimeout(15_000);
  const keys = keysOf(page);
  await page.goto(at('quantum?tab=mass'));
  await keys.press('A sample drawn elsewhere');
  await keys.pick('Exhibit', 'theirs');
  await keys.pick('Extrapolate', 'by groups');
  await keys.write('Groups in all', '25');
  await keys.press('Work it out');
  await page.getByText(/60 examined claims stand for a total/).waitFor();
  expect(troubles).toEqual([]);
  await context.close();
}, 120_000);

it('enters an estimated head, its formula and its draws, by keys alone', async () => {
  const { page, context, troubles } = await stage.open();
  page.setDefaultTimeout(15_000);
  const keys = keysOf(page);
  await page.goto(at('quantum?new=head&mode=estimated'));
  await keys.write('Head of damage', 'Reception');
  await keys.write(/^How, or why/, 'No account shows it.');
  await keys.send();
  await page.getByRole('heading', { name: 'Reception' }).waitFor();
  await keys.press('Estimates together');
  for (const [title, unit, figures] of [
    ['Persons', 'a number', ['4000', '4100', '4200']],
    ['Cost of a month', 'a sum', ['900', '910', '950']],
  ] as const) {
    await keys.press('Enter an assumption');
    await keys.write('Quantity', title);
    await keys.pick('It is', unit);
    await keys.write('Lowest', figures[0]);
    await keys.write('Most likely', figures[1]);
    await keys.write('Highest', figures[2]);
    await keys.write('Ground', 'Invented for this test.');
    await keys.send();
    await page.getByRole('cell', { name: title }).first().waitFor();
  }
  await keys.press('Set the formula of a head');
  await keys.pick('Head', 'Reception');
  await keys.write('What it is', 'reception');
  await keys.pick('This', 'Persons');
  await keys.pick('times', 'Cost');
  await keys.write('Ground', 'Persons, times the cost of a month.');
  await keys.send();
  await page.getByText(/on 100000 joint draws/).waitFor();
  await keys.press(/^Draw anew/);
  await keys.write('Draws', '20000');
  await keys.write('Seed', '20350526');
  await keys.press('Two assumptions hang together');
  await keys.pick('This', 'Persons');
  await keys.pick('with this', 'Cost');
  await keys.write('Correlation', '0.5');
  await keys.write('Ground', 'A full house is dear.');
  await keys.press('Draw them');
  await page.getByText(/20000 joint draws from seed 20350526/).waitFor();
  expect(troubles).toEqual([]);
  await context.close();
}, 180_000);

it('reads a series, says that it counts persons, and sets what is hidden, by keys alone', async () => {
  const { page, context, troubles } = await stage.open();
  page.setDefaultTimeout(15_000);
  const keys = keysOf(page);
  await page.goto(at('flows?new=series'));
  await keys.pick('Exhibit', 'asylum');
  await keys.write('Measure', 'Prašymai');
  await keys.write('Unit', 'prašytojai');
  await keys.write('What is counted, and what is not', 'Kaip išspausdinta.');
  await keys.to('Do its figures count persons?');
  // What the words propose stands beside the question, and nothing is answered beforehand.
  await page.getByText('Proposed from its words, for you to decide: yes').waitFor();
  await expect.poll(() => page.getByLabel('Do its figures count persons?').inputValue()).toBe('');
  await expectAccessible(page, 'reading a series');
  await keys.pick('Do its figures count persons?', 'yes');
  await keys.send();
  await page.getByText('3 points are read').waitFor();
  await page.getByText('Declared: its figures count persons.').waitFor();
  await page.getByText('figures from 1 to 4 are hidden').waitFor();
  const change = page.getByRole('button', { name: 'Change…' });
  await expect.poll(() => change.count()).toBe(2);
  await keys.press('Change…');
  await keys.pick('Do its figures count persons?', 'no');
  await keys.write('Why', 'Each is a file, and may hold several persons.');
  await keys.send();
  await page.getByText('its figures do not count persons').waitFor();
  await page.getByText('No figure of this series is hidden').waitFor();
  expect(troubles).toEqual([]);
  await context.close();
}, 120_000);
