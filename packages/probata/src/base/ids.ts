// Names of things: random and global, so that two matters can be put side by side without a clash.
import { z } from 'zod';

/** Every noun that has ids, with the prefix its ids carry. A prefix is never reused for another noun. */
export const ID_NOUNS = {
  matter: 'mat',
  user: 'usr',
  compartment: 'cmp',
  sealedValue: 'sld',
  exhibit: 'exh',
  intake: 'int',
  authority: 'aut',
  relation: 'rel',
  passage: 'pas',
  savedSearch: 'sea',
  actor: 'act',
  fact: 'fact',
  citation: 'cit',
  inference: 'inf',
  groupMerge: 'mrg',
  exchange: 'exc',
  proceeding: 'prc',
  step: 'stp',
  party: 'pty',
  instrument: 'ins',
  pack: 'pck',
  allegation: 'alg',
  node: 'nod',
  expectation: 'exp',
  scenario: 'scn',
  selection: 'sel',
  todo: 'todo',
  standard: 'std',
  ladder: 'lad',
  ladderEvent: 'lev',
  series: 'ser',
  estimate: 'est',
  choice: 'cho',
  datedStatement: 'dst',
  head: 'head',
  line: 'line',
  assumption: 'asm',
  counterCase: 'ctr',
  award: 'awd',
  claimRegister: 'reg',
  claimSample: 'smp',
  pleading: 'ple',
  block: 'blk',
  draft: 'dft',
  draftReturn: 'drt',
  filing: 'fil',
  bundle: 'bdl',
  produced: 'prd',
  copy: 'cpy',
} as const;

export type IdNoun = keyof typeof ID_NOUNS;
export type Id<N extends IdNoun> = `${(typeof ID_NOUNS)[N]}_${string}`;

// Crockford base 32 without the letters that are misread; 26 characters carry 128 bits.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * Makes a new id from 16 random bytes.
 * @param noun what the id names
 * @param random 16 bytes from the Entropy port
 */
export function makeId<N extends IdNoun>(noun: N, random: Uint8Array): Id<N> {
  // 128 bits from the right in groups of five; the first character holds the three that are left.
  let text = '';
  let waiting = 0;
  let bits = 0;
  for (let i = 15; i >= 0; i -= 1) {
    waiting |= (random[i] ?? 0) << bits;
    bits += 8;
    for (; bits >= 5; bits -= 5, waiting >>>= 5) text = ALPHABET.charAt(waiting & 31) + text;
  }
  text = ALPHABET.charAt(waiting) + text;
  return `${ID_NOUNS[noun]}_${text}`;
}

/** The first bytes that the ids of one act share; 104 random bits are left to each of them. */
const SHARED = 3;

/**
 * Makes ids that are used together and begin alike, by chance: indexes are ordered by id, so what one act enters comes
 * to lie on a few pages of each index and not on as many pages as it has entries.
 * @param random gives that many random bytes, from the Entropy port
 */
export function idsTogether(random: (bytes: number) => Uint8Array): <N extends IdNoun>(noun: N) => Id<N> {
  const shared = random(SHARED);
  return (noun) => {
    const bytes = random(16);
    bytes.set(shared);
    return makeId(noun, bytes);
  };
}

/** True if `text` is an id of that noun. */
export function isId<N extends IdNoun>(noun: N, text: string): text is Id<N> {
  return (
    text.startsWith(`${ID_NOUNS[noun]}_`) && /^[0-9a-z]{26}$/.test(text.slice(ID_NOUNS[noun].length + 1))
  );
}

/** The zod schema of an id of that noun; its error names the noun and the form expected. */
export function idOf<N extends IdNoun>(noun: N): z.ZodType<Id<N>> {
  return z.custom<Id<N>>((value) => typeof value === 'string' && isId(noun, value), {
    error: `must be the id of a ${noun}: ${ID_NOUNS[noun]}_ and 26 characters`,
  });
}
