// Checkpoints have one spelling, and are believed only from a key of the log's own name.
import { describe, expect, it } from 'vitest';
import * as seal from '../src/index.ts';
import { makeSigner } from './bag-maker.ts';

describe('a checkpoint', () => {
  it('names a log, a size and a root in one spelling', () => {
    const root = 'ab'.repeat(32);
    const text = seal.checkpointText({ origin: 'states.example/case', size: 12, root });
    const signed = (body: string): string => `${body}\n— a.example QUJDREVG\n`;
    expect(seal.parseCheckpoint(signed(text))).toMatchObject({
      origin: 'states.example/case',
      size: 12,
      root,
      extensions: [],
    });
    for (const broken of [
      text.replace('\n12\n', '\n012\n'),
      text.replace('\n12\n', '\n+12\n'),
      text.replace('\n12\n', '\n9007199254740992\n'),
      `\n${text}`,
      `${text}\nx\n`,
      text.slice(0, -5).concat('\n'),
      'a\n1\n',
    ]) {
      expect(() => seal.parseCheckpoint(signed(broken)), broken).toThrow();
    }
    expect(() => seal.checkpointText({ origin: 'a\nb', size: 1, root })).toThrow();
  });

  it('is not believed from a key of another name', async () => {
    const other = makeSigner('other.example/case');
    const text = seal.checkpointText({
      origin: 'states.example/case',
      size: 0,
      root: seal.toHex(seal.EMPTY_ROOT),
    });
    const checkpoint = seal.parseCheckpoint(await seal.signNote(text, [other]));
    await expect(seal.verifyCheckpoint(checkpoint, [other.key])).rejects.toMatchObject({
      code: 'SEAL_UNSIGNED',
    });
  });
});
