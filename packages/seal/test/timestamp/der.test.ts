// DER has one spelling for each value; every other one is refused.
import { describe, expect, it } from 'vitest';
import * as der from '../../src/timestamp/der.ts';

const bytes = (hex: string): Uint8Array => Buffer.from(hex.replaceAll(' ', ''), 'hex');

describe('strict DER', () => {
  it('reads what it writes, at every length form', () => {
    for (const length of [0, 1, 127, 128, 255, 256, 65535]) {
      const body = new Uint8Array(length).fill(7);
      expect(der.readDer(der.writeDer(der.OCTET_STRING, body)).body).toEqual(body);
    }
  });

  it('refuses indefinite, padded and overlong lengths, long tags and what follows the end', () => {
    for (const hex of [
      '30 80 00 00',
      '04 81 01 00',
      '04 82 00 80',
      '04 85 01 00 00 00 00 00',
      '04 05 00',
      '1f 81 01 00',
      '05 00 05 00',
      '',
    ]) {
      expect(() => der.readDer(bytes(hex)), hex).toThrow(expect.objectContaining({ code: 'SEAL_DER' }));
    }
  });

  it('reads integers of any size, and refuses padded ones', () => {
    expect(der.readInteger(der.readDer(bytes('02 01 7f')))).toBe(127n);
    expect(der.readInteger(der.readDer(bytes('02 02 00 80')))).toBe(128n);
    expect(der.readInteger(der.readDer(bytes('02 01 80')))).toBe(-128n);
    expect(der.readInteger(der.readDer(bytes('02 09 00 ff ff ff ff ff ff ff ff')))).toBe(2n ** 64n - 1n);
    for (const hex of ['02 02 00 7f', '02 02 ff 80', '02 00'])
      expect(() => der.readInteger(der.readDer(bytes(hex)))).toThrow();
  });

  it('reads object identifiers, and refuses padded or broken ones', () => {
    expect(der.readOid(der.readDer(bytes('06 06 2a 86 48 86 f7 0d')))).toBe('1.2.840.113549');
    expect(der.readOid(der.readDer(bytes('06 03 88 37 03')))).toBe('2.999.3');
    for (const hex of ['06 02 2a 80', '06 03 2a 80 01', '06 03 2a 01 86'])
      expect(() => der.readOid(der.readDer(bytes(hex))), hex).toThrow();
  });

  it('reads times in UTC that exist, and no others', () => {
    const time = (tag: number, text: string): number =>
      der.readTime({ tag, raw: new Uint8Array(), body: Buffer.from(text) });
    expect(time(der.UTC_TIME, '491231235959Z')).toBe(Date.UTC(2049, 11, 31, 23, 59, 59));
    expect(time(der.UTC_TIME, '500101000000Z')).toBe(Date.UTC(1950, 0, 1));
    expect(time(der.GENERALIZED_TIME, '20240601120000.25Z')).toBe(Date.UTC(2024, 5, 1, 12, 0, 0, 250));
    for (const text of [
      '20240601120000',
      '20240601120000.250Z',
      '20240631120000Z',
      '20240601120000+0000',
      '20240601120060Z',
    ]) {
      expect(() => time(der.GENERALIZED_TIME, text), text).toThrow();
    }
    expect(() => time(der.UTC_TIME, '20240601120000Z')).toThrow();
  });

  it('takes members in their order and refuses a remainder', () => {
    const fields = der.sequence(der.readDer(bytes('30 06 02 01 01 02 01 02')));
    expect(der.readInteger(fields.take(der.INTEGER))).toBe(1n);
    expect(fields.optional(der.BOOLEAN)).toBeUndefined();
    expect(() => fields.end()).toThrow();
    expect(() => fields.take(der.OID)).toThrow();
  });
});
