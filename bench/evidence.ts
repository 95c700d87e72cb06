// Measures the proof room on cases shaped like evidence: many exhibits, many facts, shared sources, contradictions.
import { cpus } from 'node:os';
import type { CasePassage, ProofCase, Weight } from '../packages/probata/src/rooms/proof/case.ts';
import { Evaluation, indexCase } from '../packages/probata/src/rooms/proof/evaluate.ts';
import { LiveCase } from '../packages/probata/src/rooms/proof/incremental.ts';
import { analyse } from '../packages/probata/src/rooms/proof/knock-out.ts';
import { requireCase } from '../packages/probata/src/rooms/proof/read-case.ts';
import { askWhatIf } from '../packages/probata/src/rooms/proof/what-if.ts';

const USAGE = `npm run bench -- evidence [--exhibits 90] [--facts 400] [--seed 1] [--json]

Times, in process: order-3 cut sets by exhibit, one passage edited and re-evaluated, and a what-if on a case of
5,000 exhibits, 2,000 facts and 200 elements.`;

const CLASSES = [
  'admission',
  'judgment',
  'instrument',
  'record',
  'sensor',
  'io-report',
  'expert',
  'witness',
  'press',
];

/** `evidence` of the bench: see USAGE. The last line is JSON with every figure in milliseconds. */
export async function run(args: string[]): Promise<void> {
  const choices = parseArgs(args);
  if (choices === undefined) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const { exhibits, facts, seed } = choices;
  const figures: Record<string, number | Record<string, number>> = { exhibits, facts, seed };
  // the first run pays for compiling the engine; the second is what a user meets from then on
  figures['order3ColdMs'] = timeOrder3(evidenceCase({ exhibits, facts, elements: 20, seed: seed + 1 })).ms;
  const measured = timeOrder3(evidenceCase({ exhibits, facts, elements: 20, seed }));
  figures['order3Ms'] = measured.ms;
  figures['order3CpuMs'] = measured.cpuMs;
  figures['countByOrder'] = measured.counts;
  Object.assign(figures, timeEdits(evidenceCase({ exhibits, facts, elements: 20, seed }), seed));
  Object.assign(figures, timeWhatIf(evidenceCase({ exhibits: 5000, facts: 2000, elements: 200, seed })));
  const chip = cpus();
  process.stdout.write(`machine: ${chip.length} x ${chip[0]?.model ?? 'unknown'}, Node ${process.version}\n`);
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

function parseArgs(args: readonly string[]): { exhibits: number; facts: number; seed: number } | undefined {
  const numbers = { exhibits: 90, facts: 400, seed: 1 };
  for (let i = 0; i < args.length; i += 1) {
    const name = args[i]?.slice(2);
    if (name === 'json') continue;
    if (name !== 'exhibits' && name !== 'facts' && name !== 'seed') return undefined;
    i += 1;
    numbers[name] = Number(args[i]);
    if (!Number.isInteger(numbers[name])) return undefined;
  }
  return numbers;
}

interface Shape {
  readonly exhibits: number;
  readonly facts: number;
  readonly elements: number;
  readonly seed: number;
}

/**
 * An invented case: each fact has two to seven supporting passages from a third as many sources as exhibits, one in
 * seven is contradicted (half of those answered by evidence), one in twelve may also be inferred from earlier facts;
 * facts stand under elements (all, any, two of them), and one allegation needs every element.
 * @param shape sizes, and the seed of the generator: the same seed gives the same case on every machine
 */
export function evidenceCase(shape: Shape): ProofCase {
  const random = generator(shape.seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const note = { reason: 'invented for the bench', by: 'bench', at: '2025-01-01' };
  const exhibits = Array.from({ length: shape.exhibits }, (_, i) => ({
    id: `E${i + 1}`,
    title: `Invented exhibit ${i + 1}`,
    class: pick(CLASSES),
    authenticity: 'unverified',
    status: 'offered',
  }));
  const sources = Math.max(2, Math.ceil(shape.exhibits / 3));
  const sourceOf = exhibits.map(() => `source-${below(sources)}`);
  const passages: unknown[] = [];
  const cite = (fact: string, bearing: string, weight: number, more: object = {}): void => {
    const exhibit = below(shape.exhibits);
    const group = random() < 0.85 ? sourceOf[exhibit] : `source-${below(sources)}`;
    passages.push({
      id: `P${passages.length + 1}`,
      exhibit: `E${exhibit + 1}`,
      pin: `p. ${1 + below(40)}`,
      fact,
      bearing,
      group,
      override: { to: weight, ...note },
      ...more,
    });
  };
  const facts = Array.from({ length: shape.facts }, (_, i) => {
    const id = `F${i + 1}`;
    const supports = 2 + below(6);
    for (let n = 0; n < supports; n += 1) cite(id, 'supports', pick([1, 2, 2, 2, 3, 3]));
    if (random() < 1 / 7) {
      const answered = random() < 0.5;
      const answer = { kind: 'evidence', exhibits: [`E${1 + below(shape.exhibits)}`], ...note };
      cite(id, 'contradicts', pick([1, 2]), answered ? { answer } : {});
    }
    const inferred = i > 10 && random() < 1 / 12;
    const inference = {
      id: `I${i + 1}`,
      from: [`F${1 + below(i)}`, `F${1 + below(i)}`],
      strength: 2,
      warrant: 'invented',
    };
    return { id, text: `Invented fact ${i + 1}`, ...(inferred ? { inferences: [inference] } : {}) };
  });
  const perElement = Math.ceil(shape.facts / shape.elements);
  const elements = Array.from({ length: shape.elements }, (_, i) => {
    const of = facts.slice(i * perElement, (i + 1) * perElement).map(({ id }) => `fact:${id}`);
    const routes = Array.from({ length: Math.ceil(of.length / 4) }, (__, n) => of.slice(n * 4, n * 4 + 4));
    return { id: `element-${i + 1}`, routes: routes.filter((route) => route.length > 0) };
  }).filter(({ routes }) => routes.length > 0);
  const nodes = elements.flatMap(({ id, routes }) => [
    ...routes.map((of, n) =>
      of.length >= 3
        ? { id: `${id}-route-${n + 1}`, op: 'atLeast', k: 2, of }
        : { id: `${id}-route-${n + 1}`, op: 'any', of },
    ),
    { id, op: 'all', of: routes.map((_, n) => `node:${id}-route-${n + 1}`) },
  ]);
  return requireCase({
    format: 'probata-proof-case/1',
    name: `evidence-${shape.exhibits}-${shape.facts}-${shape.seed}`,
    exhibits,
    facts,
    passages,
    nodes: [...nodes, { id: 'root', op: 'all', of: elements.map(({ id }) => `node:${id}`) }],
    allegations: [{ id: 'A', root: 'node:root', profile: 'balance' }],
  });
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

/** The highest level at which the case holds: the question a user would ask. */
function levelOf(proofCase: ProofCase): 'proved' | 'contested' | 'arguable' | 'single-sourced' {
  const [allegation] = proofCase.allegations;
  const status =
    allegation === undefined ? 'empty' : new Evaluation(indexCase(proofCase)).allegation(allegation);
  return status === 'empty' ? 'single-sourced' : status;
}

function timeOrder3(proofCase: ProofCase): { ms: number; cpuMs: number; counts: Record<string, number> } {
  const level = levelOf(proofCase);
  const [allegation] = proofCase.allegations;
  if (allegation === undefined) return { ms: 0, cpuMs: 0, counts: {} };
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const analysis = analyse(indexCase(proofCase), allegation, { by: 'exhibit', level, maxOrder: 3 });
  const ms = round(performance.now() - begun);
  const cpuMs = cpuSince(cpu);
  const counts = Object.fromEntries(
    analysis.countByOrder.map((count, order) => [String(order), Number(count)]),
  );
  return { ms, cpuMs, counts };
}

function timeEdits(proofCase: ProofCase, seed: number): Record<string, number> {
  const level = levelOf(proofCase);
  const live = new LiveCase(proofCase);
  live.analyse('A', 'exhibit', level, 3);
  const random = generator(seed + 7);
  const times: number[] = [];
  const cpuTimes: number[] = [];
  for (let n = 0; n < 40; n += 1) {
    const passage = proofCase.passages[Math.floor(random() * proofCase.passages.length)] as CasePassage;
    const to = Math.floor(random() * 4) as Weight;
    const override = { to, reason: 'edited', by: 'bench', at: '2025-01-02' };
    const cpu = process.cpuUsage();
    const begun = performance.now();
    live.apply({ kind: 'put-passage', passage: { ...passage, override } });
    live.status('A');
    live.analyse('A', 'exhibit', level, 3);
    times.push(performance.now() - begun);
    cpuTimes.push(cpuSince(cpu));
  }
  times.sort((a, b) => a - b);
  cpuTimes.sort((a, b) => a - b);
  return {
    editMedianMs: round(times[20] ?? 0),
    editWorstMs: round(times.at(-1) ?? 0),
    editWorstCpuMs: cpuTimes.at(-1) ?? 0,
  };
}

function timeWhatIf(proofCase: ProofCase): Record<string, number> {
  const index = indexCase(proofCase);
  const before = new Evaluation(index);
  for (const allegation of index.allegations) before.allegation(allegation);
  const ask = (
    question: Omit<Parameters<typeof askWhatIf>[1], 'exclude' | 'mode'> & { exclude?: string[] },
  ): number => {
    const begun = performance.now();
    askWhatIf(before, { exclude: [], mode: 'strike', ...question });
    return round(performance.now() - begun);
  };
  return {
    whatIfFirstMs: ask({ exclude: ['E1'] }),
    whatIfStrikeMs: ask({ exclude: ['E2', 'E3'] }),
    whatIfClassMs: ask({ excludeClasses: ['witness'] }),
    whatIfMergeMs: ask({ merges: [{ a: 'source-1', b: 'source-2', reason: 'bench' }] }),
    whatIfContradictionMs: ask({ contradictions: [{ fact: 'F1', weight: 3 }] }),
  };
}

/** User and system time of this process since then: what a loaded machine does not inflate. */
function cpuSince(then: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(then);
  return round((user + system) / 1000);
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
