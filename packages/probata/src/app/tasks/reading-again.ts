// Reads one exhibit again as a person says: in another encoding, or with the password that opens it.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { encodingOf, enterEncoding } from '../../rooms/reading/index.ts';
import { task } from '../task.ts';
import { findExhibit } from './exhibit-bytes.ts';
import { readOne } from './reading-run.ts';

export const readingAgain = task({
  name: 'reading.again',
  summary: 'Read one exhibit again: in an encoding you choose, or with the password that opens it.',
  input: z.strictObject({
    exhibit: idOf('exhibit'),
    /** utf-8, windows-1257, koi8-r …; `detect` takes an earlier choice back. The choice is entered. */
    encoding: z
      .string()
      .regex(/^[A-Za-z0-9_:.-]{2,40}$/, 'must be the name of an encoding, such as windows-1257')
      .optional(),
    /** Opens an encrypted file. It is used once, and kept nowhere. */
    password: z.string().min(1).max(500).optional(),
    ground: z.string().min(1).max(1000).optional(),
  }),
  output: z.object({
    exhibit: z.string(),
    state: z.string(),
    errorKind: z.string().nullable(),
    reason: z.string().nullable(),
    encoding: z.string().nullable(),
  }),
  example: { exhibit: `exh_${'0'.repeat(26)}`, encoding: 'windows-1257' },
  power: 'write',
  async run(house, { exhibit, encoding, password, ground }, watch) {
    const opened = await findExhibit(house, exhibit);
    if (opened.object === undefined)
      throw new Refusal('VAULT_NO_BYTES', 'This exhibit has no bytes here that could be read.', { exhibit });
    const before = await encodingOf(house.ledger.look, exhibit);
    const chosen = encoding === undefined ? before : encoding === 'detect' ? undefined : encoding;
    const found = await readOne(house, exhibit, watch, {
      encoding: chosen,
      ...(password === undefined ? {} : { password }),
    });
    await house.search.settle();
    house.likeness.settle();
    if (found === undefined) throw new Refusal('READING_STOPPED', 'The reading was stopped.', { exhibit });
    const { card, reading } = found;
    if (chosen !== undefined && reading.encoding === undefined && card.state !== 'error')
      throw new Refusal(
        'READING_NOT_TEXT',
        `This exhibit is ${card.kind}: its file says itself how it is written. An encoding is chosen for plain text, tables and web pages.`,
        { exhibit },
      );
    if (chosen !== undefined && reading.encoding !== undefined && !isSame(reading.encoding, chosen))
      throw new Refusal(
        'READING_ENCODING',
        `There is no encoding ${chosen} here; the exhibit was read as ${reading.encoding}. Names are, for instance, utf-8, windows-1257, koi8-r, iso-8859-13.`,
        { exhibit, encoding: chosen },
      );
    if (encoding !== undefined && chosen !== before)
      await house.ledger.append((look, act) =>
        enterEncoding.decide(
          look,
          {
            exhibit,
            encoding: chosen === undefined ? null : (reading.encoding ?? chosen),
            ...(ground === undefined ? {} : { ground }),
          },
          act,
        ),
      );
    return {
      exhibit,
      state: card.state,
      errorKind: card.errorKind,
      reason: card.reason,
      encoding: reading.encoding ?? null,
    };
  },
});

/** `cp1257`, `CP-1257` and `windows-1257` are one. */
function isSame(a: string, b: string): boolean {
  const plain = (name: string): string =>
    name
      .toLowerCase()
      .replace(/^(?:windows|cp|win|x-cp|ansi_)-?(?=\d)/, '')
      .replace(/[^a-z0-9]/g, '');
  return plain(a) === plain(b);
}
