// Keeps the matter evaluated between questions: an entry re-decides what it touches, and only what it touches.
import type { Look } from '../../ports/ledger-store.ts';
import { citationsToWeigh, firstWord, KINDS_APART, keptUp, standingFor } from '../record/index.ts';
import type { CasePassage } from './case.ts';
import { caseOf, exhibitsFor, exhibitsNamed, factsIn, passagesIn, structureOf } from './from-record.ts';
import { LiveCase } from './incremental.ts';
import { selectionsOf } from './selections.ts';

/** The matter as evaluated at one size of its ledger, with answers that hold until it changes. */
export interface Held {
  readonly size: number;
  readonly live: LiveCase;
  /** Costly answers to questions about this very state, by the question. */
  readonly answers: Map<string, unknown>;
}

const NAME = 'proof';
/** More entries than these since the last question: reading everything anew is quicker than following each. */
const FOLLOWED = 200;

/** What an entry means for the evaluation. */
type Touch = 'nothing' | 'law' | 'passages' | 'fact' | 'structure' | 'everything';

/** Whatever stands neither here nor among the kinds apart is taken to touch everything. */
const TOUCHES: Readonly<Record<string, Touch>> = {
  // Gateways and routes are read out of the packs in force: no status rests on them, answers do.
  'pack.adopted': 'law',
  'fact.cited': 'passages',
  'citation.weighed': 'passages',
  'citation.answered': 'passages',
  'citation.withdrawn': 'passages',
  'fact.asserted': 'fact',
  'fact.restated': 'fact',
  'fact.conceded': 'fact',
  'fact.noticed': 'fact',
  'premise.withdrawn': 'fact',
  'status.overridden': 'fact',
  'fact.tagged': 'nothing',
  'fact.reviewed': 'nothing',
  // A passage or an exhibit counts for nothing before it is cited.
  'passage.marked': 'nothing',
  'exhibit.deposited': 'nothing',
  'exhibit.noted': 'nothing',
  'exhibit.related': 'nothing',
  'exhibit.released': 'nothing',
  'allegation.made': 'structure',
  'allegation.withdrawn': 'structure',
  'element.matched': 'structure',
  'standard.adopted': 'structure',
  'selection.saved': 'structure',
  'selection.withdrawn': 'structure',
};

/** What an entry of this kind means for the evaluation. */
export function touchOf(kind: string): Touch {
  return TOUCHES[kind] ?? (KINDS_APART.has(firstWord(kind)) ? 'nothing' : 'everything');
}

/** The matter evaluated as of now. Equal to an evaluation from scratch; the first question after opening pays for that. */
export const heldCase = (look: Look): Promise<Held> => keptUp(look, NAME, readAll, broughtUp);

async function readAll(look: Look): Promise<Held> {
  // The size first: what is entered while we read is then read once more, which changes nothing.
  const size = look.size();
  return { size, live: new LiveCase(await caseOf(look)), answers: new Map() };
}

async function broughtUp(look: Look, held: Held): Promise<Held> {
  const size = look.size();
  if (size === held.size) return held;
  if (size < held.size || size - held.size > FOLLOWED) return readAll(look);
  const entered = look.entered(held.size);
  const touches = entered.map(({ kind }) => touchOf(kind));
  if (touches.includes('everything')) return readAll(look);
  if (touches.every((touch) => touch === 'nothing')) return { ...held, size };
  if (touches.every((touch) => touch === 'nothing' || touch === 'law'))
    return { ...held, size, answers: new Map() };
  const stands = await standingFor(look);
  const subjects = (wanted: Touch): string[] => [
    ...new Set(
      entered
        .filter((_, i) => touches[i] === wanted)
        // A citation names its fact first.
        .map((one) => stands(wanted === 'passages' ? (one.refs[0] ?? '') : one.subject)),
    ),
  ];
  let { live } = held;
  for (const fact of subjects('fact')) {
    const [found] = await factsIn(look, fact);
    if (found === undefined) return readAll(look);
    live.apply({ kind: 'put-fact', fact: found });
  }
  for (const fact of subjects('passages'))
    if (!live.index.facts.has(fact) || !(await citedAnew(look, live, fact))) return readAll(look);
  if (touches.includes('structure')) live = await restructured(look, live);
  return { size, live, answers: new Map() };
}

/** Reads the citations of one fact and changes only the passages that differ. False when that cannot be done. */
async function citedAnew(look: Look, live: LiveCase, fact: string): Promise<boolean> {
  const citations = await citationsToWeigh(look, fact);
  const unknown = exhibitsNamed(citations).filter((id) => !live.index.exhibits.has(id));
  const found = await exhibitsFor(look, unknown);
  for (const exhibit of found) live.apply({ kind: 'put-exhibit', exhibit });
  // A new exhibit may belong to a saved selection.
  if (found.length > 0 && live.index.selections.length > 0) return false;
  const now = passagesIn(citations, new Set(live.index.exhibits.keys()));
  const before = passagesOn(live, fact);
  const stays = new Set(now.map((passage) => passage.id));
  for (const id of before.keys()) if (!stays.has(id)) live.apply({ kind: 'remove-passage', id });
  for (const passage of now)
    if (!isSame(before.get(passage.id), passage)) live.apply({ kind: 'put-passage', passage });
  return true;
}

function passagesOn(live: LiveCase, fact: string): ReadonlyMap<string, CasePassage> {
  return new Map(live.passagesOn(fact).map((passage) => [passage.id, passage]));
}

function isSame(a: CasePassage | undefined, b: CasePassage): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}

async function restructured(look: Look, live: LiveCase): Promise<LiveCase> {
  const { proofCase } = live;
  const standing = proofCase.facts.filter((fact) => fact.withdrawn !== true);
  return new LiveCase({
    ...proofCase,
    ...(await structureOf(look, standing)),
    selections: await selectionsOf(look, proofCase.exhibits),
  });
}
