// What a tribunal looks for in each element, as a list to be ticked off by the record itself: what is met, and what is missing.
import type { Reviewed } from '../record/index.ts';
import type { CaseAllegation } from './case.ts';
import { type ElementAt, factsUnder } from './elements.ts';
import type { Evaluation, FactResult } from './evaluate.ts';
import { whyNot } from './explain.ts';
import type { LawInForce } from './from-pack.ts';
import type { GatewayStanding } from './gateways.ts';

export const CHECKS = [
  'fact',
  'source',
  'second-origin',
  'contradiction',
  'standard',
  'second-reader',
  'authority',
  'gateway',
] as const;
export type CheckKind = (typeof CHECKS)[number];

export interface Tick {
  readonly by: string;
  readonly at: string | null;
}

/** Who did what ticks a line off: matched the element, read as the second reader, cleared an authority. */
export interface Ticks {
  readonly matched: Tick | undefined;
  readonly reviews: ReadonlyMap<string, Reviewed>;
  /** undefined where the statement is still to be checked; without persons where nobody had to clear it. */
  readonly checked: (statement: string) => readonly Tick[] | undefined;
}

export interface CheckLine {
  readonly kind: CheckKind;
  readonly met: boolean;
  /** What is met or missing, in a sentence. */
  readonly text: string;
  /** The fact it speaks of; null where it speaks of the element or of what stands before it. */
  readonly fact: string | null;
  /** Of what is met by somebody's act: whose, and when where that is kept. */
  readonly ticked: readonly Tick[];
  /** Of a gateway: the provision, and the allegation that answers it, if any does. */
  readonly provision: string | null;
  readonly allegation: string | null;
}

const line = (kind: CheckKind, met: boolean, text: string, more: Partial<CheckLine> = {}): CheckLine => ({
  kind,
  met,
  text,
  fact: null,
  ticked: [],
  provision: null,
  allegation: null,
  ...more,
});

/** The lines of one element: a line for each fact that lacks something, and one that says that none does. */
export function checkElement(
  evaluation: Evaluation,
  { node, profile }: ElementAt,
  element: string | null,
  law: LawInForce,
  { matched, reviews, checked }: Ticks,
): readonly CheckLine[] {
  const facts = factsUnder(evaluation, `node:${node.id}`, profile);
  const authority = authorityLines(element, law, checked);
  if (facts.length === 0) return [line('fact', false, 'No fact answers it yet.'), ...authority];
  const of = (one: FactResult): Pick<CheckLine, 'fact'> => ({ fact: one.fact.id });
  const said = (one: FactResult): string => `“${one.fact.text}”`;
  const whole = evaluation.node(node.id, profile);
  // What the parties agree on, what a court knows and what a person set needs no source of its own.
  const needing = facts.filter(({ settled }) => !settled);
  const origins = (one: FactResult): number => new Set(one.support.map(({ group }) => group)).size;
  const inferred = (one: FactResult): boolean => one.liveInferences.length > 0;
  return [
    line('fact', true, `${facts.length === 1 ? 'One fact answers' : `${facts.length} facts answer`} it.`, {
      ticked: matched === undefined ? [] : [matched],
    }),
    ...listed(
      'source',
      needing.filter((one) => origins(one) === 0 && !inferred(one)),
      (one) => line('source', false, `${said(one)} has no source.`, of(one)),
      'Every fact has a source.',
    ),
    ...listed(
      'second-origin',
      needing.filter((one) => origins(one) === 1 && !inferred(one)),
      (one) => line('second-origin', false, `${said(one)} rests on one origin, ${originOf(one)}.`, of(one)),
      'No fact rests on a single origin.',
      needing.every((one) => origins(one) === 0 && !inferred(one)),
    ),
    ...listed(
      'contradiction',
      facts.filter(({ material }) => material.length > 0),
      (one) =>
        line(
          'contradiction',
          false,
          `${one.material.length === 1 ? 'A contradiction' : `${one.material.length} contradictions`} of ${said(one)} ${one.material.length === 1 ? 'stands' : 'stand'} unanswered.`,
          of(one),
        ),
      'No contradiction that weighs stands unanswered.',
    ),
    ...(whole === 'proved'
      ? [line('standard', true, 'It reaches the standard asked of it (a house rule).')]
      : needing
          .filter((one) => !one.sufficient && origins(one) > 0)
          .map((one) => line('standard', false, `${said(one)}: ${whyNot(one)}`, of(one)))),
    ...listed(
      'second-reader',
      facts.filter(({ fact }) => (reviews.get(fact.id)?.review ?? 'confirmed') !== 'confirmed'),
      (one) =>
        line(
          'second-reader',
          false,
          reviews.get(one.fact.id)?.review === 'returned'
            ? `${said(one)} was returned by its second reader.`
            : `${said(one)} awaits a second reader.`,
          of(one),
        ),
      'A second reader has confirmed every fact.',
    ).map((one) => (one.met ? { ...one, ticked: readersOf(facts, reviews) } : one)),
    ...authority,
  ];
}

/** What must hold before any element counts. */
export function checkGateways(
  gateways: readonly GatewayStanding[],
  allegation: CaseAllegation,
): readonly CheckLine[] {
  return gateways.map(({ provision, heading, status, answered, through, missing }) => {
    const elsewhere = through.find((one) => one.allegation !== allegation.id)?.allegation ?? null;
    const links = missing.map(({ link, text }) => link ?? `“${text}”`).slice(0, 4);
    const why =
      answered === 'nowhere'
        ? 'no allegation answers it yet'
        : links.length === 0
          ? `it is ${status}`
          : `not shown: ${links.join('; ')}`;
    return line(
      'gateway',
      status === 'proved',
      status === 'proved' ? `“${heading}” holds.` : `“${heading}” must hold first: ${why}.`,
      { provision, allegation: answered === 'here' ? allegation.id : elsewhere },
    );
  });
}

/** Each person once, with the last day where days are kept. */
function eachOnce(ticks: readonly Tick[]): readonly Tick[] {
  const last = new Map<string, Tick>();
  for (const tick of ticks) {
    const before = last.get(tick.by);
    if (before === undefined || (tick.at ?? '') > (before.at ?? '')) last.set(tick.by, tick);
  }
  return [...last.values()];
}

function readersOf(facts: readonly FactResult[], reviews: Ticks['reviews']): readonly Tick[] {
  return eachOnce(
    facts.flatMap(({ fact }) => {
      const by = reviews.get(fact.id)?.by;
      return by == null ? [] : [{ by, at: null }];
    }),
  );
}

function authorityLines(
  element: string | null,
  law: LawInForce,
  checked: Ticks['checked'],
): readonly CheckLine[] {
  const found = element === null ? undefined : law.elements.get(element);
  const contested = found?.contested;
  if (found === undefined || contested === undefined) return [];
  const provision = found.provision;
  const standing = (['for', 'against'] as const).flatMap((side) =>
    contested[side].map((_, i) => checked(`${found.id}#${side}${i + 1}`)),
  );
  const unchecked = standing.filter((ticks) => ticks === undefined).length;
  return [
    line(
      'authority',
      unchecked === 0,
      unchecked === 0
        ? `Contested in law, with authorities that were checked: ${contested.question}`
        : `Contested in law: ${contested.question} ${unchecked === 1 ? 'One authority is' : `${unchecked} authorities are`} still to be checked.`,
      { provision, ticked: unchecked === 0 ? eachOnce(standing.flatMap((ticks) => ticks ?? [])) : [] },
    ),
  ];
}

/** A line for each that lacks something; where none does, one that says so. @param hidden nothing to be said at all */
function listed(
  kind: CheckKind,
  lacking: readonly FactResult[],
  told: (one: FactResult) => CheckLine,
  all: string,
  hidden = false,
): readonly CheckLine[] {
  if (lacking.length > 0) return lacking.map(told);
  return hidden ? [] : [line(kind, true, all)];
}

function originOf(one: FactResult): string {
  return `“${one.support[0]?.group ?? ''}”`;
}
