// Proposes what a passage says, so that a person need not type it: dates, sums, actors, places, statements. Enters nothing.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { isSealed } from '../../base/sealed.ts';
import { actorsIn, amountsIn, datesIn, namesIn, statementsIn } from '../../rooms/reading/index.ts';
import { actorsOf } from '../../rooms/record/index.ts';
import { task } from '../task.ts';
import { findExhibit, noteReading, readingOf } from './exhibit-bytes.ts';

const UNITS = 20_000;
const MOST = 30;
const span = { start: z.number(), end: z.number() };

export const passageAids = task({
  name: 'passage.aids',
  summary:
    'Propose dates, sums, actors, places and attributed statements from a stretch of an exhibit; nothing is entered.',
  input: z.strictObject({
    exhibit: idOf('exhibit'),
    start: z.number().int().min(0),
    end: z.number().int().min(1),
    reason: z.string().max(500).default('reading'),
  }),
  output: z.object({
    dates: z.array(z.object({ ...span, text: z.string(), edtf: z.string(), isUnclear: z.boolean() })),
    amounts: z.array(z.object({ ...span, asWritten: z.string(), currency: z.string(), value: z.string() })),
    /** Actors whom the record knows. */
    actors: z.array(z.object({ ...span, text: z.string(), actor: z.string() })),
    /** Written like names, and not known. */
    names: z.array(z.object({ ...span, text: z.string() })),
    places: z.array(z.object({ ...span, text: z.string() })),
    statements: z.array(z.object({ ...span, speaker: z.string(), verb: z.string(), said: z.string() })),
  }),
  example: { exhibit: `exh_${'0'.repeat(26)}`, start: 0, end: 400 },
  power: null,
  async run(house, { exhibit, start, end, reason }) {
    const opened = await findExhibit(house, exhibit);
    const read = readingOf(house, opened);
    if (read === undefined)
      throw new Refusal(
        'READING_NOT_READ',
        "This exhibit has not been read yet. Run 'probata reading run'.",
        { exhibit },
      );
    if (end <= start || end > read.text.length)
      throw new Refusal('READING_PLACE', `The text of this exhibit ends at ${read.text.length}.`, {
        end: read.text.length,
      });
    await noteReading(house, opened, reason);
    // A word cut by the choice is taken whole, so that no half of a name is proposed.
    let to = Math.min(end, start + UNITS);
    while (to < end + 40 && /[\p{L}\p{N}]/u.test(read.text.charAt(to))) to += 1;
    const text = read.text.slice(start, to);
    const known = (await actorsOf(house.ledger.look)).flatMap((actor) =>
      actor.names.flatMap((names) =>
        isSealed(names) ? [] : names.map((form) => ({ actor: actor.id, name: form.text })),
      ),
    );
    const actors = actorsIn(text, known);
    const others = namesIn(text).filter(
      (one) => !actors.some((actor) => actor.start < one.end && actor.end > one.start),
    );
    const placed = <T extends { readonly start: number; readonly end: number }>(all: readonly T[]): T[] =>
      all.slice(0, MOST).map((one) => ({ ...one, start: one.start + start, end: one.end + start }));
    return {
      dates: placed(datesIn(text).map((one) => ({ ...one, text: text.slice(one.start, one.end) }))),
      amounts: placed(amountsIn(text)),
      actors: placed(
        actors.flatMap((one) => (one.actor === undefined ? [] : [{ ...one, actor: one.actor }])),
      ),
      names: placed(others.filter((one) => !one.isPlace)),
      places: placed(others.filter((one) => one.isPlace)),
      statements: placed(statementsIn(text)),
    };
  },
});
