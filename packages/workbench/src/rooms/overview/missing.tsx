// What the case still lacks, as far as rules can see it; each line leads to the place where it is mended.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMatter } from '../../lib/matter.ts';
import { useTask } from '../../lib/use-ask.ts';
import { counted, number } from '../../lib/words.ts';
import type { Allegations, Claim, PassageStates, Readings, Trays } from './types.ts';

const TRAY_WORDS: Readonly<Record<string, readonly [string, string]>> = {
  'no-source': ['fact has no source', 'facts have no source'],
  'single-origin': ['fact rests on a single origin', 'facts rest on a single origin'],
  contradicted: ['fact is contradicted', 'facts are contradicted'],
  'awaiting-second-reader': ['fact awaits a second reader', 'facts await a second reader'],
};

/** Up to so many are named one by one; the table above names them all. */
const NAMED = 3;

const PASSAGE_STATES = [
  [
    'lost',
    'passage is lost in the newest reading: no filing that cites it can be sealed',
    'passages are lost in the newest readings: no filing that cites them can be sealed',
  ],
  [
    'refound',
    'passage was found again at another place and waits to be confirmed',
    'passages were found again at other places and wait to be confirmed',
  ],
] as const;

interface MissingProps {
  readonly trays: Trays | undefined;
  readonly readings: Readings | undefined;
  readonly claim: Claim | undefined;
  readonly allegations: Allegations | undefined;
}

/** The list of deficiencies: data about an unfinished case, never an error. */
export function Missing({ trays, readings, claim, allegations }: MissingProps) {
  const matter = useMatter();
  const stands = useTask<PassageStates>('passage.states', { limit: 50 }).data;
  const failed = (readings?.states ?? [])
    .filter((row) => row.state === 'error')
    .reduce((sum, row) => sum + row.n, 0);
  const open =
    claim?.claim == null
      ? 0
      : [claim.claim.itemised, claim.claim.estimated, claim.claim.global].reduce(
          (sum, column) => sum + column.missing.length,
          0,
        );
  const empty = (allegations?.allegations ?? []).filter((one) => one.status === 'empty');
  const rows: ReactNode[] = [
    ...(empty.length > NAMED
      ? [
          <Link key="empty" to="/$matter/proof" params={{ matter }} search={{}}>
            {number(empty.length)} of{' '}
            {counted(allegations?.allegations.length ?? 0, 'allegation', 'allegations')} have an element that
            nothing carries yet
          </Link>,
        ]
      : empty.map((one) => (
          <Link
            key={one.id}
            to="/$matter/proof"
            params={{ matter }}
            search={{ allegation: one.id, tab: 'missing' }}
          >
            Nothing carries “{one.text}” yet
          </Link>
        ))),
    ...(trays?.trays ?? [])
      .filter(({ count }) => count > 0)
      .map(({ tray, count }) => (
        <Link key={tray} to="/$matter/record" params={{ matter }} search={{ tray }}>
          {counted(count, ...(TRAY_WORDS[tray] ?? [tray.replaceAll('-', ' '), tray.replaceAll('-', ' ')]))}
        </Link>
      )),
    ...(open > 0
      ? [
          <Link key="quantum" to="/$matter/quantum" params={{ matter }} search={{}}>
            {counted(open, 'figure is not stated yet', 'figures are not stated yet')}
          </Link>,
        ]
      : []),
    ...PASSAGE_STATES.flatMap(([state, one, many]) => {
      const count = stands?.counts[state] ?? 0;
      const first = stands?.passages.find((found) => found.state === state);
      return count === 0 || first === undefined
        ? []
        : [
            <Link
              key={state}
              className={state === 'lost' ? 'contested-ink' : undefined}
              to="/$matter/exhibits"
              params={{ matter }}
              search={{ exhibit: first.exhibit, passage: first.passage }}
            >
              {counted(count, one, many)}
            </Link>,
          ];
    }),
    ...(failed > 0
      ? [
          <span key="failed">
            {counted(failed, 'exhibit', 'exhibits')} could not be read; the original is kept and can be cited
            as a whole
          </span>,
        ]
      : []),
    ...((readings?.waiting ?? 0) > 0
      ? [
          <span key="waiting">
            {counted(readings?.waiting ?? 0, 'exhibit waits', 'exhibits wait')} to be read
          </span>,
        ]
      : []),
  ];
  if (trays === undefined) return null;
  if (rows.length === 0) return <p className="muted">Nothing that the rules can see.</p>;
  return (
    <ul className="lacking">
      {rows.map((row, i) => (
        <li key={String(i)}>{row}</li>
      ))}
    </ul>
  );
}
