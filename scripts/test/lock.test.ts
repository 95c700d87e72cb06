import { describe, expect, it } from 'vitest';
import { lockFaults } from '../check/lock.ts';

const HERE = { os: 'linux', cpu: 'x64' } as const;
const lock = (packages: Parameters<typeof lockFaults>[0]['packages']) => ({ lockfileVersion: 3, packages });
const sealed = { version: '1.0.0', integrity: 'sha512-a' };
const foreign = { version: '1.0.0', integrity: 'sha512-b', optional: true, os: ['win32'], cpu: ['x64'] };

describe('the lock after an install', () => {
  it('is unchanged when nothing changed', () => {
    const one = lock({ a: sealed });
    expect(lockFaults(one, one, HERE)).toEqual({ faults: [], elsewhere: [] });
  });
  it('may gain or lose an optional package of another platform, which is said', () => {
    const less = lock({ a: sealed });
    const more = lock({ a: sealed, w: foreign });
    expect(lockFaults(less, more, HERE)).toEqual({ faults: [], elsewhere: ['w'] });
    expect(lockFaults(more, less, HERE)).toEqual({ faults: [], elsewhere: ['w'] });
  });
  it('may not gain or lose a package of this platform, or one that is needed', () => {
    const own = { ...foreign, os: ['linux'] };
    expect(lockFaults(lock({}), lock({ o: own }), HERE).faults).toEqual(['o was added']);
    expect(lockFaults(lock({ a: sealed }), lock({}), HERE).faults).toEqual(['a was dropped']);
  });
  it('may not change a package, of whatever platform', () => {
    const other = { ...foreign, integrity: 'sha512-c' };
    expect(lockFaults(lock({ w: foreign }), lock({ w: other }), HERE).faults).toEqual(['w changed']);
  });
});
