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
    ...refs.plan.heads.flatMap((head) => headLines(refs, head)),
  ];
}

function headLines(refs: References, head: Head): readonly Line[] {
  const passage = (of: Quoted): string => refs.passageRef(of);
  const { id, title } = head;
  if (head.mode === 'global-sum')
    return [
      {
        run: 'head.open',
        as: id,
        with: {
          title,
          mode: 'global',
          grounds: 'No source puts a figure on it; none is put forward yet.',
          ...(head.why === undefined ? {} : { passages: [passage(head.why)] }),
        },
      },
    ];
  if (head.interval !== undefined) {
    const { low, high } = head.interval;
    return [
      {
        run: 'head.open',
        as: id,
        with: {
          title,
          mode: 'estimated',
          result: {
            estimate: `${head.basis?.personDays} person-days at ${head.basis?.rates.join(' or ')}`,
            point: amount(low.minor ?? '0'),
            low: amount(low.minor ?? '0'),
            high: amount(high.minor ?? '0'),
            level: '1',
          },
          why: 'The Auditor General and the Ministry give two prices of a day; the claim is the lower.',
          passages: [low, high].map((sum) => passage(sum as Quoted)),
        },
      },
    ];
  }
  return [
    { run: 'head.open', as: id, with: { title, mode: 'itemised' } },
    ...(head.lines ?? []).map((line, i) => entered(refs, head, line, i === 0)),
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
