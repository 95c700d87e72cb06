import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/ledger/room.ts';
import { PROOF_KINDS } from '../../../src/rooms/proof/entries.ts';
import { proofView } from '../../../src/rooms/proof/view.ts';

const FOLDER = join(import.meta.dirname, '../../history');

describe('the entries of proof that were ever shipped', () => {
  it.each(PROOF_KINDS.map((kind) => [kind.kind, kind] as const))(
    '%s is still read and folded',
    (name, kind) => {
      const samples = readdirSync(FOLDER).filter((file) => file.startsWith(`${name}.v`));
      expect(samples).toContain(`${name}.v${kind.v}.json`);
      for (const sample of samples) {
        const entry = JSON.parse(readFileSync(join(FOLDER, sample), 'utf8')) as Entry;
        expect(kind.content.parse(entry.said)).toEqual(entry.said);
        const written: string[] = [];
        const note = (table: string): void => {
          written.push(table);
        };
        proofView.folds[name]?.({ ...entry, seq: 7 }, { put: note, patch: note, remove: note });
        expect(written.length).toBeGreaterThan(0);
        for (const table of written) expect(proofView.tables.map((one) => one.name)).toContain(table);
      }
    },
  );
});
