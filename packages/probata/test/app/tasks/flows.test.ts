// A series read out of real files of five kinds, estimates worked out on it, checked, adopted, and shown with all other runs.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as xlsx from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Matter } from '../../../src/app/matter.ts';
import { createMatter } from '../../../src/compose.ts';
import { Generator } from '../../../src/rooms/flows/index.ts';
import { pdfOf } from '../../adapters/extract/made.ts';

const folder = mkdtempSync(join(tmpdir(), 'probata-flows-'));
const watch = { progress: () => {}, signal: new AbortController().signal };
let matter: Matter;
let exhibits: Readonly<Record<string, string>> = {};

// Four quiet years by month, and one in which four hundred more are counted each month from July on.
const random = new Generator(20_310_701);
const MONTHS = Array.from(
  { length: 60 },
  (_, i) => `${2027 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
);
const counted = MONTHS.map((at) => Math.round(200 + 12 * random.normal() + (at >= '2031-07' ? 400 : 0)));
const neighbour = MONTHS.map(() => Math.round(150 + 9 * random.normal()));
// One month of the first column has no figure: what stands to its right must not slip to the left.
const GAP = 10;
const rows: (string | number)[][] = [
  ['month', 'crossings', 'neighbour'],
  ...MONTHS.map((at, i) => [at, i === GAP ? '' : (counted[i] ?? 0), neighbour[i] ?? 0]),
];

function files(): void {
  const write = (name: string, bytes: Uint8Array | string): void => writeFileSync(join(folder, name), bytes);
  write('flow.csv', rows.map((row) => row.join(',')).join('\n'));
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet([['Border service']]), 'cover');
  xlsx.utils.book_append_sheet(
    book,
    xlsx.utils.aoa_to_sheet(rows.map((row) => row.map((v) => (v === '' ? null : v)))),
    'months',
  );
  write('flow.xlsx', xlsx.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  write('flow.ods', xlsx.write(book, { type: 'buffer', bookType: 'ods' }) as Buffer);
  const html = rows.map((row) => `<tr>${row.map((v) => `<td>${v}</td>`).join('')}</tr>`).join('');
  write(
    'flow.html',
    `<!doctype html><title>Flow</title><p>Counted by the border service.</p><table>${html}</table>`,
  );
  const line = ([at, a, b]: readonly (string | number)[], y: number): string =>
    [
      [at, 60],
      [a, 200],
      [b, 320],
    ]
      .map(([text, x]) => (text === '' ? '' : `BT /F1 9 Tf ${x} ${y} Td (${text}) Tj ET`))
      .join('\n');
  write(
    'flow.pdf',
    pdfOf([
      `BT /F1 12 Tf 60 800 Td (Crossings counted by the border service, by month) Tj ET\n${rows.map((row, i) => line(row, 780 - 12 * i)).join('\n')}`,
    ]),
  );
}

const task = <T>(name: string, input: object): Promise<T> => matter.task(name, input, watch) as Promise<T>;
const ask = <T>(name: string, input: object): Promise<T> => matter.ask(name, input) as Promise<T>;
const base = { measure: 'Crossings', unit: 'persons', definition: 'Persons counted after crossing.' };
interface Read {
  readonly series: string;
  readonly points: number;
  readonly skipped: number;
}
interface Shown {
  readonly points: readonly { readonly at: string; readonly value: string; readonly passage: string }[];
}

beforeAll(async () => {
  files();
  matter = await createMatter(
    join(folder, 'matter'),
    { title: 'Aurelia v. Borovia', person: 'A. Counsel', notice: 'An invented case, for a test.' },
    { places: { config: join(folder, 'config'), state: join(folder, 'state') } },
  );
  const names = ['flow.csv', 'flow.xlsx', 'flow.ods', 'flow.html', 'flow.pdf'];
  const added = await task<{ exhibits: Record<string, string> }>('intake.add', {
    paths: names.map((name) => join(folder, name)),
  });
  exhibits = Object.fromEntries(
    Object.entries(added.exhibits).map(([path, id]) => [path.split('/').at(-1) ?? '', id]),
  );
  await task('reading.run', {});
}, 120_000);
afterAll(async () => {
  await matter.close();
  rmSync(folder, { recursive: true, force: true });
});

const RANGES: Readonly<Record<string, object>> = {
  'flow.csv': {},
  'flow.xlsx': { sheet: 'months' },
  'flow.ods': { sheet: 'months' },
  'flow.html': { firstRow: 4 },
  'flow.pdf': { firstRow: 3 },
};

describe('a series out of a table', () => {
  for (const [name, range] of Object.entries(RANGES))
    it(`${name}: each figure is the one of its column, and leads to its own words`, async () => {
      for (const [column, values] of [
        [2, counted],
        [3, neighbour],
      ] as const) {
        const read = await task<Read>('series.read', {
          ...base,
          ...range,
          exhibit: exhibits[name],
          valueColumn: column,
        });
        const { points } = await ask<Shown>('series.show', { series: read.series });
        const wanted = MONTHS.map((at, i) => [at, String(values[i])] as const).filter(
          (_, i) => column === 3 || i !== GAP,
        );
        expect(points.map((one) => [one.at, one.value])).toEqual(wanted);
        const { passage } = await ask<{ passage: { quote: string; exhibit: string } }>('passage.show', {
          passage: points[7]?.passage,
        });
        expect(passage.exhibit).toBe(exhibits[name]);
        expect(passage.quote).toBe(points[7]?.value);
      }
    }, 60_000);
});

describe('a table by Persian months', () => {
  it('goes through the methods, a month that nobody counted drawn between; beside Gregorian months it says why not', async () => {
    const papers = join(folder, 'months');
    mkdirSync(papers);
    const lines = Array.from({ length: 48 }, (_, i) => [
      `${1397 + Math.floor(i / 12)}/${String((i % 12) + 1).padStart(2, '0')}`,
      counted[i] ?? 0,
    ]).filter((_, i) => i !== GAP);
    writeFileSync(join(papers, 'months.csv'), `ماه,شمار\n${lines.map((one) => one.join(',')).join('\n')}\n`);
    const { exhibits: added } = await task<{ exhibits: Record<string, string> }>('intake.add', {
      paths: [papers],
    });
    await task('reading.run', {});
    const exhibit = added['months.csv'] ?? Object.values(added)[0];
    const { series } = await task<Read>('series.read', { ...base, exhibit, calendar: 'persian' });
    const { runs } = await task<Ran>('estimate.run', {
      method: 'interrupted',
      series: [series],
      params: { date: '2021-07-23', season: false },
    });
    const { estimate } = await ask<Full>('estimate.show', { estimate: runs[0]?.estimate });
    // Bahman 1397.
    expect(estimate.figures['missing']).toMatchObject({ at: ['2019-01-21/2019-02-19'] });
    const other = (
      await task<Read>('series.read', { ...base, exhibit: exhibits['flow.csv'], valueColumn: 3 })
    ).series;
    await expect(
      task('estimate.run', { method: 'granger', series: [series, other], params: {} }),
    ).rejects.toThrow(/months of different calendars, which overlap: read them from daily tables/);
  }, 60_000);
});

describe('a table with Persian dates', () => {
  const DAYS = ['1400/05/30', '1400/05/31', '1400/06/01'];
  let exhibit = '';

  beforeAll(async () => {
    const papers = join(folder, 'persian');
    mkdirSync(papers);
    writeFileSync(
      join(papers, 'days.csv'),
      `روز,شمار\n${DAYS.map((day, i) => `${day},${['۱۲', '۱۵', '۹'][i]}`).join('\n')}\n`,
    );
    const { exhibits: added } = await task<{ exhibits: Record<string, string> }>('intake.add', {
      paths: [papers],
    });
    exhibit = added['days.csv'] ?? Object.values(added)[0] ?? '';
    await task('reading.run', {});
  }, 60_000);

  it('is proposed to be so, and read only once a person says it', async () => {
    const { calendars } = await task<{ calendars: readonly object[] }>('table.show', { exhibit });
    expect(calendars).toEqual([
      { column: 1, proposed: 'persian', why: 'its years are 1400, which are 2021 to 2022' },
    ]);
    await expect(task('series.read', { ...base, exhibit, step: 'day' })).rejects.toThrow(
      /probably written in the Persian/,
    );
  });

  it('gives a daily series in full, with the day as written beside the day that it is', async () => {
    const read = await task<Read>('series.read', { ...base, exhibit, step: 'day', calendar: 'persian' });
    const { points } = await ask<{ points: readonly object[] }>('series.show', { series: read.series });
    expect(points).toMatchObject(
      ['2021-08-21', '2021-08-22', '2021-08-23'].map((at, i) => ({
        at,
        value: ['12', '15', '9'][i],
        written: { text: DAYS[i], calendar: 'persian' },
        cell: { row: i + 2, col: 2 },
      })),
    );
    const { statements } = await task<{ statements: readonly string[] }>('statement.read', {
      exhibit,
      series: read.series,
      calendar: 'persian',
      lastRow: 2,
      source: 'Border service',
    });
    expect(statements).toHaveLength(1);
    const dated = await ask<{ statements: readonly object[] }>('series.envelope', { series: read.series });
    expect(dated.statements[0]).toMatchObject({
      over: '2021-08-21',
      value: '12',
      asWritten: '۱۲ (1400/05/30)',
    });
  });
});

interface Ran {
  readonly runs: readonly {
    readonly estimate: string;
    readonly isNew: boolean;
    readonly effect: { readonly point: string; readonly low: string; readonly high: string } | null;
    readonly answered: number;
    readonly failed: number;
    readonly open: number;
  }[];
}
interface Full {
  readonly estimate: {
    readonly key: string;
    readonly params: Readonly<Record<string, unknown>>;
    readonly figures: Readonly<Record<string, unknown>>;
    readonly challenge: readonly { readonly attack: string; readonly status: string }[];
    readonly diagnostics: readonly unknown[];
    readonly standing: string;
    readonly stale: readonly string[];
    readonly agreement: string | null;
    readonly registration: { readonly choice: string; readonly seenBefore: number } | null;
  };
}

describe('an estimate', () => {
  let series = '';
  let other = '';
  let choice = '';
  let pleaded = '';

  beforeAll(async () => {
    const read = (column: number, measure: string) =>
      task<Read>('series.read', {
        ...base,
        measure,
        exhibit: exhibits['flow.xlsx'],
        sheet: 'months',
        valueColumn: column,
      });
    series = (await read(2, 'Crossings')).series;
    other = (await read(3, 'Crossings next door')).series;
    const receipt = await matter.run('choice.register', {
      question: 'Did crossings rise in July 2031?',
      method: 'interrupted',
      series: [series],
      params: { date: '2031-07' },
      reason: 'The date of the announcement.',
    });
    choice = receipt.entries[0]?.subject ?? '';
  });

  it('a registered choice is carried out as it stands, with variants beside it; the months that nobody counted are drawn', async () => {
    const { runs } = await task<Ran>('estimate.run', {
      choice,
      vary: [{ trend: true }, { errors: 'newey-west' }],
    });
    expect(runs).toHaveLength(3);
    pleaded = runs[0]?.estimate ?? '';
    // Four hundred more in each of six months.
    const effect = runs[0]?.effect;
    expect(Number(effect?.low)).toBeLessThan(2400);
    expect(Number(effect?.high)).toBeGreaterThan(2400);
    expect(Number(effect?.low)).toBeGreaterThan(2000);
    const { estimate } = await ask<Full>('estimate.show', { estimate: pleaded });
    expect(estimate.registration).toMatchObject({ choice, seenBefore: 0 });
    expect(estimate.figures['missing']).toMatchObject({ at: [MONTHS[GAP]], imputations: 20 });
    expect(estimate.challenge.some((one) => /made up/.test(one.attack))).toBe(true);
  });

  it('the same run again is the same estimate, and a recorded one is worked out again to the byte', async () => {
    const again = await task<Ran>('estimate.run', { choice });
    expect(again.runs[0]).toMatchObject({ estimate: pleaded, isNew: false });
    expect(await task('estimate.check', { estimate: pleaded })).toMatchObject({ same: true, differs: [] });
  });

  it('every method runs on series of this kind, with diagnostics and a sheet that says what failed', async () => {
    const whole = { from: '2028-01' };
    const runs: readonly (readonly [string, readonly string[], object])[] = [
      ['before-after', [series], { date: '2031-07' }],
      ['change-points', [series], {}],
      ['cross-correlation', [other, series], {}],
      ['distributed-lags', [other, series], { maxLag: 3, draws: 400, reference: 150 }],
      ['granger', [other, series], { maxOrder: 3 }],
      ['matched-pairs', [series, other], { date: '2031-07' }],
      ['monte-carlo', [series, other], { draws: 5000 }],
      ['structural', [series, other], { date: '2031-07', draws: 400, season: true }],
    ];
    for (const [method, used, params] of runs) {
      const { runs: ran } = await task<Ran>('estimate.run', { method, series: used, params, ...whole });
      const one = ran[0];
      if (one === undefined) throw new Error(`${method} gave nothing`);
      expect([method, one.answered + one.failed + one.open >= 4]).toEqual([method, true]);
      const { estimate } = await ask<Full>('estimate.show', { estimate: one.estimate });
      expect([method, estimate.diagnostics.length > 0, estimate.stale]).toEqual([method, true, []]);
      expect(await task('estimate.check', { estimate: one.estimate })).toMatchObject({ same: true });
    }
  }, 60_000);

  it('families are set side by side, and the curve marks the pleaded run', async () => {
    await matter.run('estimate.adopt', { estimate: pleaded, ground: 'Registered beforehand.' });
    const compared = await ask<{
      agree: boolean;
      overlap: boolean;
      sentence: string;
      families: readonly { family: string; estimate: string }[];
    }>('estimate.compare', { series });
    expect(compared.families.map((one) => one.family)).toEqual(
      expect.arrayContaining(['regression in time', 'change of level', 'state space']),
    );
    expect(compared.families.find((one) => one.family === 'regression in time')?.estimate).toBe(pleaded);
    expect(compared.sentence).toMatch(/families of methods/);
    expect(compared.agree).toBe(!compared.sentence.includes('do not agree'));
    const curve = await ask<{
      runs: readonly { estimate: string; pleaded: boolean; differs: object; scale: string }[];
      sentence: string;
    }>('estimate.curve', { choice });
    expect(curve.runs.filter((one) => one.pleaded).map((one) => one.estimate)).toEqual([pleaded]);
    expect(curve.runs.map((one) => one.differs)).toEqual(
      expect.arrayContaining([{}, { trend: true }, { errors: 'newey-west' }]),
    );
    expect(curve.sentence).toMatch(/1 is pleaded/);
  });

  it('a revised series makes it stale, and it says why; the old version can still be worked out again', async () => {
    await task('series.read', {
      ...base,
      measure: 'Crossings',
      series,
      exhibit: exhibits['flow.csv'],
      lastRow: 59,
      vintage: '2033-01',
    });
    const { estimate } = await ask<Full>('estimate.show', { estimate: pleaded });
    expect(estimate.stale.join()).toMatch(/revised/);
    expect(await task('estimate.check', { estimate: pleaded })).toMatchObject({ same: true });
  });
});

describe('what is refused', () => {
  it('a method without series, a changed choice, a gap, and a date outside say what to do', async () => {
    const code = async (input: object): Promise<string> => {
      try {
        await task('estimate.run', input);
        return 'none';
      } catch (thrown) {
        return (thrown as { code?: string }).code ?? 'none';
      }
    };
    const { series } = await task<Read>('series.read', { ...base, exhibit: exhibits['flow.csv'] });
    expect(await code({ method: 'structural' })).toBe('FLOWS_METHOD_MISSING');
    expect(await code({ method: 'structural', series: [series], params: { date: '2031-07' } })).toBe(
      'FLOWS_SERIES_GAP',
    );
    expect(await code({ method: 'interrupted', series: [series], params: { date: '2041-07' } })).toBe(
      'FLOWS_DATE_OUTSIDE',
    );
    expect(await code({ method: 'granger', series: [series] })).toBe('FLOWS_SERIES_COUNT');
    expect(
      await code({ method: 'interrupted', series: [series], params: { date: '2031-07', levels: 2 } }),
    ).toBe('INPUT_INVALID');
  });
});
