// Time, for every floor of the house: dates as evidence gives them, exact days, and recorded moments.

export { type Bounds, boundsOf, isAtLeastAsFine, type Precision, precisionOf } from './bounds.ts';
export {
  addCalendarMonths,
  type CivilDate,
  civilDate,
  type DayNumber,
  dayNumber,
  daysBetween,
  daysInMonth,
  formatDay,
  isLeapYear,
  MS_PER_DAY,
  monthsBetween,
  parseDay,
  weekday,
} from './days.ts';
export {
  canonicalEdtf,
  datesOf,
  type Edtf,
  type EdtfDate,
  type EdtfEnd,
  type EdtfInterval,
  type EdtfSet,
  edtfOfDay,
  exactDay,
  formatEdtf,
  isQualified,
  parseEdtf,
} from './edtf.ts';
export { dayToHijri, type HijriDate, type HijriRule, hijriReadings, hijriToDay } from './hijri.ts';
export { formatInstant, type Instant, isInstant, parseInstant } from './instant.ts';
export {
  compareDated,
  type Dated,
  isDefinitelyBefore,
  isPossiblyBefore,
  type Order,
  order,
  overlaps,
  sortKey,
} from './order.ts';
export { dayToPersian, isPersianLeapYear, type PersianDate, persianToDay } from './persian.ts';
export {
  CALENDARS,
  type Calendar,
  DATE_BASES,
  type DateBasis,
  type DateStatement,
  dateStatement,
  dateStatementInput,
  edtfText,
  statedDate,
} from './statement.ts';
export { dateInWords } from './wording.ts';
export type { Language } from './words.ts';
export { isZone, localToUtc, type Zone } from './zone.ts';
