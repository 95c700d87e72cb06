// Groups of a frame, such as families or offices: drawn whole, so that claims which hang together do not count as more than they are.
import { sha256, toHex, utf8 } from '@probata/seal';
import { type Drawable, drawMembers, listHashOf, type StratumDrawn } from './draw.ts';
import {
  columnAt,
  type Frame,
  type RegisterColumns,
  type RegisterTable,
  rowsOf,
  type Stratum,
} from './register.ts';

/** The name of the one stratum where groups reach across the strata of the register. */
export const ALL_GROUPS = 'all groups';

/** The groups of a frame, in order of their names. `strata` count groups. */
export interface GroupFrame extends Drawable {
  readonly names: readonly string[];
  /** The group of each claim, by its place in the frame. */
  readonly groupOf: Uint32Array;
  /** Claims in each group. */
  readonly sizes: Uint32Array;
  /** Claims in each stratum. */
  readonly claims: readonly number[];
  /** Whether each group lies within one stratum of the register; else all of them are one stratum. */
  readonly isNested: boolean;
  /** SHA-256 (hex) of the lines `id TAB group LF`, ids in code-unit order; the group is empty where a claim stands alone. */
  readonly hash: string;
}

/**
 * The groups by a column of the register. A claim without a word there is a group of its own.
 * @throws Refusal QUANTUM_REGISTER_COLUMN
 */
export function groupsOf(
  frame: Frame,
  table: RegisterTable,
  columns: RegisterColumns,
  column: string,
): GroupFrame {
  const [idAt, groupAt] = [columnAt(table, columns.id), columnAt(table, column)];
  const written = new Map<string, string>();
  for (const row of rowsOf(table, columns))
    written.set((row[idAt] ?? '').trim(), (row[groupAt] ?? '').trim());
  // A name with a tab before it cannot stand in the column, whose words are read without their edges.
  const named = frame.ids.map((id) => written.get(id) || `\t${id}`);
  const names = [...new Set(named)].sort();
  const placeOf = new Map(names.map((name, i) => [name, i]));
  const groupOf = Uint32Array.from(named, (name) => placeOf.get(name) as number);
  const sizes = new Uint32Array(names.length);
  const stratumOf = new Int32Array(names.length).fill(-1);
  let isNested = true;
  groupOf.forEach((group, place) => {
    sizes[group] = (sizes[group] as number) + 1;
    const own = frame.stratum[place] as number;
    if (stratumOf[group] === -1) stratumOf[group] = own;
    else if (stratumOf[group] !== own) isNested = false;
  });
  const lines = frame.ids.map((id) => `${id}\t${written.get(id) ?? ''}\n`);
  const members = isNested ? frame.strata.map((): number[] => []) : [[] as number[]];
  names.forEach((_name, group) => {
    members[isNested ? (stratumOf[group] as number) : 0]?.push(group);
  });
  const strata = members.map(
    (own, s): Stratum =>
      isNested
        ? { ...(frame.strata[s] as Stratum), count: own.length }
        : { name: ALL_GROUPS, count: own.length, claimed: frame.total },
  );
  return {
    names,
    groupOf,
    sizes,
    claims: isNested ? frame.strata.map((one) => one.count) : [frame.ids.length],
    isNested,
    strata,
    members: members.map((own) => Uint32Array.from(own)),
    hash: toHex(sha256(utf8(lines.join('')))),
  };
}

export interface DrawnGroups {
  /** The groups among which chance chose. */
  readonly among: GroupFrame;
  readonly sizes: readonly StratumDrawn[];
  /** Places in the list of groups, ascending. */
  readonly groups: Uint32Array;
  /** Places in the frame of every claim of the drawn groups, ascending. */
  readonly places: Uint32Array;
  /** SHA-256 (hex) of the ids of these claims, each with a line feed, in the order of the frame. */
  readonly listHash: string;
}

/** Draws whole groups as `drawFrom` draws claims: by strata in order, groups in order of their names. */
export function drawGroups(
  frame: Frame,
  groups: GroupFrame,
  sizes: readonly StratumDrawn[],
  seed: number,
): DrawnGroups {
  const drawn = drawMembers(groups, sizes, seed, 'groups');
  const isDrawn = new Uint8Array(groups.names.length);
  for (const group of drawn) isDrawn[group] = 1;
  const places: number[] = [];
  groups.groupOf.forEach((group, place) => {
    if (isDrawn[group] === 1) places.push(place);
  });
  const claims = Uint32Array.from(places);
  return { among: groups, sizes, groups: drawn, places: claims, listHash: listHashOf(frame, claims) };
}
