// What every head store must do, as tests that any adapter can be put through.
import type { ContractSuite } from './contract-suite.ts';
import type { HeadStore } from './head-store.ts';

export interface HeadStoreCase {
  readonly store: HeadStore;
  reopen(): HeadStore;
  close(): void;
}

/** Runs the contract of ports/head-store.ts. */
export function headStoreContract({ describe, it, expect }: ContractSuite, make: () => HeadStoreCase): void {
  describe('a head store', () => {
    it('a prepared head is not in force before it is published', () => {
      const one = make();
      expect(one.store.read()).toBe(null);
      const next = one.store.prepare('one');
      expect(one.reopen().read()).toBe(null);
      next.publish((current) => current === null);
      expect(one.reopen().read()).toBe('one');
      one.close();
    });

    it('a head is replaced only if the question about the present one is answered yes', () => {
      const one = make();
      one.store.prepare('one').publish(() => true);
      const late = one.store.prepare('late');
      one
        .reopen()
        .prepare('two')
        .publish((current) => current === 'one');
      late.publish((current) => current === 'one');
      expect(one.store.read()).toBe('two');
      one.store.prepare('never').discard();
      expect(one.store.read()).toBe('two');
      one.close();
    });

    it('a question that throws changes nothing and blocks nobody', () => {
      const one = make();
      one.store.prepare('one').publish(() => true);
      expect(() =>
        one.store.prepare('two').publish(() => {
          throw new Error('fork');
        }),
      ).toThrow('fork');
      expect(one.store.read()).toBe('one');
      one.store.prepare('three').publish(() => true);
      expect(one.store.read()).toBe('three');
      one.close();
    });
  });
}
