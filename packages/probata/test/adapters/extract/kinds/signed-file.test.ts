// Files inside their signatures (P7M, ASiC, ADOC): what was signed becomes an exhibit, and no signature is taken for verified.
import { describe, expect, it } from 'vitest';
import type { Extraction } from '../../../../src/ports/extractor.ts';
import { zipOf } from '../made.ts';
import { ALONE, LOCKED, MAIL, SIGNED, STREAMED } from '../made-signed.ts';
import { oneReader } from '../one-reader.ts';

const pool = oneReader();

const read = (name: string, bytes: Uint8Array): Promise<Extraction> =>
  pool.extract({ name, bytes: Buffer.from(bytes), compartment: 'test' });
const codes = (e: Extraction): readonly string[] => e.warnings.map((w) => w.code);
const members = (e: Extraction): readonly (readonly string[])[] =>
  e.attachments.map((a) => [a.name, Buffer.from(a.content ?? []).toString()]);

describe('a file inside its signature', () => {
  it.each([
    ['in one piece', SIGNED],
    ['in parts', STREAMED],
  ])('%s gives the file, and whom the certificate names', async (_how, bytes) => {
    const e = await read('sutartis.txt.p7m', bytes);
    expect(e).toMatchObject({ kind: 'p7m', mediaType: 'application/pkcs7-mime', state: 'read' });
    expect(codes(e)).toEqual(['signature-not-verified']);
    expect(members(e)).toEqual([['sutartis.txt', 'Sutartis: words that were signed.\n']]);
    expect(e.metadata['Certificate1']).toBe('CN=Rasa Vale, O=Registry of Borovia');
    expect(e.metadata['Certificate1Valid']).toContain('2026');
  });

  it('that is a mail is read as what it says', async () => {
    const e = await read('smime.p7m', MAIL);
    expect(e.state).toBe('read');
    expect(e.text).toContain('Pasirašyti žodžiai');
    expect(e.attachments).toEqual([]);
  });

  it('is named where it is locked, or where only the signature is there', async () => {
    expect(await read('a', LOCKED)).toMatchObject({
      state: 'error',
      errorKind: 'encrypted',
      isEncrypted: true,
    });
    const alone = await read('sutartis.txt.p7s', ALONE);
    expect([alone.state, codes(alone), members(alone)]).toEqual(['read', ['signature-alone'], []]);
    expect(alone.metadata['Certificate1']).toContain('Rasa Vale');
  });

  it('that is cut or altered ends in a state, and never in a crash', async () => {
    for (const whole of [SIGNED, STREAMED, ALONE])
      for (let at = 25; at < whole.length; at += Math.ceil(whole.length / 12)) {
        const changed = Buffer.from(whole);
        changed.fill(0xff, at, at + 3);
        for (const hostile of [whole.subarray(0, at), changed]) {
          const e = await read('a', hostile);
          expect(e.state === 'error' ? e.errorKind : e.state).toMatch(
            /^(?:read|partly-read|damaged|encrypted|unsupported)$/,
          );
        }
      }
  });
});

describe('a container of files with their signatures', () => {
  it.each([
    ['asic', 'application/vnd.etsi.asic-e+zip'],
    ['adoc', 'application/vnd.lt.archyvai.adoc-2008'],
  ])('as %s gives its files, and says that nothing was verified', async (kind, mediaType) => {
    const e = await read(
      'a.zip',
      zipOf([
        { name: 'mimetype', content: mediaType, isStored: true },
        { name: 'sutartis.txt', content: 'words' },
        { name: 'META-INF/signatures0.xml', content: '<a/>' },
      ]),
    );
    expect(e).toMatchObject({ kind, mediaType, state: 'read' });
    expect(codes(e)).toContain('signature-not-verified');
    expect(members(e)).toContainEqual(['sutartis.txt', 'words']);
  });
});
