// Mass claims from a sealed register: laying it down, matching claimants, tables that hide small cells.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { toJson } from '../../base/money/index.ts';
import {
  type Claimant,
  columnAt,
  duplicateClaimants,
  enterRegister,
  frameOf,
  type RegisterTable,
  registerColumns,
  registersOf,
  registerUnknown,
  rowsOf,
  suppress,
} from '../../rooms/quantum/index.ts';
import { openRegister } from '../register.ts';
import { task } from '../task.ts';

const ZERO = '0'.repeat(26);
const money = z.object({ amount: z.string(), currency: z.string() });
const name = z.string().min(1).max(400);

export const registerLay = task({
  name: 'register.lay',
  summary:
    'Lay down the register of a mass claim as a frame to draw from: strata, counts, sums and hash; no claimant is named.',
  input: z.strictObject({
    exhibit: idOf('exhibit'),
    title: name,
    currency: z.string().max(10),
    ...registerColumns.shape,
    id: name.default('id'),
    claimed: name.default('claimed'),
    /** The register names nobody: it may be an exhibit in the open. */
    nameless: z.boolean().default(false),
  }),
  output: z.object({
    register: z.string(),
    count: z.number(),
    claimed: money,
    strata: z.number(),
    frameHash: z.string(),
  }),
  example: {
    exhibit: `exh_${ZERO}`,
    title: 'Claims of persons held at the border',
    currency: 'EUR',
    strata: ['district', 'category'],
    category: 'category',
  },
  power: 'write',
  async run(house, { exhibit, title, currency, nameless, ...columns }) {
    const { table, compartment } = await openRegister(house, exhibit, 'laying down a register');
    if (compartment === null && !nameless)
      throw new Refusal(
        'QUANTUM_REGISTER_OPEN',
        'Claimants are protected: seal the register in a compartment, or say nameless if it names nobody.',
        { exhibit },
      );
    const frame = frameOf(table, columns, currency);
    const said = {
      title,
      exhibit,
      columns,
      currency,
      count: frame.ids.length,
      claimed: frame.total.toString(),
      frameHash: frame.hash,
      strata: frame.strata.map((one) => ({ ...one, claimed: one.claimed.toString() })),
    };
    const receipt = await house.ledger.append((look, act) => enterRegister.decide(look, said, act));
    return {
      register: receipt.entries[0]?.subject ?? '',
      count: frame.ids.length,
      claimed: toJson({ minor: frame.total, currency }),
      strata: frame.strata.length,
      frameHash: frame.hash,
    };
  },
});

export const registerColumnsList = task({
  name: 'register.columns',
  summary: 'The columns of a table of claims by their headings, and how many rows it has; no row is shown.',
  input: z.strictObject({ exhibit: idOf('exhibit') }),
  output: z.object({ columns: z.array(z.string()), rows: z.number(), sealed: z.boolean() }),
  example: { exhibit: `exh_${ZERO}` },
  power: 'write',
  async run(house, { exhibit }) {
    const { table, compartment } = await openRegister(house, exhibit, 'naming the columns of a register');
    return { columns: [...table.heading], rows: table.rows.length, sealed: compartment !== null };
  },
});

export const registerMatch = task({
  name: 'register.match',
  summary:
    'Find claims of a register that may be one person or one family twice; candidates for a person to judge, by the ids of the claims.',
  input: z.strictObject({
    register: idOf('claimRegister'),
    name: name.default('name'),
    otherNames: name.optional(),
    document: name.optional(),
    birth: name.optional(),
    family: name.optional(),
    event: name.optional(),
    /** Show at most so many pairs. */
    first: z.number().int().min(0).max(10_000).default(100),
  }),
  output: z.object({
    pairs: z.array(
      z.object({
        first: z.string(),
        second: z.string(),
        strength: z.string(),
        reasons: z.array(z.string()),
      }),
    ),
    document: z.number(),
    strong: z.number(),
    weak: z.number(),
    sentence: z.string(),
  }),
  example: {
    register: `reg_${ZERO}`,
    document: 'document',
    birth: 'birth',
    family: 'family',
    event: 'event',
  },
  power: 'write',
  async run(house, given) {
    const register = (await registersOf(house.ledger.look)).find((one) => one.id === given.register);
    if (register === undefined) throw registerUnknown(given.register);
    const { table } = await openRegister(house, register.exhibit, 'matching claimants');
    const pairs = duplicateClaimants(claimantsOf(table, register.columns.id, given));
    const count = (strength: string): number => pairs.filter((one) => one.strength === strength).length;
    const rank = { document: 0, strong: 1, weak: 2 } as const;
    return {
      pairs: [...pairs]
        .sort((a, b) => rank[a.strength] - rank[b.strength] || (a.first < b.first ? -1 : 1))
        .slice(0, given.first)
        .map((one) => ({ ...one, reasons: [...one.reasons] })),
      document: count('document'),
      strong: count('strong'),
      weak: count('weak'),
      sentence:
        pairs.length === 0
          ? 'No two claims look like one by what was compared.'
          : `${pairs.length} ${pairs.length === 1 ? 'pair' : 'pairs'} of claims may be one: ${count('document')} by a document, ${count('strong')} by name and birth, ${count('weak')} by weaker signs. Mark in the register which do not count, bring it in anew, and lay it down with the rows that count.`,
    };
  },
});

export const registerTable = task({
  name: 'register.table',
  summary:
    'A table of counts from a register, by two columns, with every cell under 5 hidden and as many more as keep it hidden.',
  input: z.strictObject({ register: idOf('claimRegister'), rows: name, columns: name }),
  output: z.object({
    columns: z.array(z.string()),
    rows: z.array(z.object({ name: z.string(), cells: z.array(z.number().nullable()), total: z.number() })),
    totals: z.array(z.number()),
    total: z.number(),
    hiddenSmall: z.number(),
    hiddenBesides: z.number(),
    sentence: z.string(),
  }),
  example: { register: `reg_${ZERO}`, rows: 'district', columns: 'category' },
  power: 'write',
  async run(house, given) {
    const register = (await registersOf(house.ledger.look)).find((one) => one.id === given.register);
    if (register === undefined) throw registerUnknown(given.register);
    const { table } = await openRegister(house, register.exhibit, 'counting claims');
    const [r, c] = [columnAt(table, given.rows), columnAt(table, given.columns)];
    const counted = new Map<string, Map<string, number>>();
    const names = new Set<string>();
    for (const row of rowsOf(table, register.columns)) {
      const [a, b] = [(row[r] ?? '').trim(), (row[c] ?? '').trim()];
      names.add(b);
      const cells = counted.get(a) ?? new Map<string, number>();
      cells.set(b, (cells.get(b) ?? 0) + 1);
      counted.set(a, cells);
    }
    const columns = [...names].sort();
    const rows = [...counted.keys()].sort();
    if (rows.length > 500 || columns.length > 200)
      throw new Refusal(
        'QUANTUM_TABLE_LARGE',
        `A table of ${rows.length} by ${columns.length} is too fine: choose columns with fewer words.`,
      );
    const made = suppress(rows.map((row) => columns.map((column) => counted.get(row)?.get(column) ?? 0)));
    // A total of a row or column may itself be small: it is hidden, and the reader is told how many cells there are.
    const small = (count: number): boolean => count > 0 && count < 5;
    if (made.rowTotals.some(small) || made.columnTotals.some(small))
      throw new Refusal(
        'QUANTUM_TABLE_SMALL',
        'A whole row or column has fewer than five claims, which its total would show: join it to another in the register, or choose a coarser column.',
      );
    if (made.told > 0)
      throw new Refusal(
        'QUANTUM_TABLE_TELLS',
        `${made.told} ${made.told === 1 ? 'cell' : 'cells'} under five would follow from the totals, whatever is hidden beside ${made.told === 1 ? 'it' : 'them'}: choose a coarser column, or join rows in the register.`,
      );
    return {
      columns,
      rows: rows.map((row, i) => ({
        name: row,
        cells: [...(made.cells[i] ?? [])],
        total: made.rowTotals[i] ?? 0,
      })),
      totals: [...made.columnTotals],
      total: made.total,
      hiddenSmall: made.primary,
      hiddenBesides: made.complementary,
      sentence:
        made.primary === 0
          ? 'No cell is under five: nothing is hidden.'
          : `${made.primary} cells under five are hidden, and ${made.complementary} besides, so that none can be worked out from the totals.`,
    };
  },
});

function claimantsOf(
  table: RegisterTable,
  idColumn: string,
  given: Readonly<
    Partial<Record<'otherNames' | 'document' | 'birth' | 'family' | 'event', string | undefined>>
  > & {
    readonly name: string;
  },
): readonly Claimant[] {
  const at = (column: string | undefined): number | null =>
    column === undefined ? null : columnAt(table, column);
  const [id, own] = [columnAt(table, idColumn), columnAt(table, given.name)];
  const [other, document, birth, family, event] = [
    given.otherNames,
    given.document,
    given.birth,
    given.family,
    given.event,
  ].map(at);
  return table.rows.map((row): Claimant => {
    const read = (place: number | null | undefined): string | null =>
      place == null ? null : row[place]?.trim() || null;
    return {
      id: (row[id] ?? '').trim(),
      name: (row[own] ?? '').trim(),
      otherNames: (read(other) ?? '').split('|').filter((one) => one !== ''),
      documentNumber: read(document),
      birth: read(birth),
      family: read(family),
      event: read(event),
    };
  });
}
