// Views: what screens read, folded from entries and from nothing else, so that they can always be made again.
import { sha256, toHex, utf8 } from '@probata/seal';
import { toJson } from '../base/stable-json.ts';
import type { LedgerWrite, StoredEntry } from '../ports/ledger-store.ts';
import type { ViewWriter } from '../ports/view-writer.ts';
import type { Registry } from './registry.ts';
import type { Entry, Fold, View } from './room.ts';
import { refsOf, saidOf } from './stored.ts';

export interface Views {
  readonly views: readonly View[];
  readonly registry: Registry;
  readonly byKind: ReadonlyMap<string, readonly Fold[]>;
  readonly erasedByKind: ReadonlyMap<string, readonly NonNullable<View['erased']>[string][]>;
}

/** Gathers the folds by entry kind. */
export function makeViews(views: readonly View[], registry: Registry): Views {
  return {
    views,
    registry,
    byKind: gather(views.map((view) => view.folds)),
    erasedByKind: gather(views.map((view) => view.erased ?? {})),
  };
}

function gather<F>(maps: readonly Readonly<Record<string, F>>[]): Map<string, F[]> {
  const byKind = new Map<string, F[]>();
  for (const map of maps) {
    for (const [kind, body] of Object.entries(map)) byKind.set(kind, [...(byKind.get(kind) ?? []), body]);
  }
  return byKind;
}

/** The version of a view as stored: its number and a digest of its tables, so that a forgotten number cannot hide a change. */
export function versionOf(view: View): string {
  return `${view.version}:${toHex(sha256(utf8(toJson(JSON.parse(JSON.stringify(view.tables)))))).slice(0, 16)}`;
}

/** True when a view is missing or was folded by another version. */
export function isStale(views: Views, stored: ReadonlyMap<string, string>): boolean {
  return views.views.some((view) => stored.get(view.name) !== versionOf(view));
}

/** Folds one entry into every view that knows its kind. */
export function foldEntry(views: Views, entry: Entry, write: ViewWriter): void {
  for (const body of views.byKind.get(entry.kind) ?? []) body(entry, write);
}

/** Makes all views again from the first entry on, inside the given transaction. */
export function refoldAll(views: Views, write: LedgerWrite, progress: (done: number) => void): void {
  for (const view of views.views) write.createViews(view.name, versionOf(view), view.tables);
  foldAll(views, write.entries(0), write.views, progress);
}

/** Folds entries in order into empty tables. */
export function foldAll(
  views: Views,
  entries: Iterable<StoredEntry>,
  write: ViewWriter,
  progress: (done: number) => void,
): void {
  for (const stored of entries) {
    const { seq, kind, subject, at, by } = stored;
    const bodies = views.byKind.get(kind);
    if (bodies !== undefined || views.erasedByKind.has(kind)) {
      const said = saidOf(stored, views.registry);
      const entry = {
        seq,
        kind,
        subject,
        at,
        by,
        // Few folds ask for them, and each time is a parsing of the whole leaf.
        get refs() {
          return refsOf(stored);
        },
        said: said ?? {},
      };
      if (said === null) for (const remains of views.erasedByKind.get(kind) ?? []) remains(entry, write);
      else for (const body of bodies ?? []) body(entry, write);
    }
    if (seq % 10_000 === 0) progress(seq);
  }
}
