import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { flowsRoom } from '../../../src/rooms/flows/index.ts';
import { composePleading } from '../../../src/rooms/pleading/compose.ts';
import { pleadingRoom, quotedBefore } from '../../../src/rooms/pleading/index.ts';
import { parseSource } from '../../../src/rooms/pleading/source.ts';
import { quantumRoom, quotedFigures, readQuote } from '../../../src/rooms/quantum/index.ts';
import { id, openRig, type Rig } from '../record/rig.ts';

let rig: Rig;
let pleading: string;
let head: string;
let line: string;
const enter = (amount: string, more: object = {}): Promise<string> =>
  rig.run('line.enter', { head, title: 'Contract', amount: { amount, currency: 'EUR' }, ...more });

beforeEach(async () => {
  rig = await openRig([flowsRoom, quantumRoom, pleadingRoom]);
  await rig.run('claim.frame', { currency: 'EUR' });
  head = await rig.run('head.open', { title: 'Barrier' });
  line = await enter('158109290.70');
  pleading = await rig.run('pleading.open', { type: 'memorial', title: 'Memorial', shortTitle: 'Memorial' });
});
afterEach(async () => {
  await rig.check();
  rig.close();
});

interface Quotes {
  readonly quotes: readonly {
    readonly written: string | null;
    readonly now: string | null;
    readonly isStale: boolean;
  }[];
  readonly stale: number;
}

describe('a figure quoted in a paragraph', () => {
  test('is read with its field and its rounding, and words that name no figure are refused a place', () => {
    expect(readQuote('head_x', 'net in millions 1')).toEqual({
      of: 'head_x',
      field: 'net',
      display: { kind: 'millions', places: 1 },
    });
    expect(readQuote('claim', '')).toMatchObject({ field: 'itemised' });
    expect(readQuote('head_x', 'profit')).toBeUndefined();
    expect(readQuote('claim', 'net')).toBeUndefined();
    const of = id('head', '1');
    expect(parseSource(`It cost [=${of} net in millions 1], in all [=claim estimated].`)).toEqual([
      { is: 'text', text: 'It cost ', style: 'plain' },
      { is: 'figure', of, as: 'net in millions 1' },
      { is: 'text', text: ', in all ', style: 'plain' },
      { is: 'figure', of: 'claim', as: 'estimated' },
      { is: 'text', text: '.', style: 'plain' },
    ]);
  });

  test('is rounded half up for the page, and never a figure that is not complete', async () => {
    const keys = ['', 'in units', 'net in thousands', 'net in millions 1', 'interest'].map((words) =>
      `${head} ${words}`.trim(),
    );
    const shown = await quotedFigures(rig.ledger.look, [
      ...keys,
      'claim',
      `${line} gross in units`,
      'claim low',
    ]);
    expect([...shown.values()].map((text) => text?.replaceAll(/[\u202f\u00a0]/g, ' '))).toEqual([
      'EUR 158 109 290.70',
      'EUR 158 109 291',
      'EUR 158 109 thousand',
      'EUR 158.1 million',
      'EUR 0.00',
      'EUR 158 109 290.70',
      'EUR 158 109 291',
      undefined,
    ]);
    await rig.run('line.enter', { head, title: 'More', why: 'Not known yet.' });
    expect((await quotedFigures(rig.ledger.look, [head])).get(head)).toBeNull();
  });

  test('marks its paragraph when the claim changes, until the paragraph is confirmed or written anew', async () => {
    const text = `The barrier cost [=${head} in millions 1].`;
    const block = await rig.run('block.write', { pleading, text });
    const quotes = (): Promise<Quotes> => rig.ask<Quotes>('figure.quotes', { pleading });
    expect((await quotes()).stale).toBe(0);
    // A change below the rounding of the page changes nothing that is printed.
    await enter('158109290.71', { id: line });
    expect((await quotes()).stale).toBe(0);
    await enter('160000000.00', { id: line });
    expect(await quotes()).toMatchObject({
      stale: 1,
      quotes: [{ written: 'EUR\u202f158.1\u00a0million', now: 'EUR\u202f160.0\u00a0million', isStale: true }],
    });
    const { look } = rig.ledger;
    const key = `${head} in millions 1`;
    const compose = async () =>
      composePleading(
        pleading,
        {
          type: 'memorial',
          title: { authoritative: 'en', versions: { en: 'M' } },
          shortTitle: 'M',
          language: 'en',
          numbering: 'plain',
          isFiled: true,
        },
        [{ id: block, kind: 'paragraph', text: { authoritative: 'en', versions: { en: text } } }],
        {
          facts: new Map(),
          passages: new Map(),
          exhibits: new Map(),
          authorities: new Map(),
          figures: await quotedFigures(look, [key]),
          quoted: await quotedBefore(look, [block]),
        },
      );
    const made = await compose();
    expect(made.deficiencies.map((one) => one.code)).toContain('PLEADING_FIGURE_STALE');
    expect(made.blocks[0]?.runs).toContainEqual({
      is: 'figure',
      mark: 0,
      text: 'EUR\u202f160.0\u00a0million',
      of: head,
      was: 'EUR\u202f158.1\u00a0million',
    });
    await rig.run('figure.confirm', { block });
    expect((await quotes()).stale).toBe(0);
    expect((await compose()).deficiencies.map((one) => one.code)).not.toContain('PLEADING_FIGURE_STALE');
    await rig.run('line.withdraw', { line, ground: 'Not claimed.' });
    expect((await quotes()).stale).toBe(1);
    await rig.run('block.rewrite', { block, text });
    expect((await quotes()).stale).toBe(0);
  });

  test('a paragraph without figures has nothing to confirm', async () => {
    const block = await rig.run('block.write', { pleading, text: 'Nothing is quoted here.' });
    expect(await rig.refusal('figure.confirm', { block })).toBe('PLEADING_NO_FIGURE');
  });
});
