// What leaves a reading process in doubt, and what does not.
import { afterEach, describe, expect, it } from 'vitest';
import { Draft, Enough, Unreadable } from '../../../src/adapters/extract/draft.ts';
import { DEFAULT_LIMITS } from '../../../src/adapters/extract/limits.ts';
import { stillReads } from '../../../src/adapters/extract/still-reads.ts';
import { noteAsked, noteCaught, takeUpset } from '../../../src/adapters/extract/upset.ts';

afterEach(() => void takeUpset());

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

function endless(): number {
  return 1 + endless();
}

// Part of the runtime, but of no type library that this package takes in.
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Readonly<Record<string, () => void>> };
  readonly RuntimeError: new (message: string) => Error;
};

/** (module (func (export "f") unreachable)) */
function trap(): void {
  const bytes = Buffer.from('0061736d0100000001040160000003020100070501016600000a05010300000b', 'hex');
  new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports['f']?.();
}

describe('what a reader caught', () => {
  it.each([
    ['our own refusal', () => new Unreadable('damaged', 'malloc is a word')],
    ['an end that keeps what was read', () => new Enough('pages')],
    ['an engine that refuses', () => new Error('no objects found')],
    ['an offset behind the end', () => thrownBy(() => Buffer.alloc(2).readUInt32BE(0))],
  ])('is orderly: %s', (_what, error) => {
    noteCaught(error());
    expect(takeUpset()).toBe(false);
  });

  it.each([
    ['a trap of WebAssembly', () => thrownBy(trap)],
    ['a full stack', () => thrownBy(endless)],
    ['an end of memory', () => new Error('malloc (1000 bytes) failed')],
    ['what nobody thought of', () => thrownBy(() => (undefined as unknown as { a: string }).a)],
    ['no error at all', () => 'a word'],
  ])('leaves the process in doubt: %s', (_what, error) => {
    noteCaught(error());
    expect(takeUpset()).toBe(true);
    expect(takeUpset()).toBe(false);
  });

  it('takes a part of nothing for what it is where the engine is only asked for parts', () => {
    noteAsked(new TypeError('Cannot read properties of null'));
    expect(takeUpset()).toBe(false);
    noteAsked(new WebAssembly.RuntimeError('unreachable'));
    expect(takeUpset()).toBe(true);
  });

  it('tries the PDF engine on a known page after a damaged PDF', async () => {
    const draft = new Draft(DEFAULT_LIMITS, 'pdf', 'application/pdf');
    expect(await stillReads(draft, { state: 'partly-read' })).toBe(true);
    expect(takeUpset()).toBe(false);
  });
});
