// The ladder of preconditions: compares dates by itself and says for each rung whether it is proved, contested or missing.
import type { DateStatement, Language } from '../../base/time/index.ts';
import { rungMarks } from './ladder-marks.ts';
import { capital, list } from './rung-dates.ts';
import type { Ground } from './rung-ground.ts';
import { testRung } from './rung-tests.ts';
import type { Ladder, LawFormula, Rung } from './types.ts';

/** An event on a ladder, as a person recorded it. */
export interface LadderEvent {
  readonly id: string;
  readonly kind: string;
  readonly by: 'claimant' | 'respondent' | 'third' | 'both';
  /** Whose, when `third`: the State that objected, the organisation that wrote. */
  readonly whose: string | null;
  readonly title: string;
  /** Done, made or sent. Null: not public, or not known. */
  readonly on: DateStatement | null;
  readonly received: DateStatement | null;
  /** Only an announcement is known: it was said on this day that it would be done. */
  readonly announced: DateStatement | null;
  /** `shown`: a passage of an exhibit, on a ground. `reported`: a public source in words. */
  readonly shown: 'shown' | 'reported';
  readonly passage: string | null;
  readonly source: string | null;
  /** Why the other side denies it, or its meaning; null when it does not. */
  readonly disputed: string | null;
}

export type Outcome = 'proved' | 'contested' | 'missing';

export interface RungResult {
  readonly rung: string;
  readonly title: string;
  readonly outcome: Outcome;
  /** The word of the failure, when the test fails on every reading of the dates. */
  readonly failed: string | null;
  /** Sentences: what was compared, with the dates in words. */
  readonly why: readonly string[];
  readonly warnings: readonly string[];
  readonly events: readonly string[];
  /** `passages`: every event used is shown; `press`: at least one is only reported; `nothing`: none is recorded. */
  readonly rests: 'passages' | 'press' | 'nothing';
  readonly toBeChecked: boolean;
}

export interface LadderTry {
  /** The event tried (a request for arbitration); null when the ladder has no tries or none is recorded. */
  readonly event: string | null;
  readonly outcome: Outcome;
  readonly rungs: readonly RungResult[];
}

export interface LadderResult {
  readonly ladder: string;
  readonly outcome: Outcome;
  /** The index in `tries` of the one that stands best. */
  readonly best: number;
  readonly tries: readonly LadderTry[];
  readonly warnings: readonly string[];
}

export interface LadderAsk {
  readonly ladder: Ladder;
  readonly events: readonly LadderEvent[];
  /** How the sides are called in sentences: `applicant`, `respondent`. */
  readonly names?: { readonly claimant: string; readonly respondent: string };
  /** Statements that a person has cleared with an authority. */
  readonly cleared?: ReadonlySet<string>;
  readonly language?: Language;
  /** From the register of exchanges, by event: for how long nothing answered it, in words, up to the filing. */
  readonly silences?: ReadonlyMap<string, string>;
}

/**
 * Climbs the ladder: every rung against every try, the best try deciding.
 * A rung is `proved` when its test holds on every reading of the dates, in the order that it asks for, and every event used
 * is shown by a passage and not disputed; `contested` when it holds on some reading, rests on press reports, came out of
 * order or is disputed; `missing` when nothing is
 * recorded or the test fails on every reading (then `failed` says how).
 */
export function climb(ask: LadderAsk): LadderResult {
  const { ladder } = ask;
  const names = ask.names ?? { claimant: 'applicant', respondent: 'respondent' };
  const language = ask.language ?? 'en';
  const tried = ladder.tries === undefined ? [] : ask.events.filter((event) => event.kind === ladder.tries);
  const marks = rungMarks(ladder, ask.cleared ?? new Set());
  const tries = (tried.length === 0 ? [null] : tried).map((event): LadderTry => {
    const ground: Ground = {
      ladder,
      events: ask.events,
      tried: event,
      names,
      language,
      silences: ask.silences ?? new Map(),
    };
    const rungs = ladder.rungs.map((rung) => resultOf(rung, ground, marks.get(rung.id) ?? true));
    const byId = new Map(rungs.map((rung) => [rung.rung, rung.outcome]));
    return { event: event?.id ?? null, outcome: combined(ladder.formula, byId), rungs };
  });
  let best = 0;
  tries.forEach((one, i) => {
    const held = tries[best];
    if (held !== undefined && standsBetter(one, held)) best = i;
  });
  const standing = tries[best];
  const warnings = [...new Set(standing?.rungs.flatMap((rung) => rung.warnings) ?? [])];
  // What is wrong with a request that another one has replaced is history, and still said.
  const fallen = tries.flatMap((one, i) => (i === best ? [] : one.rungs.flatMap((rung) => rung.warnings)));
  return {
    ladder: ladder.id,
    outcome: standing?.outcome ?? 'missing',
    best,
    tries,
    warnings: [...warnings, ...[...new Set(fallen)].filter((warning) => !warnings.includes(warning))],
  };
}

/** By the outcome of the whole, then by rungs, then by the fewer warnings; an earlier try keeps its place in a tie. */
function standsBetter(one: LadderTry, other: LadderTry): boolean {
  const measures = (of: LadderTry): readonly number[] => [
    ORDER.indexOf(of.outcome),
    of.rungs.reduce((sum, rung) => sum + ORDER.indexOf(rung.outcome), 0),
    -of.rungs.reduce((sum, rung) => sum + rung.warnings.length, 0),
  ];
  const theirs = measures(other);
  for (const [i, measure] of measures(one).entries()) {
    const held = theirs[i] ?? 0;
    if (measure !== held) return measure > held;
  }
  return false;
}

const ORDER: readonly Outcome[] = ['missing', 'contested', 'proved'];
const worst = (outcomes: readonly Outcome[]): Outcome =>
  ORDER[Math.min(...outcomes.map((outcome) => ORDER.indexOf(outcome)))] ?? 'missing';

/** All is the weakest, any is the strongest, at least k is the k-th strongest. */
function combined(formula: LawFormula | undefined, outcomes: ReadonlyMap<string, Outcome>): Outcome {
  if (formula === undefined) return worst([...outcomes.values()]);
  if (typeof formula === 'string') return outcomes.get(formula) ?? 'missing';
  if ('all' in formula) return worst(formula.all.map((part) => combined(part, outcomes)));
  const parts = 'any' in formula ? formula.any : formula.of;
  const k = 'any' in formula ? 1 : formula.atLeast;
  const ranks = parts.map((part) => ORDER.indexOf(combined(part, outcomes))).sort((a, b) => b - a);
  return ORDER[ranks[k - 1] ?? 0] ?? 'missing';
}

function resultOf(rung: Rung, ground: Ground, toBeChecked: boolean): RungResult {
  const found = testRung(rung, ground);
  const used = [...new Map(found.used.map((event) => [event.id, event])).values()];
  const reported = used.filter((event) => event.shown === 'reported');
  const disputed = used.filter((event) => event.disputed !== null);
  const why = [...found.why];
  const failed = found.holds === 'no';
  let outcome: Outcome = 'proved';
  if (found.holds === 'nothing' || failed) outcome = 'missing';
  else if (found.holds === 'unclear' || found.open === true || reported.length > 0 || disputed.length > 0)
    outcome = 'contested';
  if (outcome === 'contested' && reported.length > 0)
    why.push(
      `${capital(list(reported.map((event) => event.title)))} ${reported.length === 1 ? 'is' : 'are'} known only from public reports; no passage of an exhibit shows ${reported.length === 1 ? 'it' : 'them'}.`,
    );
  for (const event of disputed) why.push(`${capital(event.title)} is disputed: ${event.disputed}`);
  return {
    rung: rung.id,
    title: rung.title,
    outcome,
    failed: failed ? rung.fails : null,
    why,
    warnings: found.warnings ?? [],
    events: used.map((event) => event.id),
    rests: used.length === 0 ? 'nothing' : reported.length > 0 ? 'press' : 'passages',
    toBeChecked,
  };
}
