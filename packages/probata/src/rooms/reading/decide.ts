// The commands of reading. Marking a passage needs the exhibit's text and is therefore a task (app/tasks/passage-mark.ts).
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { type Command, command } from '../../ledger/room.ts';
import { passageRow } from './ask.ts';
import { passageConfirmed, passageMarked, passageWithdrawn } from './types.ts';

/** Enters a passage whose place and words were compared with the exhibit's text by the caller. */
export const enterPassage: Command = command({
  name: 'passage.enter',
  summary: 'Enter a passage already compared with its exhibit.',
  input: z.strictObject({ mark: passageMarked, compartment: idOf('compartment').nullable() }),
  example: {
    mark: {
      exhibit: `exh_${'0'.repeat(26)}`,
      rendition: null,
      tool: null,
      place: { by: 'whole' },
      quote: '',
      prefix: '',
      suffix: '',
      pin: 'whole',
    },
    compartment: null,
  },
  load: async (look, { mark }) =>
    mark.original === undefined ? undefined : { original: await passageRow(look, mark.original) },
  decide({ mark, compartment }, state, act) {
    if (state !== undefined && state.original === undefined)
      throw new Refusal(
        'READING_PASSAGE_UNKNOWN',
        `The passage ${mark.original} of the original is not known.`,
      );
    const kept = <T>(value: T): T =>
      compartment === null ? value : (act.seal(compartment, value as string) as T);
    const said = { ...mark, quote: kept(mark.quote), prefix: kept(mark.prefix), suffix: kept(mark.suffix) };
    return [{ kind: 'passage.marked', subject: act.newId('passage'), refs: [mark.exhibit], said }];
  },
});

/** Enters that a passage was found again at a place a person looked at; the caller compared it with the newest reading. */
export const enterConfirmation: Command = command({
  name: 'passage.enter-confirmation',
  summary: 'Enter the present place of a passage already compared with its exhibit.',
  input: z.strictObject({
    passage: idOf('passage'),
    now: passageConfirmed,
    compartment: idOf('compartment').nullable(),
  }),
  example: {
    passage: `pas_${'0'.repeat(26)}`,
    now: {
      rendition: '0'.repeat(64),
      tool: 'probata-extract 2',
      place: { by: 'whole' },
      quote: '',
      prefix: '',
      suffix: '',
      pin: 'whole',
    },
    compartment: null,
  },
  load: (look, { passage }) => passageRow(look, passage),
  decide({ passage, now, compartment }, row, act) {
    if (row === undefined || row.withdrawn)
      throw new Refusal('READING_PASSAGE_UNKNOWN', `The passage ${passage} is not known, or was withdrawn.`, {
        passage,
      });
    const kept = <T>(value: T): T =>
      compartment === null ? value : (act.seal(compartment, value as string) as T);
    const said = { ...now, quote: kept(now.quote), prefix: kept(now.prefix), suffix: kept(now.suffix) };
    return [{ kind: 'passage.confirmed', subject: passage, refs: [row.exhibit], said }];
  },
});

/** Enters an encoding that was tried on the exhibit's bytes by the caller. */
export const enterEncoding: Command = command({
  name: 'encoding.enter',
  summary: 'Enter the encoding in which a text is to be read.',
  input: z.strictObject({
    exhibit: idOf('exhibit'),
    encoding: z.string().min(2).max(40).nullable(),
    ground: z.string().max(1000).optional(),
  }),
  example: { exhibit: `exh_${'0'.repeat(26)}`, encoding: 'windows-1257' },
  load: async () => undefined,
  decide: ({ exhibit, ...said }) => [{ kind: 'encoding.chosen', subject: exhibit, said }],
});

export const READING_COMMANDS: readonly Command[] = [
  command({
    name: 'passage.withdraw',
    summary: 'Withdraw a passage, saying why; what cites it will show that.',
    input: z.strictObject({ passage: idOf('passage'), ...passageWithdrawn.shape }),
    example: { passage: `pas_${'0'.repeat(26)}`, ground: 'The quotation was cut short.' },
    load: (look, input) => passageRow(look, input.passage),
    decide({ passage, ground }, row) {
      if (row === undefined)
        throw new Refusal('READING_PASSAGE_UNKNOWN', `The passage ${passage} is not known.`, { passage });
      if (row.withdrawn)
        throw new Refusal('READING_PASSAGE_WITHDRAWN', 'This passage is withdrawn already.', { passage });
      return [{ kind: 'passage.withdrawn', subject: passage, refs: [row.exhibit], said: { ground } }];
    },
  }),
];
