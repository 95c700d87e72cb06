// A rule of interest in one sentence, with every choice that moves a cent: the form in which a pleading prints it.
import { percentInWords } from '../../base/money/index.ts';
import { toNumber } from '../../base/rational.ts';
import type { DayCount, InterestRule } from './figures.ts';

export const DAY_COUNT_WORDS: Readonly<Record<DayCount, string>> = {
  'act-365f': 'actual days over 365',
  'act-360': 'actual days over 360',
  'act-act-isda': 'actual days over 365, and over 366 in leap years',
  'act-365-25': 'actual days over 365.25',
  'thirty-360-us': 'months of 30 days over 360',
  'thirty-360-us-eom': 'months of 30 days over 360, the end of February counting as the 30th',
  'thirty-e-360': 'months of 30 days over 360, a 31st counting as the 30th',
  'thirty-e-360-isda': 'months of 30 days over 360, a 31st and the end of February counting as the 30th',
  'act-365-nl': 'actual days over 365, no 29 February counted',
};

const EACH: Readonly<Record<number, string>> = {
  1: 'yearly',
  2: 'half-yearly',
  3: 'every four months',
  4: 'quarterly',
  6: 'every two months',
  12: 'monthly',
  365: 'daily',
};

const POINT = { line: 'each line', 'sub-head': 'each sub-head', whole: 'the whole' } as const;
const MODE = {
  'half-up': 'a half up',
  'half-even': 'a half to the even digit',
  down: 'down',
  up: 'up',
} as const;

/** `Simple interest at 4 % a year from 16 December … on each sub-head, rounded to the cent, a half up.` */
export function ruleInWords(rule: InterestRule): string {
  const { rate, compounding, rounding } = rule;
  const places = rate.kind === 'fixed' ? placesNeeded(toNumber(rate.annual) * 100) : 2;
  const at =
    rate.kind === 'fixed'
      ? `at ${percentInWords(rate.annual, places)} a year`
      : `at the reference rate “${rate.series}” plus ${percentInWords(rate.margin, placesNeeded(toNumber(rate.margin) * 100))} a year`;
  const kind =
    compounding.kind === 'simple'
      ? 'Simple interest'
      : compounding.kind === 'continuous'
        ? 'Continuously compounded interest'
        : `Interest compounded ${EACH[compounding.perYear] ?? ''}${compounding.roundEachPeriod ? ' and rounded each time' : ''}`;
  const days = `the first day ${rule.firstDay === 'in' ? 'counted' : 'not counted'}, the last ${rule.lastDay === 'in' ? 'counted' : 'not counted'}`;
  const from =
    rule.from === 'incurred' ? 'the last day on which each cost can have been incurred' : rule.from;
  const before = [
    ...(rounding.yearFirst ? ['one year’s interest is rounded first'] : []),
    ...(rounding.fractionPlaces === null
      ? []
      : [`the part of a year is rounded to ${rounding.fractionPlaces} places`]),
  ];
  return (
    `${kind} ${at}${rule.rateIs === 'real' ? ' (a real rate, inflation left out)' : ''} from ${from} to ${rule.to}, ` +
    `${DAY_COUNT_WORDS[rule.dayCount]}, ${days}, rounded on ${POINT[rounding.point]}, ${MODE[rounding.mode]}` +
    `${before.length === 0 ? '' : `; ${before.join('; ')}`}.`
  );
}

function placesNeeded(percent: number): number {
  for (let places = 0; places < 6; places += 1)
    if (Math.abs(percent - Number(percent.toFixed(places))) < 1e-9) return places;
  return 6;
}
