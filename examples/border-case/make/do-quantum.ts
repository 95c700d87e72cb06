/** Heads of damage and their lines, each tied to the words that state it. */

import type { References } from './do-references.ts';
import type { Line } from './do-text.ts';
import type { Head, Quoted, Sum } from './plan.ts';

const CURRENCY = 'x-AUC';

function amount(minor: string): { readonly amount: string; readonly currency: string } {
  const sign = minor.startsWith('-') ? '-' : '';
  const digits = minor.replace('-', '').padStart(3, '0');
  return { amount: `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`, currency: CURRENCY };
}

export function quantum(refs: References): readonly Line[] {
  return [
    'The Aurelian crown is on no list of currencies; the mark x- says so.',
    { run: 'claim.frame', with: { currency: CURRENCY } },
    ...interestOnPay,
    ...refs.plan.heads.flatMap((head) => headLines(refs, head)),
    ...counterCase(refs),
  ];
}

/** Pay that was advanced bears interest until the day of the Application; the lines are not indexed, so nothing is counted twice. */
const interestOnPay: readonly Line[] = [
  {
    run: 'interest.rule',
    as: 'interest-on-pay',
    with: {
      rule: {
        ground:
          'Four per cent a year, simple, as in Certain Activities (Costa Rica v. Nicaragua), Compensation, 2018',
        rate: { kind: 'fixed', annual: '0.04' },
        rateIs: 'nominal',
        compounding: { kind: 'simple' },
        dayCount: 'act-365f',
        firstDay: 'out',
        lastDay: 'in',
        from: 'incurred',
        to: '2037-05-26',
        rounding: { point: 'whole', mode: 'half-up', fractionPlaces: null, yearFirst: false },
      },
    },
    note: 'Each month’s pay from the last day of its month to the filing: 1,395 days for July, 1,242 for December.',
  },
];

function headLines(refs: References, head: Head): readonly Line[] {
  const passage = (of: Quoted): string => refs.passageRef(of);
  const { id, title } = head;
  if (head.mode === 'global-sum') {
    const { range } = head;
    const sources = [head.why, range?.low as Quoted | undefined, range?.high as Quoted | undefined];
    return [
      {
        run: 'head.open',
        as: id,
        with: {
          title,
          mode: 'global',
          ...(range === undefined
            ? { grounds: 'No source puts a figure on it; none is put forward yet.' }
            : {
                range: {
                  low: amount(range.low.minor ?? '0'),
                  high: amount(range.high.minor ?? '0'),
                  sum: { amount: range.sum, currency: CURRENCY },
                },
                grounds: range.grounds,
                comparators: (head.comparators ?? []).map(({ title: of, ...sum }) => ({ title: of, sum })),
              }),
          passages: sources.flatMap((one) => (one === undefined ? [] : [passage(one)])),
        },
      },
    ];
  }
  if (head.interval !== undefined) {
    const { low, high } = head.interval;
    const [lower = '0', upper = '0'] = head.basis?.rates ?? [];
    const both = [low, high].map((sum) => passage(sum as Quoted));
    return [
      {
        run: 'head.open',
        as: id,
        with: {
          title,
          mode: 'estimated',
          why: 'The Auditor General and the Ministry give two prices of a day, and no invoice settles it.',
          passages: both,
        },
      },
      {
        run: 'assumption.enter',
        as: `${id}-days`,
        with: {
          title: 'Days of persons in care, July to December 2033',
          unit: 'count',
          distribution: { kind: 'stated', value: String(head.basis?.personDays) },
          ground: 'Counted by the centres; the Auditor General found the count correct.',
          passages: both,
        },
      },
      {
        run: 'assumption.enter',
        as: `${id}-price`,
        with: {
          title: 'Cost of one person for one day that would not have arisen otherwise',
          unit: 'amount',
          distribution: { kind: 'triangular', min: lower, mode: lower, max: upper },
          ground:
            'The Auditor General leaves out what would have been paid in any case; the Ministry does not. The lower price is the likelier.',
          passages: both,
        },
      },
      {
        run: 'head.model',
        with: {
          head: `\${${id}}`,
          terms: [
            {
              title: 'care',
              factors: [{ assumption: `\${${id}-days}` }, { assumption: `\${${id}-price}` }],
            },
          ],
          ground: 'Days of persons in care, times the cost of a day.',
        },
      },
      {
        run: 'draws.rule',
        with: { seed: 20_370_526 },
        note: 'A hundred thousand draws; the seed is the day on which the Memorial is due.',
      },
    ];
  }
  return [
    {
      run: 'head.open',
      as: id,
      with: {
        title,
        mode: 'itemised',
        ...(head.read === undefined ? {} : { interest: '${interest-on-pay}' }),
      },
    },
    ...(head.read === undefined
      ? (head.lines ?? []).map((line, i) => entered(refs, head, line, i === 0))
      : [readLines(refs, head)]),
    ...(head.beside ?? [])
      .filter((beside) => beside.id === 'ordinary')
      .flatMap((beside): Line[] => [
        {
          run: 'line.enter',
          as: beside.id,
          with: {
            head: `\${${id}}`,
            title: beside.text,
            amount: amount(beside.minor ?? '0'),
            cost: 'ordinary',
            passages: [passage(beside as Quoted)],
          },
        },
        {
          run: 'line.withdraw',
          with: { line: `\${${beside.id}}`, ground: 'Ordinary pay is owed in any event and is not claimed.' },
        },
      ]),
  ];
}

/** Every cell of a table becomes a line of its own, so that July or one sector can be argued apart. */
function readLines(refs: References, head: Head): Line {
  const { exhibit = '', ...where } = head.read ?? {};
  return {
    task: 'line.read',
    as: `${head.id}-lines`,
    with: {
      exhibit: refs.exhibitRef(String(exhibit)),
      head: `\${${head.id}}`,
      ...where,
      prefix: head.title,
      currency: CURRENCY,
      cost: 'extraordinary',
      bearsInterest: true,
    },
    expect: { sum: amount(head.lines?.[0]?.minor ?? '0').amount },
  };
}

/** The claim as the respondent would have it, from its own words and from what the applicant's papers concede. */
function counterCase(refs: References): readonly Line[] {
  const { plan } = refs;
  const [scenario] = plan.scenarios;
  if (scenario === undefined) return [];
  const because = (head: string): readonly string[] => {
    const of = scenario.heads.find((one) => one.head === head)?.because;
    return of === undefined ? [] : [refs.passageRef(of)];
  };
  const price = plan.heads.find((one) => one.basis !== undefined)?.basis?.rates[0] ?? '0';
  return [
    'What the respondent says and what the applicant’s own papers concede: each change with what it moves.',
    {
      run: 'counter-case.enter',
      as: 'respondents-figures',
      with: {
        title: 'The claim as Borovia would have it',
        party: '${party-borovia}',
        changes: [
          {
            title: 'No barrier',
            change: { does: 'leave-out-head', head: '${barrier}' },
            ground: 'It was planned before the conduct.',
            passages: because('barrier'),
          },
          ...[0, 1, 2].map((sector) => ({
            title: `No overtime in July, sector ${sector + 1}`,
            change: { does: 'leave-out-line', line: `\${overtime-lines.lines[${sector}]}` },
            ground: 'July was not ordered under the Resolution.',
            passages: because('overtime'),
          })),
          {
            title: 'No interest on overtime',
            change: { does: 'no-interest', head: '${overtime}' },
            ground: 'What is not owed bears none.',
            passages: because('overtime'),
          },
          {
            title: 'Reception at the auditor’s price',
            change: {
              does: 'set-assumption',
              assumption: '${reception-price}',
              distribution: { kind: 'stated', value: price },
            },
            ground: 'The applicant’s own Auditor General found no more.',
            passages: because('reception'),
          },
          {
            title: 'Nothing for public order',
            change: { does: 'leave-out-head', head: '${public-order}' },
            ground: 'No account was kept.',
            passages: [refs.passageRef(plan.heads.find((one) => one.why !== undefined)?.why as Quoted)],
          },
        ],
      },
    },
  ];
}

/** A line; on the first one stands what others paid towards the same works, in its own column. */
function entered(refs: References, head: Head, line: Sum, isFirst: boolean): Line {
  const grant = isFirst ? head.beside?.find(({ id }) => id === 'grant') : undefined;
  return {
    run: 'line.enter',
    with: {
      head: `\${${head.id}}`,
      title: line.text,
      amount: amount(line.minor ?? '0'),
      cost: head.id === 'overtime' ? 'extraordinary' : 'other',
      ...(grant === undefined
        ? {}
        : {
            funding: [
              {
                by: 'Northern Basin Union',
                purpose: 'surveillance; no part of it may be used for a barrier',
                sum: amount(grant.minor ?? '0'),
              },
            ],
          }),
      passages: [refs.passageRef(line as Quoted)],
    },
    ...(grant === undefined
      ? {}
      : {
          note: 'The grant stands beside the line and is not taken off it: no passage ties it to the barrier (E49 forbids the tie).',
        }),
  };
}
