// Signed notes are believed only under a key the reader trusts.
import { describe, expect, it } from 'vitest';
import * as seal from '../src/index.ts';
import { append, checkpointOf, makeLog, makeSigner } from './bag-maker.ts';

const failsWith = (code: string) => expect.objectContaining({ code });

describe('a signed note', () => {
  it('is verified under its own key line, which reads back', async () => {
    const signer = makeSigner('states.example/log');
    const note = await seal.signNote('Words.\n\nMore words.\n', [signer]);
    const vkey = seal.formatVkey(signer.key);
    expect(seal.parseVkey(`${vkey}\n`)).toEqual(signer.key);
    expect(seal.parseNote(note).text).toBe('Words.\n\nMore words.\n');
    expect(await seal.verifyNote(seal.parseNote(note), [seal.parseVkey(vkey)])).toEqual([
      { key: signer.key },
    ]);
  });

  it('ignores signatures of strangers, and is rejected if a known key’s does not fit', async () => {
    const [known, stranger] = [makeSigner('known.example'), makeSigner('stranger.example')];
    const both = await seal.signNote('Words.\n', [stranger, known]);
    expect(await seal.verifyNote(seal.parseNote(both), [known.key])).toHaveLength(1);
    await expect(
      seal.verifyNote(seal.parseNote(await seal.signNote('Words.\n', [stranger])), [known.key]),
    ).rejects.toMatchObject({ code: 'SEAL_UNSIGNED' });
    await expect(
      seal.verifyNote(seal.parseNote(both.replace('Words', 'Wards')), [known.key, stranger.key]),
    ).rejects.toMatchObject({ code: 'SEAL_SIGNATURE' });
    const namesake = { ...known.key, publicKey: stranger.key.publicKey };
    await expect(seal.verifyNote(seal.parseNote(both), [namesake])).rejects.toMatchObject({
      code: 'SEAL_SIGNATURE',
    });
  });

  it('carries a witness’s cosignature with its time', async () => {
    const log = makeLog();
    append(log, 'matter.opened', {});
    const witness = makeSigner('witness.example', seal.WITNESS_KEY);
    const note = await checkpointOf(log, [log.signer, witness], 1_700_000_000);
    const verified = await seal.verifyCheckpoint(seal.parseCheckpoint(note), [
      log.signer.key,
      seal.parseVkey(seal.formatVkey(witness.key)),
    ]);
    expect(verified.map(({ time }) => time)).toEqual([undefined, 1_700_000_000]);
    await expect(seal.verifyCheckpoint(seal.parseCheckpoint(note), [witness.key])).rejects.toMatchObject({
      code: 'SEAL_UNSIGNED',
    });
    await expect(seal.signNote('x\n', [witness])).rejects.toMatchObject({ code: 'SEAL_COSIGN_TIME' });
  });

  it('in another form is refused', () => {
    for (const text of [
      '',
      'Words.\n',
      'Words.\n\n',
      'Words.\n\n- name QUJDREU=\n',
      'Words.\n\n— name QUJD\n',
      'Wor\tds.\n\n— name QUJDREVG\n',
      'Words.\n\n— na+me QUJDREVG\n',
      'Words.\n\n— name QUJDREVG',
    ]) {
      expect(() => seal.parseNote(text), JSON.stringify(text)).toThrow(failsWith('SEAL_NOTE'));
    }
    const vkey = seal.formatVkey(makeSigner('known.example').key);
    for (const text of [
      '',
      'a+b+c',
      vkey.replace('known', 'other'),
      vkey.replace('known.example', 'known example'),
      `${vkey}AAAA`,
    ]) {
      expect(() => seal.parseVkey(text), text).toThrow();
    }
  });
});
