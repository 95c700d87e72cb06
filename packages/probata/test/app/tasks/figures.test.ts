// Figures from a real matter: worked out from series and estimates, drawn, and written for papers.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mammoth from 'mammoth';
import { PDFDocument } from 'mupdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/adapters/extract/limits.ts';
import { openZip, unpackBudget } from '../../../src/adapters/extract/zip.ts';
import type { Matter } from '../../../src/app/matter.ts';
import type { Drawn, Figure } from '../../../src/base/figure/types.ts';
import { createMatter } from '../../../src/compose.ts';

const folder = mkdtempSync(join(tmpdir(), 'probata-figures-'));
const QUIET = { progress: () => undefined, signal: new AbortController().signal };
let matter: Matter;
let series = '';
let later = '';
let interrupted = '';
let head = '';
const task = async <T>(name: string, input: object): Promise<T> =>
  (await matter.task(name, input, QUIET)) as T;
const run = async (name: string, input: object): Promise<string> =>
  (await matter.run(name, input)).entries[0]?.subject ?? '';
interface Shown {
  readonly shown: Omit<Figure, 'picture'>;
  readonly drawing: { readonly width: number; readonly height: number; readonly root: Drawn } | null;
}
const show = (figure: string, of: string, more: object = {}): Promise<Shown> =>
  task('figure.show', { figure, of, ...more });

// Thirty months: about fifty each, and about three hundred from the twenty-fifth on.
const MONTHS = Array.from({ length: 30 }, (_, i) => {
  const month = `${2031 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`;
  return [month, (i < 24 ? 50 : 300) + ((i * 7) % 11)] as const;
});

beforeAll(async () => {
  matter = await createMatter(
    join(folder, 'matter'),
    { title: 'Aurelia v. Borovia', person: 'A. Counsel', notice: 'Invented.' },
    { places: { config: join(folder, 'config'), state: join(folder, 'state') } },
  );
  const papers = join(folder, 'papers');
  mkdirSync(papers);
  const csv = (rows: readonly (readonly [string, number])[]): string =>
    `Month,Count\n${rows.map((row) => row.join(',')).join('\n')}\n`;
  writeFileSync(join(papers, 'log.csv'), csv(MONTHS));
  writeFileSync(join(papers, 'attempts.csv'), csv(MONTHS.slice(24)));
  const { exhibits } = await task<{ exhibits: Record<string, string> }>('intake.add', { paths: [papers] });
  await task('reading.run', {});
  const read = async (name: string, measure: string, unit: string): Promise<string> =>
    (
      await task<{ series: string }>('series.read', {
        exhibit: exhibits[name],
        measure,
        unit,
        definition: 'Counted by the border guard.',
        vintage: '2033-09',
      })
    ).series;
  later = await read('attempts.csv', 'Attempts turned back', 'attempts');
  series = await read('log.csv', 'Perėjimai per sieną', 'detections');
  await run('series.switch', {
    series,
    on: '2033-01-15',
    reason: 'Attempts are counted elsewhere.',
    continuesAs: later,
  });
  const { runs } = await task<{ runs: readonly { estimate: string }[] }>('estimate.run', {
    method: 'interrupted',
    series: [series],
    params: { date: '2033-01', season: false },
    vary: [{ trend: true }],
  });
  interrupted = runs[0]?.estimate ?? '';
  await run('estimate.adopt', { estimate: interrupted, ground: 'The date of the announcement.' });
  head = await run('head.open', { title: 'Barrier', mode: 'itemised' });
  await run('line.enter', {
    head,
    title: 'Contract',
    amount: { amount: '1000000.10', currency: 'EUR' },
    residual: { sum: { amount: '100000.00', currency: 'EUR' }, ground: 'Steel.', sources: [] },
  });
}, 120_000);
afterAll(async () => {
  await matter.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the figures of a matter', () => {
  it('are listed by what they are of', async () => {
    const { figures } = await task<{ figures: readonly { figure: string; of: string }[] }>('figure.list', {});
    const names = figures.map((one) => `${one.figure} ${one.of}`);
    expect(names).toContain(`series ${series}`);
    expect(names).toContain(`counterfactual ${interrupted}`);
    expect(names).toContain(`specifications ${series}`);
    expect(names).toContain(`waterfall ${head}`);
    expect(names).toContain('waterfall claim');
  });

  it('show a series with its switch, what it continues as, and a passage behind each row', async () => {
    const { shown, drawing } = await show('series', series, {
      width: 640,
      events: [{ on: '2031-05-26', label: 'Broadcast' }],
    });
    expect(shown.sentence).toContain('Perėjimai per sieną, January 2031 to June 2033');
    expect(shown.source).toBe('Source: log.csv; attempts.csv. Published September 2033.');
    expect(shown.notes.join(' ')).toContain('Attempts are counted elsewhere.');
    expect(shown.table.columns.map((one) => one.name)).toEqual([
      'Time',
      'detections',
      'Attempts turned back',
    ]);
    expect(shown.table.rows).toHaveLength(30);
    expect(shown.table.rows[0]?.leads).toMatch(/^pas_/);
    const text = JSON.stringify(drawing?.root);
    expect(text).toContain('Series switch, 15 January 2033');
    expect(text).toContain('Broadcast');
    expect(text.match(/"data-to":"pas_/g)?.length).toBe(36);
  });

  it('show what was observed beside what was expected, with its interval in the sentence', async () => {
    const { shown } = await show('counterfactual', interrupted);
    expect(shown.sentence).toMatch(/Observed less expected, after the date, in all: .* \(95 % interval /);
    const last = shown.table.rows.at(-1)?.cells.map((cell) => Number(cell));
    // Expected near the level before, and the band around it.
    expect(last?.[2]).toBeGreaterThan(45);
    expect(last?.[2]).toBeLessThan(65);
    expect(last?.[3]).toBeLessThan(last?.[2] ?? 0);
    expect(last?.[4]).toBeGreaterThan(last?.[2] ?? 0);
  });

  it('mark the pleaded run among all runs', async () => {
    const { shown } = await show('specifications', series);
    expect(shown.table.rows).toHaveLength(2);
    expect(shown.table.rows.filter((row) => row.cells.at(-1) === 'pleaded')).toHaveLength(1);
  });

  it('lead from gross to what is claimed, to the cent', async () => {
    const { shown } = await show('waterfall', head);
    expect(shown.table.rows.map((row) => row.cells.slice(0, 2))).toEqual([
      ['Gross', '1\u202f000\u202f000.10'],
      ['Residual value of assets', '−100\u202f000.00'],
      ['Net', '900\u202f000.10'],
      ['Claimed', '900\u202f000.10'],
    ]);
  });

  it('are refused where there is nothing to show', async () => {
    await expect(show('lags', interrupted)).rejects.toMatchObject({ code: 'FIGURE_NONE' });
    await expect(show('series', 'claim')).rejects.toMatchObject({ code: 'FIGURE_NONE' });
    await expect(show('series', 'pas_1')).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});

describe('a figure for papers', () => {
  it('is written as PDF and Word with vectors, as SVG and as a table, the same bytes each time', async () => {
    interface Written {
      readonly folder: string;
      readonly pdf: { readonly sha256: string };
      readonly docx: { readonly sha256: string };
    }
    const write = (out: string): Promise<Written> =>
      task('figure.export', {
        figure: 'counterfactual',
        of: interrupted,
        date: '2035-05-19',
        out: join(folder, out),
      });
    const first = await write('one');
    const second = await write('two');
    expect(second.pdf).toEqual(first.pdf);
    expect(second.docx).toEqual(first.docx);
    const at = (name: string): Buffer => readFileSync(join(first.folder, `counterfactual.${name}`));
    const pages = PDFDocument.openDocument(at('pdf'), 'application/pdf');
    const words = pages.loadPage(0).toStructuredText('preserve-whitespace').asText();
    // The letters inside the figure are letters in the PDF: it holds vectors, no picture.
    expect(words).toContain('observed');
    expect(words).toContain('January 2033');
    expect(words).toContain('Perėjimai per sieną');
    const { value } = await mammoth.extractRawText({ buffer: at('docx') });
    expect(value).toContain('95 % interval');
    expect(value).toContain('June 2033');
    const docx = at('docx').toString('latin1');
    expect(docx).toContain('word/media/figure.svg');
    expect(docx).toContain('word/media/figure.png');
    expect(at('svg').toString('utf8')).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(at('csv').toString('utf8').split('\r\n')[0]).toBe('Time,Observed,Expected,Low,High');
  });
});

describe('a figure in a pleading', () => {
  it('is set with its number and caption as vectors in the sealed PDF', async () => {
    const proceeding = await run('proceeding.open', {
      title: 'Aurelia v. Borovia',
      court: 'International Court of Justice',
      kind: 'contentious',
      forum: 'icj',
    });
    const pleading = await run('pleading.open', {
      type: 'study',
      title: 'A study',
      shortTitle: 'Study',
      isFiled: false,
      proceeding,
    });
    await run('block.write', { pleading, kind: 'chapter', text: 'Flows' });
    const block = await run('block.write', {
      pleading,
      kind: 'figure',
      text: `What was seen and what was to be expected [!counterfactual ${interrupted}; 2032-05-26 Broadcast]`,
    });
    await run('block.write', { pleading, text: `Figure [#${block}] shows when the series left its course.` });
    const filing = await run('filing.open', {
      pleading,
      title: 'A study',
      cover: ['A study', 'Aurelia v. Borovia'],
    });
    const sealed = await task<{ pdf: string; bag: string }>('filing.seal', {
      filing,
      date: '2035-05-19',
      out: join(folder, 'filed'),
    });
    const pdf = readFileSync(sealed.pdf.startsWith('/') ? sealed.pdf : join(sealed.bag, sealed.pdf));
    const opened = PDFDocument.openDocument(pdf, 'application/pdf');
    const words = Array.from({ length: opened.countPages() }, (_, i) =>
      opened.loadPage(i).toStructuredText('preserve-whitespace').asText(),
    ).join('\n');
    expect(words).toContain('Figure 1.');
    expect(words).toContain('What was seen and what was to be expected');
    expect(words).toContain('observed');
    expect(words).toContain('Broadcast');
    expect(words).toContain('Figure 1 shows when');
  });
});

describe('a figure in a draft for Word', () => {
  it('goes out as vectors and as a picture, and comes back with its caption; a figure of the claim too', async () => {
    const pleading = await run('pleading.open', {
      type: 'study',
      title: 'Crossings',
      shortTitle: 'Crossings',
      isFiled: false,
    });
    const drawn = await run('block.write', {
      pleading,
      kind: 'figure',
      text: `Detections by month [!series ${series}]`,
    });
    await run('block.write', { pleading, text: `The claim is [=${head}], as figure [#${drawn}] shows.` });
    const issued = await task<{ folder: string; docx: { name: string }; citations: number }>('draft.issue', {
      pleading,
      out: join(folder, 'word'),
    });
    expect(issued.citations).toBe(3);
    const path = join(issued.folder, issued.docx.name);
    const bytes = readFileSync(path);
    const zip = openZip(bytes, DEFAULT_LIMITS, unpackBudget(bytes.length, DEFAULT_LIMITS));
    expect(zip.members.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['word/media/figure1.png', 'word/media/figure1.svg']),
    );
    const { value } = await mammoth.extractRawText({ buffer: bytes });
    expect(value).toContain('Detections by month');
    const back = await task<{ proposals: number; standing: number; lost: readonly object[] }>(
      'draft.return',
      {
        path,
      },
    );
    expect(back).toMatchObject({ proposals: 0, standing: 3, lost: [] });
  });
});

describe('figures of comparisons', () => {
  const estimate = async (method: string, of: readonly string[], params: object): Promise<string> =>
    (
      await task<{ runs: readonly { estimate: string }[] }>('estimate.run', {
        method,
        series: of,
        params,
        seed: 3,
      })
    ).runs[0]?.estimate ?? '';
  let other = '';

  beforeAll(async () => {
    const papers = join(folder, 'other');
    mkdirSync(papers);
    writeFileSync(
      join(papers, 'other.csv'),
      `Month,Count\n${MONTHS.map(([month], i) => `${month},${40 + ((i * 5) % 9)}`).join('\n')}\n`,
    );
    const { exhibits } = await task<{ exhibits: Record<string, string> }>('intake.add', { paths: [papers] });
    await task('reading.run', {});
    other = (
      await task<{ series: string }>('series.read', {
        exhibit: exhibits['other.csv'],
        measure: 'Lorries at another border',
        unit: 'lorries',
        definition: 'Counted by the customs office.',
      })
    ).series;
  });

  it.each([
    ['before-after', 1, { date: '2033-01', draws: 500 }, /mean is .* before and .* after/u, 30],
    ['matched-pairs', 2, { date: '2033-01' }, /hidden bias of/u, 30],
    ['granger', 2, { maxOrder: 4 }, /At the order chosen by AIC/u, 4],
  ] as const)('%s is drawn, with its sentence and its table', async (method, n, params, says, rows) => {
    const made = await estimate(method, [series, other].slice(0, n), params);
    const { figures } = await task<{ figures: readonly { figure: string }[] }>('figure.list', { of: made });
    expect(figures.map((one) => one.figure)).toEqual([method]);
    const { shown, drawing } = await show(method, made, { width: 760 });
    expect(shown.sentence).toMatch(says);
    expect(shown.table.rows).toHaveLength(rows);
    expect(drawing).not.toBeNull();
    const out = await task<{ folder: string }>('figure.export', { figure: method, of: made });
    expect(readFileSync(join(out.folder, `${method}.svg`), 'utf8')).toContain('<svg');
  });

  it('the caution of Granger’s test stands under its figure', async () => {
    const made = await estimate('granger', [series, other], { maxOrder: 4 });
    const { shown } = await show('granger', made);
    expect(shown.notes.join(' ')).toContain('does not say that one causes the other');
  });

  it('the draws of a Monte Carlo run are drawn again from its seed, and are those of its interval', async () => {
    const made = await estimate('monte-carlo', [series, other], {
      inputs: [
        { kind: 'normal', mean: 100, sd: 10 },
        { kind: 'uniform', min: 0, max: 20 },
      ],
      draws: 20_000,
    });
    const { shown } = await show('draws', made, { width: 760 });
    expect(shown.sentence).toMatch(/rests on 20.000 joint draws of 2 quantities/u);
    const counts = shown.table.rows.map((row) => Number(row.cells[2]));
    // All but half a per cent of the draws fall within the steps.
    expect(counts.reduce((a, b) => a + b, 0)).toBeGreaterThan(19_880);
    const { estimate: run } = (await matter.ask('estimate.show', { estimate: made })) as {
      estimate: { effect: { low: string; high: string } };
    };
    const within = shown.table.rows
      .filter(
        (row) =>
          Number(row.cells[0]) >= Number(run.effect.low) && Number(row.cells[1]) <= Number(run.effect.high),
      )
      .reduce((sum, row) => sum + Number(row.cells[2]), 0);
    expect(within / 20_000).toBeGreaterThan(0.9);
  });
});

describe('the challenge sheet of an estimate', () => {
  it('is written for an annex with its inputs, seed and engine, failures first, the same bytes each time', async () => {
    interface Written {
      readonly folder: string;
      readonly pdf: { readonly sha256: string };
      readonly docx: { readonly sha256: string };
    }
    const write = (name: string) =>
      task<Written>('challenge.export', { of: interrupted, date: '2034-01-02', out: join(folder, name) });
    const [one, other] = [await write('sheet-1'), await write('sheet-2')];
    expect([other.pdf, other.docx]).toEqual([one.pdf, one.docx]);
    const csv = readFileSync(join(one.folder, 'challenge.csv'), 'utf8');
    expect(csv).toMatch(/What it was worked out from,Seed,1,/u);
    expect(csv).toMatch(/Series,"?Perėjimai per sieną/u);
    expect(csv).toContain('No choice was registered before it was worked out.');
    expect(csv).toMatch(/Adopted on .*: The date of the announcement\./u);
    const statuses = [...csv.matchAll(/,(Failed|Open|Answered)\r\n/gu)].map((match) => match[1]);
    expect(statuses.length).toBeGreaterThan(5);
    expect(statuses).toEqual(
      [...statuses].sort(
        (a, b) =>
          ['Failed', 'Open', 'Answered'].indexOf(a ?? '') - ['Failed', 'Open', 'Answered'].indexOf(b ?? ''),
      ),
    );
    const { value } = await mammoth.extractRawText({ path: join(one.folder, 'challenge.docx') });
    expect(value).toContain('Challenge sheet');
    expect(value).toContain('Diagnostics');
    const pdf = new PDFDocument(readFileSync(join(one.folder, 'challenge.pdf')));
    expect(pdf.countPages()).toBeGreaterThan(1);
    await expect(task('challenge.export', { of: `est_${'0'.repeat(26)}` })).rejects.toThrow(
      /There is no estimate/u,
    );
  });
});

describe('small figures of persons', () => {
  // Two years of a nationality: one month with three persons, one with four, and a year whose total is printed.
  const FEW = Array.from({ length: 24 }, (_, i) => {
    const month = `${2031 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`;
    return [month, i === 4 ? 3 : 20 + ((i * 7) % 11)] as const;
  });
  let few = '';
  interface Written {
    readonly folder: string;
  }
  const exported = async (figure = 'series', of = few): Promise<string> => {
    const { folder: place } = await task<Written>('figure.export', { figure, of });
    return readFileSync(join(place, `${figure}.csv`), 'utf8');
  };

  beforeAll(async () => {
    const papers = join(folder, 'few');
    mkdirSync(papers);
    writeFileSync(join(papers, 'few.csv'), `Month,Count\n${FEW.map((row) => row.join(',')).join('\n')}\n`);
    const { exhibits } = await task<{ exhibits: Record<string, string> }>('intake.add', { paths: [papers] });
    await task('reading.run', {});
    few = (
      await task<{ series: string }>('series.read', {
        exhibit: exhibits['few.csv'],
        measure: 'Vieno piliečio',
        unit: 'henkilöä',
        definition: 'Counted by the border guard.',
      })
    ).series;
  });

  it('stand on the screens of the house and leave it hidden, in table, sentence and picture', async () => {
    const { shown } = await show('series', few);
    expect(shown.table.rows[4]?.cells).toEqual(['May 2031', '3']);
    const csv = await exported();
    expect(csv).toContain('May 2031,hidden');
    expect(csv).toContain('1 figure under 5 is hidden, since it points at persons.');
    expect(csv).not.toMatch(/between 3 /u);
  });

  it('are hidden unless a person declares that they count none, in a language that the house does not know', async () => {
    await run('series.declare', { series: few, counts: 'other', ground: 'Tried, and taken back.' });
    expect(await exported()).toContain('May 2031,3');
    await run('series.declare', { series: few, counts: 'persons' });
    expect(await exported()).toContain('May 2031,hidden');
  });

  it('the mean of a side that a run prints hides one more in every figure, and the envelope hides the month too', async () => {
    const { runs } = await task<{ runs: readonly { estimate: string }[] }>('estimate.run', {
      method: 'before-after',
      series: [few],
      params: { date: '2032-01' },
    });
    const of = runs[0]?.estimate ?? '';
    const csv = await exported();
    expect(csv.match(/,hidden/gu)).toHaveLength(2);
    expect(csv).toContain('and 1 besides');
    expect((await exported('before-after', of)).match(/,hidden,/gu)).toHaveLength(2);
    await run('statement.date', {
      series: few,
      over: '2031-01-01/2033-06-30',
      bears: 'at-most',
      value: '100000',
      source: 'Annual report',
    });
    const months = await exported('envelope');
    expect(months).toContain('May 2031,hidden,hidden,hidden');
    expect(months.match(/hidden,hidden,hidden/gu)).toHaveLength(2);
  });

  it('a printed total hides one more, so that none can be worked out', async () => {
    await run('statement.date', {
      series: few,
      over: '2031-01-01/2031-12-31',
      bears: 'exact',
      value: String(FEW.slice(0, 12).reduce((sum, [, n]) => sum + n, 0)),
      source: 'Annual report',
    });
    const csv = await exported();
    expect(csv.match(/,hidden/gu)).toHaveLength(2);
    expect(csv).toContain('and 1 besides');
  });

  it('the setting is a person’s, with its ground, and stands in the ledger', async () => {
    await run('series.guard', { series: few, least: 0, ground: 'Published by the agency itself.' });
    expect(await exported()).toContain('May 2031,3');
    const { series: lines } = (await matter.ask('series.list', {})) as {
      series: readonly { id: string; guard: object }[];
    };
    expect(lines.find((one) => one.id === few)?.guard).toMatchObject({
      least: 0,
      total: null,
      ground: 'Published by the agency itself.',
    });
    // A whole whose parts are guarded together: at each time one alone takes the smallest beside it.
    await run('series.guard', {
      series: few,
      least: 5,
      total: series,
      ground: 'Persons could be recognised.',
    });
    await run('series.guard', {
      series: later,
      least: 5,
      total: series,
      ground: 'Persons could be recognised.',
    });
    expect(await exported()).toContain('May 2031,hidden');
  });

  it('stand in no figure and no pleading where a run tells the sum of a stretch that is one of them alone', async () => {
    const papers = join(folder, 'alone');
    mkdirSync(papers);
    writeFileSync(
      join(papers, 'alone.csv'),
      `Month,Count\n${FEW.map(([month, n], i) => `${month},${i > 4 ? n + 200 : n}`).join('\n')}\n`,
    );
    const { exhibits } = await task<{ exhibits: Record<string, string> }>('intake.add', { paths: [papers] });
    await task('reading.run', {});
    const { series: alone } = await task<{ series: string }>('series.read', {
      exhibit: exhibits['alone.csv'],
      measure: 'Dviejų piliečių',
      unit: 'henkilöä',
      definition: 'Counted by the border guard.',
      counts: 'persons',
    });
    // Cut so that before the date stands the month with three persons, and nothing else.
    const { runs } = await task<{ runs: readonly { estimate: string }[] }>('estimate.run', {
      method: 'before-after',
      series: [alone],
      params: { date: '2031-06', from: '2031-05' },
    });
    const of = runs[0]?.estimate ?? '';
    await expect(exported('before-after', of)).rejects.toMatchObject({ code: 'FIGURE_UNCOVERS' });
    const pleading = await run('pleading.open', {
      type: 'study',
      title: 'Persons',
      shortTitle: 'Persons',
      isFiled: false,
    });
    await run('block.write', { pleading, kind: 'figure', text: `Before and after [!before-after ${of}]` });
    await expect(task('pleading.compose', { pleading })).rejects.toMatchObject({ code: 'FIGURE_UNCOVERS' });
  });
});
