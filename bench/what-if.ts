// Measures the questions of the proof room on a matter of 5,000 exhibits, 2,000 facts and 200 elements in a real ledger.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IdNoun, makeId } from '../packages/probata/src/base/ids.ts';
import { createMatter } from '../packages/probata/src/compose.ts';
import type { Draft } from '../packages/probata/src/ledger/room.ts';

const USAGE = `npm run bench -- what-if [--exhibits 5000] [--facts 2000] [--elements 200] [--seed 1] [--rounds 20]

Enters an invented matter through the ledger (a temporary folder, removed at the end), then times, through the same door
as the workbench and the command line: the first question, a what-if, a class struck, origins merged, a contradiction
added, and one citation weighed anew with the question after it. Milliseconds: median and worst of the rounds by the clock, and
the mean of processor time, which other programs on the machine do not inflate.`;

interface Choices {
  readonly exhibits: number;
  readonly facts: number;
  readonly elements: number;
  readonly seed: number;
  readonly rounds: number;
}

/** `what-if` of the bench: see USAGE. The last line is JSON. */
export async function run(args: readonly string[]): Promise<void> {
  const choices = parseArgs(args);
  if (choices === undefined) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const scratch = mkdtempSync(join(tmpdir(), 'probata-bench-'));
  const matter = await createMatter(
    join(scratch, 'matter'),
    { title: 'An invented matter', person: 'The bench' },
    { places: { config: join(scratch, 'config'), state: join(scratch, 'state') } },
  );
  try {
    const made = inventedMatter(choices);
    const begun = performance.now();
    for (let i = 0; i < made.drafts.length; i += 5000)
      await matter.house.ledger.append(async () => made.drafts.slice(i, i + 5000));
    const enteredMs = performance.now() - begun;
    const time = async (name: string, input: object): Promise<number> => {
      const from = performance.now();
      await matter.ask(name, input);
      return performance.now() - from;
    };
    const figures: Record<string, number> = { ...choices, entries: matter.house.ledger.size() };
    figures['enteredMs'] = round(enteredMs);
    figures['firstQuestionMs'] = round(await time('proof.what-if', { exclude: [made.exhibits[0]] }));
    const rounds = async (name: string, ask: (n: number) => Promise<number>): Promise<void> => {
      const times: number[] = [];
      const cpu = process.cpuUsage();
      for (let n = 0; n < choices.rounds; n += 1) times.push(await ask(n));
      const { user, system } = process.cpuUsage(cpu);
      figures[`${name}MeanCpuMs`] = round((user + system) / 1000 / choices.rounds);
      times.sort((a, b) => a - b);
      figures[`${name}MedianMs`] = round(times[Math.floor(times.length / 2)] ?? 0);
      figures[`${name}WorstMs`] = round(times.at(-1) ?? 0);
    };
    const at = <T>(list: readonly T[], n: number): T => list[(n * 37) % list.length] as T;
    await rounds('whatIf', (n) =>
      time('proof.what-if', { exclude: [at(made.exhibits, n)], mode: 'knock-out' }),
    );
    await rounds('strike', (n) =>
      time('proof.what-if', { exclude: [at(made.exhibits, n), at(made.exhibits, n + 1)], mode: 'strike' }),
    );
    await rounds('class', () => time('proof.what-if', { exclude: [], excludeClasses: ['witness'] }));
    await rounds('merge', (n) =>
      time('proof.what-if', {
        exclude: [],
        merges: [{ a: `source-${n}`, b: `source-${n + 1}`, reason: 'bench' }],
      }),
    );
    await rounds('contradiction', (n) =>
      time('proof.what-if', { exclude: [], contradictions: [{ fact: at(made.facts, n), weight: 3 }] }),
    );
    const edits: number[] = [];
    await rounds('editAndAsk', async (n) => {
      const from = performance.now();
      await matter.run('citation.weigh', {
        citation: at(made.citations, n),
        to: n % 4,
        reason: 'Weighed anew by the bench.',
      });
      const entered = performance.now();
      await matter.ask('proof.what-if', { exclude: [] });
      edits.push(entered - from);
      return performance.now() - entered;
    });
    edits.sort((a, b) => a - b);
    figures['entryItselfMedianMs'] = round(edits[Math.floor(edits.length / 2)] ?? 0);
    figures['matrixMs'] = round(await time('proof.matrix', {}));
    figures['rssMiB'] = Math.round(process.memoryUsage().rss / 2 ** 20);
    process.stdout.write(`${JSON.stringify(figures)}\n`);
  } finally {
    await matter.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function parseArgs(args: readonly string[]): Choices | undefined {
  const choices = { exhibits: 5000, facts: 2000, elements: 200, seed: 1, rounds: 20 };
  for (let i = 0; i < args.length; i += 2) {
    const name = args[i]?.slice(2) as keyof typeof choices;
    if (!(name in choices)) return undefined;
    choices[name] = Number(args[i + 1]);
    if (!Number.isInteger(choices[name])) return undefined;
  }
  return choices;
}

const CLASSES = ['admission', 'instrument', 'record', 'sensor', 'io-report', 'expert', 'witness', 'press'];

/** The acts of an invented matter: each fact rests on two to six passages of 5,000 exhibits from a third as many sources. */
function inventedMatter(shape: Choices): {
  readonly drafts: Draft[];
  readonly exhibits: string[];
  readonly facts: string[];
  readonly citations: string[];
} {
  const random = generator(shape.seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const newId = <N extends IdNoun>(noun: N) =>
    makeId(
      noun,
      Uint8Array.from({ length: 16 }, () => below(256)),
    );
  const drafts: Draft[] = [];
  const enter = (kind: string, subject: string, said: object, refs: readonly string[] = []): string => {
    drafts.push({ kind, subject, refs, said });
    return subject;
  };
  const sources = Math.max(2, Math.ceil(shape.exhibits / 3));
  const exhibits = Array.from({ length: shape.exhibits }, (_, n) =>
    enter('exhibit.noted', newId('exhibit'), {
      title: `Invented exhibit ${n + 1}`,
      class: pick(CLASSES),
      originId: `source-${below(sources)}`,
      authenticity: 'unverified',
      compartment: null,
      heldAt: 'Nowhere',
      why: 'Invented for the bench.',
      custody: [],
      release: { court: true, parties: 'all', publicFrom: null },
    }),
  );
  const citations: string[] = [];
  const cite = (fact: string, bearing: string): void => {
    const exhibit = pick(exhibits);
    const passage = enter(
      'passage.marked',
      newId('passage'),
      {
        exhibit,
        rendition: null,
        tool: null,
        place: { by: 'whole' },
        quote: 'Invented words.',
        prefix: '',
        suffix: '',
        pin: `p. ${1 + below(40)}`,
      },
      [exhibit],
    );
    citations.push(
      enter(
        'fact.cited',
        newId('citation'),
        {
          fact,
          passage,
          bearing,
          directness: pick(['direct', 'direct', 'secondhand', 'unknown']),
          contemporaneity: pick(['at-time', 'near', 'later']),
          interest: 'disinterested',
          knowledge: 'unknown',
          hedged: false,
        },
        [fact, passage],
      ),
    );
  };
  const facts = Array.from({ length: shape.facts }, (_, n) => {
    const fact = enter('fact.asserted', newId('fact'), {
      statement: { authoritative: 'en', versions: { en: `Invented fact ${n + 1}.` } },
      roles: [],
      account: [],
    });
    for (let supports = 2 + below(5); supports > 0; supports -= 1) cite(fact, 'supports');
    if (random() < 1 / 8) cite(fact, 'contradicts');
    return fact;
  });
  const each = Math.ceil(shape.facts / shape.elements);
  const PER_ALLEGATION = 10;
  for (let first = 0; first < shape.elements; first += PER_ALLEGATION) {
    const nodes = Array.from({ length: Math.min(PER_ALLEGATION, shape.elements - first) }, (_, n) => ({
      id: newId('node'),
      label: `Element ${first + n + 1}`,
      op: 'all',
      of: facts.slice((first + n) * each, (first + n + 1) * each).map((fact) => `fact:${fact}`),
      element: `bench.${first + n + 1}`,
    }));
    const root = newId('node');
    enter('allegation.made', newId('allegation'), {
      text: { authoritative: 'en', versions: { en: `Allegation ${first / PER_ALLEGATION + 1}` } },
      kind: 'merits',
      by: [newId('party')],
      against: [],
      standard: 'balance',
      root: `node:${root}`,
      nodes: [{ id: root, label: 'Root', op: 'all', of: nodes.map(({ id }) => `node:${id}`) }, ...nodes],
      defences: [],
    });
  }
  return { drafts, exhibits, facts, citations };
}

/** xorshift32 after Marsaglia (2003): small, seeded, the same everywhere. */
function generator(seed: number): () => number {
  let state = (seed * 2654435769 + 1) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4294967296;
  };
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
