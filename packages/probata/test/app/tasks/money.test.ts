// Money read out of real files: lines with a passage on each cell, published tables, the other side's arithmetic, and shares from estimates.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Matter } from '../../../src/app/matter.ts';
import { createMatter } from '../../../src/compose.ts';

const folder = mkdtempSync(join(tmpdir(), 'probata-money-'));
const QUIET = { progress: () => undefined, signal: new AbortController().signal };
let matter: Matter;
let exhibits: Record<string, string> = {};
let head = '';
const task = async <T>(name: string, input: object): Promise<T> =>
  (await matter.task(name, input, QUIET)) as T;
const run = async (name: string, input: object): Promise<string> =>
  (await matter.run(name, input)).entries[0]?.subject ?? '';
const ask = async <T>(name: string, input: object = {}): Promise<T> => (await matter.ask(name, input)) as T;
const codeOf = async (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'nothing refused',
    (thrown: { code?: string }) => thrown.code ?? 'no code',
  );

interface Sum {
  readonly amount: string;
}
interface Total {
  readonly claim: {
    readonly itemised: { readonly sum: Sum | null };
    readonly byCost: { readonly extraordinary: Sum };
    readonly deficiencies: readonly { readonly code: string; readonly subject: string }[];
  };
}

const OVERTIME = `Month,Sector,Hours,Rate,Pay
2033-07,North,100,27.60,2760.00
2033-07,South,50,27.60,1380.00
2033-08,North,200,27.60,5520.00
Sum,,350,,9660.00
`;
// Three faults: the total is a hundred too high; 15 % of 1,000.10 is cut off (150.01|5); one product is wrong.
const THEIRS = `Item,Base,Deduction,Hours,Price,Pay
A,"1,000.10",150.01,10,2.50,25.00
B,"2,000.00",300.00,4,2.50,11.00
Total,"3,100.10",450.01,14,,36.00
`;
const MONTHS = Array.from({ length: 36 }, (_, i) => {
  const month = `${2031 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`;
  const driver = 10 + ((i * 5) % 13);
  return [month, driver, 20 + 3 * driver + ((i * 11) % 5)] as const;
});

beforeAll(async () => {
  matter = await createMatter(
    join(folder, 'matter'),
    { title: 'Aurelia v. Borovia', person: 'A. Counsel', notice: 'Invented.' },
    { places: { config: join(folder, 'config'), state: join(folder, 'state') } },
  );
  const papers = join(folder, 'papers');
  mkdirSync(papers);
  writeFileSync(join(papers, 'overtime.csv'), OVERTIME);
  writeFileSync(join(papers, 'theirs.csv'), THEIRS);
  writeFileSync(join(papers, 'rates.csv'), 'Date,USD,PLN\n2033-07-29,1.1000,4.4000\n2033-07-31,N/A,4.5000\n');
  writeFileSync(join(papers, 'bank.csv'), 'From,Per cent\n2033-01-01,3.00\n2033-07-01,4.00\n');
  writeFileSync(join(papers, 'prices.csv'), 'Year,Inflation\n2033,5\n2034,10\n');
  const csv = (column: 1 | 2): string =>
    `Month,N\n${MONTHS.map((row) => `${row[0]},${row[column]}`).join('\n')}\n`;
  writeFileSync(join(papers, 'flights.csv'), csv(1));
  writeFileSync(join(papers, 'crossings.csv'), csv(2));
  ({ exhibits } = await task<{ exhibits: Record<string, string> }>('intake.add', { paths: [papers] }));
  await task('reading.run', {});
  await run('claim.frame', { currency: 'EUR' });
  head = await run('head.open', { title: 'Overtime' });
}, 120_000);
afterAll(async () => {
  await matter.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('lines read out of a table', () => {
  it('each stand on the cell of their sum, and add up to the total that the table prints', async () => {
    const read = await task<{ lines: readonly string[]; sum: string }>('line.read', {
      exhibit: exhibits['overtime.csv'],
      head,
      lastRow: 4,
      titleColumns: [1, 2],
      amountColumn: 5,
      dateColumn: 1,
      subHeadColumn: 2,
      prefix: 'Overtime',
      currency: 'EUR',
      cost: 'extraordinary',
    });
    expect([read.lines.length, read.sum]).toEqual([3, '9660.00']);
    const { claim } = await ask<Total>('claim.total');
    expect(claim.itemised.sum?.amount).toBe('9660.00');
    expect(claim.byCost.extraordinary.amount).toBe('9660.00');
    const { sources } = await ask<{
      sources: readonly { quote: string; pin: string; place: { cells?: readonly object[] } }[];
    }>('claim.trace', { head });
    expect(sources.map((one) => one.quote)).toEqual(['2760.00', '1380.00', '5520.00']);
    expect(sources[0]?.place.cells).toEqual([expect.objectContaining({ row: 2, col: 5 })]);
    expect(sources[0]?.pin).toContain('row 2');
    expect((await ask<{ outsideGlobal: number }>('claim.unsourced')).outsideGlobal).toBe(0);
  });

  it('are refused where a cell is no sum, naming it', async () => {
    const input = { exhibit: exhibits['overtime.csv'], head, currency: 'EUR' };
    expect(await codeOf(task('line.read', { ...input, amountColumn: 2 }))).toBe('QUANTUM_CELL_NUMBER');
    expect(await codeOf(task('line.read', { ...input, amountColumn: 5, dateColumn: 2 }))).toBe(
      'QUANTUM_CELL_DATE',
    );
    expect(await codeOf(task('line.read', { ...input, amountColumn: 9 }))).toBe('QUANTUM_RANGE_EMPTY');
  });
});

describe('tables with dates of another calendar', () => {
  it('are refused with the calendar that is likely, and read once it is said: lines and rates of exchange', async () => {
    const papers = join(folder, 'persian');
    mkdirSync(papers);
    writeFileSync(join(papers, 'shifts.csv'), 'روز,مبلغ\n1400-05-12,۱۰۰\n1400-05-13,۲۰۰\n');
    writeFileSync(join(papers, 'fx.csv'), 'Date,USD\n1400-05-12,1.1856\n1400-05-13,1.1863\n');
    const { exhibits: added } = await task<{ exhibits: Record<string, string> }>('intake.add', {
      paths: [papers],
    });
    await task('reading.run', {});
    const of = (name: string) => Object.entries(added).find(([path]) => path.endsWith(name))?.[1];
    const lines = { exhibit: of('shifts.csv'), head, currency: 'EUR', amountColumn: 2, dateColumn: 1 };
    const reserved = { ...lines, status: 'reserved' };
    expect(await codeOf(task('line.read', reserved))).toBe('FLOWS_CALENDAR_UNSAID');
    expect(await task('line.read', { ...reserved, calendar: 'persian' })).toMatchObject({ sum: '300' });
    const { heads } = await ask<{
      heads: readonly { items: readonly { incurred: string | null }[] }[];
    }>('head.list');
    expect(heads.flatMap((one) => one.items.map((line) => line.incurred))).toEqual(
      expect.arrayContaining(['2021-08-03', '2021-08-04']),
    );
    const rates = { exhibit: of('fx.csv'), what: 'exchange', source: 'Bank of Borovia' };
    expect(await codeOf(task('rates.read', rates))).toBe('FLOWS_CALENDAR_UNSAID');
    expect(await task('rates.read', { ...rates, calendar: 'persian' })).toMatchObject({ figures: 2 });
  });
});

describe('published tables read out of exhibits', () => {
  it('convert, index and bear interest, and fall with their exhibit', async () => {
    await task('rates.read', { exhibit: exhibits['rates.csv'], what: 'exchange', source: 'ECB' });
    await task('rates.read', {
      exhibit: exhibits['bank.csv'],
      what: 'reference-rate',
      series: 'Bank rate',
      source: 'Central bank',
    });
    await task('rates.read', {
      exhibit: exhibits['prices.csv'],
      what: 'inflation',
      series: 'Prices',
      source: 'Office',
    });
    await run('claim.frame', {
      currency: 'EUR',
      fx: { source: 'ECB', fallback: 'earlier', maxStaleDays: 3, beyond: 'refuse', mode: 'half-up' },
    });
    const rule = await run('interest.rule', {
      rule: {
        ground: 'The Court’s practice.',
        rate: { kind: 'reference', series: 'Bank rate', margin: '0.01' },
        rateIs: 'nominal',
        compounding: { kind: 'simple' },
        dayCount: 'act-365f',
        firstDay: 'out',
        lastDay: 'in',
        from: '2033-06-21',
        to: '2033-07-11',
        rounding: { point: 'line', mode: 'half-up', fractionPlaces: null, yearFirst: false },
      },
    });
    const index = await run('indexation.rule', {
      series: 'Prices',
      from: '2033',
      to: '2034',
      ground: 'Now.',
    });
    const own = await run('head.open', { title: 'Abroad', interest: rule });
    const line = (title: string, more: object) =>
      run('line.enter', {
        head: own,
        title,
        amount: { amount: '110.00', currency: 'USD' },
        incurred: '2033-07-31',
        passages: [],
        ...more,
      });
    // 110 / 1.10 = 100.00; 10 days at 4 % and 10 at 5 %: 100 × 0.9 × 10 / 365 / … = 0.2465… → 0.25.
    await line('Bears interest', { bearsInterest: true });
    // 100.00 × 1.10 = 110.00.
    await line('Indexed', { indexation: index });
    const { heads } = await ask<{ heads: readonly { id: string; total: { sum: Sum }; interest: Sum }[] }>(
      'head.list',
    );
    const shown = heads.find((one) => one.id === own);
    expect([shown?.total.sum.amount, shown?.interest.amount]).toEqual(['210.25', '0.25']);
    const struck = await ask<{ heads: readonly { id: string; after: { sum: Sum | null } }[] }>(
      'claim.struck',
      {
        exhibits: [exhibits['prices.csv']],
      },
    );
    expect(struck.heads.find((one) => one.id === own)?.after.sum?.amount).toBe('100.25');
    await run('item.withdraw', { item: own, ground: 'Only tried.' });
  });
});

describe('the other side’s table', () => {
  it('is read, and each figure that does not hold is named with its cell and its reason', async () => {
    const checked = await task<{
      findings: readonly { where: string; row: number; col: number; verdict: string; difference: string }[];
      checked: number;
      sentence: string;
    }>('arithmetic.check', {
      exhibit: exhibits['theirs.csv'],
      columns: [2, 3, 6],
      percentages: [{ base: 2, rate: '15 %', result: 3 }],
      products: [{ factors: [4, 5], result: 6 }],
      // Hours are counted, not rounded: without this a “4” might be 4.4.
      counts: true,
    });
    expect(checked.findings.map((one) => [one.where, one.row, one.col, one.verdict, one.difference])).toEqual(
      [
        ['Total, Base', 4, 2, 'does-not-foot', '100'],
        ['A, Deduction', 2, 3, 'other-rounding', '-0.01'],
        ['B, Pay', 3, 6, 'does-not-foot', '1'],
        ['Total, Deduction', 4, 3, 'does-not-foot', '-15.01'],
      ],
    );
    expect(checked.sentence).toBe('4 of 8 figures checked do not hold; 1 is explained by another rounding.');
  });

  it('holds where it holds, by the columns it has', async () => {
    const checked = await task<{ sentence: string }>('arithmetic.check', {
      exhibit: exhibits['overtime.csv'],
      columns: [3, 5],
      products: [{ factors: [3, 4], result: 5 }],
    });
    expect(checked.sentence).toBe('All 5 figures checked hold.');
    expect(await codeOf(task('arithmetic.check', { exhibit: exhibits['bank.csv'], columns: [2] }))).toBe(
      'QUANTUM_TABLE_NOTHING',
    );
  });
});

describe('a causal share from an estimate', () => {
  it('is the adopted estimate’s own figure, goes stale with it, and falls with its exhibits', async () => {
    const read = async (name: string, unit: string): Promise<string> =>
      (
        await task<{ series: string }>('series.read', {
          exhibit: exhibits[name],
          measure: name,
          unit,
          definition: 'Counted.',
        })
      ).series;
    const series = [await read('flights.csv', 'flights'), await read('crossings.csv', 'persons')];
    const { runs } = await task<{ runs: readonly { estimate: string }[] }>('estimate.run', {
      method: 'distributed-lags',
      series,
      params: { maxLag: 1, draws: 400 },
    });
    const estimate = runs[0]?.estimate ?? '';
    const line = {
      head,
      title: 'Reception',
      amount: { amount: '1000.00', currency: 'EUR' },
      share: {
        estimate,
        reading: 'figures.attributableFraction',
        ground: 'Persons that the flights brought.',
      },
      passages: [],
    };
    expect(await codeOf(run('line.enter', line))).toBe('QUANTUM_ESTIMATE_NOT_ADOPTED');
    await run('estimate.adopt', { estimate, ground: 'Registered beforehand.' });
    expect(
      await codeOf(run('line.enter', { ...line, share: { estimate, ground: 'The count itself.' } })),
    ).toBe('QUANTUM_SHARE_BEYOND');
    const id = await run('line.enter', line);
    const shown = await ask<{ estimate: { figures: { attributableFraction: string } } }>('estimate.show', {
      estimate,
    });
    const fraction = Number(shown.estimate.figures.attributableFraction);
    const { heads } = await ask<{
      heads: readonly { items: readonly { id: string; amount: Sum | null }[] }[];
    }>('head.list');
    const amount = heads.flatMap((one) => one.items).find((one) => one.id === id)?.amount?.amount;
    expect(Number(amount)).toBeCloseTo(1000 * fraction, 1);
    const struck = await ask<{
      lines: readonly { id: string; fate: string }[];
      estimatesFallen: readonly { id: string }[];
    }>('claim.struck', { exhibits: [exhibits['flights.csv']] });
    expect(struck.lines).toContainEqual(expect.objectContaining({ id, fate: 'share-fallen' }));
    expect(struck.estimatesFallen.map((one) => one.id)).toEqual([estimate]);
    const codes = async () =>
      (await ask<Total>('claim.total')).claim.deficiencies
        .filter((one) => one.subject === id)
        .map((one) => one.code);
    expect(await codes()).not.toContain('QUANTUM_ESTIMATE_STALE');
    await run('series.switch', { series: series[1], on: '2032-05-01', reason: 'Counted otherwise.' });
    expect(await codes()).toContain('QUANTUM_ESTIMATE_STALE');
    await run('line.withdraw', { line: id, ground: 'Only tried.' });
  });
});
