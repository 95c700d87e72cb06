// Which questions a case file asks: named in it, implied by what it expects, or the usual ones.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import {
  type AnalysisQuestion,
  type ProofCase,
  SOURCE_CLASSES,
  STATUSES,
  UNIT_KINDS,
  type WhatIfQuestion,
} from './case.ts';
import { formInWords } from './form-words.ts';

export interface CaseQuestions {
  readonly analyses: readonly AnalysisQuestion[];
  readonly whatIf: readonly WhatIfQuestion[];
}

const analysis = z.object({
  by: z.enum(UNIT_KINDS),
  level: z.enum(STATUSES),
  maxOrder: z.int().min(1).nullable().default(null),
});
const whatIf = z.object({
  id: z.string().optional(),
  exclude: z.array(z.string()).default([]),
  mode: z.enum(['knock-out', 'strike']).default('knock-out'),
  excludeClasses: z.array(z.enum(SOURCE_CLASSES)).optional(),
  merges: z.array(z.object({ a: z.string(), b: z.string(), reason: z.string().default('') })).optional(),
  contradictions: z
    .array(z.object({ fact: z.string(), weight: z.union([z.literal(1), z.literal(2), z.literal(3)]) }))
    .optional(),
});
const asked = z.object({
  analyses: z.array(analysis.extend({ allegation: z.string() })).optional(),
  whatIf: z.array(whatIf).optional(),
});
const expected = z.object({
  allegations: z.record(z.string(), z.object({ analyses: z.array(analysis).default([]) })).default({}),
  whatIf: z.array(whatIf).default([]),
});

/** Up to so many units a usual question is asked completely; beyond, up to sets of three. */
const COMPLETE_UP_TO = 20;

/**
 * The questions of a case file: `ask` if present; else those that `expected` holds answers to (only the questions are
 * read, never the answers); else, for each allegation, every kind of unit at every level.
 * @throws Refusal PROOF_QUESTION_UNREADABLE
 */
export function questionsOf(json: unknown, proofCase: ProofCase): CaseQuestions {
  const file = typeof json === 'object' && json !== null ? json : {};
  if ('ask' in file) {
    const { analyses, whatIf: worlds } = parse(asked, file.ask, 'ask');
    return checked(proofCase, { analyses: analyses ?? usualAnalyses(proofCase), whatIf: worlds ?? [] });
  }
  if ('expected' in file) {
    const { allegations, whatIf: worlds } = parse(expected, file.expected, 'expected');
    const analyses = Object.entries(allegations).flatMap(([allegation, { analyses: list }]) =>
      list.map((question) => ({ ...question, allegation })),
    );
    return checked(proofCase, { analyses, whatIf: worlds });
  }
  return { analyses: usualAnalyses(proofCase), whatIf: [] };
}

function usualAnalyses(proofCase: ProofCase): AnalysisQuestion[] {
  const maxOrder = proofCase.exhibits.length <= COMPLETE_UP_TO ? null : 3;
  const kinds = UNIT_KINDS.filter((by) => by !== 'selection' || proofCase.selections.length > 0);
  return proofCase.allegations.flatMap(({ id }) =>
    kinds.flatMap((by) =>
      STATUSES.filter((level) => level !== 'empty').map((level) => ({ allegation: id, by, level, maxOrder })),
    ),
  );
}

function checked(proofCase: ProofCase, questions: CaseQuestions): CaseQuestions {
  const allegations = new Set(proofCase.allegations.map(({ id }) => id));
  const exhibits = new Set(proofCase.exhibits.map(({ id }) => id));
  const facts = new Set(proofCase.facts.map(({ id }) => id));
  const refuse = (what: string): never => {
    throw new Refusal('PROOF_QUESTION_UNREADABLE', `A question names ${what}, which the case does not hold.`);
  };
  for (const { allegation } of questions.analyses)
    if (!allegations.has(allegation)) refuse(`allegation '${allegation}'`);
  for (const { exclude, contradictions } of questions.whatIf) {
    for (const id of exclude) if (!exhibits.has(id)) refuse(`exhibit '${id}'`);
    for (const { fact } of contradictions ?? []) if (!facts.has(fact)) refuse(`fact '${fact}'`);
  }
  return questions;
}

function parse<T>(schema: z.ZodType<T>, value: unknown, place: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `${[place, ...issue.path].join('.')}: ${formInWords(issue)}`,
  );
  throw new Refusal(
    'PROOF_QUESTION_UNREADABLE',
    `The questions cannot be read. ${problems.slice(0, 5).join('; ')}.`,
  );
}
