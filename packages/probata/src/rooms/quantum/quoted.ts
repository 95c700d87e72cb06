// A figure of the claim as a paragraph quotes it: which part, which of its figures, and rounded how for the page.
import {
  amountInWords,
  type Money,
  majorUnits,
  moneyInWords,
  placesOf,
  printedCode,
} from '../../base/money/index.ts';
import { divide, rational, scaled, toDecimal } from '../../base/rational.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { compareCounter, counterCase } from './counter-case.ts';
import { type Part, partsOf } from './from-record.ts';
import { endsOf, printed } from './shown.ts';
import { type Worked, workedClaim } from './standing.ts';
import type { ClaimTotal, HeadTotal } from './total.ts';

/** `claim`, or the id of a head, a line or a counter-case; a figure of it; how it is rounded for the page. */
export interface Quote {
  readonly of: string;
  readonly field: string;
  readonly display: Display;
}
export type Display =
  | { readonly kind: 'exact' }
  | { readonly kind: 'units' }
  | { readonly kind: 'thousands' | 'millions'; readonly places: number };

export const HEAD_FIELDS = [
  'total',
  'gross',
  'funded',
  'net',
  'residual',
  'principal',
  'interest',
  'credits',
  'low',
  'high',
] as const;
export const CLAIM_FIELDS = ['itemised', 'estimated', 'low', 'high', 'global'] as const;
/** Of the claim as a counter-case has it. */
export const COUNTER_FIELDS = ['itemised', 'estimated', 'low', 'high', 'global'] as const;
export const LINE_FIELDS = ['amount', 'gross', 'net'] as const;

/**
 * Reads the words behind the id: `net`, `interest in units`, `total in millions 1`. Undefined for words that say no figure.
 * Without words a head is printed whole: its sum, and an estimate with its interval.
 */
export function readQuote(of: string, words: string): Quote | undefined {
  const match = /^(?:([a-z]+))?(?:\s*in (units|thousands|millions)(?: ([0-3]))?)?$/u.exec(words.trim());
  if (match === null) return undefined;
  const [usual, fields] = fieldsOf(of);
  const field = match[1] ?? usual;
  if (!fields.includes(field)) return undefined;
  const kind = match[2];
  if (kind === undefined) return { of, field, display: { kind: 'exact' } };
  // A sum with its interval is rounded figure by figure: say which.
  if (field === '') return { of, field: 'total', display: displayOf(kind, match[3]) };
  return { of, field, display: displayOf(kind, match[3]) };
}

/** The field that stands without words, and all that may be named. */
function fieldsOf(of: string): readonly [string, readonly string[]] {
  if (of === 'claim') return ['itemised', CLAIM_FIELDS];
  if (of.startsWith('ctr_')) return ['itemised', COUNTER_FIELDS];
  if (of.startsWith('line_')) return ['amount', LINE_FIELDS];
  return ['', ['', ...HEAD_FIELDS]];
}

function displayOf(kind: string, places: string | undefined): Display {
  if (kind === 'units') return { kind: 'units' };
  return { kind: kind === 'thousands' ? 'thousands' : 'millions', places: Number(places ?? '0') };
}

/**
 * What quotes say now, by the words they are written in (`head_… net in millions 1`): the printed figure, null where there
 * is none yet. A quote of something unknown is left out.
 */
export async function quotedFigures(
  look: Look,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const found = keys.length === 0 ? undefined : await workedClaim(look);
  if (found === undefined) return new Map();
  const said = new Map<string, string | null>();
  const cases = keys.some((key) => key.startsWith('ctr_')) ? await partsOf(look, 'counter-case') : [];
  for (const key of keys) {
    const [of = '', ...words] = key.split(' ');
    const quote = readQuote(of, words.join(' '));
    const figure =
      quote === undefined
        ? undefined
        : quote.of.startsWith('ctr_')
          ? counterFigure(found, cases, quote)
          : figureIn(found, quote);
    if (figure !== undefined) said.set(key, figure);
  }
  return said;
}

function figureIn({ total, claim }: Worked, { of, field, display }: Quote): string | null | undefined {
  const show = (sum: Money | null | undefined): string | null =>
    sum == null ? null : displayed(sum, display);
  if (of === 'claim') return ofColumns(total, field, show);
  const head = total.heads.find((one) => one.head.id === of);
  if (head !== undefined) return field === '' ? printed(head, total.currency) : show(ofHead(head, field));
  const line = total.heads.flatMap((one) => one.lines).find((one) => one.line.id === of);
  if (line !== undefined) return show(line[field as (typeof LINE_FIELDS)[number]]);
  return claim.lines.some((one) => one.id === of) ? null : undefined;
}

/** A partial column is no figure to quote, except of a counter-case, which says itself what it leaves out. */
function ofColumns(
  total: ClaimTotal,
  field: string,
  show: (sum: Money | null | undefined) => string | null,
  partial = false,
): string | null {
  if (field === 'low' || field === 'high') return show(total.estimated[field]);
  const column = total[field as 'itemised' | 'estimated' | 'global'];
  return column.state === 'complete' || partial ? show(column.sum) : null;
}

function counterFigure(
  found: Worked,
  cases: readonly Part[],
  { of, field, display }: Quote,
): string | null | undefined {
  const part = cases.find((one) => one.id === of && one.withdrawn === null);
  if (part === undefined) return undefined;
  const compared = compareCounter(
    found.claim,
    found.tables,
    found.models,
    counterCase.parse({ ...part.said, id: part.id }),
  );
  return ofColumns(compared.countered, field, (sum) => (sum == null ? null : displayed(sum, display)), true);
}

function ofHead(head: HeadTotal, field: string): Money | null {
  switch (field) {
    case 'total':
      return head.total.state === 'complete' ? head.total.sum : null;
    case 'low':
    case 'high':
      return endsOf(head)[field];
    case 'gross':
    case 'funded':
    case 'net':
    case 'residual':
    case 'principal':
    case 'interest':
    case 'credits':
      return head.total.state === 'complete' ? head[field] : null;
    default:
      return null;
  }
}

/** A sum rounded half up for the page: `EUR 158 109 291`, `EUR 158.1 million`. */
export function displayed(sum: Money, display: Display): string {
  if (display.kind === 'exact') return moneyInWords(sum);
  if (display.kind === 'units') {
    const places = placesOf(sum.currency);
    const units = scaled(majorUnits(sum), 0);
    const whole = amountInWords({ minor: units * 10n ** BigInt(places), currency: sum.currency });
    return `${printedCode(sum.currency)}\u202f${places === 0 ? whole : whole.slice(0, -(places + 1))}`;
  }
  const unit = display.kind === 'thousands' ? 1_000 : 1_000_000;
  const rounded = toDecimal(divide(majorUnits(sum), rational(unit)), display.places);
  const [whole = '0', fraction] = rounded.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '\u202f');
  const word = display.kind === 'thousands' ? 'thousand' : 'million';
  return `${printedCode(sum.currency)}\u202f${rounded.startsWith('-') ? '−' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}\u00a0${word}`;
}
