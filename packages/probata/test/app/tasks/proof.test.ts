import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mammoth from 'mammoth';
import { PDFDocument } from 'mupdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Progress } from '../../../src/app/house.ts';
import type { Matter } from '../../../src/app/matter.ts';
import { createMatter } from '../../../src/compose.ts';

const folder = mkdtempSync(join(tmpdir(), 'probata-proof-'));
const NOTICE = 'An invented case, for a test.';
let matter: Matter;
let allegation = '';
const exhibits: string[] = [];

const run = async (name: string, input: object): Promise<string> =>
  (await matter.run(name, input)).entries[0]?.subject ?? '';
const watched = (signal = new AbortController().signal) => {
  const seen: Progress[] = [];
  return { seen, watch: { progress: (one: Progress) => seen.push(one), signal } };
};

beforeAll(async () => {
  matter = await createMatter(
    join(folder, 'matter'),
    { title: 'Aurelia v. Borovia', person: 'A. Counsel', notice: NOTICE },
    { places: { config: join(folder, 'config'), state: join(folder, 'state') } },
  );
  const proceeding = await run('proceeding.open', {
    title: 'Aurelia v. Borovia',
    court: 'International Court of Justice',
    kind: 'contentious',
    forum: 'icj',
  });
  const actor = await run('actor.name', { kind: 'state', names: 'Aurelia' });
  const party = await run('party.name', { proceeding, actor, role: 'applicant' });
  const facts: string[] = [];
  for (const text of ['Officers opened the barrier.', '=The group was "escorted", as #told.'])
    facts.push(await run('fact.assert', { statement: text }));
  for (const [n, title] of ['Border log', 'Camera 7', 'Agency report'].entries()) {
    const exhibit = await run('exhibit.note', {
      title,
      class: 'record',
      originId: `origin-${n}`,
      heldAt: 'Archive',
      why: 'Invented.',
    });
    exhibits.push(exhibit);
    await matter.house.ledger.append(async (_look, act) => {
      const passage = act.newId('passage');
      return [
        {
          kind: 'passage.marked',
          subject: passage,
          refs: [exhibit],
          said: {
            exhibit,
            rendition: null,
            tool: null,
            place: { by: 'whole' },
            quote: `Words of ${title}.`,
            prefix: '',
            suffix: '',
            pin: 'p. 3',
          },
        },
        {
          kind: 'fact.cited',
          subject: act.newId('citation'),
          refs: [facts[n % 2] ?? '', passage],
          said: {
            fact: facts[n % 2],
            passage,
            bearing: 'supports',
            directness: 'direct',
            contemporaneity: 'at-time',
            interest: 'disinterested',
            knowledge: 'unknown',
            hedged: false,
          },
        },
      ];
    });
  }
  allegation = await run('allegation.make', {
    text: 'Facilitation',
    by: [party],
    standard: 'balance',
    tree: {
      label: 'Facilitation',
      of: [
        { label: 'Conduct', element: 'x.conduct', of: [{ fact: facts[0] }] },
        { label: 'Purpose', element: 'x.purpose', of: [{ fact: facts[1] }] },
      ],
    },
  });
});
afterAll(async () => {
  await matter.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Stress {
  readonly results: readonly {
    readonly by: string;
    readonly order: number | null;
    readonly cuts: string[][];
    readonly sentence: string;
  }[];
  readonly stopped: boolean;
}

describe('the complete count of what falls', () => {
  it('comes in growing orders, with progress, and ends complete', async () => {
    const { seen, watch } = watched();
    const answer = (await matter.task(
      'stress.run',
      { allegation, by: ['exhibit', 'group'] },
      watch,
    )) as Stress;
    expect(answer.stopped).toBe(false);
    expect(answer.results.map(({ by, order }) => [by, order])).toEqual([
      ['exhibit', null],
      ['group', null],
    ]);
    const [log = '', camera = '', report = ''] = exhibits;
    expect(answer.results[0]?.cuts).toEqual([[camera], [log, report].sort()]);
    expect(answer.results[0]?.sentence).toBe(
      '2 smallest sets take it below proved; one of them is a single exhibit, a linchpin: “Camera 7”.',
    );
    expect(seen.at(-1)).toMatchObject({ done: 8, all: 8 });
  });

  it('stops when it is told to, and gives what was finished', async () => {
    const stop = new AbortController();
    const seen: Progress[] = [];
    const answer = (await matter.task(
      'stress.run',
      { allegation, by: ['exhibit'], order: 3 },
      {
        signal: stop.signal,
        progress(one) {
          seen.push(one);
          if (one.done === 2) stop.abort();
        },
      },
    )) as Stress;
    expect(answer).toMatchObject({ stopped: true, results: [{ by: 'exhibit', order: 2 }] });
  });
});

describe('the leanest proof', () => {
  it('is set against the page budget, and says where pages are not known', async () => {
    const answer = (await matter.task('proof.leanest', { allegation }, watched().watch)) as {
      notice: string;
      proofs: { exhibits: number; fits: boolean | null; sentence: string }[];
    };
    expect(answer.notice).toBe(NOTICE);
    expect(answer.proofs[0]).toMatchObject({ exhibits: 2, fits: null });
    expect(answer.proofs[0]?.sentence).toContain('the pages of 2 of them not being known');
  });

  it('of several allegations says which of them no set of exhibits can carry', async () => {
    const { allegations } = (await matter.ask('allegation.list', {})) as {
      readonly allegations: readonly { readonly by: readonly string[] }[];
    };
    const party = allegations[0]?.by[0];
    const other = await run('allegation.make', {
      text: 'Protection',
      by: [party],
      tree: { label: 'Protection', of: [{ label: 'Help', of: [] }] },
    });
    const answer = await matter.task('proof.leanest', { allegation, also: [other] }, watched().watch);
    expect(answer).toMatchObject({
      proofs: [],
      short: [{ id: other, status: 'empty' }],
      sentence: 'No set of exhibits suffices for proved while “Protection” is empty.',
    });
    await matter.run('allegation.withdraw', { allegation: other, ground: 'A test.' });
  });
});

describe('the order of proof', () => {
  it('has a page for each element, with passages, pins, the notice and the house rule on every page', async () => {
    const made = (await matter.task('proof.order', { date: '2035-05-19' }, watched().watch)) as {
      folder: string;
      elements: number;
    };
    expect(made.elements).toBe(2);
    const pdf = new PDFDocument(readFileSync(join(made.folder, 'order-of-proof.pdf')));
    expect(pdf.countPages()).toBe(2);
    for (const [n, label] of ['Conduct', 'Purpose'].entries()) {
      const text = pdf.loadPage(n).toStructuredText('preserve-whitespace').asText();
      expect(text).toContain(label);
      expect(text).toContain(NOTICE);
      expect(text).toContain('a house rule for preparing the case');
      expect(text).toContain('p. 3');
    }
    const csv = readFileSync(join(made.folder, 'order-of-proof.csv'), 'utf8');
    expect(csv.split('\r\n')).toHaveLength(6);
    // A fact that begins like a formula is never one.
    expect(csv).toContain(`"'=The group was ""escorted"", as #told."`);
    expect(csv).toContain('Words of Border log.');
    const word = await mammoth.extractRawText({ path: join(made.folder, 'order-of-proof.docx') });
    expect(word.value).toContain('“Words of Camera 7.”');
    expect(word.value).toContain('=The group was "escorted", as #told.');
  });
});

describe('the chronology', () => {
  it('is written for Word and as PDF, every fact with its pinpoints, the notice on every page', async () => {
    const made = (await matter.task('chronology.export', {}, watched().watch)) as {
      folder: string;
      facts: number;
    };
    const pdf = new PDFDocument(readFileSync(join(made.folder, 'chronology.pdf')));
    const text = pdf.loadPage(0).toStructuredText('preserve-whitespace').asText();
    expect(text).toContain(NOTICE);
    expect(text).toContain('=The group was "escorted", as #told.');
    expect(text).toContain('p. 3');
    const word = await mammoth.extractRawText({ path: join(made.folder, 'chronology.docx') });
    expect(word.value).toContain('=The group was "escorted", as #told.');
  });
});
