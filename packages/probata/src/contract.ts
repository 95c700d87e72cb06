// The contract between the house and its front: the same schemas check an answer where it is given and where it is shown.
import type { z } from 'zod';
import { CATALOGUE } from './app/rooms.ts';

/** The schema of the answer to a question or a task, by name; undefined for a name that the house does not know. */
export function answerSchema(name: string): z.ZodType | undefined {
  return CATALOGUE.questions.get(name)?.output ?? CATALOGUE.tasks.get(name)?.output;
}

/** The schema of what a command, question or task takes. */
export function inputSchema(name: string): z.ZodType | undefined {
  return (CATALOGUE.commands.get(name) ?? CATALOGUE.questions.get(name) ?? CATALOGUE.tasks.get(name))?.input;
}

export type { ErrorShape } from './base/errors.ts';
export { isMeaningless } from './base/meaning.ts';
export type { Sealable, SealedToken } from './base/sealed.ts';
export type { Texts } from './base/texts.ts';
export type { DateStatement } from './base/time/index.ts';
export { dateInWords } from './base/time/index.ts';
export type { Receipt } from './ledger/ledger.ts';
export type { Composed } from './rooms/pleading/index.ts';
export type { GridRow } from './rooms/proof/index.ts';
export type { Passage, Place } from './rooms/reading/index.ts';
export type {
  ActorShown,
  CitationShown,
  ExchangeShown,
  FactShown,
  PartyShown,
  ProceedingShown,
} from './rooms/record/index.ts';
export type { ExhibitCard, ExhibitLine } from './rooms/vault/index.ts';
