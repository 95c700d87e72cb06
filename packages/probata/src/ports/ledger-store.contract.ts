// What every ledger store must do, as tests that any adapter can be put through.
import type { ContractSuite } from './contract-suite.ts';
import type { LedgerStore, StoredEntry } from './ledger-store.ts';
import type { TableSpec } from './view-writer.ts';

export interface LedgerStoreCase {
  readonly store: LedgerStore;
  /** Opens the same store again, as another program would, while the first is still open. */
  reopen(): LedgerStore;
  close(): void;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const entry = (seq: number, subject = 'exh_1'): StoredEntry => ({
  seq,
  kind: 'exhibit.deposited',
  v: 1,
  subject,
  at: '2024-01-01T00:00:00.000Z',
  by: 'usr_1',
  leaf: bytes(`leaf ${seq}`),
  salt: new Uint8Array(32).fill(seq),
  content: bytes(`content ${seq}`),
});
const TABLE: TableSpec = {
  name: 'test_thing',
  columns: { id: 'text', n: 'integer', said: 'json' },
  key: ['id'],
  indexes: [['n']],
};

/** Runs the contract of ports/ledger-store.ts. `make` gives an empty store for each test. */
export function ledgerStoreContract(
  { describe, it, expect }: ContractSuite,
  make: () => LedgerStoreCase,
): void {
  const inCase = (body: (one: LedgerStoreCase) => Promise<void>) => async (): Promise<void> => {
    const one = make();
    try {
      await body(one);
    } finally {
      one.close();
    }
  };

  describe('a ledger store', () => {
    it(
      'an append, its views, jobs and receipt commit together',
      inCase(async ({ store, reopen }) => {
        await store.write(async (write) => {
          write.createViews('test', '1', [TABLE]);
          write.append(
            [entry(0), entry(1, 'exh_2')],
            [{ ref: 'sld_1', compartment: 'cmp_1', entry: 1, box: bytes('box') }],
          );
          write.views.put('test_thing', { id: 'a', n: 1, said: '{}' });
          write.enqueue([
            { key: 'k', task: 't', input: '{}' },
            { key: 'k', task: 't', input: 'again' },
          ]);
          write.saveReceipt('r', 'receipt');
          write.saveCheckpoint(2, 'note');
          write.writeTile(0, 0, bytes('tile'));
          expect(write.size()).toBe(2);
        });
        const other = reopen();
        expect(other.size()).toBe(2);
        expect(other.entry(1)?.subject).toBe('exh_2');
        expect(other.versionOf('exh_1')).toBe(0);
        expect(other.jobs(5)).toMatchObject([{ key: 'k', input: '{}' }]);
        expect(other.jobs(5, 'another')).toEqual([]);
        expect(other.checkpoint(2)).toBe('note');
        expect(other.viewVersions().get('test')).toBe('1');
        expect(other.sealedValue('sld_1')?.entry).toBe(1);
        expect([...other.entries(0)].map(({ seq }) => seq)).toEqual([0, 1]);
        expect([...other.entriesOf('exhibit.deposited')].length).toBe(2);
        expect(other.about('exh_2').map(({ seq }) => seq)).toEqual([1]);
        await store.finishJob('k');
        expect(other.jobs(5)).toEqual([]);
        const job = (key: string) => ({ key, task: 'test', input: '{}' });
        await store.write(async (write) => write.enqueue([job('a'), job('b'), job('c')]));
        await store.finishJobs(['a', 'c', 'not queued']);
        expect(other.jobs(5).map(({ key }) => key)).toEqual(['b']);
        other.close();
      }),
    );

    it(
      'nothing of a write that throws is kept',
      inCase(async ({ store }) => {
        await expect(
          store.write(async (write) => {
            write.append([entry(0)], []);
            throw new Error('no');
          }),
        ).rejects.toThrow('no');
        expect(store.size()).toBe(0);
        await store.write(async (write) => write.append([entry(0)], []));
        expect(store.size()).toBe(1);
      }),
    );

    it(
      'two programs write in turn, and each sees what the other has written',
      inCase(async ({ store, reopen }) => {
        const other = reopen();
        const add = (to: LedgerStore) =>
          to.write(async (write) => {
            const seq = write.size();
            await Promise.resolve();
            write.append([entry(seq)], []);
          });
        for (let i = 0; i < 20; i += 1) await add(i % 2 === 0 ? store : other);
        await Promise.all(Array.from({ length: 10 }, () => add(store)));
        expect([...other.entries(0)].map(({ seq }) => seq)).toEqual(
          Array.from({ length: 30 }, (_, seq) => seq),
        );
        other.close();
      }),
    );

    it(
      'a destroyed content is gone and its leaf stays',
      inCase(async ({ store }) => {
        await store.write(async (write) => {
          write.append([entry(0)], [{ ref: 'sld_1', compartment: 'cmp_1', entry: 0, box: bytes('box') }]);
        });
        await store.write(async (write) => write.destroyContent(0));
        expect(store.entry(0)?.content).toBe(null);
        expect(store.entry(0)?.leaf).toEqual(bytes('leaf 0'));
        expect(store.sealedValue('sld_1')).toBe(undefined);
        expect(store.purge()).toBe(true);
      }),
    );

    it(
      'tables are compared with a fresh fold, and those that differ are named',
      inCase(async ({ store }) => {
        await store.write(async (write) => {
          write.createViews('test', '1', [TABLE]);
          write.append([entry(0)], []);
          write.views.put('test_thing', { id: 'a', n: 1, said: null });
          write.views.put('test_thing', { id: 'b', n: 2, said: null });
          write.views.patch('test_thing', { id: 'a' }, { n: 5 });
          write.views.remove('test_thing', { id: 'b' });
        });
        const fill = (n: number) =>
          store.compareTables([TABLE], (views, entries) => {
            for (const { seq } of entries) views.put('test_thing', { id: 'a', n: seq + n, said: null });
          });
        expect(fill(5)).toEqual([]);
        expect(fill(6)).toEqual(['test_thing']);
        expect(store.integrity()).toEqual([]);
      }),
    );
  });
}
