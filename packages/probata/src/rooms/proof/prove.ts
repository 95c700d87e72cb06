// The whole answer to one case file: weights, statuses, what falls, what suffices, what is missing and why.
import type { CaseAllegation, Pattern, Status } from './case.ts';
import { reachOf } from './compile.ts';
import type { BySize } from './counts.ts';
import { type CaseIndex, Evaluation, type FactFlags, indexCase } from './evaluate.ts';
import { type Explanation, explainAllegation } from './explain.ts';
import { findGaps, type GapItem } from './gaps.ts';
import { type Analysis, analyse, ORDINARY_LIMITS } from './knock-out.ts';
import { findLeanest, type LeanestAnswer } from './leanest.ts';
import { questionsOf } from './questions.ts';
import { readCase, requireCase } from './read-case.ts';
import { STANDARD_DISCLAIMER } from './standards.ts';
import { askWhatIf, type Change, type WhatIfAnswer } from './what-if.ts';

/** A count in JSON: a number while a number is exact, else its decimal digits. */
export type JsonCount = number | string;

export interface AnalysisResult {
  readonly by: Analysis['by'];
  readonly level: Status;
  readonly universe: readonly string[];
  readonly maxOrder: number | null;
  readonly truncatedBecause?: string;
  readonly minimalCutSets: readonly (readonly string[])[];
  readonly countByOrder: Readonly<Record<string, JsonCount>>;
  readonly minimalPathSets?: readonly (readonly string[])[];
  readonly importance?: readonly {
    readonly unit: string;
    readonly cutsByOrder: Readonly<Record<string, JsonCount>>;
    readonly pivotal?: JsonCount;
    readonly of: JsonCount;
  }[];
}

export interface AllegationResult {
  readonly status: Status;
  /** by fact@profile, as are counts and flags */
  readonly facts: Readonly<Record<string, Status>>;
  readonly counts: Readonly<
    Record<
      string,
      {
        readonly counts: readonly [number, number, number];
        readonly material: readonly string[];
        readonly sufficient: boolean;
        readonly best: number;
        readonly pattern?: Pattern;
      }
    >
  >;
  readonly flags: Readonly<Record<string, FactFlags>>;
  /** by node; a node met again under another standard stands as node@profile */
  readonly nodes: Readonly<Record<string, Status>>;
  readonly defencesLive: readonly string[];
  readonly analyses: readonly AnalysisResult[];
  readonly gaps: readonly (readonly string[])[];
  readonly gapItems: readonly GapItem[];
  readonly moreGaps: boolean;
  readonly leanest: LeanestAnswer;
  readonly explanation: Explanation;
}

export interface WhatIfResult {
  readonly exclude: readonly string[];
  readonly mode: 'knock-out' | 'strike';
  readonly statuses: Readonly<Record<string, Status>>;
  readonly changed: {
    readonly allegations: readonly Change[];
    readonly nodes: readonly Change[];
    readonly facts: readonly Change[];
  };
}

export interface CaseResult {
  readonly format: 'probata-proof-result/1';
  readonly name: string;
  readonly disclaimer: string;
  readonly weights: Readonly<Record<string, { readonly weight: number; readonly rules: readonly string[] }>>;
  readonly allegations: Readonly<Record<string, AllegationResult>>;
  readonly whatIf: readonly WhatIfResult[];
  /** Keys of the file that no part of the reader knows, as `exhibits[].testd`: a misspelt one changes nothing in silence. */
  readonly unread: readonly string[];
}

/** A case file is answered whole: its sets are listed as far as a reader's program could hold them. */
const LIMITS = { ...ORDINARY_LIMITS, listed: 250_000 };

/**
 * Answers a case in the form `probata-proof-case/1`, as plain JSON.
 * Which analyses and what-ifs are answered: see questionsOf. Answers written in `expected` are never read.
 * @param caseJson the parsed JSON of the file
 * @throws Refusal PROOF_CASE_UNREADABLE or PROOF_QUESTION_UNREADABLE, naming each place
 */
export function proveCase(caseJson: unknown): CaseResult {
  const reading = readCase(caseJson);
  const proofCase = reading.ok ? reading.proofCase : requireCase(caseJson);
  const questions = questionsOf(caseJson, proofCase);
  const index = indexCase(proofCase);
  const evaluation = new Evaluation(index);
  const allegations = proofCase.allegations.map((allegation): [string, AllegationResult] => {
    const analyses = questions.analyses
      .filter((question) => question.allegation === allegation.id)
      .map((question) => analysisResult(analyse(index, allegation, question, LIMITS)));
    return [allegation.id, allegationResult(index, evaluation, allegation, analyses)];
  });
  return {
    format: 'probata-proof-result/1',
    name: proofCase.name,
    disclaimer: STANDARD_DISCLAIMER,
    weights: Object.fromEntries(
      [...index.passages].map(([id, { weight, rules }]) => [id, { weight, rules }]),
    ),
    allegations: Object.fromEntries(allegations),
    whatIf: questions.whatIf.map((question) => whatIfResult(askWhatIf(evaluation, question))),
    unread: reading.ok ? reading.unread : [],
  };
}

function allegationResult(
  index: CaseIndex,
  evaluation: Evaluation,
  allegation: CaseAllegation,
  analyses: readonly AnalysisResult[],
): AllegationResult {
  const reach = reachOf(index, allegation.root, allegation.profile);
  const results = [...reach.facts.keys()].sort().map((key): [string, ReturnType<Evaluation['fact']>] => {
    const at = reach.facts.get(key);
    return [key, evaluation.fact(at?.fact ?? '', at?.profile ?? '')];
  });
  const nodes: Record<string, Status> = {};
  for (const { node, profile } of reach.nodes.values())
    nodes[node in nodes ? `${node}@${profile}` : node] = evaluation.node(node, profile);
  const gaps = findGaps(evaluation, allegation);
  const consulted = results.filter(([, { settled }]) => !settled);
  return {
    status: evaluation.allegation(allegation),
    facts: Object.fromEntries(results.map(([key, { status }]) => [key, status])),
    counts: Object.fromEntries(
      consulted.map(([key, { counts, material, sufficient, best, profile, pattern }]) => {
        const met = profile.sufficiency[pattern];
        return [
          key,
          {
            counts: [counts[0], counts[1], counts[2]],
            material: material.map(({ passage }) => passage.id),
            sufficient,
            best,
            ...(met === undefined ? {} : { pattern: met }),
          },
        ];
      }),
    ),
    flags: Object.fromEntries(
      results.map(([key, result]) => [key, evaluation.flags(result, allegation.by ?? [])]),
    ),
    nodes,
    defencesLive: evaluation.liveDefences(allegation),
    analyses,
    gaps: gaps.sets,
    gapItems: gaps.items,
    moreGaps: gaps.more,
    leanest: findLeanest(index, allegation, 'proved', 3, 100_000, 2_000),
    explanation: explainAllegation(evaluation, allegation),
  };
}

function analysisResult(analysis: Analysis): AnalysisResult {
  return {
    by: analysis.by,
    level: analysis.level,
    universe: analysis.universe,
    maxOrder: analysis.maxOrder,
    ...(analysis.truncatedBecause === undefined ? {} : { truncatedBecause: analysis.truncatedBecause }),
    minimalCutSets: analysis.minimalCutSets,
    countByOrder: bySize(analysis.countByOrder),
    ...(analysis.minimalPathSets === undefined ? {} : { minimalPathSets: analysis.minimalPathSets }),
    ...(analysis.importance === undefined
      ? {}
      : {
          importance: analysis.importance.map(({ unit, cutsByOrder, pivotal, of }) => ({
            unit,
            cutsByOrder: bySize(cutsByOrder),
            ...(pivotal === undefined ? {} : { pivotal: jsonCount(pivotal) }),
            of: jsonCount(of),
          })),
        }),
  };
}

function whatIfResult(answer: WhatIfAnswer): WhatIfResult {
  return {
    exclude: answer.question.exclude,
    mode: answer.question.mode,
    statuses: Object.fromEntries(answer.allegations.map(({ id, after }) => [id, after])),
    changed: {
      allegations: answer.allegations.filter(({ before, after }) => before !== after),
      nodes: answer.nodes,
      facts: answer.facts,
    },
  };
}

/** {"2": n}: sizes with no set are left out. */
function bySize(counts: BySize): Record<string, JsonCount> {
  const record: Record<string, JsonCount> = {};
  counts.forEach((count, size) => {
    if (count > 0n) record[String(size)] = jsonCount(count);
  });
  return record;
}

export function jsonCount(count: bigint): JsonCount {
  return count <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(count) : count.toString();
}
