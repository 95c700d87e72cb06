// A passage brought to a fact in a real browser: dragged from a list, by keys alone, and from the checklist that asks for it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from './axe.ts';
import { type Invented, inventProof } from './invented-proof.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let matter: Invented;

beforeAll(async () => {
  stage = await openStage();
  matter = await inventProof(stage);
});
afterAll(() => stage.end());

const at = (path: string): string => `${stage.server.origin}/${stage.matter}/${path}`;
const citationsOf = async (fact: string): Promise<readonly { passage: string; bearing: string }[]> => {
  const { citations } = (await stage.engine.ask('fact.show', { fact })) as {
    citations: readonly { passage: string; bearing: string; withdrawn: unknown }[];
  };
  return citations.filter(({ withdrawn }) => withdrawn === null);
};

describe('a passage', () => {
  it('is dragged from one fact to another, cited after it is said how it bears, and taken back', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(at('record'));
    const from = page.getByRole('row', { name: /The flights rose steeply/ });
    const to = page.getByRole('row', { name: /The passengers were paid for/ });
    await from.locator('.chip').first().dragTo(to);
    const form = page.getByRole('form', { name: /Cite a passage: The passengers were paid for/ });
    await form.getByLabel('Speaks against it').check();
    await form.getByRole('button', { name: /Cite it/ }).click();
    await page.getByText('The passage is cited: it speaks against it.').waitFor();
    expect(await citationsOf(matter.paid)).toMatchObject([{ bearing: 'contradicts' }]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken back.').waitFor();
    expect(await citationsOf(matter.paid)).toEqual([]);
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('is dragged out of the reader beside; and cited by keys alone, as the one that is open there', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(at(`record?row=${matter.flights}`));
    await page.getByRole('row', { name: /The flights rose steeply/ }).focus();
    await page.keyboard.press('o');
    const card = page.locator('.passage-card').first();
    await card.waitFor();
    await card.dragTo(page.getByRole('row', { name: /The passengers were paid for/ }));
    const form = page.getByRole('form', { name: /Cite a passage: The passengers were paid for/ });
    await form.getByRole('button', { name: 'Another' }).waitFor();
    await form.getByRole('button', { name: 'Close' }).click();
    // The same by keys: stand on the other fact, c, Ctrl+Enter.
    await page.getByRole('row', { name: /The flights rose steeply/ }).focus();
    for (let step = 0; step < 2; step += 1) await page.keyboard.press('j');
    await page.keyboard.press('c');
    await form.waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('The passage is cited: it supports it.').waitFor();
    const [cited] = await citationsOf(matter.paid);
    expect(cited?.passage).toBe(new URL(page.url()).searchParams.get('passage'));
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken back.').waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  });
});

describe('the checklist', () => {
  it('says what each element lacks, keeps it as a to-do, and leads to the act that closes it', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(at(`proof?view=allegation&allegation=${matter.facilitation}`));
    await page.getByRole('button', { name: 'Checklist' }).focus();
    await page.keyboard.press('Enter');
    const benefit = page.locator('.checklist section', { hasText: 'Benefit' });
    await benefit.getByText('“The passengers were paid for.” has no source.').waitFor();
    await expectAccessible(page, 'the checklist');
    await benefit
      .getByRole('button', { name: /Keep it as a to-do… “The passengers were paid for.” has no source/ })
      .click();
    const form = benefit.getByRole('form', { name: 'Note what is to be done' });
    await form.getByLabel('Until').fill('2035-05-19');
    await form.getByRole('button', { name: 'Keep it as a to-do' }).click();
    await benefit
      .getByText(/To do:.*until 19 May 2035/)
      .first()
      .waitFor();
    await page.getByLabel('What is met as well').check();
    await page.getByText('Every fact has a source.').first().waitFor();
    await benefit
      .getByRole('link', { name: /Cite a passage… “The passengers were paid for.” has no source/ })
      .click();
    await page.getByRole('form', { name: /Cite a passage: The passengers were paid for/ }).waitFor();
    await expectAccessible(page, 'the form that cites a passage');
    expect(troubles).toEqual([]);
    await context.close();
  });
});

describe('facts that were merged', () => {
  it('are parted at once by the way back, and later from the fact that stands for both', async () => {
    const { page, context, troubles } = await stage.open();
    const merge = async (): Promise<void> => {
      await page.goto(at(`record?row=${matter.flights}`));
      await page.getByRole('row', { name: /The flights rose steeply/ }).focus();
      await page.keyboard.press('m');
      const form = page.getByRole('form', { name: /Merge: The flights rose steeply/ });
      await form.getByLabel('Into which fact? Words of it').fill('stopped');
      await form.getByRole('radio', { name: /The flights stopped/ }).check();
      await form.getByLabel('Why are they one fact?').fill('One event.');
      await page.keyboard.press('Control+Enter');
      await page.getByText('1 fact merged').waitFor();
    };
    const before = await citationsOf(matter.flights);
    await merge();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken back.').waitFor();
    expect(await citationsOf(matter.flights)).toEqual(before);
    await merge();
    await page.goto(at(`record?row=${matter.stopped}`));
    await page.getByRole('button', { name: /Part it again… The flights rose steeply/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Why are they two facts?').fill('They were two events.');
    await page.keyboard.press('Enter');
    await page.getByText('The facts are parted').waitFor();
    await page.getByRole('row', { name: /The flights rose steeply/ }).waitFor();
    expect(await citationsOf(matter.flights)).toEqual(before);
    expect(troubles).toEqual([]);
    await context.close();
  });
});
