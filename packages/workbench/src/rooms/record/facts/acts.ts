// What is done to facts from the grid, one by one or many at once, and the further acts that take it back.
import { ask, HouseError, run } from '../../../lib/api.ts';
import { authoritative, counted, isSealed } from '../../../lib/words.ts';
import type { GridRow } from './types.ts';

export const TAKEN_BACK = 'Entered by mistake; taken back at once.';

/** What came of an act on several facts: what was entered, what was refused, and the way back. */
export interface Outcome {
  readonly words: string;
  readonly undo?: () => Promise<void>;
  readonly refused: readonly { readonly row: GridRow; readonly error: unknown }[];
}

/** Carries the act out on each fact; a refusal for one does not keep the others back. */
async function each(
  rows: readonly GridRow[],
  act: (row: GridRow) => Promise<unknown>,
): Promise<{ readonly done: readonly GridRow[]; readonly refused: Outcome['refused'] }> {
  const done: GridRow[] = [];
  const refused: { row: GridRow; error: unknown }[] = [];
  for (const row of rows) {
    try {
      await act(row);
      done.push(row);
    } catch (error) {
      // A house that does not answer will not answer for the next one either.
      if (!(error instanceof HouseError) || error.shape.kind !== 'refusal') throw error;
      refused.push({ row, error });
    }
  }
  return { done, refused };
}

/** Puts tags on and takes tags off, keeping the others of each fact. */
export async function tag(
  matter: string,
  rows: readonly GridRow[],
  add: readonly string[],
  remove: readonly string[],
): Promise<Outcome> {
  const next = (row: GridRow): string[] => [
    ...new Set([...row.tags.filter((one) => !remove.includes(one)), ...add]),
  ];
  const changed = rows.filter((row) => next(row).sort().join() !== [...row.tags].sort().join());
  const { done, refused } = await each(changed, (row) =>
    run(matter, 'fact.tag', { fact: row.id, tags: next(row) }),
  );
  return {
    words: `${counted(done.length, 'fact')} tagged.`,
    refused,
    undo: async () => {
      await each(done, (row) => run(matter, 'fact.tag', { fact: row.id, tags: row.tags }));
    },
  };
}

/** Links facts to elements; those that are linked already are left as they are. */
export async function link(
  matter: string,
  rows: readonly GridRow[],
  nodes: readonly string[],
): Promise<Outcome> {
  const added: { node: string; facts: string[] }[] = [];
  for (const node of nodes) {
    const facts = rows
      .filter((row) => !row.elements.some((one) => one.node === node))
      .map((row) => row.id as string);
    if (facts.length === 0) continue;
    await run(matter, 'element.match', { node, add: facts });
    added.push({ node, facts });
  }
  const n = new Set(added.flatMap((one) => one.facts)).size;
  return {
    words: n === 0 ? 'They were linked already.' : `${counted(n, 'fact')} linked.`,
    refused: [],
    undo: async () => {
      for (const { node, facts } of added) await run(matter, 'element.match', { node, remove: facts });
    },
  };
}

/** A second reader confirms or returns. */
export async function review(
  matter: string,
  rows: readonly GridRow[],
  verdict: 'confirmed' | 'returned',
  note: string,
): Promise<Outcome> {
  const { done, refused } = await each(rows, (row) =>
    run(matter, 'fact.review', { fact: row.id, verdict, ...(note === '' ? {} : { note }) }),
  );
  return {
    words: `${counted(done.length, 'fact')} ${verdict === 'confirmed' ? 'confirmed' : 'returned'}.`,
    refused,
    // A review is taken back by another review, which leaves the fact returned to its author.
    ...(verdict === 'confirmed'
      ? {
          undo: async () => {
            await each(done, (row) =>
              run(matter, 'fact.review', { fact: row.id, verdict: 'returned', note: TAKEN_BACK }),
            );
          },
        }
      : {}),
  };
}

/** Withdraws facts. The way back asserts them anew, with their passages and elements. */
export async function withdraw(matter: string, rows: readonly GridRow[], ground: string): Promise<Outcome> {
  const { done, refused } = await each(rows, (row) => run(matter, 'fact.withdraw', { fact: row.id, ground }));
  const canReturn = done.every((row) => !isSealed(row.statement));
  return {
    words: `${counted(done.length, 'fact')} withdrawn.${canReturn ? '' : ' What is sealed cannot be asserted anew from here.'}`,
    refused,
    ...(canReturn
      ? {
          undo: async () => {
            for (const row of done) await assertAnew(matter, row);
          },
        }
      : {}),
  };
}

interface CitationTold {
  readonly passage: string;
  readonly bearing: string;
  readonly groupEntered: string | null;
  readonly directness: string;
  readonly contemporaneity: string;
  readonly interest: string;
  readonly interestOf: string | null;
  readonly knowledge: string;
  readonly hedged: boolean;
  readonly withdrawn: unknown;
}

async function assertAnew(matter: string, row: GridRow): Promise<void> {
  const receipt = await run(matter, 'fact.assert', {
    statement: row.statement,
    roles: row.roles,
    account: row.account,
    ...(row.when === null ? {} : { when: row.when }),
    ...(row.where === null ? {} : { where: row.where }),
    ...(row.source === null ? {} : { source: row.source }),
  });
  const fact = receipt.entries[0]?.subject ?? '';
  if (row.tags.length > 0) await run(matter, 'fact.tag', { fact, tags: row.tags });
  const { citations } = await ask<{ citations: readonly CitationTold[] }>(matter, 'fact.show', {
    fact: row.id,
  });
  for (const one of citations.filter((each) => each.withdrawn === null))
    await run(matter, 'fact.cite', {
      fact,
      passage: one.passage,
      bearing: one.bearing,
      directness: one.directness,
      contemporaneity: one.contemporaneity,
      interest: one.interest,
      knowledge: one.knowledge,
      hedged: one.hedged,
      ...(one.groupEntered === null ? {} : { group: one.groupEntered }),
      ...(one.interestOf === null ? {} : { interestOf: one.interestOf }),
    });
  for (const { node } of row.elements) await run(matter, 'element.match', { node, add: [fact] });
}

/** Merges facts into one of them. No act parts them again; both histories are kept. */
export async function merge(
  matter: string,
  rows: readonly GridRow[],
  into: string,
  ground: string,
): Promise<Outcome> {
  const { done, refused } = await each(
    rows.filter((row) => row.id !== into),
    (row) => run(matter, 'fact.merge', { fact: row.id, into, ground }),
  );
  return {
    words: `${counted(done.length, 'fact')} merged; both histories are kept.`,
    refused,
    ...(done.length === 0
      ? {}
      : {
          undo: async () => {
            // The last first: a fact is parted from what it was merged into.
            for (const row of done.toReversed())
              await run(matter, 'fact.part', { fact: row.id, ground: 'Merged by mistake; parted at once.' });
          },
        }),
  };
}

/** What of a fact is put otherwise. Left out: as it was. */
export interface Restated {
  readonly statement?: string;
  readonly when?: string;
  readonly where?: string;
  readonly roles?: readonly { readonly actor: string; readonly role: string }[];
}

/** Puts a fact in other words. The way back puts it as it was, so far as it said anything. */
export async function restate(
  matter: string,
  row: GridRow,
  changes: Restated,
  ground: string,
): Promise<Outcome> {
  const { statement, ...rest } = changes;
  await run(matter, 'fact.restate', {
    fact: row.id,
    ...rest,
    ...(statement === undefined ? {} : { statement: inItsLanguage(row, statement) }),
    ground,
  });
  const before = {
    ...(statement === undefined || isSealed(row.statement) ? {} : { statement: row.statement }),
    ...(changes.when === undefined || row.when === null ? {} : { when: row.when }),
    ...(changes.where === undefined || row.where === null ? {} : { where: row.where }),
    ...(changes.roles === undefined ? {} : { roles: row.roles }),
  };
  return {
    words: 'The fact is restated; it awaits a second reader anew.',
    refused: [],
    ...(Object.keys(before).length === 0
      ? {}
      : {
          undo: async () => {
            await run(matter, 'fact.restate', { fact: row.id, ...before, ground: TAKEN_BACK });
          },
        }),
  };
}

/** The new words as the authoritative version; other versions would no longer say the same and are left out. */
function inItsLanguage(row: GridRow, words: string): object | string {
  if ('sealed' in row.statement) return words;
  const { authoritative: language } = row.statement;
  return { authoritative: language, versions: { [language]: words } };
}

/** The statement that is edited; empty where it is sealed. */
export function wordsOf(row: GridRow): string {
  return isSealed(row.statement) ? '' : authoritative(row.statement);
}

/** `Flights, minsk  wire` → tags as the record keeps them. */
export function tagsIn(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[,;\s]+/)
        .map((one) => one.trim().toLowerCase())
        .filter((one) => one !== ''),
    ),
  ];
}
