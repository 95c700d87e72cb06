// The key ring of one matter: a small database of wrapped keys, apart from the ledger and with a back-up rule of its own.
import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
} from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { Fault, Refusal } from '../../base/errors.ts';
import type { KeyRing, Member } from '../../ports/key-ring.ts';
import { aesGcm } from './cipher.ts';
import type { Identity } from './identity.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS compartment_key (compartment TEXT NOT NULL, user TEXT NOT NULL, box BLOB NOT NULL, PRIMARY KEY (compartment, user)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sealed_key (ref TEXT PRIMARY KEY, compartment TEXT NOT NULL, box BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS log_key (n INTEGER PRIMARY KEY, public BLOB NOT NULL, box BLOB NOT NULL);
`;

/** The compartment whose members may sign for the log. Never holds content. */
export const LOG_COMPARTMENT = 'log';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** Opens the ring in `folder` for a person; a new ring gets its log key. Throws Fault KEYS_STORE when the file fails. */
export function openKeyRing(folder: string, person: Identity): KeyRing {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(join(folder, 'ring.db'), { timeout: 5000 });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
  database.exec(SCHEMA);
  return new SqliteKeyRing(database, person);
}

class SqliteKeyRing implements KeyRing {
  readonly #database: DatabaseSync;
  readonly #identity: Identity;
  readonly #keys = new Map<string, Uint8Array>();
  #find: StatementSync | undefined;
  readonly #logPrivate: ReturnType<typeof createPrivateKey> | undefined;
  readonly logKey: Uint8Array;
  readonly person: KeyRing['person'];

  constructor(database: DatabaseSync, identity: Identity) {
    this.#database = database;
    this.#identity = identity;
    this.person = { user: identity.user, signingKey: identity.signingKey, exchangeKey: identity.exchangeKey };
    const rows = database
      .prepare('SELECT compartment, box FROM compartment_key WHERE user = ?')
      .all(identity.user);
    for (const row of rows) {
      const compartment = String(row['compartment']);
      const key = identity.unwrap(row['box'] as Uint8Array, `compartment ${compartment}`);
      if (key !== undefined) this.#keys.set(compartment, key);
    }
    if (database.prepare('SELECT count(*) AS n FROM log_key').get()?.['n'] === 0) this.#makeLogKey();
    const log = database.prepare('SELECT public, box FROM log_key ORDER BY n DESC LIMIT 1').get();
    this.logKey = new Uint8Array(log?.['public'] as Uint8Array);
    const wrapping = this.#keys.get(LOG_COMPARTMENT);
    const der =
      wrapping === undefined
        ? undefined
        : aesGcm.decipher(wrapping, log?.['box'] as Uint8Array, text('log key'));
    this.#logPrivate =
      der === undefined
        ? undefined
        : createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
  }

  #makeLogKey(): void {
    this.openCompartment(LOG_COMPARTMENT, [{ user: this.person.user, exchangeKey: this.person.exchangeKey }]);
    const { privateKey } = generateKeyPairSync('ed25519');
    const raw = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
    const box = aesGcm.encipher(
      this.#key(LOG_COMPARTMENT),
      privateKey.export({ format: 'der', type: 'pkcs8' }),
      text('log key'),
    );
    this.#database.prepare('INSERT INTO log_key (public, box) VALUES (?, ?)').run(raw, box);
  }

  #key(compartment: string): Uint8Array {
    const key = this.#keys.get(compartment);
    if (key === undefined)
      throw new Refusal(
        'KEYS_NOT_HELD',
        'You do not hold the key of this compartment: ask one of its members to let you in.',
        { compartment },
      );
    return key;
  }

  compartments(): readonly string[] {
    return [...this.#keys.keys()].filter((compartment) => compartment !== LOG_COMPARTMENT);
  }

  holds(compartment: string): boolean {
    return this.#keys.has(compartment);
  }

  openCompartment(compartment: string, members: readonly Member[]): void {
    const known = this.#database
      .prepare('SELECT 1 FROM compartment_key WHERE compartment = ?')
      .get(compartment);
    if (known !== undefined)
      throw new Refusal('KEYS_COMPARTMENT_EXISTS', 'This compartment has a key already.', { compartment });
    this.#keys.set(compartment, new Uint8Array(randomBytes(32)));
    for (const member of members) this.grant(compartment, member);
  }

  grant(compartment: string, member: Member): void {
    const box = this.#identity.wrapFor(
      member.exchangeKey,
      this.#key(compartment),
      `compartment ${compartment}`,
    );
    this.#database
      .prepare('INSERT OR REPLACE INTO compartment_key (compartment, user, box) VALUES (?, ?, ?)')
      .run(compartment, member.user, box);
  }

  grantLog(member: Member): void {
    this.grant(LOG_COMPARTMENT, member);
  }

  revoke(compartment: string, user: string): void {
    this.#database
      .prepare('DELETE FROM compartment_key WHERE compartment = ? AND user = ?')
      .run(compartment, user);
  }

  mint(compartment: string, refs: readonly string[]) {
    const wrapping = this.#key(compartment);
    const insert = this.#database.prepare('INSERT INTO sealed_key (ref, compartment, box) VALUES (?, ?, ?)');
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const keys = refs.map((ref) => {
        const key = new Uint8Array(randomBytes(32));
        insert.run(ref, compartment, aesGcm.encipher(wrapping, key, text(`sealed ${ref}`)));
        return { ref, key };
      });
      this.#database.exec('COMMIT');
      return keys;
    } catch (thrown) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw ringFault(thrown);
    }
  }

  unwrap(ref: string): Uint8Array | undefined {
    this.#find ??= this.#database.prepare('SELECT compartment, box FROM sealed_key WHERE ref = ?');
    const row = this.#find.get(ref);
    if (row === undefined) return undefined;
    return aesGcm.decipher(
      this.#key(String(row['compartment'])),
      row['box'] as Uint8Array,
      text(`sealed ${ref}`),
    );
  }

  has(ref: string): boolean {
    return this.#database.prepare('SELECT 1 FROM sealed_key WHERE ref = ?').get(ref) !== undefined;
  }

  destroy(ref: string): 'destroyed' | 'absent' {
    const gone = this.#database.prepare('DELETE FROM sealed_key WHERE ref = ?').run(ref);
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return Number(gone.changes) > 0 ? 'destroyed' : 'absent';
  }

  fingerprint(compartment: string, bytes: Uint8Array): string {
    return createHmac('sha256', this.#key(compartment)).update('fingerprint\n').update(bytes).digest('hex');
  }

  signCheckpoint(message: Uint8Array): Uint8Array {
    if (this.#logPrivate === undefined)
      throw new Refusal(
        'KEYS_LOG_NOT_HELD',
        'You may read this matter, but you do not hold its log key: nothing can be entered from here. Ask a member to let you in.',
      );
    return new Uint8Array(sign(null, message, this.#logPrivate));
  }

  signAsPerson(message: Uint8Array): Uint8Array {
    return this.#identity.sign(message);
  }

  close(): void {
    this.#find = undefined;
    this.#database.close();
  }
}

// SQLITE_FULL, and the I/O errors (of growing the shared memory file, of writing) that a full disk may come as.
const FULL = new Set([13, 4874, 778]);

function ringFault(thrown: unknown): Fault {
  if (FULL.has((thrown as { readonly errcode?: number }).errcode ?? 0))
    return new Fault(
      'VAULT_DISK_FULL',
      'The disk is full: no key could be kept, so nothing was sealed. Free some space and try again.',
      { cause: thrown },
    );
  return new Fault('KEYS_STORE', 'The key ring could not be written; nothing was sealed.', { cause: thrown });
}
