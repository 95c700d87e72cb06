// Writes the challenge sheet of an estimate, or of a mass claim, for an annex: what it rests on, every attack, what answered it.
import { utf8 } from '@probata/seal';
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { type Sheet, type SheetPart, sheetCsv, sheetDocument, sheetPage } from '../../base/figure/sheet.ts';
import { isSealed } from '../../base/sealed.ts';
import { dateInWords } from '../../base/time/index.ts';
import { type Challenge, effectInWords, estimateRow } from '../../rooms/flows/index.ts';
import { exhibitsByIds } from '../../rooms/vault/index.ts';
import type { House } from '../house.ts';
import { task } from '../task.ts';

const file = z.object({ name: z.string(), sha256: z.string(), bytes: z.number() });

export const challengeExport = task({
  name: 'challenge.export',
  summary:
    'Write the challenge sheet of an estimate or of a mass claim for an annex: its inputs, seed and engine, every attack, and what answered it.',
  input: z.strictObject({
    /** An estimate, or a register of claims. */
    of: z.string().regex(/^(?:est|reg)_[0-9a-z]{26}$/, 'must be an id such as est_… or reg_…'),
    /** Where the folder is written; left out: beside the filings of the matter. */
    out: z.string().min(1).optional(),
    /** The day on the pages; left out: today. */
    date: z.iso.date().optional(),
  }),
  output: z.object({ folder: z.string(), pdf: file, docx: file, csv: file }),
  example: { of: `est_${'0'.repeat(26)}` },
  power: null,
  async run(house, { of, out, date: given }, watch) {
    const sheet = of.startsWith('est_') ? await sheetOfEstimate(house, of) : await sheetOfRegister(house, of);
    const date = given ?? house.clock.now().slice(0, 10);
    const { title, notice } = (await house.ask('matter.show', {})) as {
      title: string;
      notice?: string | null;
    };
    const head = [title, dateInWords(date), notice ?? ''].filter((part) => part !== '').join(' · ');
    watch.progress({ stage: 'typesetting', done: 0, all: 2, errors: 0 });
    const pdf = await house.renderer.pdf({
      source: sheetPage(sheet, head),
      files: {},
      at: `${date}T00:00:00.000Z`,
      standard: 'plain',
    });
    const parts = sheetDocument(sheet, head).map(({ name, content }) => ({
      name,
      content: typeof content === 'string' ? utf8(content) : content,
    }));
    const folder = house.outgoing.begin(out ?? house.outgoing.place(`challenge-${of.slice(-8)}-${date}`));
    try {
      const write = (ending: string, bytes: Uint8Array) => ({
        name: `challenge.${ending}`,
        ...folder.write(`challenge.${ending}`, [bytes]),
      });
      const said = {
        pdf: write('pdf', pdf),
        docx: write('docx', house.outgoing.zip(parts)),
        csv: write('csv', utf8(sheetCsv(sheet))),
      };
      watch.progress({ stage: 'written', done: 2, all: 2, errors: 0 });
      return { folder: folder.finish(), ...said };
    } catch (thrown) {
      folder.abandon();
      throw thrown;
    }
  },
});

const STATUS = { failed: 'Failed', open: 'Open', answered: 'Answered' } as const;

/** Every row, failures first: nobody should have to look for them. */
function challengePart(rows: readonly Challenge[]): SheetPart {
  const order = ['failed', 'open', 'answered'] as const;
  const count = (status: (typeof order)[number]): number =>
    rows.filter((one) => one.status === status).length;
  return {
    title: 'Challenge sheet',
    notes: [
      `${rows.length} attacks: ${count('failed')} failed, ${count('open')} open, ${count('answered')} answered.`,
    ],
    columns: [
      { name: 'How it is attacked', share: 3, numbers: false },
      { name: 'The check', share: 3, numbers: false },
      { name: 'What it gave', share: 3, numbers: false },
      { name: 'Status', share: 1.6, numbers: false },
    ],
    rows: order.flatMap((status) =>
      rows
        .filter((one) => one.status === status)
        .map((one) => [one.attack, one.check, one.result, STATUS[status]]),
    ),
  };
}

const facts = (title: string, rows: readonly (readonly string[])[]): SheetPart => ({
  title,
  notes: [],
  columns: [
    { name: 'What', share: 1, numbers: false },
    { name: 'As it was', share: 3.4, numbers: false },
  ],
  rows,
});

interface Shown {
  readonly estimate: {
    readonly title: string;
    readonly inputs: readonly {
      readonly measure: string;
      readonly version: number;
      readonly digest: string;
    }[];
    readonly agreement: string | null;
    readonly stale: readonly string[];
  } | null;
}
interface Choices {
  readonly choices: readonly {
    readonly id: string;
    readonly at: string;
    readonly question: string;
    readonly reason: string;
    readonly alreadySeen: readonly string[];
  }[];
}

async function sheetOfEstimate(house: House, id: string): Promise<Sheet> {
  const { look } = house.ledger;
  const one = await estimateRow(look, id);
  const { estimate } = (await house.ask('estimate.show', { estimate: id })) as Shown;
  if (one === undefined || estimate === null)
    throw new Refusal(
      'FLOWS_ESTIMATE_UNKNOWN',
      `There is no estimate ${id}. List them with 'probata estimate list'.`,
      { estimate: id },
    );
  const { choices } = (await house.ask('choice.list', {})) as Choices;
  const choice = choices.find((each) => each.id === one.choice);
  const cards = await exhibitsByIds(look, [...one.exhibits]);
  const exhibits = one.exhibits.map((exhibit) => {
    const title = cards.get(exhibit)?.title;
    return title === undefined || isSealed(title) ? 'a sealed exhibit' : title;
  });
  const standing =
    one.withdrawn !== null
      ? `Given up: ${one.withdrawn}`
      : one.adopted === null
        ? 'Not adopted.'
        : `Adopted on ${dateInWords(one.adopted.at.slice(0, 10))}: ${one.adopted.ground}`;
  return {
    title: estimate.title,
    sentence: effectInWords(one),
    parts: [
      facts('What it was worked out from', [
        [
          'Chosen beforehand',
          choice === undefined
            ? 'No choice was registered before it was worked out.'
            : `On ${dateInWords(choice.at.slice(0, 10))}: ${choice.question} ${choice.reason} ${choice.alreadySeen.length === 0 ? 'No estimate on these series had been worked out before.' : `${choice.alreadySeen.length} estimates on these series had been worked out before.`}`,
        ],
        ...estimate.inputs.map((input) => [
          'Series',
          `${input.measure} (version at entry ${input.version}, SHA-256 ${input.digest})`,
        ]),
        ['Exhibits', exhibits.length === 0 ? 'none: dated statements' : exhibits.join('; ')],
        ['Method', one.method.replaceAll('-', ' ')],
        ...Object.entries(one.params).map(([name, value]) => [
          `Parameter ${name}`,
          typeof value === 'string' ? value : JSON.stringify(value),
        ]),
        ['Seed', String(one.seed)],
        ['Engine', `${one.engine.name} ${one.engine.version}`],
        ['Key', `${one.key} (SHA-256 of inputs, engine, parameters and seed)`],
        ['Worked out', dateInWords(one.at.slice(0, 10))],
        ['Standing', standing],
        ...estimate.stale.map((reason) => ['Stale', reason]),
        ...(estimate.agreement === null ? [] : [['Other families of methods', estimate.agreement]]),
      ]),
      challengePart(one.challenge),
      {
        title: 'Diagnostics',
        notes: [],
        columns: [
          { name: 'Diagnostic', share: 2, numbers: false },
          { name: 'Value', share: 2, numbers: false },
          { name: 'Reading', share: 3.4, numbers: false },
        ],
        rows: one.diagnostics.map((row) => [row.name, row.value, row.reading]),
      },
    ],
  };
}

interface Money {
  readonly amount: string;
  readonly currency: string;
}
interface Total {
  readonly sentence: string;
  readonly sample: string | null;
  readonly all: readonly (Readonly<Record<'estimator' | 'silence', string>> &
    Readonly<Record<'estimate' | 'standardError' | 'low' | 'high' | 'lowerBound', Money>>)[];
  readonly challenge: readonly Challenge[];
  readonly warnings: readonly { readonly message: string }[];
}
interface Samples {
  readonly samples: readonly {
    readonly id: string;
    readonly seed: number;
    readonly seedGround: string;
    readonly drawn: number;
    readonly frameHash: string;
    readonly listHash: string;
    readonly groups: {
      readonly column: string;
      readonly drawn: number;
      readonly of: number;
      readonly hash: string;
    } | null;
  }[];
}
interface Registers {
  readonly registers: readonly { readonly id: string; readonly title: string; readonly count: number }[];
}

async function sheetOfRegister(house: House, id: string): Promise<Sheet> {
  const total = (await house.ask('register.total', { register: id })) as Total;
  const { registers } = (await house.ask('register.list', {})) as Registers;
  const { samples } = (await house.ask('sample.list', {})) as Samples;
  const sample = samples.find((one) => one.id === total.sample);
  const title = registers.find((one) => one.id === id)?.title ?? id;
  if (sample === undefined)
    throw new Refusal(
      'QUANTUM_REGISTER_SILENT',
      `No sample of “${title}” is examined yet: it has no challenge sheet.`,
      { register: id },
    );
  const sums = ['estimate', 'standardError', 'low', 'high', 'lowerBound'] as const;
  return {
    title,
    sentence: total.sentence,
    parts: [
      facts('How the sample was drawn', [
        ['Seed', `${sample.seed}: ${sample.seedGround}`],
        ['Drawn', `${sample.drawn} claims`],
        ...(sample.groups === null
          ? []
          : [
              [
                'Drawn whole',
                `${sample.groups.drawn} of ${sample.groups.of} groups by “${sample.groups.column}”`,
              ],
              ['Hash of the groups', sample.groups.hash],
            ]),
        ['Hash of the frame', sample.frameHash],
        ['Hash of the list', sample.listHash],
      ]),
      {
        title: 'Estimates',
        notes: total.warnings.map((one) => one.message),
        columns: [
          { name: 'Estimator', share: 1.2, numbers: false },
          { name: 'Unanswered', share: 1.3, numbers: false },
          ...['Estimate', 'Standard error', 'Low', 'High', 'Lower bound'].map((name) => ({
            name,
            share: 1.4,
            numbers: true,
          })),
        ],
        rows: total.all.map((one) => [
          one.estimator,
          one.silence === 'nothing' ? 'count as nothing' : 'left out',
          ...sums.map((sum) => one[sum].amount),
        ]),
      },
      challengePart(total.challenge),
    ],
  };
}
