// Saved selections of exhibits: who is in them is read anew each time, so that a statement taken tomorrow falls with the rest.
import { isSealed, type Sealable } from '../../base/sealed.ts';
import { fromJson } from '../../base/stable-json.ts';
import { boundsOf, type DateStatement, parseDay, parseEdtf } from '../../base/time/index.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { vaultTables } from '../vault/index.ts';
import type { CaseExhibit, Selection } from './case.ts';
import type { SelectionRule } from './types.ts';
import type { ProofTables } from './view.ts';

export interface SavedSelection {
  readonly id: string;
  readonly title: string;
  readonly named: readonly string[];
  readonly rule: SelectionRule | null;
  readonly by: string;
  readonly at: string;
}

/** The selections in force, as they were saved. */
export async function savedSelections(look: Look): Promise<readonly SavedSelection[]> {
  const rows = await look
    .tables<ProofTables>()
    .selectFrom('proof_selection')
    .selectAll()
    .where('withdrawn', 'is', null)
    .orderBy('seq')
    .execute();
  return rows.flatMap((row) => {
    const said = fromJson<{ title: string; exhibits: string[]; rule?: SelectionRule }>(row.said);
    return said === undefined
      ? []
      : [
          {
            id: row.id,
            title: said.title,
            named: said.exhibits,
            rule: said.rule ?? null,
            by: row.by,
            at: row.at,
          },
        ];
  });
}

/** The selections in force with the exhibits of the case that are in each now. */
export async function selectionsOf(look: Look, exhibits: readonly CaseExhibit[]): Promise<Selection[]> {
  const saved = await savedSelections(look);
  if (saved.length === 0) return [];
  const needsDates = saved.some(({ rule }) => rule?.madeFrom !== undefined || rule?.madeTo !== undefined);
  const needsHands = saved.some(({ rule }) => rule?.custodian !== undefined);
  const dates = needsDates ? await daysOf(look) : new Map<string, string>();
  const hands = needsHands ? await handsOf(look) : new Map<string, ReadonlySet<string>>();
  return saved.map(({ id, title, named, rule }) => {
    const chosen = new Set(named);
    return {
      id,
      label: title,
      exhibits: exhibits
        .filter(
          (exhibit) =>
            chosen.has(exhibit.id) ||
            (rule !== null && meetsRule(exhibit, rule, dates.get(exhibit.id), hands.get(exhibit.id))),
        )
        .map((exhibit) => exhibit.id),
    };
  });
}

/** Whether an exhibit meets every condition of a rule. @param edtf its date; @param hands who had it */
export function meetsRule(
  exhibit: Pick<CaseExhibit, 'class' | 'origin' | 'side'>,
  rule: SelectionRule,
  edtf: string | undefined,
  hands: ReadonlySet<string> | undefined,
): boolean {
  if (Object.values(rule).every((condition) => condition === undefined)) return false;
  if (rule.classes !== undefined && !rule.classes.includes(exhibit.class)) return false;
  if (rule.origin !== undefined && exhibit.origin !== rule.origin) return false;
  if (rule.side !== undefined && exhibit.side !== rule.side) return false;
  if (rule.custodian !== undefined && hands?.has(rule.custodian) !== true) return false;
  if (rule.madeFrom === undefined && rule.madeTo === undefined) return true;
  if (edtf === undefined) return false;
  const { earliestDay, latestDay } = boundsOf(parseEdtf(edtf));
  if (rule.madeFrom !== undefined && latestDay !== null && latestDay < parseDay(rule.madeFrom)) return false;
  return rule.madeTo === undefined || earliestDay === null || earliestDay <= parseDay(rule.madeTo);
}

/** The dates of exhibits whose date is stated and not sealed, in EDTF. */
export async function daysOf(look: Look): Promise<ReadonlyMap<string, string>> {
  const rows = await vaultTables(look)
    .selectFrom('vault_detail')
    .select(['id', 'made_at'])
    .where('made_at', 'is not', null)
    .execute();
  return new Map(
    rows.flatMap((row): [string, string][] => {
      const made = fromJson<Sealable<DateStatement>>(row.made_at);
      return made === undefined || isSealed(made) ? [] : [[row.id, made.edtf]];
    }),
  );
}

async function handsOf(look: Look): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const hands = new Map<string, Set<string>>();
  for (const row of await vaultTables(look).selectFrom('vault_custody').selectAll().execute()) {
    const step = fromJson<Sealable<{ from?: string; to?: string }>>(row.step);
    if (step === undefined || isSealed(step)) continue;
    const known = hands.get(row.exhibit) ?? new Set<string>();
    for (const name of [step.from, step.to]) if (name !== undefined) known.add(name);
    hands.set(row.exhibit, known);
  }
  return hands;
}
