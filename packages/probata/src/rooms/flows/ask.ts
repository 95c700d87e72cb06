// The questions that flows answers.
import type { Question } from '../../ledger/room.ts';
import { COMPARE_QUESTIONS } from './ask-compare.ts';
import { ENVELOPE_QUESTIONS } from './ask-envelope.ts';
import { ESTIMATE_QUESTIONS } from './ask-estimates.ts';
import { SERIES_QUESTIONS } from './ask-series.ts';

export const FLOWS_QUESTIONS: readonly Question[] = [
  ...SERIES_QUESTIONS,
  ...ENVELOPE_QUESTIONS,
  ...ESTIMATE_QUESTIONS,
  ...COMPARE_QUESTIONS,
];
