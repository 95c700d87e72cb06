// How much one passage weighs, from a short published table of rules; every rule that spoke is named.
import type { CaseExhibit, CasePassage, SourceClass, Weight } from './case.ts';

export interface Weighing {
  readonly weight: Weight;
  readonly rules: readonly string[];
}

export interface WeightRule {
  readonly id: string;
  readonly effect: string;
  readonly text: string;
  /** the practice it is taken from; every citation is recalled and stands 'to be checked' until a person clears it */
  readonly anchor: string;
}

const TO_BE_CHECKED = '[R] to be checked against the official text';
const BASE: Readonly<Record<SourceClass, Weight>> = {
  admission: 3,
  judgment: 3,
  instrument: 3,
  record: 2,
  sensor: 2,
  'io-report': 2,
  expert: 2,
  witness: 1,
  'ngo-report': 1,
  press: 1,
  'open-source': 1,
  'official-statement': 1,
  unknown: 0,
};
/** They may synthesise what others told them, so that a derived statement of theirs is worth more than a copy. */
const SYNTHESISERS: ReadonlySet<SourceClass> = new Set(['io-report', 'judgment', 'expert']);

/** The rules in sentences, for the page that shows them beside their authority. */
export const WEIGHT_RULES: readonly WeightRule[] = [
  rule(
    'B',
    'base',
    'The class of the source sets the starting weight.',
    'Bosnia Genocide 2007 paras 227-230 for United Nations reports',
  ),
  rule(
    'L1',
    '+1',
    'Direct or operative, of the time or near it, and disinterested or against interest.',
    'Armed Activities 2005 para 61; Nicaragua 1986 para 64',
  ),
  rule('L2', '+1', 'Tested by cross-examination or by a court.', 'Armed Activities 2005 para 61'),
  rule('L3', '+1', 'A sensor or open-source record whose authenticity is verified.', 'house rule'),
  rule('K1', 'at most 0', 'Its authenticity has failed.', 'house rule'),
  rule('K2', 'at most 1', 'Its authenticity is disputed.', 'house rule'),
  rule(
    'K3',
    'at most 1, or 2 for a report, judgment or expert',
    'Derived from other sources.',
    'Nicaragua 1986 para 68',
  ),
  rule('K4', 'at most 2', 'Second hand.', 'Corfu Channel 1949; Nicaragua 1986 para 68'),
  rule('K5', 'at most 2', 'Self-serving, unless verified or the act itself.', 'Nicaragua 1986 para 64'),
  rule(
    'K6',
    'at most 1',
    'Press: many reports of one origin are worth that one origin.',
    'Nicaragua 1986 paras 62-63',
  ),
  rule(
    'K7',
    'at most 1',
    'A self-serving witness or expert prepared for the case.',
    'Armed Activities 2005 para 61; Croatia v Serbia 2015 paras 196-199',
  ),
  rule('K8', 'at most 1', 'Hedged by its own author.', 'house rule'),
  rule('K9', 'at most 1', 'The identity of the source is withheld from the Court.', 'house rule'),
  rule('OVERRIDE', 'as set', 'A named person set this weight and gave a reason.', 'house rule'),
];

function rule(id: string, effect: string, text: string, anchor: string): WeightRule {
  return { id, effect, text, anchor: anchor === 'house rule' ? anchor : `${anchor} ${TO_BE_CHECKED}` };
}

/**
 * The weight of a passage: base + at most one lift, held down by caps (proof.md 3.1).
 * Rules reported: the base, every lift that applied, and only the caps that bind.
 */
export function weigh(exhibit: CaseExhibit, passage: CasePassage): Weighing {
  if (passage.override !== undefined) return { weight: passage.override.to, rules: ['OVERRIDE'] };
  const name = [
    exhibit.class,
    exhibit.authenticity,
    exhibit.tested,
    exhibit.preparedForCase,
    exhibit.identityWithheldFromCourt,
    passage.directness,
    passage.contemporaneity,
    passage.interest,
    passage.hedged,
  ].join();
  let weighed = WEIGHED.get(name);
  if (weighed === undefined) {
    weighed = byRule(exhibit, passage);
    WEIGHED.set(name, weighed);
  }
  return weighed;
}

/** By everything that the rules look at, which has few values: a large record has many passages and few kinds of them. */
const WEIGHED = new Map<string, Weighing>();

function byRule(exhibit: CaseExhibit, passage: CasePassage): Weighing {
  const lifts = liftsOf(exhibit, passage);
  const lifted = BASE[exhibit.class] + (lifts.length > 0 ? 1 : 0);
  const caps = capsOf(exhibit, passage);
  const weight = asWeight(Math.min(3, lifted, ...caps.map(([, cap]) => cap)));
  const binding = caps.filter(([, cap]) => cap === weight && cap < lifted).map(([id]) => id);
  return { weight, rules: [`B:${exhibit.class}`, ...lifts, ...binding] };
}

function liftsOf(exhibit: CaseExhibit, passage: CasePassage): string[] {
  const lifts: string[] = [];
  const close = passage.directness === 'direct' || passage.directness === 'operative';
  const timely = passage.contemporaneity === 'at-time' || passage.contemporaneity === 'near';
  const credible = passage.interest === 'disinterested' || passage.interest === 'against';
  if (close && timely && credible) lifts.push('L1');
  if (exhibit.tested === true) lifts.push('L2');
  if ((exhibit.class === 'sensor' || exhibit.class === 'open-source') && exhibit.authenticity === 'verified')
    lifts.push('L3');
  return lifts;
}

function capsOf(exhibit: CaseExhibit, passage: CasePassage): [string, number][] {
  const caps: [string, number][] = [];
  const selfServing = passage.interest === 'self-serving';
  if (exhibit.authenticity === 'failed') caps.push(['K1', 0]);
  if (exhibit.authenticity === 'disputed') caps.push(['K2', 1]);
  if (passage.directness === 'derived') caps.push(['K3', SYNTHESISERS.has(exhibit.class) ? 2 : 1]);
  if (passage.directness === 'secondhand') caps.push(['K4', 2]);
  if (selfServing && exhibit.authenticity !== 'verified' && passage.directness !== 'operative')
    caps.push(['K5', 2]);
  if (exhibit.class === 'press') caps.push(['K6', 1]);
  if (
    exhibit.preparedForCase === true &&
    selfServing &&
    (exhibit.class === 'witness' || exhibit.class === 'expert')
  )
    caps.push(['K7', 1]);
  if (passage.hedged === true) caps.push(['K8', 1]);
  if (exhibit.identityWithheldFromCourt === true) caps.push(['K9', 1]);
  return caps;
}

function asWeight(value: number): Weight {
  return value >= 3 ? 3 : value === 2 ? 2 : value === 1 ? 1 : 0;
}
