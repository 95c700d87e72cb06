import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { headFile } from '../../src/adapters/files/head-file.ts';
import { openObjectStore } from '../../src/adapters/files/object-store.ts';
import { openLedgerStore } from '../../src/adapters/sqlite/ledger-store.ts';
import { headStoreContract, ledgerStoreContract, objectStoreContract } from '../../src/ports/contracts.ts';

const suite = { describe, it, expect };
const scratch = (): string => mkdtempSync(join(tmpdir(), 'probata-contract-'));

describe('originals in a folder', () => {
  objectStoreContract(suite, () => {
    const folder = scratch();
    const path = (address: string): string => join(folder, address.slice(0, 2), address);
    return {
      store: openObjectStore(folder),
      reopen: () => openObjectStore(folder),
      alter(address, at) {
        chmodSync(path(address), 0o600);
        const bytes = readFileSync(path(address));
        bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
        writeFileSync(path(address), bytes);
      },
      truncate(address, bytes) {
        chmodSync(path(address), 0o600);
        truncateSync(path(address), bytes);
      },
      remove: (address) => rmSync(path(address)),
      everything: () =>
        Buffer.concat(
          readdirSync(folder, { recursive: true, withFileTypes: true })
            .filter((one) => one.isFile())
            .map((one) => readFileSync(join(one.parentPath, one.name))),
        ),
      close: () => rmSync(folder, { recursive: true, force: true }),
    };
  });
});

describe('the ledger in SQLite', () => {
  ledgerStoreContract(suite, () => {
    const folder = scratch();
    const store = openLedgerStore(join(folder, 'ledger.db'));
    return {
      store,
      reopen: () => openLedgerStore(join(folder, 'ledger.db')),
      close() {
        store.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  });
});

describe('the head in a file', () => {
  headStoreContract(suite, () => {
    const folder = scratch();
    return {
      store: headFile(join(folder, 'state', 'head')),
      reopen: () => headFile(join(folder, 'state', 'head')),
      close: () => rmSync(folder, { recursive: true, force: true }),
    };
  });
});
