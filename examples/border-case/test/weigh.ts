/**
 * The rules of weight and status in the shortest form that computes them, to see that the plan of the file comes out
 * as it says. The product's own proof room is tested elsewhere; this reading of the same rules is independent of it.
 */
export interface Citation {
  readonly exhibit: string;
  readonly pin: string;
  readonly quote: string | null;
  readonly bearing: 'supports' | 'contradicts' | 'context';
  readonly group: string;
  readonly directness: string;
  readonly contemporaneity: string;
  readonly interest: string;
  readonly hedged?: boolean;
  readonly answer?: { readonly kind: string; readonly reason: string; readonly exhibits?: readonly string[] };
}

export interface Source {
  readonly id: string;
  readonly class: string;
  readonly authenticity: string;
  readonly testedBy?: string;
  readonly preparedForCase?: boolean;
  readonly identityWithheldFromCourt?: boolean;
  readonly standing?: { readonly state: string };
}

export interface Node {
  readonly id: string;
  readonly op: 'all' | 'any';
  readonly of: readonly string[];
  readonly element?: string;
}

export const ORDER = ['empty', 'single-sourced', 'arguable', 'contested', 'proved'] as const;
export type Status = (typeof ORDER)[number];

const PROFILES = {
  convincing: {
    patterns: [
      [1, 2, 2],
      [0, 3, 3],
    ],
    min: 2,
    margin: null,
  },
  balance: {
    patterns: [
      [1, 1, 1],
      [0, 2, 2],
      [0, 1, 3],
    ],
    min: 1,
    margin: 1,
  },
} as const;
export type ProfileId = keyof typeof PROFILES;

const BASE: Readonly<Record<string, number>> = {
  admission: 3,
  judgment: 3,
  instrument: 3,
  record: 2,
  sensor: 2,
  'io-report': 2,
  expert: 2,
  witness: 1,
  'ngo-report': 1,
  press: 1,
  'open-source': 1,
  'official-statement': 1,
};

/** Weight 0 to 3 of a citation: base, one lift at most, then the caps (rules L1 to L3 and K1 to K9). */
export function weight(c: Citation, e: Source): number {
  const base = BASE[e.class] ?? 0;
  const lifts =
    (['direct', 'operative'].includes(c.directness) &&
      ['at-time', 'near'].includes(c.contemporaneity) &&
      ['disinterested', 'against'].includes(c.interest)) ||
    e.testedBy !== undefined ||
    (['sensor', 'open-source'].includes(e.class) && e.authenticity === 'verified');
  const caps = [
    e.authenticity === 'failed' ? 0 : 3,
    e.authenticity === 'disputed' ? 1 : 3,
    c.directness === 'derived' ? (['io-report', 'judgment', 'expert'].includes(e.class) ? 2 : 1) : 3,
    c.directness === 'secondhand' ? 2 : 3,
    c.interest === 'self-serving' && e.authenticity !== 'verified' && c.directness !== 'operative' ? 2 : 3,
    e.class === 'press' ? 1 : 3,
    e.preparedForCase === true && ['witness', 'expert'].includes(e.class) && c.interest === 'self-serving'
      ? 1
      : 3,
    c.hedged === true ? 1 : 3,
    e.identityWithheldFromCourt === true ? 1 : 3,
  ];
  return Math.min(3, base + (lifts ? 1 : 0), ...caps);
}

/** Status of a fact under a profile, with the exhibits in `without` struck. */
export function factStatus(
  citations: readonly Citation[],
  sources: ReadonlyMap<string, Source>,
  profile: ProfileId,
  without: readonly string[] = [],
): Status {
  const isLive = (id: string): boolean => {
    const e = sources.get(id);
    return e !== undefined && e.standing === undefined && !without.includes(id);
  };
  const of = (c: Citation): number => {
    const e = sources.get(c.exhibit);
    return e === undefined ? 0 : weight(c, e);
  };
  const best = new Map<string, number>();
  for (const c of citations) {
    if (c.bearing !== 'supports' || !isLive(c.exhibit) || of(c) < 1) continue;
    best.set(c.group, Math.max(best.get(c.group) ?? 0, of(c)));
  }
  const counts = [3, 2, 1].map((t) => [...best.values()].filter((w) => w >= t).length);
  const { patterns, min, margin } = PROFILES[profile];
  const isSufficient = patterns.some((p) => p.every((need, i) => (counts[i] ?? 0) >= need));
  const strongest = Math.max(0, ...best.values());
  const isMaterial = citations.some((c) => {
    if (c.bearing !== 'contradicts' || of(c) < 1) return false;
    const a = c.answer;
    if (a !== undefined && (a.kind === 'argument' || (a.exhibits ?? []).every(isLive))) return false;
    return of(c) >= min && !(margin !== null && strongest >= of(c) + margin);
  });
  if (isSufficient) return isMaterial ? 'contested' : 'proved';
  if (best.size === 0) return 'empty';
  return best.size === 1 ? 'single-sourced' : 'arguable';
}

/** Status of `fact:ID` or `node:ID`: all = the least, any = the greatest. */
export function status(ref: string, nodes: ReadonlyMap<string, Node>, fact: (id: string) => Status): Status {
  const [kind, id = ''] = ref.split(':');
  if (kind === 'fact') return fact(id);
  const node = nodes.get(id);
  if (node === undefined) throw new Error(`no node ${id}`);
  const ranks = node.of.map((r) => ORDER.indexOf(status(r, nodes, fact)));
  return ORDER[node.op === 'all' ? Math.min(...ranks) : Math.max(...ranks)] ?? 'empty';
}
