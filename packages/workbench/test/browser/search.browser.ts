// Searching, saving, asking a list, settling likeness, intake and progress, in a real browser and by keyboard where it counts.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from './axe.ts';
import { writePapers } from './papers.ts';
import { openStage, type Stage } from './stage.ts';

const QUIET = { progress: () => undefined, signal: new AbortController().signal };
const STORY =
  'The agency reported on Monday that forty persons were brought to the wire by men in uniform who cut it and told them to walk and not to look back while a second lorry waited on the road behind the trees';
const CAPTURE = `date 2034-05 Your support helps us. Subscribe to our newsletter. The Vess Post is on the ground and The Vess Post is free. Donate now. Read more

Guards cut the wire at Quarry Hill

${[1, 2, 3].map((n) => `Paragraph ${n} of the story tells what happened near Quarry Hill on ${n} May 2034. The Border Committee of Borovia said that the line was closed by its own guards and that nobody there was hurt.`).join('\n\n')}
`;
let stage: Stage;
let ids: Record<string, string> = {};

beforeAll(async () => {
  stage = await openStage();
  const papers = join(stage.folder, 'papers');
  const opened = await stage.engine.task(
    'compartment.open',
    { name: 'witnesses', purpose: 'Protected persons' },
    QUIET,
  );
  expect(opened).toBeDefined();
  writePapers(papers, 'witnesses');
  writeFileSync(join(papers, 'wire.txt'), `${STORY}.`);
  writeFileSync(
    join(papers, 'copy.txt'),
    `Vess Post. ${STORY}. Nobody answered the questions of this paper.`,
  );
  writeFileSync(join(papers, 'capture.txt'), CAPTURE);
  writeFileSync(join(papers, 'broken.pdf'), 'only called a PDF: %PDF-');
  for (let i = 0; i < 40; i += 1)
    writeFileSync(join(papers, `post${i}.txt`), `Post ${i}: the gate was shut at ${i} past six.\n`);
  const added = (await stage.engine.task('intake.add', { paths: [papers] }, QUIET)) as {
    exhibits: Record<string, string>;
  };
  ids = added.exhibits;
  await stage.engine.task('reading.run', {}, QUIET);
}, 120_000);
afterAll(() => stage.end());

const at = (path: string): string => `${stage.server.origin}/${stage.matter}/${path}`;

describe('search', () => {
  it('finds by keyboard, leafs over the end of a page, lands on the words, and steps on from there', async () => {
    const { page, context } = await stage.open();
    await page.goto(at('search'));
    await page.locator('input[type=search]:focus').waitFor();
    await page.keyboard.type('gate');
    await page.keyboard.press('Enter');
    await page.getByText('40 pages in 40 of').waitFor();
    await expectAccessible(page, 'search');
    for (let i = 0; i < 32; i += 1) await page.keyboard.press('j');
    await page
      .locator('.hits:not(.stale) li[aria-current="true"] .hit-number', { hasText: /^32$/ })
      .waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('page 32 of 40 found').waitFor();
    await page.keyboard.press('n');
    await page.getByText('page 33 of 40 found').waitFor();
    await context.close();
  });

  it('is saved, says where it cannot be understood, and is asked as a list with a report', async () => {
    const { page, context } = await stage.open();
    await page.goto(at('search?q=wire'));
    await page.getByLabel('Name for this search').fill('The wire');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page
      .locator('.saved li', { hasText: 'The wire' })
      .getByText(/pages in/)
      .waitFor();
    await page.goto(at('search?q=gate%20%22hot'));
    await page.getByText('At character 6').waitFor();
    await page.goto(at('search?view=list'));
    await page.getByLabel(/Searches, one to a line/).fill('gate\n"open\nwirre');
    await page.getByRole('button', { name: 'Ask them all' }).click();
    await page.getByText('3 searches: 1 with hits').waitFor();
    await page.getByText('spelt nearly so: wire').waitFor();
    await expectAccessible(page, 'list of terms');
    await context.close();
  });
});

describe('the exhibits', () => {
  it('that are alike are settled by a person, as one origin', async () => {
    const { page, context } = await stage.open();
    await page.goto(at('exhibits?view=alike'));
    const group = page.locator('.alike-group', { hasText: 'wire.txt' });
    await group.getByLabel('The origin as which they count').fill('agency');
    await group.getByLabel('The reason').fill('Word for word.');
    await expectAccessible(page, 'alike');
    await group.getByRole('button', { name: 'One origin' }).click();
    await page.getByText('They count as one origin.').waitFor();
    await group.waitFor({ state: 'detached' });
    await context.close();
  });

  it('show what failed and let it be read again; a folder is brought in and read', async () => {
    const { page, context } = await stage.open();
    await page.goto(at('exhibits?view=intake'));
    await page.getByText(/Not read: 1/).click();
    await page.getByRole('link', { name: 'broken.pdf' }).waitFor();
    await expectAccessible(page, 'intake');
    const late = join(stage.folder, 'late.txt');
    writeFileSync(late, 'A late paper about the quarry.');
    await page.getByLabel(/Folder or file/).fill(late);
    await page.getByRole('button', { name: 'Bring in' }).click();
    await page.getByText('Brought in.').waitFor();
    await page.goto(at('search?q=quarry%20late'));
    await page.getByText('1 page in 1 of').waitFor({ timeout: 60_000 });
    await context.close();
  });

  it('open a capture on its article, state what it says of itself, and count the pages read', async () => {
    const { page, context } = await stage.open();
    await page.goto(at(`exhibits?exhibit=${ids['capture.txt'] ?? ''}`));
    await page.getByText('Around the article').waitFor();
    await expect.poll(() => page.locator('.around .read').first().isVisible()).toBe(false);
    await page.getByRole('button', { name: 'State it' }).first().click();
    await page.getByText('Published is stated: 2034-05.').waitFor();
    await expectAccessible(page, 'capture');
    await page.waitForTimeout(4500);
    await page.goto(at('exhibits?view=progress&of=begun'));
    await page.getByRole('link', { name: 'capture.txt' }).waitFor();
    await expectAccessible(page, 'progress');
    await context.close();
  });
});
