import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { houseRegistry, VIEWS } from '../../src/app/rooms.ts';
import type { JsonObject } from '../../src/base/json.ts';
import { foldEntry, makeViews } from '../../src/ledger/fold.ts';
import type { Row } from '../../src/ports/view-writer.ts';

/** One entry as it was entered once, and, where it was frozen with it, what its fold then wrote. */
interface Sample {
  readonly kind: string;
  readonly v: number;
  readonly subject: string;
  readonly at: string;
  readonly by: string;
  readonly refs: readonly string[];
  readonly said: JsonObject;
  readonly writes?: readonly JsonObject[];
}

const FOLDER = new URL('./', import.meta.url);
const registry = houseRegistry();
const views = makeViews(VIEWS, registry);
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const sampleOf = (name: string): Sample => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Sample;

function writesOf(sample: Sample): JsonObject[] {
  const writes: JsonObject[] = [];
  const said = registry.upcast(sample.kind, sample.v, sample.said);
  const plain = (row: Row): JsonObject => ({ ...row });
  foldEntry(
    views,
    {
      seq: 7,
      kind: sample.kind,
      subject: sample.subject,
      at: sample.at,
      by: sample.by,
      refs: sample.refs,
      said,
    },
    {
      put: (table, row) => void writes.push({ put: table, row: plain(row) }),
      patch: (table, key, changes) =>
        void writes.push({ patch: table, key: plain(key), changes: plain(changes) }),
      remove: (table, match) => void writes.push({ remove: table, match: plain(match) }),
    },
  );
  return writes;
}

describe('entries of every kind and version ever shipped', () => {
  for (const [kind, { v }] of registry.kinds)
    for (let version = 1; version <= v; version += 1)
      it(`${kind} version ${version} has its frozen sample`, () => {
        expect(files).toContain(`${kind}.v${version}.json`);
      });

  for (const name of files)
    it(`${name} is still read and still folds`, () => {
      const sample = sampleOf(name);
      expect(name).toBe(`${sample.kind}.v${sample.v}.json`);
      const said = registry.upcast(sample.kind, sample.v, sample.said);
      const parsed = registry.kind(sample.kind).content.safeParse(said);
      expect(parsed.error?.issues ?? []).toEqual([]);
      const writes = writesOf(sample);
      if (sample.writes !== undefined) expect(writes).toEqual(sample.writes);
    });
});
