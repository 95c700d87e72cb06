// Since when a treaty binds each State, and with what said against it: read out of the bonds that a pack holds.
import type { z } from 'zod';
import { dateInWords } from '../../base/time/index.ts';
import type { bond } from './types.ts';

type Bond = z.output<typeof bond>;

/** What is publicly known of one State under one instrument. Dates are EDTF; null: not known, never guessed. */
export interface StateSpan {
  readonly state: string;
  readonly from: string | null;
  readonly until: string | null;
  readonly reservations: readonly {
    readonly to: string | null;
    readonly made: string | null;
    /** Null while none is known: the reservation then stands. */
    readonly withdrawn: string | null;
    readonly stands: boolean;
  }[];
  readonly declarations: readonly { readonly to: string | null; readonly on: string | null }[];
  readonly objections: readonly { readonly to: string | null; readonly on: string | null }[];
  readonly sentence: string;
}

/** One line a State, in the order in which the pack first names each. */
export function spansOf(bonds: readonly Bond[]): readonly StateSpan[] {
  return [...Map.groupBy(bonds, (one) => one.state)].map(([state, mine]) => {
    const of = (event: Bond['event']) => mine.filter((one) => one.event === event);
    const withdrawals = of('reservation-withdrawn');
    const made = of('reservation');
    const from = of('in-force')[0]?.on ?? null;
    const until = of('denunciation')[0]?.on ?? null;
    const reservations = [
      ...made.map((one) => {
        const withdrawal = withdrawals.find(({ to }) => to === one.to);
        return {
          to: one.to ?? null,
          made: one.on ?? null,
          withdrawn: withdrawal?.on ?? null,
          stands: withdrawal === undefined,
        };
      }),
      // A withdrawal tells of a reservation of which nothing else is known.
      ...withdrawals
        .filter(({ to }) => !made.some((one) => one.to === to))
        .map((one) => ({ to: one.to ?? null, made: null, withdrawn: one.on ?? null, stands: false })),
    ];
    const dated = (event: Bond['event']) =>
      of(event).map((one) => ({ to: one.to ?? null, on: one.on ?? null }));
    const span = {
      state,
      from,
      until,
      reservations,
      declarations: dated('declaration'),
      objections: dated('objection'),
    };
    return { ...span, sentence: inWords(span) };
  });
}

function inWords(span: Omit<StateSpan, 'sentence'>): string {
  const day = (on: string | null): string => (on === null ? 'a day not known' : dateInWords(on, 'en'));
  const at = (on: string | null): string =>
    on === null || /^\d{4}-\d{2}-\d{2}$/.test(on) ? `on ${day(on)}` : `in ${day(on)}`;
  const to = (provision: string | null): string => (provision === null ? '' : ` to ${provision}`);
  const isActing = span.from === null && span.reservations.length === 0 && span.declarations.length === 0;
  const parts = [
    span.from === null
      ? isActing
        ? undefined
        : 'not known since when it is in force'
      : `in force since ${day(span.from)}${span.until === null ? '' : `, until ${day(span.until)}`}`,
    ...span.reservations.map((one) =>
      one.stands
        ? `a reservation${to(one.to)} of which no withdrawal is known`
        : `a reservation${to(one.to)}, withdrawn ${at(one.withdrawn)}`,
    ),
    ...span.declarations.map((one) => `a later declaration${to(one.to)} of ${day(one.on)}`),
    ...span.objections.map((one) => `an objection${to(one.to)} of ${day(one.on)}`),
  ].filter((part) => part !== undefined);
  return `${span.state}: ${parts.length === 0 ? 'nothing else is known' : parts.join('; ')}.`;
}
