// Measures the chronology as the grid asks for it: 100,000 invented facts in a real ledger, filtered, sorted, scrolled, edited.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IdNoun, makeId } from '../packages/probata/src/base/ids.ts';
import { dateStatementInput } from '../packages/probata/src/base/time/index.ts';
import { createMatter, openMatter } from '../packages/probata/src/compose.ts';
import type { Draft } from '../packages/probata/src/ledger/room.ts';

const USAGE = `npm run bench -- chronology [--facts 100000] [--seed 1] [--rounds 20] [--keep DIR | --open DIR]

Enters an invented chronology through the ledger and times the question fact.grid through the same door as the workbench:
the first question after opening, a stretch scrolled to, every facet at once, each sort, words, days, and an edit with the
question after it. Milliseconds of processor time of the thread that answers; medians and the worst of the rounds. --keep leaves the matter in DIR, --open
measures one that was left there.`;

interface Choices {
  readonly facts: number;
  readonly seed: number;
  readonly rounds: number;
  readonly keep: string | undefined;
  readonly open: string | undefined;
}

/** `chronology` of the bench: see USAGE. The last line is JSON. */
export async function run(args: readonly string[]): Promise<void> {
  const choices = parseArgs(args);
  if (choices === undefined) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const scratch = mkdtempSync(join(tmpdir(), 'probata-bench-'));
  const places =
    choices.keep === undefined && choices.open === undefined
      ? { places: { config: join(scratch, 'config'), state: join(scratch, 'state') } }
      : {};
  const matter =
    choices.open === undefined
      ? await createMatter(
          choices.keep ?? join(scratch, 'matter'),
          { title: 'An invented chronology', person: 'The bench' },
          places,
        )
      : await openMatter(choices.open);
  try {
    const made = inventedChronology(choices);
    const begun = performance.now();
    for (let i = 0; choices.open === undefined && i < made.drafts.length; i += 5000)
      await matter.house.ledger.append(async () => made.drafts.slice(i, i + 5000));
    const entered = round(performance.now() - begun);
    // What was entered is in the ledger now: kept here as well, it would be walked by every collection of garbage below.
    made.drafts.length = 0;
    const figures: Record<string, number> = {
      facts: choices.facts,
      entries: matter.house.ledger.size(),
      ...(choices.open === undefined ? { enteredMs: entered } : {}),
    };
    // The machine's other work is left out of account: processor time of the thread that answers, its pauses for garbage in
    // it, what other threads mark meanwhile not.
    const time = async (input: object): Promise<number> => {
      const from = process.threadCpuUsage();
      await matter.ask('fact.grid', input);
      const { user, system } = process.threadCpuUsage(from);
      return (user + system) / 1000;
    };
    const rounds = async (name: string, ask: (n: number) => Promise<number>): Promise<void> => {
      const times: number[] = [];
      for (let n = 0; n < choices.rounds; n += 1) times.push(await ask(n));
      times.sort((a, b) => a - b);
      figures[`${name}MedianMs`] = round(times[Math.floor(times.length / 2)] ?? 0);
      figures[`${name}WorstMs`] = round(times.at(-1) ?? 0);
    };
    figures['firstQuestionMs'] = round(await time({}));
    await rounds('scroll', (n) => time({ offset: (n * 7919 * 100) % choices.facts, limit: 100 }));
    await rounds('facet', (n) => time({ tag: [`tag-${n % 40}`], tray: ['single-origin'] }));
    await rounds('words', (n) => time({ text: WORDS[n % WORDS.length] }));
    await rounds('days', (n) =>
      time({ from: `${2026 + (n % 9)}-03-01`, to: `${2027 + (n % 9)}-0${(n % 8) + 1}-28` }),
    );
    await rounds('sort', (n) =>
      time({ sort: n % 2 === 0 ? 'fact' : 'changed', falling: n % 4 < 2, text: WORDS[n % 7] }),
    );
    await rounds('editAndAsk', async (n) => {
      await matter.run('fact.tag', {
        fact: made.facts[(n * 37) % made.facts.length],
        tags: [`tag-${n}`, 'edited'],
      });
      return time({ tag: ['edited'] });
    });
    figures['rssMiB'] = Math.round(process.memoryUsage().rss / 2 ** 20);
    process.stdout.write(`${JSON.stringify(figures)}\n`);
  } finally {
    await matter.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

const round = (ms: number): number => Math.round(ms * 10) / 10;

function parseArgs(args: readonly string[]): Choices | undefined {
  const numbers = { facts: 100_000, seed: 1, rounds: 20 };
  const folders: { keep?: string | undefined; open?: string | undefined } = {};
  for (let i = 0; i < args.length; i += 2) {
    const name = args[i]?.slice(2) ?? '';
    if (name === 'keep' || name === 'open') folders[name] = args[i + 1];
    else if (!(name in numbers)) return undefined;
    else {
      numbers[name as keyof typeof numbers] = Number(args[i + 1]);
      if (!Number.isInteger(numbers[name as keyof typeof numbers])) return undefined;
    }
  }
  return { ...numbers, keep: folders.keep, open: folders.open };
}

const WORDS = [
  'flights',
  'wire',
  'officers',
  'visas',
  'lorry',
  'note',
  'station',
  'river',
  'convoy',
  'transit',
];
const PLACES = [
  'Grell crossing',
  'Sidr airport',
  'Drohn',
  'the closed zone',
  'post 118',
  'post 121',
  'the river line',
];

/** Facts with dates of every form, one to four citations each, of a few hundred exhibits. */
function inventedChronology(shape: Choices): { readonly drafts: Draft[]; readonly facts: string[] } {
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
  const exhibits = Array.from({ length: 400 }, (_, n) =>
    enter('exhibit.noted', newId('exhibit'), {
      title: `Invented report ${n + 1}`,
      class: 'record',
      originId: `source-${n % 130}`,
      authenticity: 'unverified',
      compartment: null,
      heldAt: 'Nowhere',
      why: 'Invented for the bench.',
      custody: [],
      release: { court: true, parties: 'all', publicFrom: null },
    }),
  );
  const actors = Array.from({ length: 60 }, (_, n) =>
    enter('actor.named', newId('actor'), {
      kind: 'organ',
      names: [{ text: `Invented office ${n + 1}` }],
      naming: 'record',
    }),
  );
  const passages = Array.from({ length: 4000 }, (_, n) => {
    const exhibit = pick(exhibits);
    return enter(
      'passage.marked',
      newId('passage'),
      {
        exhibit,
        rendition: null,
        tool: null,
        place: { by: 'whole' },
        quote: `Invented words ${n}.`,
        prefix: '',
        suffix: '',
        pin: `p. ${below(90) + 1}`,
      },
      [exhibit],
    );
  });
  const two = (n: number): string => String(n).padStart(2, '0');
  const date = (): string => `${2026 + below(10)}-${two(below(12) + 1)}-${two(below(28) + 1)}`;
  const edtf = (): string => {
    const kind = below(12);
    const one = date();
    if (kind < 6) return one;
    if (kind === 6) return one.slice(0, 7);
    if (kind === 7) return `${one}~`;
    if (kind === 8) return one.slice(0, 4);
    if (kind === 9) return `${one}/..`;
    if (kind === 10) return `${one.slice(0, 7)}/${Number(one.slice(0, 4)) + 1}`;
    return `${one}T${two(below(24))}:${two(below(60))}:00Z`;
  };
  const facts: string[] = [];
  for (let n = 0; n < shape.facts; n += 1) {
    const fact = newId('fact');
    const actor = pick(actors);
    const words = `${pick(WORDS)} and ${pick(WORDS)} at ${pick(PLACES)}`;
    enter(
      'fact.asserted',
      fact,
      {
        statement: {
          authoritative: 'en',
          versions: { en: `Event ${n + 1}: ${words} were seen by the patrol of that night.` },
        },
        ...(below(50) === 0 ? {} : { when: statement(edtf()) }),
        where: pick(PLACES),
        roles: [{ actor, role: 'acted' }],
        account: [],
      },
      [actor],
    );
    facts.push(fact);
    for (let c = below(4); c >= 0; c -= 1) {
      const passage = pick(passages);
      enter(
        'fact.cited',
        newId('citation'),
        {
          fact,
          passage,
          bearing: below(8) === 0 ? 'contradicts' : 'supports',
          directness: 'direct',
          contemporaneity: 'at-time',
          interest: 'disinterested',
          knowledge: 'unknown',
          hedged: false,
        },
        [fact, passage],
      );
    }
    if (below(3) === 0) enter('fact.tagged', fact, { tags: [`tag-${below(40)}`] });
  }
  return { drafts, facts };
}

function statement(edtf: string): object {
  return dateStatementInput.parse(edtf);
}

/** Mulberry32: the same numbers from the same seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
