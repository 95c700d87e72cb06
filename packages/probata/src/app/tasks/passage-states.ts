// Passages after a new reading: which stand as cited, which a person must look at, which are lost; and their confirmation.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { enterConfirmation, occurrenceAt, placeOf, surroundings } from '../../rooms/reading/index.ts';
import type { House } from '../house.ts';
import { type PassageStand, passageStands } from '../passage-states.ts';
import { task } from '../task.ts';
import { findExhibit, noteReading, readingOf } from './exhibit-bytes.ts';

const state = z.enum(['exact', 'refound', 'lost', 'unread', 'shut']);

export const passageStates = task({
  name: 'passage.states',
  summary: 'How every marked passage stands in the newest reading: exact, found again (look at it), or lost.',
  input: z.strictObject({
    /** Only these states are listed; all are counted. */
    states: z.array(state).default(['refound', 'lost']),
    limit: z.number().int().min(1).max(5000).default(500),
    /** Opens passages of sealed exhibits too; that they were opened, and why, is entered. */
    reason: z.string().min(1).max(500).optional(),
  }),
  output: z.object({
    counts: z.record(state, z.number()),
    passages: z.array(
      z.object({
        passage: z.string(),
        exhibit: z.string(),
        state,
        pin: z.string(),
        /** How the place found again would be cited, and how much of it agrees (0 to 1). */
        pinNow: z.string().nullable(),
        likeness: z.number().nullable(),
      }),
    ),
  }),
  example: {},
  power: null,
  async run(house, { states, limit, reason }) {
    const stands = await passageStands(house, undefined, reason);
    const counts = { exact: 0, refound: 0, lost: 0, unread: 0, shut: 0 };
    for (const one of stands) counts[one.state] += 1;
    return {
      counts,
      passages: stands
        .filter((one) => states.includes(one.state))
        .slice(0, limit)
        .map(({ passage, state, stand }) => ({
          passage: passage.id,
          exhibit: passage.exhibit,
          state,
          pin: passage.pin,
          pinNow: stand === undefined || stand.state === 'lost' ? null : stand.pin,
          likeness: stand?.state === 'refound' ? stand.likeness : null,
        })),
    };
  },
});

export const passageConfirm = task({
  name: 'passage.confirm',
  summary: 'Confirm a passage where it was found again, or say where it stands now; what cites it follows.',
  input: z.strictObject({
    passage: idOf('passage'),
    /** Where it stands in the newest reading, in units of its text; left out: where it was found again. */
    start: z.number().int().min(0).optional(),
    end: z.number().int().min(1).optional(),
  }),
  output: z.object({ passage: z.string(), pin: z.string(), quote: z.string() }),
  example: { passage: `pas_${'0'.repeat(26)}` },
  power: 'write',
  async run(house, { passage, start, end }) {
    const [one] = await passageStands(house, new Set([passage]), 'confirming a passage');
    if (one === undefined)
      throw new Refusal(
        'READING_PASSAGE_UNKNOWN',
        `There is no passage ${passage} that stands on words, or it was withdrawn.`,
        { passage },
      );
    const span = start === undefined || end === undefined ? spanFound(one) : { start, end };
    const opened = await findExhibit(house, one.passage.exhibit);
    const reading = readingOf(house, opened);
    const card = house.renditions.card(one.passage.exhibit);
    if (reading === undefined || card === undefined)
      throw new Refusal('READING_NOT_READ', 'The exhibit of this passage has no reading at present.', {
        passage,
      });
    if (span.start >= span.end || span.end > reading.text.length)
      throw new Refusal(
        'READING_PLACE',
        `The text of this exhibit has ${reading.text.length} units; the place ${span.start} to ${span.end} is not in it.`,
      );
    await noteReading(house, opened, 'confirming a passage');
    return enterAt(house, { one, opened, reading, digest: card.digest, tool: card.tool, span });
  },
});

function spanFound({ passage, state, stand }: PassageStand) {
  if (stand !== undefined && stand.state !== 'lost') return stand.span;
  if (state === 'exact')
    throw new Refusal('READING_PASSAGE_EXACT', 'This passage stands exactly where it was marked.', {
      passage: passage.id,
    });
  throw new Refusal(
    'READING_PASSAGE_LOST',
    'This passage was not found again. Say where it stands (start and end), or withdraw it with its ground.',
    { passage: passage.id },
  );
}

async function enterAt(
  house: House,
  at: {
    readonly one: PassageStand;
    readonly opened: Awaited<ReturnType<typeof findExhibit>>;
    readonly reading: NonNullable<ReturnType<typeof readingOf>>;
    readonly digest: string;
    readonly tool: string;
    readonly span: { readonly start: number; readonly end: number };
  },
) {
  const { one, opened, reading, span } = at;
  const { compartment } = opened.exhibit;
  const { place, pin } = placeOf(reading, span, compartment !== null);
  const quote = reading.text.slice(span.start, span.end).normalize('NFC');
  const around = surroundings(reading.text, span);
  const now = {
    rendition: at.digest,
    tool: at.tool,
    place,
    quote,
    prefix: around.prefix.normalize('NFC'),
    suffix: around.suffix.normalize('NFC'),
    occurrence: occurrenceAt(reading.text, { span, quote, ...around }),
    pin,
  };
  await house.ledger.append((look, act) =>
    enterConfirmation.decide(look, { passage: one.passage.id, now, compartment }, act),
  );
  return { passage: one.passage.id, pin, quote };
}
