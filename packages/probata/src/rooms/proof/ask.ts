// Every question of proof, in the order in which a lawyer asks them.
import type { Question } from '../../ledger/room.ts';
import { ALLEGATION_QUESTIONS } from './ask-allegations.ts';
import { CASE_QUESTIONS } from './ask-case.ts';
import { CHECKLIST_QUESTIONS } from './ask-checklist.ts';
import { CONTRADICTION_QUESTIONS } from './ask-contradictions.ts';
import { GRAPH_QUESTIONS } from './ask-graph.ts';
import { GRID_QUESTIONS } from './ask-grid.ts';
import { LAW_AND_PROOF_QUESTIONS } from './ask-law.ts';
import { OVERRIDE_QUESTIONS } from './ask-overrides.ts';
import { SCENARIO_QUESTIONS } from './ask-scenarios.ts';
import { STANDARD_QUESTIONS } from './ask-standards.ts';
import { STRESS_QUESTIONS } from './ask-stress.ts';
import { TODO_QUESTIONS } from './ask-todos.ts';
import { UNIT_QUESTIONS } from './ask-units.ts';

export const PROOF_QUESTIONS: readonly Question[] = [
  ...GRID_QUESTIONS,
  ...CASE_QUESTIONS,
  ...ALLEGATION_QUESTIONS,
  ...STRESS_QUESTIONS,
  ...OVERRIDE_QUESTIONS,
  ...LAW_AND_PROOF_QUESTIONS,
  ...GRAPH_QUESTIONS,
  ...CONTRADICTION_QUESTIONS,
  ...UNIT_QUESTIONS,
  ...SCENARIO_QUESTIONS,
  ...CHECKLIST_QUESTIONS,
  ...TODO_QUESTIONS,
  ...STANDARD_QUESTIONS,
];
