import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GridRow } from '../../../src/rooms/proof/index.ts';
import { type Matter, openMatter } from './matter.ts';

interface GridAnswer {
  readonly total: number;
  readonly all: number;
  readonly foundAt: number | null;
  readonly rows: readonly GridRow[];
  readonly facets: Readonly<Record<string, readonly { readonly value: string; readonly n: number }[]>>;
  readonly histogram: {
    readonly unit: string;
    readonly undated: number;
    readonly buckets: readonly {
      readonly first: string;
      readonly firm: number;
      readonly open: number;
    }[];
    readonly spans: readonly { readonly first: string; readonly last: string }[];
  };
}

let matter: Matter;
let facts: string[];
const grid = (input: object = {}): Promise<GridAnswer> => matter.ask<GridAnswer>('fact.grid', input);
const texts = (answer: GridAnswer): unknown[] =>
  answer.rows.map(({ statement }) => ('versions' in statement ? statement.versions['en'] : 'sealed'));
const count = (answer: GridAnswer, group: string, value: string): number =>
  answer.facets[group]?.find((one) => one.value === value)?.n ?? 0;

beforeEach(async () => {
  matter = await openMatter();
  facts = [
    await matter.fact('Flights began.', { when: '2033-06', where: 'Sidr' }),
    await matter.fact('The wire was cut.', { when: '2033-06-14', where: 'Grell' }),
    await matter.fact('Visas were issued.', { when: '2033-05-26/2033-11-27', where: 'Sidr' }),
  ];
  facts.push(await matter.run('fact.assert', { statement: 'Nobody knows when this was.' }));
  const [, wire = '', visas = ''] = facts;
  await matter.cite(wire, await matter.exhibit('Border log'));
  await matter.cite(wire, await matter.exhibit('Patrol report'));
  await matter.cite(visas, await matter.exhibit('Visa list'));
  await matter.run('fact.tag', { fact: wire, tags: ['wire', 'june'] });
  await matter.run('fact.tag', { fact: visas, tags: ['june'] });
  await matter.allege('Borovia cut the wire', [{ label: 'The wire was cut', of: [{ fact: wire }] }]);
});
afterEach(async () => {
  await matter.check();
  matter.close();
});

describe('the chronology as a grid', () => {
  it('stands in the order of the earliest possible moment, facts without a date last', async () => {
    expect(texts(await grid())).toEqual([
      'Visas were issued.',
      'Flights began.',
      'The wire was cut.',
      'Nobody knows when this was.',
    ]);
    expect(texts(await grid({ falling: true })).at(-1)).toBe('Nobody knows when this was.');
    expect(texts(await grid({ sort: 'fact' }))[0]).toBe('Flights began.');
    expect((await grid({ find: facts[1] })).foundAt).toBe(2);
    expect(texts(await grid({ offset: 1, limit: 1 }))).toEqual(['Flights began.']);
  });

  it('shows with each fact its passages, its elements and its date in words', async () => {
    const row = (await grid({ text: 'WIRE cut' })).rows[0];
    expect(row).toMatchObject({ words: '14 June 2033', origins: 2, isUnderElement: true });
    expect(row?.citations.map((one) => [one.title, one.bearing])).toEqual([
      ['Border log', 'supports'],
      ['Patrol report', 'supports'],
    ]);
    expect(row?.elements.map((one) => one.label)).toEqual(['The wire was cut']);
  });

  it('narrows by any value of a group and by all groups, and counts what each other value would show', async () => {
    const june = await grid({ tag: ['june'] });
    expect(june.total).toBe(2);
    expect(june.all).toBe(4);
    expect(count(june, 'place', 'Sidr')).toBe(1);
    // The counts of its own group say what would be shown instead.
    expect(count(june, 'tag', 'wire')).toBe(1);
    expect((await grid({ tag: ['june', 'wire'], place: ['Sidr'] })).total).toBe(1);
    expect((await grid({ tray: ['no-element'] })).total).toBe(3);
    expect((await grid({ tray: ['no-source'] })).total).toBe(2);
    expect((await grid({ origins: ['2+'] })).total).toBe(1);
    expect(count(await grid(), 'tray', 'single-origin')).toBe(1);
    // What is asked for is told even where nothing has it.
    expect((await grid({ tag: ['nothing'] })).facets['tag']).toContainEqual({ value: 'nothing', n: 0 });
  });

  it('keeps a fact if some reading of its date falls into the days asked for', async () => {
    expect(texts(await grid({ from: '2033-06-20', to: '2033-06-25' }))).toEqual([
      'Visas were issued.',
      'Flights began.',
    ]);
    expect(texts(await grid({ undated: true }))).toEqual(['Nobody knows when this was.']);
  });

  it('draws firm dates as columns and uncertain ones by their first and last day', async () => {
    const { histogram } = await grid({ from: '2033-06-20', to: '2033-06-25' });
    expect(histogram).toMatchObject({ unit: 'month', undated: 1 });
    // Of a month, June is certain; the day within it is not asked.
    expect(histogram.buckets.find((one) => one.first === '2033-06-01')).toMatchObject({ firm: 2, open: 1 });
    expect(histogram.spans).toEqual([{ first: '2033-05-26', last: '2033-11-27' }]);
  });

  it('follows every act: what is restated, withdrawn, merged, linked and struck is seen at once', async () => {
    const [flights = '', wire = '', visas = '', undated = ''] = facts;
    await grid();
    await matter.run('fact.restate', { fact: flights, when: '2032', ground: 'The log says so.' });
    expect(texts(await grid())[0]).toBe('Flights began.');
    await matter.run('fact.withdraw', { fact: undated, ground: 'It was another matter.' });
    expect((await grid()).total).toBe(3);
    expect(texts(await grid({ state: 'withdrawn' }))).toEqual(['Nobody knows when this was.']);
    await matter.run('fact.merge', { fact: visas, into: wire, ground: 'One event.' });
    const merged = await grid();
    expect(merged.total).toBe(2);
    expect(merged.rows.find((row) => row.id === wire)?.citations).toHaveLength(3);
    await matter.run('fact.part', { fact: visas, ground: 'They were two events.' });
    const parted = await grid();
    expect(parted.rows.map((row) => [row.id, row.citations.length])).toEqual(
      expect.arrayContaining([
        [wire, 2],
        [visas, 1],
      ]),
    );
    await matter.run('fact.merge', { fact: visas, into: wire, ground: 'One event after all.' });
    await matter.run('group.merge', { group: 'border-log', into: 'patrol-report', reason: 'One author.' });
    expect((await grid({ text: 'wire' })).rows[0]?.origins).toBe(2);
  });

  it('counts the same whether it followed the entries or reads all of them anew', async () => {
    await grid();
    const [flights = '', wire = ''] = facts;
    await matter.cite(flights, await matter.exhibit('Board of the airport'), { bearing: 'contradicts' });
    await matter.run('fact.tag', { fact: wire, tags: ['changed'] });
    const followed = await grid({ tray: ['contradicted'] });
    matter.ledger.look.kept.clear();
    expect(await grid({ tray: ['contradicted'] })).toEqual(followed);
  });
});

describe('lines of a table compared with the facts', () => {
  it('finds a fact by its id, and those that say the same already', async () => {
    const [flights = '', wire = ''] = facts;
    const { lines } = await matter.ask<{
      lines: readonly { fact: { id: string } | null; twins: readonly string[] }[];
    }>('fact.compare', {
      lines: [
        { id: flights, statement: 'Flights began.' },
        { statement: ' the WIRE  was cut' },
        { id: 'fact_UNKNOWN' },
        { statement: 'Something new.' },
      ],
    });
    expect(lines.map((line) => line.fact?.id ?? null)).toEqual([flights, null, null, null]);
    expect(lines.map((line) => line.twins)).toEqual([[], [wire], [], []]);
  });
});
