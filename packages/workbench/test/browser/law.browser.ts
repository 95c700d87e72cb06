// Law and exchanges as lawyers work with them: a pack adopted, statements cleared, exchanges entered, a ladder set up and climbed.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from './axe.ts';
import { writePapers } from './papers.ts';
import { openStage, readAll, type Stage } from './stage.ts';

const QUIET = { progress: () => undefined, signal: new AbortController().signal };
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  const { engine } = stage;
  const run = async (name: string, input: object): Promise<string> =>
    (await engine.run(name, input)).entries[0]?.subject ?? '';
  await engine.task('compartment.open', { name: 'witnesses', purpose: 'Protected persons' }, QUIET);
  writePapers(join(stage.folder, 'papers'), 'witnesses');
  await engine.task('intake.add', { paths: [join(stage.folder, 'papers')] }, QUIET);
  await readAll(engine);
  const proceeding = await run('proceeding.open', {
    title: 'Organised movement (Aurelia v. Borovia)',
    court: 'International Court of Justice',
    kind: 'contentious',
    forum: 'icj',
  });
  for (const [name, role] of [
    ['Aurelia', 'applicant'],
    ['Borovia', 'respondent'],
  ] as const)
    await run('party.name', {
      proceeding,
      actor: await run('actor.name', { kind: 'state', names: name }),
      role,
    });
});
afterAll(() => stage.end());

const at = (path: string): string => `${stage.server.origin}/${stage.matter}/${path}`;

describe('law and exchanges', () => {
  it('a pack is adopted from the screen; a faulty one is told line by line with the remedy', async () => {
    const { page, context, troubles } = await stage.open();
    const faulty = join(stage.folder, 'faulty.yaml');
    writeFileSync(
      faulty,
      'format: probata-pack/1\nid: bad\ntitle: A faulty pack\nversion: 1\nlanguage: en\nabout: Invented.\ninstruments:\n  - id: bad.treaty\n    title: Treaty\n    provisions:\n      - id: bad.1\n        article: "1"\n        heading: Duty\n        role: obligation\n        verb: must\n',
    );
    await page.goto(at('law'));
    await page.getByRole('heading', { name: 'Adopt a pack' }).waitFor();
    await page.getByLabel(/Your own pack/).fill(faulty);
    await page.keyboard.press('Enter');
    await page.getByText(/faulty\.yaml:15/).waitFor();
    await page.getByText(/Write one of: shall-not/).waitFor();
    await expectAccessible(page, 'packs');
    await page.getByRole('button', { name: /^Smuggling Protocol/ }).click();
    await page.getByText(/is in force here/).waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('keeps the mark to be checked until a person clears it with an authority, and takes it back', async () => {
    const { page, context, troubles } = await stage.open({ colorScheme: 'dark' });
    await page.goto(at('law?part=provisions'));
    await page.locator('.law-split tbody tr').first().waitFor();
    // A contested element stands with its two sides.
    const contested = page.locator('.law-split tbody tr', { hasText: 'contested' }).first();
    await contested.click();
    await page.locator('.contest').first().getByText('Against it').waitFor();
    const mark = page.locator('section[aria-label="The provision"] .standing').first();
    await mark.click();
    await page.getByLabel('What did you read?').fill('Protocol, certified true copy');
    await page.getByLabel('Where in it').fill('the article itself');
    await expectAccessible(page, 'a provision being cleared');
    await page.keyboard.press('Enter');
    await page.getByText('Cleared, with what was read.').waitFor();
    await page.waitForFunction(
      () =>
        document
          .querySelector('section[aria-label="The provision"] .standing')
          ?.classList.contains('cleared') === true,
    );
    await mark.click();
    await page.getByText('Protocol, certified true copy').waitFor();
    await page.getByLabel('Why is it to be checked again?').fill('It was another copy.');
    await page.keyboard.press('Enter');
    await page.getByText('It is to be checked again.').waitFor();
    // Many at once, in the list of what waits.
    await page.goto(at('law?part=unchecked'));
    await page.locator('tbody input[type=checkbox]').first().check();
    await page.locator('tbody input[type=checkbox]').nth(1).check();
    await page.getByLabel(/What did you read for 2 statements/).fill('The treaty series');
    await page.getByRole('button', { name: 'Clear them' }).click();
    await page.getByText('2 statements cleared').waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('an exchange is entered with sent and received apart; silence is counted; an answer is due', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(at('record?view=exchanges'));
    await page.getByRole('heading', { name: 'No exchange is entered yet' }).waitFor();
    const enter = async (
      from: string,
      to: string,
      title: string,
      sent: string,
      received: string,
    ): Promise<void> => {
      await page.getByRole('button', { name: 'Enter an exchange' }).click();
      const form = page.locator('form[aria-label="Enter an exchange"]');
      await form.getByLabel(/^From/).selectOption({ label: from });
      await form.getByLabel(/^To/).selectOption({ label: to });
      await form.getByLabel('Title', { exact: true }).fill(title);
      await form.getByLabel('Sent', { exact: true }).fill(sent);
      await form.getByLabel('Received', { exact: true }).fill(received);
      await form.getByLabel('or the public source that reports it').fill('Gazette of the test');
      await page.keyboard.press('Control+Enter');
      await form.waitFor({ state: 'detached' });
      await page.locator('.stair-said', { hasText: title }).waitFor();
    };
    await enter('Aurelia', 'Borovia', 'Note 1: claim', '2034-01-10', '2034-01-12');
    await page.getByText(/Borovia has not answered/).waitFor();
    await enter('Borovia', 'Aurelia', 'Note 2: reply', '2034-03-12', '2034-03-14');
    await page
      .getByText(/silent for 59 days from receipt/)
      .first()
      .waitFor();
    await page
      .locator('.stair-said', { hasText: 'Note 2: reply' })
      .getByRole('button', { name: 'An answer was due…' })
      .click();
    const due = page.locator('form[aria-label="An answer was due"]');
    await due.getByLabel('Due', { exact: true }).fill('2034-04-01');
    await due.getByLabel('On what ground was it due?').fill('The note asks for it.');
    await page.keyboard.press('Enter');
    await page.goto(at('record?view=exchanges&until=2034-05-01'));
    await page.getByText(/An answer was due 1 April 2034 and did not come/).waitFor();
    await expectAccessible(page, 'exchanges');
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('a ladder is set up, events are recorded from the register, disputed, and taken back', async () => {
    const { page, context, troubles } = await stage.open({ viewport: { width: 1600, height: 1000 } });
    await page.goto(at('law?part=ladders'));
    await page.getByRole('button', { name: 'Set up a ladder' }).click();
    const open = page.locator('form[aria-label="Set up a ladder"]');
    await open.getByLabel(/^Ladder/).selectOption({ index: 1 });
    await open.getByLabel('Proceeding').selectOption({ index: 1 });
    await open.getByLabel(/^Aurelia/).selectOption('claimant');
    await open.getByLabel(/^Borovia/).selectOption('respondent');
    await open.getByRole('button', { name: 'Set it up' }).click();
    await page.locator('.rung-line').first().waitFor();
    // From the register of exchanges onto the ladder.
    await page.goto(at('record?view=exchanges'));
    await page
      .locator('.stair-said', { hasText: 'Note 1: claim' })
      .getByRole('link', { name: /ladder/ })
      .click();
    const form = page.locator('form[aria-label="Record what happened"]');
    await form.waitFor();
    await form.getByLabel('What happened').selectOption('claim-note');
    await form.getByRole('button', { name: /^Record it/ }).click();
    await page.getByText('Recorded; the ladder is climbed anew.').waitFor();
    const event = page.locator('.rung-line .authority', { hasText: 'Note 1: claim' }).first();
    await event.waitFor();
    await event.getByRole('button', { name: 'It is disputed…' }).click();
    const dispute = page.locator('form[aria-label="Record a dispute"]');
    await dispute.getByLabel('Who disputes it').selectOption({ label: 'Borovia' });
    await dispute.getByLabel('What does it say?').fill('The note made no claim.');
    await page.keyboard.press('Enter');
    await page.getByText('Disputed: The note made no claim.').first().waitFor();
    await expectAccessible(page, 'a ladder');
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('every part is open to everybody, by day and by night', async () => {
    await stage.engine.task('pack.adopt', { pack: 'state-responsibility' }, QUIET);
    await stage.engine.task('pack.adopt', { pack: 'icj-procedure' }, QUIET);
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, context, troubles } = await stage.open({ colorScheme });
      for (const part of ['provisions', 'ladders', 'bonds', 'routes', 'standards', 'unchecked', 'packs']) {
        await page.goto(at(`law?part=${part}`));
        await page.locator('.law h2, .law h3, .law table').first().waitFor();
        await page.waitForTimeout(300);
        await expectAccessible(page, `law ${part} ${colorScheme}`);
      }
      expect(troubles).toEqual([]);
      await context.close();
    }
  });
});
