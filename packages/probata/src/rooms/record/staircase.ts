// The exchanges of two States in order, with each silence counted: who left whose words unanswered, and for how long.
import {
  boundsOf,
  type DateStatement,
  isDefinitelyBefore,
  parseDay,
  sortKey,
} from '../../base/time/index.ts';

export interface ExchangeDates {
  readonly id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly kind: string;
  readonly sent: DateStatement | null;
  readonly received: DateStatement | null;
  readonly answers: string | null;
}

export interface ExpectedAnswer {
  readonly answerTo: string;
  readonly from: string;
  readonly due: DateStatement;
  readonly ground: string;
}

/** Days without an answer: at least, at most; null where a date has no bound on that side. */
export interface DayRange {
  readonly atLeast: number | null;
  readonly atMost: number | null;
}

export interface Silence {
  /** The addressee who did not answer, or answered late. */
  readonly by: string;
  /** Counted from: receipt, or sending where receipt is not known. */
  readonly countedFrom: 'received' | 'sent';
  /** What ended it; null: nothing in the record did. */
  readonly endedBy: string | null;
  /** True when no exchange says that it answers this one: the next words of the other side are taken to end it. */
  readonly assumed: boolean;
  readonly days: DayRange | null;
  readonly due: DateStatement | null;
  readonly dueGround: string | null;
  readonly dueOutcome: 'none' | 'kept' | 'missed' | 'running' | 'unclear';
}

export interface Stair {
  readonly exchange: string;
  readonly silences: readonly Silence[];
}

/**
 * Puts exchanges in order and counts the silences between them.
 * Days are counted with the first day out and the last day in, between the bounds of both dates, so that an uncertain
 * date gives a range and never a false figure.
 * @param until the last day of the count (`YYYY-MM-DD`) for silences that nothing ended; null leaves them uncounted
 */
export function staircase(
  exchanges: readonly ExchangeDates[],
  expected: readonly ExpectedAnswer[],
  until: string | null,
): readonly Stair[] {
  const inOrder = [...exchanges].sort(
    (a, b) => startOf(a) - startOf(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
  return inOrder.map((exchange) => ({
    exchange: exchange.id,
    silences: exchange.to
      .filter((by) => callsForAnswer(exchange, by, inOrder, expected))
      .map((by) => silenceOf(exchange, by, inOrder, expected, until)),
  }));
}

/**
 * A note, a letter or a call is addressed to somebody who may be silent. A statement to the world and talks are not,
 * unless an answer was expected or came.
 */
function callsForAnswer(
  exchange: ExchangeDates,
  by: string,
  all: readonly ExchangeDates[],
  expected: readonly ExpectedAnswer[],
): boolean {
  if (exchange.kind !== 'statement' && exchange.kind !== 'talks') return true;
  return (
    expected.some((one) => one.answerTo === exchange.id && one.from === by) ||
    all.some((other) => other.answers === exchange.id && speaks(other, by, exchange.from))
  );
}

function silenceOf(
  exchange: ExchangeDates,
  by: string,
  all: readonly ExchangeDates[],
  expected: readonly ExpectedAnswer[],
  until: string | null,
): Silence {
  const countedFrom = exchange.received === null ? ('sent' as const) : ('received' as const);
  const start = exchange.received ?? exchange.sent;
  const said = all.find((other) => other.answers === exchange.id && speaks(other, by, exchange.from));
  const next = all.find(
    (other) => other.id !== exchange.id && speaks(other, by, exchange.from) && follows(other, exchange),
  );
  const end = said ?? next;
  const endDate = end === undefined ? null : (end.sent ?? end.received);
  const due = expected.find((one) => one.answerTo === exchange.id && one.from === by);
  return {
    by,
    countedFrom,
    endedBy: end?.id ?? null,
    assumed: said === undefined && end !== undefined,
    days: start === null ? null : between(start, endDate, until),
    due: due?.due ?? null,
    dueGround: due?.ground ?? null,
    dueOutcome: due === undefined ? 'none' : outcome(due.due, endDate, until),
  };
}

/** Does `by` speak to `to` here? In talks both sides speak, whoever is entered as having called them. */
function speaks(exchange: ExchangeDates, by: string, to: string): boolean {
  if (exchange.from === by && exchange.to.includes(to)) return true;
  return exchange.kind === 'talks' && exchange.from === to && exchange.to.includes(by);
}

function follows(later: ExchangeDates, earlier: ExchangeDates): boolean {
  const [a, b] = [earlier.received ?? earlier.sent, later.sent ?? later.received];
  if (a === null || b === null) return false;
  return !isDefinitelyBefore(b, a) && startOf(later) >= startOf(earlier);
}

function between(start: DateStatement, end: DateStatement | null, until: string | null): DayRange | null {
  const from = boundsOf(start.edtf, start.zone);
  if (end === null && until === null) return null;
  const to =
    end === null
      ? { earliestDay: parseDay(until ?? ''), latestDay: parseDay(until ?? '') }
      : boundsOf(end.edtf, end.zone);
  const gap = (a: number | null, b: number | null): number | null =>
    a === null || b === null ? null : Math.max(0, b - a);
  return { atLeast: gap(from.latestDay, to.earliestDay), atMost: gap(from.earliestDay, to.latestDay) };
}

function outcome(
  due: DateStatement,
  answered: DateStatement | null,
  until: string | null,
): Silence['dueOutcome'] {
  const last = boundsOf(due.edtf, due.zone).latestDay;
  if (answered !== null) {
    if (isDefinitelyBefore(due, answered)) return 'missed';
    const day = boundsOf(answered.edtf, answered.zone).latestDay;
    return last !== null && day !== null && day <= last ? 'kept' : 'unclear';
  }
  if (until === null || last === null) return 'running';
  return parseDay(until) > last ? 'missed' : 'running';
}

function startOf(exchange: ExchangeDates): number {
  const date = exchange.sent ?? exchange.received;
  return date === null ? Number.MAX_SAFE_INTEGER : sortKey(date)[0];
}

/** "74 days", "at least 10 days", "10 to 41 days": the words for a range. */
export function daysInWords(days: DayRange): string {
  const { atLeast, atMost } = days;
  const plural = (n: number): string => `${n} ${n === 1 ? 'day' : 'days'}`;
  if (atLeast !== null && atMost !== null)
    return atLeast === atMost ? plural(atLeast) : `${atLeast} to ${plural(atMost)}`;
  if (atLeast !== null) return `at least ${plural(atLeast)}`;
  return atMost === null ? 'an unknown number of days' : `at most ${plural(atMost)}`;
}
