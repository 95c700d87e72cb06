// Every encoding of bytes has one accepted spelling.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as bytes from '../src/bytes.ts';

describe('bytes as text', () => {
  it('come back from hexadecimal and base64 as they were, and as Buffer has them', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (value) => {
        expect(bytes.toHex(value)).toBe(Buffer.from(value).toString('hex'));
        expect(bytes.toBase64(value)).toBe(Buffer.from(value).toString('base64'));
        expect(bytes.fromHex(bytes.toHex(value))).toEqual(value);
        expect(bytes.fromBase64(bytes.toBase64(value))).toEqual(value);
      }),
    );
  });

  it('of several megabytes come back too', () => {
    const value = Uint8Array.from({ length: 9_000_001 }, (_, i) => (i * 7919) % 251);
    const text = bytes.toBase64(value);
    expect(text === Buffer.from(value).toString('base64')).toBe(true);
    expect(bytes.equalBytes(bytes.fromBase64(text), value)).toBe(true);
    expect(() => bytes.fromBase64(`${text.slice(0, -4)}QR==`)).toThrow(
      expect.objectContaining({ code: 'SEAL_BASE64' }),
    );
  });

  it('in another spelling are refused', () => {
    for (const text of ['AB', 'a', 'zz', ' ab'])
      expect(() => bytes.fromHex(text)).toThrow(expect.objectContaining({ code: 'SEAL_HEX' }));
    for (const text of [
      'QQ',
      'QR==',
      'QQ=',
      'Q Q=',
      'QQ==\n',
      '-_-_',
      'QQ==QQ==',
      'A===',
      '====',
      'AAAAQR==',
    ])
      expect(() => bytes.fromBase64(text)).toThrow(expect.objectContaining({ code: 'SEAL_BASE64' }));
    for (const broken of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80]])
      expect(() => bytes.fromUtf8(Uint8Array.from(broken))).toThrow(
        expect.objectContaining({ code: 'SEAL_UTF8' }),
      );
  });

  it('are equal only when all of them are', () => {
    expect(bytes.equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    expect(bytes.equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
    expect(bytes.equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 0))).toBe(false);
  });
});
