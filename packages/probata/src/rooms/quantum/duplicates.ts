// Finds what may have been claimed twice: the same person in two forms, the same invoice in two lines.
import type { Money } from '../../base/money/index.ts';
import type { Line } from './figures.ts';

/** A claimant as a claim form gives them; every field but the id may be missing. */
export interface Claimant {
  readonly id: string;
  readonly name: string;
  /** Names in other spellings or scripts. */
  readonly otherNames: readonly string[];
  readonly documentNumber: string | null;
  readonly birth: string | null;
  readonly family: string | null;
  readonly event: string | null;
}

/** Two that may be one. Candidates for a person to judge, never merged by the program. */
export interface Candidate {
  readonly first: string;
  readonly second: string;
  readonly reasons: readonly string[];
  /** `document`: an identity number in common. `strong`: name and birth. `weak`: one of several weaker signs. */
  readonly strength: 'document' | 'strong' | 'weak';
}

/**
 * Pairs of claimants that may be the same person, or members of one family claiming the family sum twice.
 * Names are compared without case, accents, order of parts or punctuation, and by one differing letter in a long part.
 * Only claimants who share a key are compared, so that a million forms need no million squared.
 * @returns the pairs in order of the first and second id, each pair once, whatever the order given
 */
export function duplicateClaimants(claimants: readonly Claimant[]): readonly Candidate[] {
  const found = new Map<string, { reasons: Set<string>; strength: Candidate['strength'] }>();
  const sorted = [...claimants].sort((a, b) => (a.id < b.id ? -1 : 1));
  // Each name is put into its plain form once: it is compared many times.
  const plainNames = new Map(sorted.map((one) => [one, namesOf(one)]));
  const names = (one: Claimant): readonly string[] => plainNames.get(one) ?? [];
  const note = (a: Claimant, b: Claimant, reason: string, strength: Candidate['strength']): void => {
    const key = `${a.id}\u0000${b.id}`;
    const pair = found.get(key) ?? { reasons: new Set<string>(), strength };
    pair.reasons.add(reason);
    if (RANK[strength] > RANK[pair.strength]) pair.strength = strength;
    found.set(key, pair);
  };
  eachPair(
    sorted,
    (c) => (c.documentNumber === null ? [] : [plainNumber(c.documentNumber)]),
    (a, b) => note(a, b, 'the same identity document', 'document'),
  );
  eachPair(
    sorted,
    (c) => names(c).map((name) => `${name}|${c.birth ?? ''}`),
    (a, b) => {
      if (a.birth !== null) note(a, b, 'the same name and date of birth', 'strong');
      else note(a, b, 'the same name; neither form gives a date of birth', 'weak');
    },
  );
  eachPair(
    sorted,
    (c) => (c.birth === null ? [] : [c.birth]),
    (a, b) => {
      if (names(a).some((x) => names(b).some((y) => x !== y && nearlySame(x, y))))
        note(a, b, 'the same date of birth and a name that differs by a letter', 'strong');
    },
  );
  eachPair(
    sorted,
    (c) => (c.family === null || c.event === null ? [] : [`${plainNumber(c.family)}|${c.event}`]),
    (a, b) => note(a, b, 'one family and one event: a family sum may be claimed twice', 'weak'),
  );
  return [...found]
    .map(([key, pair]) => {
      const [first = '', second = ''] = key.split('\u0000');
      return { first, second, reasons: [...pair.reasons].sort(), strength: pair.strength };
    })
    .sort((a, b) => (a.first + a.second < b.first + b.second ? -1 : 1));
}

/** Two lines that may recover one loss twice, and why. */
export interface DoubleRecovery {
  readonly first: string;
  readonly second: string;
  readonly reasons: readonly string[];
}

/**
 * Pairs of claimed lines that may be one cost: one passage under both, or one sum with one date. Also a line with a
 * funder whose payment is itself claimed as a line (its sum, on its date).
 */
export function doubleRecovery(lines: readonly Line[]): readonly DoubleRecovery[] {
  const claimed = lines.filter((line) => line.status === 'claimed').sort((a, b) => (a.id < b.id ? -1 : 1));
  const found = new Map<string, Set<string>>();
  const note = (a: Line, b: Line, reason: string): void => {
    const key = `${a.id}\u0000${b.id}`;
    found.set(key, (found.get(key) ?? new Set<string>()).add(reason));
  };
  eachPair(
    claimed,
    (line) => line.sources.map((one) => one.passage),
    (a, b) => note(a, b, 'both rest on one passage'),
  );
  eachPair(
    claimed,
    (line) => (line.figure.state === 'none' ? [] : [`${key(line.figure.sum)}|${line.incurred ?? ''}`]),
    (a, b) =>
      note(a, b, a.incurred === null ? 'one sum, and no dates to tell them apart' : 'one sum on one date'),
  );
  const bySum = new Map<string, Line[]>();
  for (const line of claimed)
    if (line.figure.state === 'stated')
      bySum.set(key(line.figure.sum), [...(bySum.get(key(line.figure.sum)) ?? []), line]);
  for (const line of claimed)
    for (const part of line.funding)
      for (const other of bySum.get(key(part.sum)) ?? [])
        if (other.id !== line.id && part.sum.minor !== 0n) {
          const [a, b] = other.id < line.id ? [other, line] : [line, other];
          note(a, b, `the sum of one line is what ${part.by} paid towards the other`);
        }
  return [...found].map(([pair, reasons]) => {
    const [first = '', second = ''] = pair.split('\u0000');
    return { first, second, reasons: [...reasons].sort() };
  });
}

const RANK = { document: 2, strong: 1, weak: 0 } as const;

/** Every pair of items with a key in common, the earlier first; a key shared by more than 200 is too common to mean anything. */
function eachPair<T>(
  items: readonly T[],
  keys: (item: T) => readonly string[],
  see: (a: T, b: T) => void,
): void {
  const groups = new Map<string, T[]>();
  for (const item of items)
    for (const one of new Set(keys(item))) {
      const group = groups.get(one);
      if (group === undefined) groups.set(one, [item]);
      else group.push(item);
    }
  for (const group of groups.values()) {
    if (group.length > 200) continue;
    group.forEach((a, i) => {
      for (const b of group.slice(i + 1)) see(a, b);
    });
  }
}

const key = (sum: Money): string => `${sum.minor} ${sum.currency}`;

function namesOf(claimant: Claimant): readonly string[] {
  return [claimant.name, ...claimant.otherNames].map(plainName).filter((name) => name !== '');
}

function plainName(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
    .sort()
    .join(' ');
}

const plainNumber = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

/** One letter added, dropped or changed, in a name of at least six letters. */
function nearlySame(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 6 || Math.abs(a.length - b.length) > 1) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let i = 0;
  while (i < short.length && short.charAt(i) === long.charAt(i)) i += 1;
  return short.slice(short.length === long.length ? i + 1 : i) === long.slice(i + 1);
}
