// Money, for every floor of the house: exact sums, currencies, printed forms and the page.
export { isCurrency, placesOf, printedCode } from './currencies.ts';
export {
  addMoney,
  allocate,
  compareMoney,
  fromJson,
  leastMoney,
  type Money,
  type MoneyJson,
  majorUnits,
  money,
  moneySchema,
  negateMoney,
  type RoundingRecord,
  roundMoney,
  subtractMoney,
  sumMoney,
  toJson,
  zero,
} from './money.ts';
export { type Printed, readPercent, readPrinted } from './printed.ts';
export { amountInWords, columnInWords, groupedDecimal, moneyInWords, percentInWords } from './wording.ts';
