/**
 * The one place where the invented matter keeps its dates and figures, so that every paper tells the same story.
 *
 * Year 1 is 2033. All of it lies in the future and none of it will happen: Aurelia, Borovia, Qamar and Ostmark do
 * not exist. Dates are real Gregorian dates in EDTF so that the software reckons with them as with any others.
 */

/** Stands in every file of the matter, in so many words. */
export const INVENTED = 'Invented for illustration. Aurelia and Borovia do not exist.';

/** Writes minor units as `1,234.56`: how every paper of the matter writes money. */
export function written(minor: bigint): string {
  const sign = minor < 0n ? '-' : '';
  const whole = minor < 0n ? -minor : minor;
  return `${sign}${thousands(whole / 100n)}.${(whole % 100n).toString().padStart(2, '0')}`;
}

/** Groups the digits of a whole number by commas. */
export function thousands(n: bigint | number): string {
  return n.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Minor units as a plain number of units, for a spreadsheet cell (exact below 2^53 cents). */
export const cell = (minor: bigint): number => Number(minor) / 100;

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** `2033-08-03` → `3 August 2033`. */
export function longDate(edtf: string): string {
  const [y, m, d] = edtf.split('-').map(Number);
  return `${d} ${MONTHS[(m ?? 1) - 1]} ${y}`;
}

/** Days since 1 January 1970 of a date written `YYYY-MM-DD`. */
export const dayNumber = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000);

/** The date so many days after another. */
export const addDays = (date: string, days: number): string =>
  new Date((dayNumber(date) + days) * 86_400_000).toISOString().slice(0, 10);

export const dates = {
  treatyAdopted: '2024-03-04',
  aureliaRatified: '2026-06-12',
  boroviaRatified: '2026-09-03',
  treatyInForce: '2027-01-01',
  broadcast: '2033-05-26',
  letter: '2033-06-14',
  resolution: '2033-08-02',
  seriesSwitch: '2033-08-03',
  qamarStops: ['2033-08-09', '2033-08-23'],
  qamarStopDays: 7,
  statementA: '2033-10-04',
  statementB: '2033-11-21',
  leakedOrderDated: '2033-06-20',
  denial: '2033-12-08',
  contract: '2034-02-20',
  finalAccount: '2034-12-18',
  round1: '2035-02-21',
  request1: '2035-04-11',
  withdrawalNotified: '2035-04-12',
  withdrawalInEffect: '2035-05-12',
  round2: '2035-04-26',
  silenceFrom: '2035-05-04',
  request2: '2035-07-17',
  request2Received: '2035-07-19',
  sixMonths: '2036-01-17',
  sixMonthsFromReceipt: '2036-01-19',
  declaration: '2035-08-31',
  declarationCirculated: '2035-09-12',
  objection: '2036-09-12',
  withdrawalOfA: '2036-03-12',
  statementAAgain: '2037-02-03',
  filing: '2037-05-26',
} as const;

export const silenceDays = dayNumber(dates.request2) - dayNumber(dates.silenceFrom);

/** First day of the 26 weeks for which flights from Qamar were counted (a Monday). */
export const firstWeek = '2033-05-30';

/** Borovair flights Sidr-Drohn in each of 26 weeks; the two weeks of three flights are the stops by Qamar. */
export const flightsByWeek: readonly number[] = [
  9, 9, 10, 12, 13, 15, 16, 18, 19, 20, 3, 15, 3, 19, 23, 25, 26, 27, 28, 29, 29, 30, 30, 31, 31, 31,
];

/** The carrier's own billing periods: number of weeks in each. */
export const periods: readonly number[] = [4, 5, 4, 4, 5, 4];

export const flightsTotal = flightsByWeek.reduce((a, b) => a + b, 0);

/** Persons found across the line, and persons turned back on it, by month of 2033 (Border Service of Aurelia). */
export const crossings: Readonly<Record<string, number>> = {
  '2033-03': 58,
  '2033-04': 61,
  '2033-05': 60,
  '2033-06': 412,
  '2033-07': 2900,
  '2033-08': 210,
  '2033-09': 31,
  '2033-10': 22,
  '2033-11': 14,
};
/** Of August's crossings, those before the switch of 3 August. */
export const augustBeforeSwitch = 186;
export const turnedBack: Readonly<Record<string, number>> = {
  '2033-08': 1846,
  '2033-09': 2655,
  '2033-10': 2412,
  '2033-11': 1530,
};
export const turnedBackTotal = Object.values(turnedBack).reduce((a, b) => a + b, 0);

/** The respondent's own count of persons it stopped on the way out; the last figure is the one that hurts it. */
export const stoppedByBorovia = {
  years: { 2030: 1812, 2031: 1904, 2032: 1877 },
  months2033: [148, 152, 161, 157, 140, 7, 3, 0, 1, 0, 1, 6],
} as const;
export const stoppedJuneToNovember = stoppedByBorovia.months2033
  .slice(5, 11)
  .reduce<number>((a, b) => a + b, 0);

/** The barrier: contract, change orders, and what was paid (cents of AUC). */
export const barrier = {
  km: '271.4',
  contract: 14_891_264_037n,
  changeOrders: [341_275_000n, -112_041_812n, 690_431_845n],
  budget: 15_200_000_000n,
} as const;
export const barrierFinal = barrier.contract + barrier.changeOrders.reduce((a, b) => a + b, 0n);

/** The grant of the Northern Basin Union: for surveillance, not for the fence. */
export const grant = { amount: 1_850_000_000n, paid: 1_786_240_000n } as const;

/** Hours and rates of the Border Service, July to December 2033 (rates in cents of AUC an hour). */
export const overtime = {
  months: ['2033-07', '2033-08', '2033-09', '2033-10', '2033-11', '2033-12'],
  ordinaryHours: [211_840, 213_104, 210_976, 212_420, 211_008, 209_632],
  overtimeHours: [9_412, 31_870, 33_204, 32_118, 27_956, 21_340],
  ordinaryRate: 1_840n,
  overtimeRate: 2_760n,
} as const;
const sum = (of: readonly number[]): bigint => of.reduce((a, b) => a + BigInt(b), 0n);
export const overtimeTotal = sum(overtime.overtimeHours) * overtime.overtimeRate;
export const ordinaryTotal = sum(overtime.ordinaryHours) * overtime.ordinaryRate;
export const overtimeHoursTotal = sum(overtime.overtimeHours);

/** Reception: one count of days, two prices. */
export const reception = { personDays: 96_412n, ministryRate: 4_120n, auditRate: 2_985n } as const;
export const receptionHigh = reception.personDays * reception.ministryRate;
export const receptionLow = reception.personDays * reception.auditRate;

/** Harm to public order as the districts have it: paid out of relief funds, and what they hold it did not exceed. */
export const harm = { low: 114_235_000n, high: 342_000_000n } as const;

/** The shares in the other side's table: 15 % of the barrier cut off after the cent (…605 is .60, not .61), half of overtime. */
export const counterShare = {
  barrier: (barrierFinal * 15n) / 100n,
  overtime: overtimeTotal / 2n,
} as const;

/** What Borovair billed: handling in Borovian marks, group reception in Qamar riyals. Never to be added. */
export const handling = { perFlight: 18_235_000n, reception: 412_000n, billedTwice: 4 } as const;

/** The chain of notes verbales. */
export interface Note {
  readonly n: number;
  readonly from: 'aurelia' | 'borovia';
  readonly ref: string;
  readonly sent: string;
  readonly received: string;
  readonly kind:
    | 'claim'
    | 'answer'
    | 'question'
    | 'arbitration-request'
    | 'refusal'
    | 'deadlock'
    | 'statement';
}
export const notes: readonly Note[] = [
  { n: 1, from: 'aurelia', ref: 'VR-4/17', sent: '2035-01-17', received: '2035-01-19', kind: 'claim' },
  { n: 2, from: 'borovia', ref: '06/118', sent: '2035-01-31', received: '2035-02-02', kind: 'answer' },
  { n: 3, from: 'aurelia', ref: 'VR-4/61', sent: '2035-03-01', received: '2035-03-05', kind: 'question' },
  {
    n: 4,
    from: 'aurelia',
    ref: 'VR-4/98',
    sent: '2035-04-11',
    received: '2035-04-13',
    kind: 'arbitration-request',
  },
  { n: 5, from: 'borovia', ref: '06/302', sent: '2035-04-19', received: '2035-04-20', kind: 'refusal' },
  { n: 6, from: 'aurelia', ref: 'VR-4/121', sent: '2035-05-02', received: '2035-05-04', kind: 'deadlock' },
  {
    n: 7,
    from: 'aurelia',
    ref: 'VR-4/177',
    sent: '2035-07-17',
    received: '2035-07-19',
    kind: 'arbitration-request',
  },
  { n: 8, from: 'borovia', ref: '06/588', sent: '2035-09-12', received: '2035-09-14', kind: 'answer' },
  { n: 9, from: 'aurelia', ref: 'VR-4/211', sent: '2036-01-22', received: '2036-01-24', kind: 'statement' },
];

/** The two nights of which pictures exist. Aurelia keeps UTC+3 in summer; the cameras were left on UTC+2. */
export const nights = {
  first: { date: '2033-07-11', log: '02:44', camera: '01:44:06', post: 118, persons: 14, cam: '118-2' },
  second: { date: '2033-07-19', log: '01:17', camera: '00:17:31', post: 121, persons: 9, cam: '121-1' },
} as const;

export const barrierFirm = 'Stulpė ir Vielė Works';
export const wire = 'Meridian Wire Agency';
export const mission = 'Regional Mission on Displaced Persons';
export const ngo = 'Open Threshold Network';
export const union = 'Northern Basin Union';
