// How many decimal places each currency has, so that a cent is a cent and a yen is not.
import { Refusal } from '../errors.ts';

// ISO 4217 list one (active codes), by minor unit, and the codes of list three that a claim over the years since 1990
// may still name. Codes that are not money to be claimed (metals, test codes, accounting units) are left out.
const NONE = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF';
const THREE = 'BHD IQD JOD KWD LYD OMR TND';
const FOUR = 'CLF UYW';
const TWO =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP ' +
  'CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR ' +
  'JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN ' +
  'NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP ' +
  'SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG';
const WITHDRAWN_TWO =
  'ANG ATS BEF CSD CUC CYP DEM EEK ESP FIM FRF GRD HRK IEP ITL LTL LUF LVL MRO MTL NLG PTE ROL RUR SIT SKK SLL STD ' +
  'TRL VEF YUM ZMK ZWL';
const WITHDRAWN_NONE = 'BYB BYR';

const EXPONENTS: ReadonlyMap<string, number> = new Map(
  (
    [
      [NONE, 0],
      [THREE, 3],
      [FOUR, 4],
      [TWO, 2],
      [WITHDRAWN_TWO, 2],
      [WITHDRAWN_NONE, 0],
    ] as const
  ).flatMap(([codes, places]) => codes.split(' ').map((code): [string, number] => [code, places])),
);

// A currency outside ISO 4217 says so itself, as private languages do in BCP 47: `x-AUC`. It has two decimal places.
const PRIVATE = /^x-[A-Z]{3}$/;
const PRIVATE_PLACES = 2;

/** True for a currency the house knows the minor unit of: an ISO 4217 code, or a private one such as `x-AUC`. */
export function isCurrency(code: string): boolean {
  return EXPONENTS.has(code) || PRIVATE.test(code);
}

/** The code as a page prints it: `EUR`; `AUC` for the private `x-AUC`. */
export function printedCode(code: string): string {
  return PRIVATE.test(code) ? code.slice(2) : code;
}

/**
 * Decimal places of a currency's minor unit (ISO 4217): 2 for EUR, 0 for JPY, 3 for KWD; 2 for a private one (`x-AUC`).
 * @throws Refusal MONEY_CURRENCY_UNKNOWN
 */
export function placesOf(code: string): number {
  const places = EXPONENTS.get(code) ?? (PRIVATE.test(code) ? PRIVATE_PLACES : undefined);
  if (places === undefined)
    throw new Refusal(
      'MONEY_CURRENCY_UNKNOWN',
      `“${code.slice(0, 10)}” is not an ISO 4217 currency code such as EUR. Mark one that is outside the list as private: x-${/^[A-Z]{3}$/.test(code) ? code : 'ABC'}.`,
    );
  return places;
}
