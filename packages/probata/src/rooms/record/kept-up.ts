// Keeps what is dear to work out between questions, and says which entries no fact, source or status rests on.
import type { Look } from '../../ports/ledger-store.ts';

/** First words of kinds of entries on which no fact, no source and no status of a fact rests. */
export const KINDS_APART: ReadonlySet<string> = new Set([
  // the law, the preconditions and the proceeding
  'pack',
  'statement',
  'clearance',
  'ladder',
  'ladder-event',
  'exchange',
  'proceeding',
  'step',
  'acting',
  'party',
  'actor',
  'authority',
  // plans and judgements about the case
  'todo',
  'scenario',
  'expectation',
  // figures and money
  'series',
  'choice',
  'estimate',
  'claim',
  'head',
  'line',
  'item',
  'groups',
  'credit',
  'interest',
  'indexation',
  'index',
  'rates',
  'reference-rate',
  'assumption',
  'draws',
  'counter-case',
  'award',
  'instalments',
  'double',
  'register',
  'sample',
  'fixed-sum',
  // papers that go out, and bags that come in
  'pleading',
  'block',
  'draft',
  'proposal',
  'figure',
  'filing',
  'copy',
  'bundle',
  'produced',
  // the house
  'intake',
  'custody',
  'fixity',
  'sealed',
  'key',
  'compartment',
  'search',
  'pages',
  'encoding',
]);

/** The first word of a kind: `exhibit` of `exhibit.excluded`. */
export const firstWord = (kind: string): string => kind.slice(0, kind.indexOf('.'));

/**
 * What is held under `name` for this look at the ledger, brought up to date; the first question after opening reads all.
 * Questions asked at once wait for one another, so that none brings the same thing up to date twice. What throws is not
 * kept.
 */
export async function keptUp<T>(
  look: Look,
  name: string,
  readAll: (look: Look) => Promise<T>,
  bringUp: (look: Look, held: T) => Promise<T>,
): Promise<T> {
  const { kept } = look;
  const before = kept.get(name) as Promise<T> | undefined;
  const now = before === undefined ? readAll(look) : before.then((held) => bringUp(look, held));
  kept.set(name, now);
  try {
    return await now;
  } catch (thrown) {
    if (kept.get(name) === now) kept.delete(name);
    throw thrown;
  }
}
