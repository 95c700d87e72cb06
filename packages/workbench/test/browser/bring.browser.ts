// A passage, an exhibit and a fact brought to an element in a real browser: let go on it, or by keys alone; entered, and taken back.
import type { Locator, Page } from 'playwright-core';
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
interface Elements {
  readonly elements: readonly {
    readonly label: string;
    readonly facts: readonly { readonly id: string }[];
  }[];
}
const answering = async (label: string): Promise<readonly string[]> => {
  const { elements } = (await stage.engine.ask('allegation.elements', {
    allegation: matter.facilitation,
  })) as Elements;
  return elements.find((one) => one.label === label)?.facts.map(({ id }) => id) ?? [];
};
const citationsOf = async (fact: string): Promise<readonly { passage: string; bearing: string }[]> => {
  const { citations } = (await stage.engine.ask('fact.show', { fact })) as {
    citations: readonly { passage: string; bearing: string; withdrawn: unknown }[];
  };
  return citations.filter(({ withdrawn }) => withdrawn === null);
};
/** Takes what stands there; it is held until the mouse is let go. */
const take = async (page: Page, what: Locator): Promise<void> => {
  await what.waitFor();
  await what.hover();
  await page.mouse.down();
};
/** Moves what is held over a place, and stays there as a hand would. */
const holdOver = async (page: Page, place: Locator): Promise<void> => {
  await place.waitFor();
  const box = await place.boundingBox();
  for (let step = 0; step < 5; step += 1)
    await page.mouse.move((box?.x ?? 0) + 14 + step, (box?.y ?? 0) + 8 + (step % 2));
};
const undo = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Taken back.').waitFor();
};

describe('an element', () => {
  it('takes a passage that is held over the way to the proof and let go on it', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(at(`record?row=${matter.flights}`));
    await take(
      page,
      page
        .getByRole('row', { name: /The flights rose steeply/ })
        .locator('.chip')
        .first(),
    );
    await holdOver(page, page.getByRole('link', { name: /^Proof/ }));
    await holdOver(page, page.getByRole('row', { name: /^Benefit/ }).getByRole('rowheader'));
    await page.mouse.up();
    const form = page.getByRole('form', { name: 'Bring a passage to “Benefit”' });
    await form.getByText('cites this passage already').waitFor();
    await form.getByLabel('Speaks against it').check();
    await form.getByLabel(/The passengers were paid for/).check();
    await expectAccessible(page, 'a passage brought to an element');
    await form.getByRole('button', { name: /Enter it/ }).click();
    await page.getByText('The passage is brought to “Benefit”: it speaks against it.').waitFor();
    expect(await citationsOf(matter.paid)).toMatchObject([{ bearing: 'contradicts' }]);
    await undo(page);
    expect(await citationsOf(matter.paid)).toEqual([]);
    expect(await answering('Benefit')).toEqual([matter.paid]);
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('takes a passage by keys alone, for a new fact in a sentence: asserted, cited and matched, and taken back in turn', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(at('proof'));
    await page
      .getByRole('row', { name: /^Benefit/ })
      .locator('[data-cell]')
      .first()
      .focus();
    await page.keyboard.press('c');
    const form = page.getByRole('form', { name: 'Bring a passage to “Benefit”' });
    await form.waitFor();
    await page.keyboard.type('report');
    await form
      .getByRole('button', { name: /report/i })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await form.getByRole('button', { name: 'The exhibit as a whole' }).focus();
    await page.keyboard.press('Enter');
    await form.getByRole('button', { name: 'Another' }).waitFor();
    await form.getByLabel('A new fact, in one sentence').focus();
    await page.keyboard.press('Space');
    await form.getByLabel('What happened').fill('Money changed hands.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('The passage is brought to “Benefit”: it supports it.').waitFor();
    const facts = await answering('Benefit');
    expect(facts).toHaveLength(2);
    const made = facts.find((id) => id !== matter.paid) ?? '';
    expect(await citationsOf(made)).toMatchObject([{ bearing: 'supports' }]);
    await undo(page);
    expect(await answering('Benefit')).toEqual([matter.paid]);
    expect(await citationsOf(made)).toEqual([]);
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('takes an exhibit, of which a passage is then chosen, and a fact at once', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(at(`proof?view=allegation&allegation=${matter.facilitation}`));
    const control = page.getByRole('row', { name: /^Control/ });
    await page
      .getByRole('row', { name: /The flights rose steeply/ })
      .first()
      .dragTo(control);
    await page.getByText('The fact answers “Control” from now on.').waitFor();
    expect(await answering('Control')).toEqual([matter.stopped, matter.flights]);
    await undo(page);
    expect(await answering('Control')).toEqual([matter.stopped]);
    // An exhibit from the list of exhibits, over the way to the proof, onto the allegation itself.
    await page.goto(at('exhibits'));
    await take(page, page.locator('.rows button').first());
    await holdOver(page, page.getByRole('link', { name: /^Proof/ }));
    await holdOver(page, page.getByRole('button', { name: 'One allegation' }));
    await holdOver(
      page,
      page.locator('.allegations button', { hasText: 'Borovia facilitated the movement' }),
    );
    await page.mouse.up();
    const form = page.getByRole('form', { name: 'Bring a passage to an element' });
    await form.getByLabel('Element').selectOption({ label: 'Benefit' });
    await page
      .getByRole('form', { name: 'Bring a passage to “Benefit”' })
      .getByRole('button', { name: 'The exhibit as a whole' })
      .click();
    await page.keyboard.press('Escape');
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('stands beside the page in the reader: the passage one stands on is brought to it by keys', async () => {
    const { page, context, troubles } = await stage.open();
    const [first] = await citationsOf(matter.flights);
    await page.goto(at(`exhibits?exhibit=${matter.exhibits.get('report.pdf')}&passage=${first?.passage}`));
    await page.locator('.passage-card.active').waitFor();
    await page.keyboard.press('l');
    await page.getByRole('button', { name: /^Benefit/ }).focus();
    await page.keyboard.press('Enter');
    const form = page.getByRole('form', { name: 'Bring a passage to “Benefit”' });
    await form.getByLabel(/The passengers were paid for/).check();
    await expectAccessible(page, 'the elements beside a page');
    await page.keyboard.press('Control+Enter');
    await page.getByText('The passage is brought to “Benefit”').waitFor();
    expect(await citationsOf(matter.paid)).toMatchObject([{ bearing: 'supports', passage: first?.passage }]);
    await undo(page);
    // The same by mouse: the card is let go on the element.
    await page
      .locator('.passage-card')
      .first()
      .dragTo(page.getByRole('button', { name: /^Control/ }));
    await page.getByRole('form', { name: 'Bring a passage to “Control”' }).waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  });
});
