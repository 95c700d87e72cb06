// The way from what was spent to what is claimed, as a figure; and claimed beside awarded.
import type { Figure } from '../../base/figure/types.ts';
import {
  fromJson,
  type Money,
  type MoneyJson,
  moneyInWords,
  printedCode,
  sumMoney,
  toJson,
} from '../../base/money/index.ts';

/** A head as the questions of this room show it, as far as the figure needs it. */
export interface HeadShown {
  readonly id: string;
  readonly title: string;
  readonly mode: string;
  readonly gross: MoneyJson;
  readonly funded: MoneyJson;
  readonly fundedNotTied: MoneyJson;
  readonly net: MoneyJson;
  readonly principal: MoneyJson;
  readonly interest: MoneyJson;
  readonly credits: MoneyJson;
  readonly total: { readonly sum: MoneyJson | null; readonly missing: readonly string[] };
}

interface Stage {
  readonly label: string;
  readonly sum: Money;
  readonly is: 'sum' | 'change';
  readonly why: string;
}

/**
 * From gross to what is claimed: of one itemised head, or of all of them together (`of` is then `claim`). Undefined where
 * no line has a figure. Money of others that no source ties to the cost is said and never taken off.
 */
export function waterfallFigure(
  heads: readonly HeadShown[],
  of: string,
  claimed: MoneyJson | null,
): Figure | undefined {
  const own = heads.filter((one) => one.mode === 'itemised' && (of === 'claim' || one.id === of));
  const total = of === 'claim' ? claimed : (own[0]?.total.sum ?? null);
  const currency = own[0]?.funded.currency;
  if (own.length === 0 || currency === undefined || total === null) return undefined;
  const all = (pick: (one: HeadShown) => MoneyJson | null): Money =>
    sumMoney(
      own.flatMap((one) => {
        const sum = pick(one);
        return sum === null ? [] : [fromJson(sum)];
      }),
      currency,
    );
  const less = (a: Money, b: Money): Money => ({ minor: a.minor - b.minor, currency });
  const [gross, funded, net, principal] = [
    all((one) => one.gross),
    all((one) => one.funded),
    all((one) => one.net),
    all((one) => one.principal),
  ];
  const [interest, credits] = [all((one) => one.interest), all((one) => one.credits)];
  const end = fromJson(total);
  const before: Money = { minor: principal.minor + interest.minor - credits.minor, currency };
  const stages: Stage[] = [
    { label: 'Gross', sum: gross, is: 'sum', why: 'What was spent or lost.' },
    {
      label: 'Funded by others, tied by a source',
      sum: less({ minor: 0n, currency }, funded),
      is: 'change',
      why: 'A source ties this money to this very cost.',
    },
    {
      label: 'Residual value of assets',
      sum: less(net, less(gross, funded)),
      is: 'change',
      why: 'What an asset is still worth is no loss.',
    },
    { label: 'Net', sum: net, is: 'sum', why: 'What the State bore itself.' },
    {
      label: 'Causal share and indexation',
      sum: less(principal, net),
      is: 'change',
      why: 'The part caused by the conduct, at the prices that a rule names.',
    },
    { label: 'Interest', sum: interest, is: 'change', why: 'By the rule of each head.' },
    {
      label: 'Credits',
      sum: less({ minor: 0n, currency }, credits),
      is: 'change',
      why: 'Resale, cost avoided, payments received.',
    },
    {
      label: 'Cap: no more than was asked',
      sum: less(end, before),
      is: 'change',
      why: 'Non ultra petita.',
    },
    { label: 'Claimed', sum: end, is: 'sum', why: 'What the court is asked for under itemised heads.' },
  ];
  const shown = stages.filter((one) => one.is === 'sum' || one.sum.minor !== 0n);
  let level = 0;
  const rows = shown.map((one) => {
    const value = number(one.sum);
    const from = one.is === 'sum' ? 0 : level;
    level = one.is === 'sum' ? value : level + value;
    return {
      label: one.label,
      bars: [
        {
          from,
          to: level,
          tone: one.is === 'sum' ? ('ink' as const) : value < 0 ? ('ochre' as const) : ('accent' as const),
          // What is taken off is hollow, what is added is filled: no eye for colour is needed.
          hollow: one.is === 'change' && value < 0,
          said: `${one.label}: ${spoken(one.sum)}. ${one.why}`,
          ...(of === 'claim' ? {} : { leads: of }),
        },
      ],
      said: spoken(one.sum),
      strong: one.is === 'sum',
    };
  });
  const loose = all((one) => one.fundedNotTied);
  const missing = own.reduce((sum, one) => sum + one.total.missing.length, 0);
  const title = of === 'claim' ? 'All itemised heads' : (own[0]?.title ?? '');
  return {
    figure: 'waterfall',
    of,
    title: `${title}: from gross to what is claimed`,
    sentence: `Of ${moneyInWords(gross)} gross, ${moneyInWords(net)} is net and ${moneyInWords(end)} is claimed.`,
    source: 'Source: the lines of the claim, each with its passages; exact to the cent.',
    notes: [
      ...(loose.minor === 0n
        ? []
        : [
            `${moneyInWords(loose)} of others’ money is tied to this cost by no source: it is shown here and not taken off.`,
          ]),
      ...(missing === 0
        ? []
        : [
            `${missing} ${missing === 1 ? 'line has' : 'lines have'} no figure yet and ${missing === 1 ? 'is' : 'are'} not in the sum.`,
          ]),
    ],
    picture: { layout: 'rows', x: { label: printedCode(currency) }, level: null, rows, joined: true },
    table: {
      columns: [
        { name: 'Step', numbers: false },
        { name: printedCode(currency), numbers: true },
        { name: 'Why', numbers: false },
      ],
      rows: shown.map((one) => ({ cells: [one.label, spoken(one.sum), one.why], leads: null })),
    },
  };
}

/** A head as it was claimed and as it was awarded. */
export interface AwardShown {
  readonly title: string;
  readonly claimed: MoneyJson | null;
  readonly awarded: MoneyJson | null;
}

/** Claimed beside awarded, head by head; undefined where nothing was awarded yet. */
export function awardFigure(rows: readonly AwardShown[], currency: string): Figure | undefined {
  if (!rows.some((row) => row.awarded !== null)) return undefined;
  const sum = (pick: (row: AwardShown) => MoneyJson | null): Money =>
    sumMoney(
      rows.flatMap((row) => {
        const one = pick(row);
        return one === null ? [] : [fromJson(one)];
      }),
      currency,
    );
  const [claimed, awarded] = [sum((row) => row.claimed), sum((row) => row.awarded)];
  const words = (one: MoneyJson | null): string => (one === null ? 'no figure' : spoken(fromJson(one)));
  return {
    figure: 'award',
    of: 'claim',
    title: 'Claimed and awarded',
    sentence: `Of ${moneyInWords(claimed)} claimed, ${moneyInWords(awarded)} was awarded.`,
    source: 'Source: the heads of the claim and the award as entered.',
    notes: ['Hollow: claimed. Filled: awarded.'],
    picture: {
      layout: 'rows',
      x: { label: printedCode(currency) },
      level: null,
      rows: rows.map((row) => ({
        label: row.title,
        bars: [
          ...(row.claimed === null
            ? []
            : [
                {
                  from: 0,
                  to: number(fromJson(row.claimed)),
                  tone: 'ink' as const,
                  hollow: true,
                  said: `claimed ${words(row.claimed)}`,
                },
              ]),
          ...(row.awarded === null
            ? []
            : [
                {
                  from: 0,
                  to: number(fromJson(row.awarded)),
                  tone: 'accent' as const,
                  hollow: false,
                  said: `awarded ${words(row.awarded)}`,
                },
              ]),
        ],
        said: `${words(row.awarded)} of ${words(row.claimed)}`,
        strong: false,
      })),
      joined: false,
    },
    table: {
      columns: [
        { name: 'Head', numbers: false },
        { name: 'Claimed', numbers: true },
        { name: 'Awarded', numbers: true },
      ],
      rows: rows.map((row) => ({ cells: [row.title, words(row.claimed), words(row.awarded)], leads: null })),
    },
  };
}

/** For the place of a bar only: the words beside it are exact. */
export function number(sum: Money): number {
  return Number(toJson(sum).amount);
}

/** `1 234 567.89`, a true minus, the currency apart. */
export function spoken(sum: Money): string {
  const { amount } = toJson(sum);
  const [whole = '', part] = amount.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/gu, '\u202f');
  return `${amount.startsWith('-') ? '−' : ''}${grouped}${part === undefined ? '' : `.${part}`}`;
}
