// Figures of a series: its points and vintages with what it switched to, and what dated statements leave open.
import type { Figure, FigureEvent, Mark } from '../../../base/figure/types.ts';
import { dateInWords } from '../../../base/time/index.ts';
import type { Look } from '../../../ports/ledger-store.ts';
import { CALENDAR_WORDS } from '../calendar-dates.ts';
import { asItLeaves, guardOf, type Leaving } from '../guard.ts';
import { type SeriesPoint, type SeriesVersion, seriesVersion, switchesOf, versionsOf } from '../read.ts';
import { daysOf } from '../types.ts';
import {
  amount,
  endsOf,
  lineOf,
  middleOf,
  pointInWords,
  reachInWords,
  sourceOf,
  switchEvents,
  unitOf,
  valueInWords,
  zeroOf,
} from './parts.ts';
import { dotsOf, hiddenNotes, line } from './seen.ts';

/** The series with events, older vintages and the series it switches to; undefined where it has no points. */
export async function seriesFigure(
  look: Look,
  series: string,
  events: readonly FigureEvent[],
  leaves = false,
): Promise<Figure | undefined> {
  const latest = await seriesVersion(look, series);
  if (latest === undefined || latest.points.length === 0) return undefined;
  const now = await asItLeaves(look, latest, leaves);
  const switches = await switchesOf(look, [series]);
  const breaks = switches.map((one) => daysOf(one.on)?.from ?? 0);
  const before = (
    await Promise.all(
      (
        await versionsOf(look, series)
      )
        .filter((one) => one.version !== now.version)
        .map((one) => seriesVersion(look, series, one.version)),
    )
  ).filter((one): one is SeriesVersion => one !== undefined);
  const older = await Promise.all(before.map((one) => asItLeaves(look, one, leaves)));
  const following = (
    await Promise.all(
      switches.flatMap((one) => (one.continuesAs === null ? [] : [seriesVersion(look, one.continuesAs)])),
    )
  ).filter(
    (one): one is SeriesVersion => one !== undefined && one.step === now.step && one.points.length > 0,
  );
  const next = await Promise.all(following.map((one) => asItLeaves(look, one, leaves)));
  const plain = now.points.filter((one) => typeof one.value === 'string');
  const ranged = now.points.flatMap((one) => {
    const { low, high } = endsOf(one.value);
    const x = middleOf(one.at);
    return typeof one.value === 'string' || low === null || high === null || x === undefined
      ? []
      : [{ x, low, high, said: pointInWords(one, now.unit), leads: one.passage }];
  });
  const marks: Mark[] = [
    ...older.map((one) =>
      line([...lineOf(one, breaks)], {
        tone: 'muted',
        dashed: true,
        label: `as published ${one.vintage === null ? 'before' : dateInWords(one.vintage)}`,
      }),
    ),
    line([...lineOf(now, breaks)], { label: now.measure }),
    { is: 'spans', tone: 'ink', points: ranged },
    dotsOf(now),
    ...next.flatMap((one): Mark[] => [
      line([...lineOf(one)], {
        tone: 'accent',
        label: one.unit === now.unit ? one.measure : `${one.measure} (${one.unit})`,
      }),
      dotsOf(one, 'square', 'accent'),
    ]),
  ];
  const values = [now, ...older, ...next].flatMap((one) =>
    one.points.flatMap((point) => Object.values(endsOf(point.value)).filter((value) => value !== null)),
  );
  const days = now.points.flatMap((one) => daysOf(one.at) ?? []);
  const within: [number, number] = [
    Math.min(...days.map((one) => one.from)),
    Math.max(...days.map((one) => one.until)),
  ];
  const switched = await switchEvents(look, [series], within);
  const zero = zeroOf(values);
  return {
    figure: 'series',
    of: series,
    title: now.measure,
    sentence: sentenceOf(now, plain.length + now.hidden.size, older.length, switched.notes.length),
    source: await sourceOf(look, [now, ...older, ...next]),
    notes: [
      `Counted: ${now.definition}`,
      ...calendarNotes([now, ...older, ...next]),
      ...hiddenNotes([now, ...older, ...next]),
      ...switched.notes,
      ...zero.notes,
    ],
    picture: {
      layout: 'plane',
      x: { kind: 'time', label: '' },
      y: {
        label: [unitOf(now), ...new Set(next.map(unitOf).filter((unit) => unit !== unitOf(now)))].join('; '),
        zero: zero.zero,
      },
      marks: marks.filter((one) => !('points' in one) || one.points.length > 0),
      events: [...switched.events, ...events],
      choices: [],
    },
    table: {
      columns: [
        { name: 'Time', numbers: false },
        ...(isWrittenOtherwise(now) ? [{ name: 'As written', numbers: false }] : []),
        { name: now.unit, numbers: true },
        ...older.map((one) => ({
          name: `published ${one.vintage === null ? 'before' : dateInWords(one.vintage)}`,
          numbers: true,
        })),
        ...next.map((one) => ({ name: one.measure, numbers: true })),
      ],
      rows: rowsOf(now, [...older, ...next]),
    },
  };
}

const isWrittenOtherwise = ({ points }: Leaving): boolean => points.some((one) => one.written !== undefined);

/** In which other calendar the source writes its dates. */
function calendarNotes(versions: readonly Leaving[]): readonly string[] {
  const calendars = new Set(
    versions.flatMap(({ points }) => points.flatMap((one) => one.written?.calendar ?? [])),
  );
  return [...calendars].map(
    (one) => `The source writes its dates in ${CALENDAR_WORDS[one]}; they stand here as the days they cover.`,
  );
}

function rowsOf(now: Leaving, beside: readonly Leaving[]): Figure['table']['rows'] {
  const words = (version: Leaving | undefined, point: SeriesPoint | undefined): string =>
    point === undefined ? '' : version?.hidden.has(point.at) === true ? 'hidden' : valueInWords(point.value);
  const maps = beside.map((one) => new Map(one.points.map((point) => [point.at, point])));
  const times = [...new Set([now, ...beside].flatMap((one) => one.points.map((point) => point.at)))].sort();
  const own = new Map(now.points.map((one) => [one.at, one]));
  return times.map((at) => {
    const point = own.get(at);
    const others = maps.map((map) => map.get(at));
    return {
      cells: [
        dateInWords(at),
        ...(isWrittenOtherwise(now) ? [point?.written?.text ?? ''] : []),
        words(now, point),
        ...others.map((one, i) => words(beside[i], one)),
      ],
      leads: point?.passage ?? others.find((one) => one !== undefined)?.passage ?? null,
    };
  });
}

function sentenceOf(now: SeriesVersion, plain: number, older: number, switches: number): string {
  const known = now.points.flatMap((one) =>
    typeof one.value === 'string' ? [{ at: one.at, value: Number(one.value) }] : [],
  );
  const span = `${now.measure}, ${reachInWords(now.points[0]?.at ?? '', now.points.at(-1)?.at ?? '')}`;
  if (known.length === 0) return `${span}: known only within bounds.`;
  const least = known.reduce((best, one) => (one.value < best.value ? one : best));
  const most = known.reduce((best, one) => (one.value > best.value ? one : best));
  const more = [
    now.points.length > plain ? ` ${now.points.length - plain} points are known only within bounds.` : '',
    older === 0
      ? ''
      : ` ${older === 1 ? 'An older version is' : `${older} older versions are`} shown beside it.`,
    switches === 0 ? '' : ' It is no single series throughout: see the notes.',
  ].join('');
  return `${span}: between ${amount(least.value)} (${dateInWords(least.at)}) and ${amount(most.value)} ${unitOf(now)} (${dateInWords(most.at)}).${more}`;
}

/** What the question `series.envelope` answers, as far as the figure shows it. */
export interface EnvelopeAnswer {
  readonly statements: readonly { readonly source: string; readonly disregarded: string | null }[];
  readonly contradictions: readonly { readonly words: readonly string[] }[];
  readonly leftOut: readonly string[];
  readonly months: readonly {
    readonly month: string;
    readonly low: string;
    readonly high: string | null;
    readonly interpolated: string;
  }[];
}

/** What dated statements leave open, month by month; undefined where none binds. */
export async function envelopeFigure(
  look: Look,
  series: string,
  found: EnvelopeAnswer,
  events: readonly FigureEvent[],
  leaves = false,
): Promise<Figure | undefined> {
  const whole = await seriesVersion(look, series);
  if (whole === undefined) return undefined;
  const version = await asItLeaves(look, whole, leaves);
  const { least } = await guardOf(look, whole);
  // A month that the statements pin to a small figure is as good as a point.
  const isHidden = ({ month, high }: EnvelopeAnswer['months'][number]): boolean =>
    leaves && (version.hidden.has(month) || (high !== null && Number(high) > 0 && Number(high) < least));
  if (found.months.length === 0 || found.statements.length === 0) return undefined;
  const highest = Math.max(
    ...found.months.map((one) => Number(one.high ?? 0)),
    ...found.months.map((one) => Math.max(Number(one.low), Number(one.interpolated))),
  );
  const open = found.months.filter((one) => one.high === null).length;
  const months = found.months
    .filter((one) => !isHidden(one))
    .map((one) => ({ ...one, x: middleOf(one.month) ?? 0 }));
  const hidden = found.months.length - months.length;
  const within: [number, number] = [months[0]?.x ?? 0, months.at(-1)?.x ?? 0];
  const switched = await switchEvents(look, [series], within);
  const binding = found.statements.filter((one) => one.disregarded === null).length;
  const cannot =
    found.contradictions.length === 0
      ? 'They can all hold.'
      : `They cannot all hold: ${found.contradictions.map((one) => one.words.join(' against ')).join('; and ')}.`;
  return {
    figure: 'envelope',
    of: series,
    title: `${version.measure}: what the dated figures leave open`,
    sentence: `${binding} dated ${binding === 1 ? 'statement binds' : 'statements bind'} “${version.measure}” month by month. ${cannot}`,
    source: `Source: ${[...new Set(found.statements.map((one) => one.source))].join('; ')}.`,
    notes: [
      'The dashed line is one interpolation among many, for the eye only: it is no evidence of any month.',
      ...(hidden === 0
        ? []
        : [
            `${hidden} ${hidden === 1 ? 'month is' : 'months are'} hidden: ${hidden === 1 ? 'it points' : 'they point'} at persons, or would let another be worked out.`,
          ]),
      ...(open === 0
        ? []
        : [`${open} ${open === 1 ? 'month has' : 'months have'} no upper bound; the band is cut there.`]),
      ...(found.leftOut.length === 0
        ? []
        : [
            'One of the statements that cannot all hold was left out, so that the months could be worked out.',
          ]),
      ...switched.notes,
    ],
    picture: {
      layout: 'plane',
      x: { kind: 'time', label: '' },
      y: { label: `${version.unit} a month`, zero: 'shown' },
      marks: [
        {
          is: 'band',
          tone: 'ink',
          label: 'feasible range',
          points: months.map((one) => ({
            x: one.x,
            low: Number(one.low),
            high: one.high === null ? highest * 1.1 : Number(one.high),
          })),
        },
        line(
          months.map((one) => ({ x: one.x, y: Number(one.interpolated) })),
          { dashed: true, label: 'interpolated' },
        ),
      ],
      events: [...switched.events, ...events],
      choices: [],
    },
    table: {
      columns: [
        { name: 'Month', numbers: false },
        { name: 'At least', numbers: true },
        { name: 'At most', numbers: true },
        { name: 'Interpolated', numbers: true },
      ],
      rows: found.months.map((one) => ({
        cells: isHidden(one)
          ? [dateInWords(one.month), 'hidden', 'hidden', 'hidden']
          : [dateInWords(one.month), amount(one.low), amount(one.high), amount(one.interpolated)],
        leads: null,
      })),
    },
  };
}
