// What is looked up of drafts: what went out and in which words, what came back, and how its blocks stand now.
import { fromJson } from '../../../base/stable-json.ts';
import { readText, type Texts } from '../../../base/texts.ts';
import type { Look } from '../../../ports/ledger-store.ts';
import { blocksOf, pleadingRow } from '../ask.ts';
import { numberBlocks } from '../numbering.ts';
import { type BlockKind, blockKind } from '../types.ts';
import type { PleadingTables } from '../view.ts';
import type { IssuedBlock } from './compare.ts';
import type { DraftIssued, DraftReturned, ProposalDecided } from './types.ts';

export interface DraftRow {
  readonly id: string;
  readonly at: string;
  readonly seq: number;
  readonly said: DraftIssued;
}

/** The drafts of a pleading, the latest first; all of them where none is named. */
export async function draftsOf(look: Look, pleading?: string): Promise<readonly DraftRow[]> {
  let query = look.tables<PleadingTables>().selectFrom('pleading_draft').selectAll().orderBy('seq', 'desc');
  if (pleading !== undefined) query = query.where('pleading', '=', pleading);
  return (await query.execute()).flatMap((row) => {
    const said = fromJson<DraftIssued>(row.said);
    return said === undefined ? [] : [{ id: row.id, at: row.at, seq: row.seq, said }];
  });
}

/** The blocks of a draft in the words in which it went out. */
export async function sentBlocks(look: Look, said: DraftIssued): Promise<readonly IssuedBlock[]> {
  const rows = await look
    .tables<PleadingTables>()
    .selectFrom('pleading_wording')
    .selectAll()
    .where('pleading', '=', said.pleading)
    .execute();
  const wordings = new Map(rows.map((row) => [`${row.block} ${row.seq}`, row]));
  return said.blocks.flatMap(({ block, version }) => {
    const row = wordings.get(`${block} ${version}`);
    const text = fromJson<Texts>(row?.text ?? null);
    return row === undefined || text === undefined
      ? []
      : [{ block, kind: blockKind.parse(row.kind), text: readText(text, said.language).text }];
  });
}

export interface ReturnRow {
  readonly id: string;
  readonly at: string;
  readonly said: DraftReturned;
  readonly draft: DraftRow;
  readonly decided: ReadonlyMap<number, ProposalDecided>;
}

/** A return with its draft and what was decided of it; undefined where there is none. */
export async function returnRow(look: Look, id: string): Promise<ReturnRow | undefined> {
  const tables = look.tables<PleadingTables>();
  const row = await tables.selectFrom('pleading_return').selectAll().where('id', '=', id).executeTakeFirst();
  const said = fromJson<DraftReturned>(row?.said ?? null);
  if (row === undefined || said === undefined) return undefined;
  const draft = (await draftsOf(look)).find((one) => one.id === said.draft);
  if (draft === undefined) return undefined;
  const decisions = await tables
    .selectFrom('pleading_decision')
    .selectAll()
    .where('returned', '=', id)
    .execute();
  const decided = new Map(
    decisions.flatMap((one) => {
      const told = fromJson<ProposalDecided>(one.said);
      return told === undefined ? [] : [[one.n, told] as const];
    }),
  );
  return { id, at: row.at, said, draft, decided };
}

export const isOpen = ({ decided }: Pick<ReturnRow, 'decided'>, n: number): boolean =>
  (decided.get(n)?.as ?? 'open') === 'open';

/** The blocks of a draft's pleading as they stand here now, with their numbers. */
export async function currentBlocks(
  look: Look,
  said: DraftIssued,
): Promise<
  ReadonlyMap<string, { readonly text: string; readonly number: string | null; readonly kind: BlockKind }>
> {
  const opened = await pleadingRow(look, said.pleading);
  const blocks = await blocksOf(look, said.pleading);
  const numbers = numberBlocks(blocks, opened?.numbering ?? 'plain');
  return new Map(
    blocks.map((block) => [
      block.id,
      {
        text: readText(block.text, said.language).text,
        number: numbers.get(block.id) ?? null,
        kind: block.kind,
      },
    ]),
  );
}
