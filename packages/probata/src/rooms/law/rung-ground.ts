// What a rung is tried on, and what is found: the recorded events, who is who, and the sentences.
import type { Language } from '../../base/time/index.ts';
import type { LadderEvent } from './ladder.ts';
import { type Holds, type Span, spanOf } from './rung-dates.ts';
import type { Ladder, Rung } from './types.ts';

export interface Ground {
  readonly ladder: Ladder;
  readonly events: readonly LadderEvent[];
  readonly tried: LadderEvent | null;
  readonly names: { readonly claimant: string; readonly respondent: string };
  readonly language: Language;
  readonly silences: ReadonlyMap<string, string>;
}

export interface Finding {
  readonly holds: Holds | 'nothing';
  readonly why: readonly string[];
  readonly warnings?: readonly string[];
  readonly used: readonly LadderEvent[];
  /** True when nobody may call it proved however well it is shown: a matter of law on which sides differ. */
  readonly open?: boolean;
}

export type TestOf<T extends Rung['test']['test']> = Extract<Rung['test'], { readonly test: T }>;

/** The events of a kind; of the kind that is tried, only the one tried now. */
export function eventsOf(
  kind: string,
  ground: Ground,
  by?: 'claimant' | 'respondent',
): readonly LadderEvent[] {
  return ground.events.filter(
    (event) =>
      event.kind === kind &&
      (kind !== ground.ladder.tries || event.id === ground.tried?.id) &&
      (by === undefined || event.by === by || event.by === 'both'),
  );
}

export function titleOf(kind: string, ground: Ground): string {
  return ground.ladder.events.find((event) => event.kind === kind)?.title ?? kind;
}

/**
 * When an event took place, for comparison. Where only its announcement is known it took place on that day or later:
 * the lower bound is firm enough to count from, the upper one is open.
 */
export function when(event: LadderEvent, language: Language): Span | undefined {
  if (event.on !== null) return spanOf(event.on, language);
  if (event.announced !== null) {
    const announced = spanOf(event.announced, language);
    return {
      ...announced,
      last: null,
      words: `${announced.words} or later (announced on ${announced.words})`,
    };
  }
  return event.received === null ? undefined : { ...spanOf(event.received, language) };
}

export const eventsKnown = (kind: string, ground: Ground): number =>
  ground.events.filter((event) => event.kind === kind).length;
