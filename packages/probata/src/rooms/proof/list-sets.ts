// Reads the members of a family out as lists, smallest first, and no more of them than were asked for.
import { EMPTY_SET, type Family, type FamilyBook, NOTHING } from './zbdd.ts';

/**
 * Up to `limit` members as lists of levels, by size and then in level order.
 * Branches that cannot hold a member of the wanted size are never entered.
 */
export function listSets(book: FamilyBook, family: Family, limit: number): number[][] {
  const found: number[][] = [];
  if (family === NOTHING) return found;
  const shortest = book.shortest[family] as number;
  const longest = book.longest[family] as number;
  for (let size = shortest; size <= longest && found.length < limit; size += 1)
    listOfSize(book, family, size, limit, found);
  return found;
}

function listOfSize(book: FamilyBook, family: Family, size: number, limit: number, found: number[][]): void {
  // each frame: a family still to be searched and the levels already chosen on the way to it
  const stack: { family: Family; chosen: readonly number[] }[] = [{ family, chosen: [] }];
  while (stack.length > 0 && found.length < limit) {
    const frame = stack.pop();
    if (frame === undefined) return;
    const left = size - frame.chosen.length;
    const here = frame.family;
    if (here === NOTHING) continue;
    if ((book.shortest[here] as number) > left || (book.longest[here] as number) < left) continue;
    if (here === EMPTY_SET) {
      found.push([...frame.chosen]);
      continue;
    }
    stack.push({ family: book.lo[here] as number, chosen: frame.chosen });
    stack.push({ family: book.hi[here] as number, chosen: [...frame.chosen, book.level[here] as number] });
  }
}
