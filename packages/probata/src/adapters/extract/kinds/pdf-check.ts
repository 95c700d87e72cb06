// Looks at the skeleton of a PDF for damage that a reading engine mends in silence.

/** Damage found, each with a code and a sentence; `isTableSound` is undefined where there is no plain table. */
export interface PdfSkeleton {
  readonly damage: readonly { readonly code: string; readonly message: string }[];
  readonly isTableSound: boolean | undefined;
  readonly revisions: number;
}

/**
 * Checks the plain cross-reference tables against the objects, and looks for empty objects
 * (ISO 32000-1, 7.5.4). Reads bytes only; never follows more than 64 tables.
 */
export function checkSkeleton(bytes: Uint8Array): PdfSkeleton {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const damage: { code: string; message: string }[] = [];
  const header = Math.max(0, view.indexOf('%PDF-', 0, 'latin1'));
  const table = checkTables(view, header);
  if (table.zero > 0) {
    damage.push({
      code: 'pdf-xref',
      message: `${table.zero} objects in use have no place in the cross-reference table.`,
    });
  }
  if (table.wrong > 0) {
    damage.push({
      code: 'pdf-xref',
      message: `${table.wrong} entries of the cross-reference table point beside their objects.`,
    });
  }
  if (table.isLost)
    damage.push({ code: 'pdf-xref', message: 'The cross-reference table is not where the file says.' });
  if (hasEmptyObject(view))
    damage.push({ code: 'pdf-empty-object', message: 'The file holds an object without content.' });
  return {
    damage,
    isTableSound: table.entries === 0 ? undefined : table.zero + table.wrong === 0 && !table.isLost,
    revisions: countOf(view, 'startxref') - (isLinearised(view) ? 1 : 0),
  };
}

function countOf(view: Buffer, word: string): number {
  let count = 0;
  for (
    let at = view.indexOf(word, 0, 'latin1');
    at >= 0 && count < 10_000;
    at = view.indexOf(word, at + 1, 'latin1')
  )
    count += 1;
  return count;
}

function isLinearised(view: Buffer): boolean {
  return view.subarray(0, 1_024).includes('/Linearized');
}

function checkTables(
  view: Buffer,
  header: number,
): { entries: number; zero: number; wrong: number; isLost: boolean } {
  const found = { entries: 0, zero: 0, wrong: 0, isLost: false };
  const last = view.lastIndexOf('startxref', undefined, 'latin1');
  // Readers look for it near the end (ISO 32000-1, 7.5.5); elsewhere it belongs to an older or an inner file.
  if (last < 0 || view.length - last > 4_096) return { ...found, isLost: true };
  let next = Number(/^startxref\s+(\d+)/.exec(view.toString('latin1', last, last + 40))?.[1] ?? Number.NaN);
  const seen = new Set<number>();
  while (Number.isFinite(next) && !seen.has(next) && seen.size < 64) {
    seen.add(next);
    const at = next + header;
    const lead = view.toString('latin1', at, at + 40);
    if (/^\s*\d+\s+\d+\s+obj/.test(lead)) return found; // a cross-reference stream: the engine's business
    if (!/^xref\s/.test(lead)) {
      // Zero stands in the first part of some linearised files and means nothing.
      return next === 0 && seen.size > 1 ? found : { ...found, isLost: true };
    }
    const end = view.indexOf('trailer', at, 'latin1');
    if (end < 0 || end - at > 40_000_000) return found;
    checkSection(view, view.toString('latin1', at, end).replace(/^\s*xref/, ''), header, found);
    const trailer = view.toString('latin1', end, end + 2_000);
    next = Number(/\/Prev\s+(\d+)/.exec(trailer.split('startxref')[0] ?? '')?.[1] ?? Number.NaN);
  }
  return found;
}

function checkSection(
  view: Buffer,
  section: string,
  header: number,
  found: { entries: number; zero: number; wrong: number },
): void {
  let number = 0;
  for (const m of section.matchAll(/(\d{10})\s(\d{5})\s([nf])|(\d+)[ \t]+(\d+)/g)) {
    if (m[4] !== undefined) {
      number = Number(m[4]);
      continue;
    }
    if (m[3] === 'n') {
      found.entries += 1;
      const offset = Number(m[1]);
      if (offset === 0) found.zero += 1;
      else if (found.entries < 200_000) {
        const lead = view.toString('latin1', offset + header, offset + header + 32);
        if (Number(/^(\d+)\s+\d+\s+obj/.exec(lead)?.[1] ?? Number.NaN) !== number) found.wrong += 1;
      }
    }
    number += 1;
  }
}

function hasEmptyObject(view: Buffer): boolean {
  for (
    let at = view.indexOf('endobj', 0, 'latin1'), n = 0;
    at >= 0 && n < 100_000;
    at = view.indexOf('endobj', at + 6, 'latin1'), n += 1
  ) {
    if (/\d+\s+\d+\s+obj\s*$/.test(view.toString('latin1', Math.max(0, at - 40), at))) return true;
  }
  return false;
}
