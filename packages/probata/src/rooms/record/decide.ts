// Every command of the record.
import type { Command } from '../../ledger/room.ts';
import * as actors from './decide-actors.ts';
import * as citations from './decide-citations.ts';
import * as exchanges from './decide-exchanges.ts';
import * as facts from './decide-facts.ts';
import * as proceedings from './decide-proceedings.ts';

export const RECORD_COMMANDS: readonly Command[] = [
  proceedings.openProceeding,
  proceedings.joinProceeding,
  proceedings.orderStep,
  proceedings.extendStep,
  proceedings.doStep,
  proceedings.nameParty,
  proceedings.declareActing,
  actors.nameActor,
  actors.alsoNameActor,
  actors.relateActor,
  facts.assertFact,
  facts.restateFact,
  facts.concedeFact,
  facts.noticeFact,
  facts.withdrawPremise,
  facts.tagFact,
  facts.mergeFact,
  facts.partFact,
  facts.withdrawFact,
  facts.reviewFact,
  citations.citeFact,
  citations.weighCitation,
  citations.answerCitation,
  citations.withdrawCitation,
  citations.drawInference,
  citations.withdrawInference,
  citations.mergeGroup,
  citations.unmergeGroup,
  exchanges.enterExchange,
  exchanges.expectExchange,
];
