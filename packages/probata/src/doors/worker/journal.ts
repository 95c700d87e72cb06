// Remembers what the steps of a do-file gave, so that a resumed run need not repeat them. Droppable, and never in clear.
import { hash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromHex, sha256, utf8 } from '@probata/seal';
import type { House } from '../../app/house.ts';
import type { JsonValue } from '../../base/json.ts';

export interface Journal {
  /** The answer remembered under a key; undefined when there is none or it can no longer be opened. */
  recall(key: string): JsonValue | undefined;
  remember(key: string, answer: JsonValue): void;
  /** Forgets everything: after an erasure, since an answer may have named what was erased. */
  forget(): void;
}

interface JournalFile {
  /** Who may read this: holders of all of these compartments. */
  readonly compartments: readonly string[];
  readonly box: string;
}

/**
 * A journal in the matter's derived folder. An answer may name sealed things, so it is enciphered under a key that only
 * those can derive who hold every compartment that was open to the writer.
 */
export function openJournal(house: House): Journal {
  const folder = join(house.folder, 'derived', 'do');
  const fileOf = (key: string): string => join(folder, hash('sha256', key, 'hex'));
  const context = (key: string): Uint8Array => utf8(`do journal ${key}`);
  const keyFor = (compartments: readonly string[], key: string): Uint8Array => {
    const prints = compartments.map((each) => house.ring.fingerprint(each, context(key)));
    return new Uint8Array(sha256(utf8(prints.join('\n'))));
  };
  return {
    recall(key) {
      if (!existsSync(fileOf(key))) return undefined;
      const file = JSON.parse(readFileSync(fileOf(key), 'utf8')) as JournalFile;
      if (!file.compartments.every((each) => house.ring.holds(each))) return undefined;
      const plain = house.cipher.decipher(keyFor(file.compartments, key), fromHex(file.box), context(key));
      return plain === undefined ? undefined : (JSON.parse(new TextDecoder().decode(plain)) as JsonValue);
    },
    remember(key, answer) {
      const compartments = [...house.ring.compartments()].sort();
      // Without any compartment there is no key to write under, and nothing is written.
      if (compartments.length === 0) return;
      const box = house.cipher.encipher(
        keyFor(compartments, key),
        utf8(JSON.stringify(answer)),
        context(key),
      );
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const file: JournalFile = { compartments, box: Buffer.from(box).toString('hex') };
      writeFileSync(fileOf(key), JSON.stringify(file), { mode: 0o600 });
    },
    forget() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
