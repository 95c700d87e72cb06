// Commands about what States wrote and said to each other, and about answers that were due.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { given } from '../../base/given.ts';
import { fromJson } from '../../base/stable-json.ts';
import { textsInput } from '../../base/texts.ts';
import { dateStatementInput, isDefinitelyBefore } from '../../base/time/index.ts';
import { command } from '../../ledger/room.ts';
import { exchangeEntered, exchangeExpected } from './entries.ts';
import { requirePassage } from './passages.ts';
import { knownActors, knownExchange } from './state.ts';
import { sampleId } from './types.ts';

export const enterExchange = command({
  name: 'exchange.enter',
  summary:
    'Enter a note, letter, talk or statement between States; when sent and when received are kept apart.',
  input: z.strictObject({
    ...exchangeEntered.shape,
    says: textsInput.optional(),
    sent: dateStatementInput.optional(),
    received: dateStatementInput.optional(),
    provisions: exchangeEntered.shape.provisions.default([]),
  }),
  example: {
    from: sampleId('actor', '1'),
    to: [sampleId('actor', '2')],
    kind: 'note-verbale',
    title: 'Note 5: request for arbitration',
    sent: '2033-07-03',
    received: '2033-07-05',
    provisions: ['sp.20'],
    passage: sampleId('passage'),
  },
  async load(look, input) {
    await knownActors(look, [input.from, ...input.to]);
    if (input.passage !== undefined) await requirePassage(look, input.passage);
    return input.answers === undefined ? undefined : knownExchange(look, input.answers);
  },
  decide(input, answered, act) {
    if (input.to.includes(input.from))
      throw new Refusal(
        'RECORD_EXCHANGE_SELF',
        'An exchange has two sides: the sender is among the addressees.',
        {},
      );
    if (input.sent === undefined && input.received === undefined)
      throw new Refusal(
        'RECORD_EXCHANGE_UNDATED',
        'Say when it was sent or received, however roughly: 2033, 2033-07~ or ../2033-07-05 will do.',
        {},
      );
    if (
      input.sent !== undefined &&
      input.received !== undefined &&
      isDefinitelyBefore(input.received, input.sent)
    )
      throw new Refusal(
        'RECORD_EXCHANGE_ORDER',
        'It cannot have been received before it was sent. Check both dates.',
        {
          sent: input.sent.edtf,
          received: input.received.edtf,
        },
      );
    if (input.passage === undefined && input.source === undefined)
      throw new Refusal(
        'RECORD_EXCHANGE_UNSHOWN',
        'Say what shows this exchange: a passage of an exhibit, or a public source in words.',
        {},
      );
    if (answered !== undefined && input.kind !== 'talks') {
      const addressees = fromJson<string[]>(answered.to_actors) ?? [];
      if (!input.to.includes(answered.from_actor as never) || !addressees.includes(input.from))
        throw new Refusal(
          'RECORD_EXCHANGE_ANSWER',
          `${answered.id} was not addressed by one of these to the sender, so this cannot be an answer to it.`,
          { answers: answered.id },
        );
    }
    return [
      {
        kind: 'exchange.entered',
        subject: act.newId('exchange'),
        refs: [
          ...new Set([
            input.from,
            ...input.to,
            ...(input.answers === undefined ? [] : [input.answers]),
            ...(input.passage === undefined ? [] : [input.passage]),
          ]),
        ],
        said: given(input),
      },
    ];
  },
});

export const expectExchange = command({
  name: 'exchange.expect',
  summary: 'Record that an answer was due by a date, and why. Silence beyond it is counted in the staircase.',
  input: z.strictObject({ ...exchangeExpected.shape, due: dateStatementInput }),
  example: {
    answerTo: sampleId('exchange'),
    from: sampleId('actor', '2'),
    due: '2033-08-03',
    ground: 'The note itself asks for an answer within thirty days.',
  },
  load: (look, input) => knownExchange(look, input.answerTo),
  decide(input, asked) {
    const addressees = fromJson<string[]>(asked.to_actors) ?? [];
    if (!addressees.includes(input.from))
      throw new Refusal(
        'RECORD_EXPECTED_WHOM',
        'Only one to whom the exchange was addressed can owe an answer.',
        {
          from: input.from,
          addressees,
        },
      );
    return [{ kind: 'exchange.expected', subject: input.answerTo, refs: [input.from], said: given(input) }];
  },
});
