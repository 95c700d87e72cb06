import { describe, expect, it } from 'vitest';
import { openEnvelope } from '../../../../src/adapters/extract/kinds/cms.ts';
import type { Extraction } from '../../../../src/ports/extractor.ts';
import { oneReader } from '../one-reader.ts';

const pool = oneReader();

const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const long = Buffer.from([0x82, body.length >> 8, body.length & 255]);
  return Buffer.concat([Buffer.from([tag]), body.length < 128 ? Buffer.from([body.length]) : long, body]);
};
/** The same with its length left open. */
const ber = (tag: number, ...parts: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from([tag, 0x80]), ...parts, Buffer.from([0, 0])]);
const oid = (last: string): Buffer => der(6, Buffer.from(`2a864886f70d0107${last}`, 'hex'));
const INNER =
  'Content-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nPasirašyti žodžiai.\r\n--q\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=a.bin\r\n\r\nxyz\r\n--q--\r\n';

function signed(open: boolean): Buffer {
  const say = open ? ber : der;
  const bytes = Buffer.from(INNER);
  const content = open ? ber(0x24, der(4, bytes.subarray(0, 50)), der(4, bytes.subarray(50))) : der(4, bytes);
  return say(
    0x30,
    oid('02'),
    say(
      0xa0,
      say(0x30, der(2, Buffer.from([1])), der(0x31), say(0x30, oid('01'), say(0xa0, content)), der(0x31)),
    ),
  );
}
const mail = (envelope: Buffer): string =>
  `From: a@b\r\nTo: c@d\r\nSubject: signed\r\nDate: Mon, 1 Jan 2024 00:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n${envelope.toString('base64')}\r\n`;
const read = (text: string): Promise<Extraction> =>
  pool.extract({ name: 'a.eml', bytes: Buffer.from(text), compartment: 'test' });

describe('a mail inside its signature', () => {
  it('is read as what it says, with what it carries; that the signature was not judged is said', async () => {
    for (const open of [false, true]) {
      const e = await read(mail(signed(open)));
      expect(e).toMatchObject({ kind: 'eml', state: 'read', isEncrypted: false });
      expect(e.text).toContain('Pasirašyti žodžiai.');
      expect(e.attachments.map((a) => a.name)).toEqual(['smime.p7m', 'a.bin']);
      expect(e.warnings.map((w) => w.code)).toEqual(['mail-signed']);
    }
  });

  it('that is locked is said to be so', async () => {
    const e = await read(mail(der(0x30, oid('03'), der(0xa0, der(0x30, der(2, Buffer.from([0])))))));
    expect(e).toMatchObject({ state: 'partly-read', isEncrypted: true });
    expect(e.warnings.map((w) => w.code)).toContain('mail-encrypted');
  });

  it('is kept as a file where it is cut, deep or no envelope at all', () => {
    const whole = signed(true);
    for (let length = 0; length < whole.length - 8; length += 5)
      expect(openEnvelope(whole.subarray(0, length))).toBeUndefined();
    let deep: Buffer = Buffer.from([4, 0]);
    for (let i = 0; i < 3_000; i += 1) deep = ber(0x30, deep);
    expect(openEnvelope(deep)).toBeUndefined();
    expect(openEnvelope(Buffer.alloc(100_000, 0x30))).toBeUndefined();
  });
});
