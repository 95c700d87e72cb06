// What every store of originals must do, as tests that any adapter can be put through.
import { Breach, Fault } from '../base/errors.ts';
import type { ContractSuite } from './contract-suite.ts';
import type { ObjectKey, ObjectStore } from './object-store.ts';

/** One store under test, and the means to harm it behind its back. */
export interface ObjectStoreCase {
  readonly store: ObjectStore;
  /** Opens the same store again, as another program would. */
  reopen(): ObjectStore;
  /** Changes one byte of a stored object behind the store's back. */
  alter(address: string, at: number): void;
  /** Cuts a stored object short. */
  truncate(address: string, bytes: number): void;
  /** Removes a stored object. */
  remove(address: string): void;
  /** Every byte of everything that is stored, to look for words in. */
  everything(): Uint8Array;
  close(): void;
}

// Large values are compared here: a test runner would print megabytes of difference.
const same = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** Runs the contract of ports/object-store.ts. `make` gives an empty store for each test. */
export function objectStoreContract(
  { describe, it, expect }: ContractSuite,
  make: () => ObjectStoreCase,
): void {
  const inCase = (body: (one: ObjectStoreCase) => Promise<void>) => async (): Promise<void> => {
    const one = make();
    try {
      await body(one);
    } finally {
      one.close();
    }
  };
  const keep = async (store: ObjectStore, bytes: Uint8Array, key?: ObjectKey) => {
    const group = store.group();
    const taken = group.takeWhole(bytes, key);
    await group.commit();
    return taken;
  };
  const key: ObjectKey = { ref: 'sld_key', key: new Uint8Array(32).fill(7) };
  const chunks = (bytes: Uint8Array, size: number): Uint8Array[] =>
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.subarray(i * size, (i + 1) * size),
    );

  describe('a store of originals', () => {
    it(
      'gives back the bytes under the hash of what is stored, whole and in pieces',
      inCase(async ({ store, reopen }) => {
        const bytes = text('x'.repeat(3_000_000));
        const group = store.group();
        const taken = group.take(chunks(bytes, 100_001));
        const empty = group.takeWhole(new Uint8Array(0));
        expect(store.has(taken.address)).toBe(false);
        await group.commit();
        const again = reopen();
        expect(again.has(taken.address)).toBe(true);
        expect(same(again.read(taken.address), bytes)).toBe(true);
        expect([...again.stream(taken.address)].reduce((n, piece) => n + piece.length, 0)).toBe(bytes.length);
        expect(again.read(empty.address).length).toBe(0);
        expect([...again.addresses()].sort()).toEqual([taken.address, empty.address].sort());
        expect(taken.plain).toBe(taken.address);
        expect(taken.head.length).toBe(4096);
      }),
    );

    it(
      'holds the same bytes once, and says that they were held',
      inCase(async ({ store }) => {
        const first = await keep(store, text('twin'));
        const second = await keep(store, text('twin'));
        expect([first.held, second.held]).toEqual([false, true]);
        const group = store.group();
        const pair = [group.takeWhole(text('pair')), group.takeWhole(text('pair'))];
        expect(pair.map(({ held }) => held)).toEqual([false, true]);
        await group.commit();
        expect([...store.addresses()].length).toBe(2);
      }),
    );

    it(
      'keeps nothing of what was dropped or abandoned',
      inCase(async ({ store }) => {
        const group = store.group();
        const dropped = group.takeWhole(text('dropped'));
        const kept = group.takeWhole(text('kept'));
        group.drop(dropped);
        await group.commit();
        expect([...store.addresses()]).toEqual([kept.address]);
        const other = store.group();
        other.takeWhole(text('abandoned'));
        await other.abandon();
        expect([...store.addresses()]).toEqual([kept.address]);
        expect(store.strangers()).toEqual([]);
      }),
    );

    it(
      'a dropped twin leaves the take that it doubled',
      inCase(async ({ store }) => {
        const group = store.group();
        const first = group.takeWhole(text('same'));
        group.takeWhole(text('same'));
        group.drop(first);
        await group.commit();
        expect(store.verify(first.address)).toBe('sound');
      }),
    );

    it(
      'notices an altered, a shortened and a missing object, when asked and when reading',
      inCase(async (one) => {
        const { store } = one;
        const [altered, short, gone] = [
          await keep(store, text('altered')),
          await keep(store, text('shortened')),
          await keep(store, text('gone')),
        ];
        one.alter(altered.address, 3);
        one.truncate(short.address, 4);
        one.remove(gone.address);
        expect(await store.verifyAll([altered.address, short.address, gone.address])).toEqual([
          'altered',
          'altered',
          'missing',
        ]);
        for (const address of [altered.address, short.address]) {
          expect(() => store.read(address)).toThrow(Breach);
          expect(() => [...store.stream(address)]).toThrow(Breach);
        }
        expect(() => store.read(gone.address)).toThrow(Fault);
        await expect(keep(store, text('altered'))).rejects.toThrow(Breach);
      }),
    );

    it(
      'many are verified at once in their order, and an abort stops it',
      inCase(async (one) => {
        const group = one.store.group();
        const addresses = Array.from({ length: 400 }, (_, i) => group.takeWhole(text(`object ${i}`)).address);
        await group.commit();
        one.alter(addresses[17] ?? '', 0);
        one.remove(addresses[399] ?? '');
        const verdicts = await one.store.verifyAll(addresses);
        expect(verdicts.flatMap((verdict, i) => (verdict === 'sound' ? [] : [[i, verdict]]))).toEqual([
          [17, 'altered'],
          [399, 'missing'],
        ]);
        await expect(one.store.verifyAll(addresses, undefined, AbortSignal.abort())).rejects.toThrow();
      }),
    );

    it(
      'a sealed object is ciphertext, opens with its key alone, and is never the same twice',
      inCase(async (one) => {
        const bytes = text(`canary ${'secret words '.repeat(20_000)}`);
        const sealed = await keep(one.store, bytes, key);
        const again = await keep(one.store, bytes, key);
        expect(again.address === sealed.address).toBe(false);
        expect(sealed.plain === sealed.address).toBe(false);
        expect(new TextDecoder('latin1').decode(one.everything()).includes('secret words')).toBe(false);
        expect(same(one.store.read(sealed.address, key), bytes)).toBe(true);
        expect(() => one.store.read(sealed.address, { ...key, ref: 'sld_other' })).toThrow(Breach);
        expect(() => one.store.read(sealed.address, { ...key, key: new Uint8Array(32) })).toThrow(Breach);
      }),
    );

    it(
      'a sealed object of any length comes back, whatever the pieces',
      inCase(async ({ store }) => {
        for (const length of [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000]) {
          const bytes = text('s'.repeat(length));
          const group = store.group();
          const taken = group.take(chunks(bytes, 70_001), key);
          await group.commit();
          expect(same(store.read(taken.address, key), bytes)).toBe(true);
          expect(taken.plainBytes).toBe(length);
        }
      }),
    );

    it(
      'a long take is kept as a short one is, open and sealed, and other work goes on meanwhile',
      inCase(async ({ store }) => {
        for (const length of [0, 1, 4096, 1_048_575, 1_048_576, 9_000_001])
          for (const sealing of [undefined, key]) {
            const bytes = new Uint8Array(length).map((_, i) => (i * 31 + length) % 251);
            const group = store.group();
            let turns = 0;
            const counting = setInterval(() => {
              turns += 1;
            }, 0);
            const told: number[] = [];
            const taken = await group.takeLong(chunks(bytes, 70_001), sealing, {
              copied: (done) => told.push(done),
            });
            clearInterval(counting);
            expect(store.has(taken.address)).toBe(false);
            await group.commit();
            expect(same(store.read(taken.address, sealing), bytes)).toBe(true);
            expect(taken.plainBytes).toBe(length);
            expect(told.at(-1) ?? 0).toBe(length);
            expect(same(taken.head, bytes.subarray(0, 4096))).toBe(true);
            if (length > 5_000_000) expect(turns > 0).toBe(true);
          }
        expect(store.strangers()).toEqual([]);
      }),
    );

    it(
      'a long take that is stopped, dropped, abandoned or held already leaves nothing',
      inCase(async (one) => {
        const { store } = one;
        const bytes = new Uint8Array(9_000_000).fill(3);
        const group = store.group();
        const stopping = new AbortController();
        const stopped = group.takeLong(chunks(bytes, 100_000), undefined, {
          signal: stopping.signal,
          copied: (done) => {
            if (done > 5_000_000) stopping.abort(new Error('enough'));
          },
        });
        await expect(stopped).rejects.toThrow('enough');
        const failing = function* (): IterableIterator<Uint8Array> {
          yield bytes.subarray(0, 4_500_000);
          throw new Error('the source broke');
        };
        await expect(group.takeLong(failing())).rejects.toThrow('the source broke');
        group.drop(await group.takeLong(chunks(bytes, 100_000)));
        expect(one.everything().length).toBe(0);
        await group.commit();
        const other = store.group();
        await other.takeLong(chunks(bytes, 100_000));
        await other.abandon();
        expect([...store.addresses()]).toEqual([]);
        await keep(store, bytes);
        const twin = store.group();
        expect((await twin.takeLong(chunks(bytes, 100_000))).held).toBe(true);
        expect(one.everything().length).toBe(bytes.length);
        await twin.commit();
        expect([...store.addresses()].length).toBe(1);
      }),
    );

    it(
      'what is destroyed is gone',
      inCase(async ({ store }) => {
        const { address } = await keep(store, text('erase me'));
        expect(store.destroy(address)).toBe('destroyed');
        expect(store.destroy(address)).toBe('absent');
        expect(store.verify(address)).toBe('missing');
      }),
    );
  });
}
