// Proof files read back as written, prove what they say, and are refused in any other form.
import { describe, expect, it } from 'vitest';
import * as seal from '../src/index.ts';
import { append, checkpointOf, makeLog } from './bag-maker.ts';

const failsWith = (code: string) => expect.objectContaining({ code });

describe('a proof file', () => {
  it('proves one entry, or that an earlier log is contained, and reads back as written', async () => {
    const log = makeLog();
    for (let i = 0; i < 11; i++) append(log, 'fact.asserted', { i });
    const old = seal.parseCheckpoint(await checkpointOf(log));
    for (let i = 0; i < 8; i++) append(log, 'fact.asserted', { i });
    const checkpoint = await checkpointOf(log);
    const proof = {
      index: 7,
      hashes: seal.inclusionProof(log.source, 7, 19),
      checkpoint,
      extra: seal.utf8('note'),
    };
    expect(seal.parseTlogProof(seal.formatTlogProof(proof))).toEqual(proof);
    const leaf = seal.leafHash(log.leaves[7] as Uint8Array);
    expect(seal.verifyTlogProof(proof, leaf).size).toBe(19);
    expect(() => seal.verifyTlogProof({ ...proof, index: 8 }, leaf)).toThrow(failsWith('SEAL_INCLUSION'));

    const file = { old: 11, hashes: seal.consistencyProof(log.source, 11, 19), checkpoint };
    expect(seal.parseConsistency(seal.formatConsistency(file))).toEqual(file);
    expect(seal.verifyConsistencyFile(file, old).size).toBe(19);
    expect(() => seal.verifyConsistencyFile(file, { ...old, size: 10 })).toThrow(
      failsWith('SEAL_CONSISTENCY'),
    );
    expect(() => seal.verifyConsistencyFile(file, { ...old, origin: 'other' })).toThrow(
      failsWith('SEAL_CONSISTENCY'),
    );
    const empty = { origin: log.origin, size: 0, root: seal.toHex(seal.EMPTY_ROOT) };
    expect(seal.verifyConsistencyFile({ old: 0, hashes: [], checkpoint }, empty).size).toBe(19);
  });

  it('in another form is refused', () => {
    const hash = `${seal.toBase64(new Uint8Array(32))}\n`;
    const broken = [
      'index 0\n\nx\n',
      'c2sp.org/tlog-proof@v1\n\nx\n',
      'c2sp.org/tlog-proof@v1\nindex 0\n',
      'c2sp.org/tlog-proof@v1\nindex 00\n\nx\n',
      'c2sp.org/tlog-proof@v1\nindex 0\nQUJD\n\nx\n',
      'c2sp.org/tlog-proof@v1\nindex 0\nextra QUJD\n\nx\n',
      `c2sp.org/tlog-proof@v1\nindex 0\n${hash.repeat(64)}\nx\n`,
      'c2sp.org/tlog-proof@v1\r\nindex 0\r\n\r\nx\r\n',
    ];
    for (const text of broken) expect(() => seal.parseTlogProof(text), text).toThrow();
    for (const text of ['old 1\n', 'old 01\n\nx\n', 'new 1\n\nx\n', 'old 1\n\n'])
      expect(() => seal.parseConsistency(text), text).toThrow();
  });
});
