import type { FactShown } from 'probata/contract';
import { describe, expect, it } from 'vitest';
import { pairsOf, tallOf } from '../../src/rooms/record/exchanges/pairs-of.ts';
import { brushed, lanesOf, shareOf, ticksOf } from '../../src/rooms/record/facts/columns-of.ts';
import { dateIn, guessFields, linesOf, planOf } from '../../src/rooms/record/facts/import-plan.ts';
import { readTable, writeTable } from '../../src/rooms/record/facts/table-text.ts';
import { filterOf, valuesIn, valuesText, viewIn } from '../../src/rooms/record/facts/view-of.ts';

describe('a pasted table', () => {
  it('is read with tabs, commas or semicolons, with quotes, breaks and a mark of its coding', () => {
    expect(readTable('When\tFact\n2033\tOne, and two\n')).toEqual([
      ['When', 'Fact'],
      ['2033', 'One, and two'],
    ]);
    expect(readTable('\ufeffa;b\r\n"x;y";"say ""no""\nnow"\r\n\r\n')).toEqual([
      ['a', 'b'],
      ['x;y', 'say "no"\nnow'],
    ]);
  });

  it('comes back as it was written, and nothing in it becomes a formula', () => {
    const rows = [
      ['Id', 'Fact'],
      ['1', '=cmd() and, "quoted"\nlines'],
    ];
    const text = writeTable(rows);
    expect(text).toContain("'=cmd()");
    expect(readTable(text)[1]?.[1]).toBe('\'=cmd() and, "quoted"\nlines');
    expect(linesOf(readTable(text).slice(1), ['', 'statement'])[0]?.statement).toBe(
      '=cmd() and, "quoted"\nlines',
    );
  });

  it('has its columns guessed by their heads, none twice', () => {
    expect(guessFields(['Id', 'Date', 'Event', 'Description', 'Place', 'Tags', 'Colour'])).toEqual([
      'id',
      'when',
      'statement',
      '',
      'where',
      'tags',
      '',
    ]);
  });
});

describe('a date of a spreadsheet', () => {
  it('is taken where it cannot be mistaken', () => {
    for (const [said, edtf] of [
      ['2033-06-14', '2033-06-14'],
      ['2033-06~', '2033-06~'],
      ['26/05/2033', '2033-05-26'],
      ['5.26.2033', '2033-05-26'],
      ['4/4/2033', '2033-04-04'],
      ['26 May 2033', '2033-05-26'],
      ['May 26, 2033', '2033-05-26'],
      ['Sept 2033', '2033-09'],
      ['2033', '2033'],
    ])
      expect(dateIn(said ?? '')).toEqual({ edtf });
  });

  it('is asked about where it may be two days, or none', () => {
    expect(dateIn('03/04/2033')).toHaveProperty('fault');
    expect(dateIn('31/02/2033')).toHaveProperty('fault');
    expect(dateIn('last summer')).toHaveProperty('fault');
  });
});

const fact = (more: object): FactShown =>
  ({
    id: 'fact_1',
    statement: { authoritative: 'en', versions: { en: 'One.' } },
    when: { edtf: '2033' },
    where: null,
    tags: [],
    withdrawn: null,
    ...more,
  }) as unknown as FactShown;

describe('the plan of an import', () => {
  const none = { fact: null, twins: [] };
  it('updates by id only what differs', () => {
    const [same, changed] = planOf(
      [
        { id: 'fact_1', statement: 'One.' },
        { id: 'fact_1', statement: 'One.', when: '2034', tags: ['a'] },
      ],
      [
        { fact: fact({}), twins: [] },
        { fact: fact({}), twins: [] },
      ],
    );
    expect(same?.sort).toBe('same');
    expect(changed).toMatchObject({
      sort: 'changed',
      changes: [
        { field: 'when', before: '2033', after: '2034' },
        { field: 'tags', before: '', after: 'a' },
      ],
    });
  });

  it('never takes a twin by itself, neither of the record nor of the table', () => {
    const plan = planOf(
      [{ statement: 'One.' }, { statement: 'Two.' }, { statement: 'two' }],
      [{ fact: null, twins: ['fact_1'] }, none, none],
    );
    expect(plan.map((one) => one.sort)).toEqual(['twin', 'new', 'fault']);
  });

  it('says why a row cannot be taken', () => {
    expect(planOf([{ id: 'fact_9' }], [none])[0]).toMatchObject({ sort: 'fault' });
    expect(
      planOf([{ id: 'fact_1' }], [{ fact: fact({ withdrawn: { ground: 'x' } }), twins: [] }])[0],
    ).toMatchObject({
      sort: 'fault',
    });
    expect(linesOf([['', '2033']], ['statement', 'when'])[0]?.fault).toBe(
      'There is no sentence in this row.',
    );
    // A sealed statement as an export writes it changes nothing.
    expect(linesOf([['fact_1', '[sealed]']], ['id', 'statement'])[0]).toEqual({ id: 'fact_1' });
  });
});

describe('dates as columns and bars', () => {
  const buckets = [1, 2, 3, 4].map((month) => ({
    first: `2033-0${month}-01`,
    last: ['', '2033-01-31', '2033-02-28', '2033-03-31', '2033-04-30'][month] ?? '',
    firm: 1,
    open: 0,
  }));
  it('a brush covers whole columns, whichever way it is drawn', () => {
    expect(brushed(buckets, 0.3, 0.6)).toEqual({ from: '2033-02-01', to: '2033-03-31' });
    expect(brushed(buckets, 0.6, 0.3)).toEqual({ from: '2033-02-01', to: '2033-03-31' });
    expect(brushed([], 0, 1)).toBeUndefined();
  });
  it('a day stands within its column', () => {
    expect(shareOf(buckets, '2033-02-01')).toBeCloseTo(0.25, 9);
    expect(shareOf(buckets, '2033-04-30', true)).toBe(1);
    expect(shareOf(buckets, '2020-01-01')).toBe(0);
    expect(shareOf(buckets, '2040-01-01')).toBe(1);
  });
  it('uncertain dates that overlap lie on lanes of their own', () => {
    const lanes = lanesOf(
      buckets,
      [
        { first: '2033-01-01', last: '2033-02-28' },
        { first: '2033-02-01', last: '2033-03-31' },
        { first: '2033-03-01', last: '2033-04-30' },
      ],
      6,
    );
    expect(lanes.map((one) => one.lane)).toEqual([0, 1, 0]);
  });
  it('labels are never crowded', () => {
    const days = Array.from({ length: 60 }, (_, i) => {
      const day = new Date(Date.UTC(2033, 0, 1 + i)).toISOString().slice(0, 10);
      return { first: day, last: day, firm: 0, open: 0 };
    });
    expect(ticksOf(days, 'day', 6).length).toBeLessThanOrEqual(6);
    expect(ticksOf(buckets, 'month', 12).map((one) => one.words)).toEqual(['2033', 'Feb', 'Mar', 'Apr']);
  });
});

describe('a view in the address', () => {
  it('is read as it was written, bars and per cent signs too', () => {
    const values = ['a|b', '50%', 'plain'];
    expect(valuesIn(valuesText(values))).toEqual(values);
    expect(valuesText([])).toBeUndefined();
  });
  it('leaves out what it does not know', () => {
    expect(filterOf({ tray: 'no-source', from: 'yesterday', origins: '7|1', sort: 'colour' })).toMatchObject({
      tray: ['no-source'],
      origins: ['1'],
      sort: 'time',
    });
    expect(filterOf({ from: 'yesterday' })).not.toHaveProperty('from');
    expect(viewIn({ tag: 'a', row: 'fact_1', exhibit: 'exh_1' })).toEqual({ tag: 'a' });
  });
});

describe('a staircase', () => {
  it('is between the two who exchanged most; who spoke first stands left', () => {
    const pairs = pairsOf([
      { from: 'act_a' as never, to: ['act_b' as never] },
      { from: 'act_b' as never, to: ['act_a' as never, 'act_c' as never] },
    ]);
    expect(pairs[0]).toEqual({ actors: ['act_a', 'act_b'], n: 2 });
  });
  it('draws a longer silence taller, and none endlessly', () => {
    expect(tallOf({ atLeast: 100, atMost: 100 })).toBeGreaterThan(tallOf({ atLeast: 10, atMost: 10 }));
    expect(tallOf({ atLeast: 100_000, atMost: null })).toBeLessThanOrEqual(120);
  });
});
