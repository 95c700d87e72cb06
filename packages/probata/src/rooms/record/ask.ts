// Questions about the record: proceedings, parties, actors, facts and their trays, the chronology, the exchanges.
import type { Question } from '../../ledger/room.ts';
import { ORDER_QUESTIONS } from './ask-exchanges.ts';
import { FACT_QUESTIONS } from './ask-facts.ts';
import { PROCEEDING_QUESTIONS } from './ask-proceedings.ts';

export const RECORD_QUESTIONS: readonly Question[] = [
  ...PROCEEDING_QUESTIONS,
  ...FACT_QUESTIONS,
  ...ORDER_QUESTIONS,
];
