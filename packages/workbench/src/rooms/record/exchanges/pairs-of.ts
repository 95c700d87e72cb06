// Which two States speak to each other, and which words still wait for an answer.
import type { DateStatement, ExchangeShown } from 'probata/contract';

export interface Silence {
  readonly by: string;
  readonly countedFrom: 'received' | 'sent';
  readonly endedBy: string | null;
  readonly assumed: boolean;
  readonly days: { readonly atLeast: number | null; readonly atMost: number | null } | null;
  readonly words: string | null;
  readonly due: DateStatement | null;
  readonly dueGround: string | null;
  readonly dueOutcome: 'none' | 'kept' | 'missed' | 'running' | 'unclear';
}

export interface StairShown {
  readonly exchange: ExchangeShown;
  readonly silences: readonly Silence[];
}

export interface StaircaseAnswer {
  readonly stairs: readonly StairShown[];
  readonly longest: { readonly exchange: string; readonly by: string; readonly words: string } | null;
}

export interface Pair {
  readonly actors: readonly [string, string];
  readonly n: number;
}

/** Every two actors between whom something passed, those with most exchanges first; who spoke first stands left. */
export function pairsOf(exchanges: readonly Pick<ExchangeShown, 'from' | 'to'>[]): Pair[] {
  const pairs = new Map<string, { actors: readonly [string, string]; n: number }>();
  for (const { from, to } of exchanges)
    for (const other of to) {
      const key = [from, other].sort().join('|');
      const held = pairs.get(key) ?? { actors: [from, other] as const, n: 0 };
      pairs.set(key, { ...held, n: held.n + 1 });
    }
  return [...pairs.values()].sort((a, b) => b.n - a.n);
}

/** The silences that nothing ended, the oldest first. */
export function waitingIn(
  stairs: readonly StairShown[],
): readonly { readonly exchange: ExchangeShown; readonly silence: Silence }[] {
  return stairs.flatMap(({ exchange, silences }) =>
    silences.filter((silence) => silence.endedBy === null).map((silence) => ({ exchange, silence })),
  );
}

/** How tall a silence is drawn, in pixels: a week is seen, a year does not fill the page. */
export function tallOf(days: Silence['days']): number {
  const n = days?.atLeast ?? days?.atMost ?? 0;
  return Math.round(Math.min(120, 10 + 6 * Math.sqrt(Math.max(0, n))));
}
