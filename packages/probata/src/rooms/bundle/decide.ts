// The commands of filing. Sealing and admitting handle files and are tasks (app/tasks/filing-seal.ts, bundle-admit.ts).
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { dateStatementInput } from '../../base/time/index.ts';
import { type Command, command } from '../../ledger/room.ts';
import { pleadingRow } from '../pleading/index.ts';
import { filingRow, lastVersion } from './ask.ts';
import { copyDelivered, filingOpened } from './types.ts';

const FILING = `fil_${'0'.repeat(26)}`;

function unknownFiling(filing: string): Refusal {
  return new Refusal(
    'BUNDLE_FILING_UNKNOWN',
    `There is no filing ${filing}. List them with 'probata filing list'.`,
    { filing },
  );
}

export const BUNDLE_COMMANDS: readonly Command[] = [
  command({
    name: 'filing.open',
    summary: 'Open a filing of a pleading: its cover and the party that files.',
    input: filingOpened,
    example: {
      pleading: `ple_${'0'.repeat(26)}`,
      title: 'Memorial of Aurelia',
      cover: ['Court of Vess', 'Aurelia v. Borovia'],
      partyName: 'Aurelia',
    },
    power: 'file',
    load: (look, input) => pleadingRow(look, input.pleading),
    decide(said, pleading, act) {
      if (pleading === undefined)
        throw new Refusal('PLEADING_UNKNOWN', `There is no pleading ${said.pleading}.`, {
          pleading: said.pleading,
        });
      if (pleading.isFiled && said.partyName === undefined)
        throw new Refusal(
          'BUNDLE_PARTY_MISSING',
          'A pleading that is filed is signed for a party: give partyName.',
        );
      return [{ kind: 'filing.opened', subject: act.newId('filing'), refs: [said.pleading], said }];
    },
  }),
  command({
    name: 'copy.deliver',
    summary:
      'Record that a copy of a sealed version was delivered: to whom, when, how, against which receipt.',
    input: copyDelivered.extend({ at: dateStatementInput }),
    example: {
      filing: FILING,
      version: 1,
      to: 'The Registrar',
      at: '2035-05-26',
      how: 'By hand',
      receipt: 'No. 17',
    },
    power: 'file',
    load: async (look, input) => ({
      filing: await filingRow(look, input.filing),
      last: (await lastVersion(look, input.filing)).version,
    }),
    decide(said, { filing, last }, act) {
      if (filing === undefined) throw unknownFiling(said.filing);
      if (said.version > last)
        throw new Refusal(
          'BUNDLE_VERSION_UNKNOWN',
          `Version ${said.version} was not sealed; the last one is ${last}.`,
          { last },
        );
      return [{ kind: 'copy.delivered', subject: act.newId('copy'), refs: [said.filing], said }];
    },
  }),
  command({
    name: 'filing.supersede',
    summary: 'Mark a version of a filing as superseded by a later one.',
    input: z.strictObject({
      filing: idOf('filing'),
      version: z.number().int().min(1),
      by: z.number().int().min(1),
      ground: z.string().min(1).max(1000),
    }),
    example: { filing: FILING, version: 1, by: 2, ground: 'Corrected with leave of the Court.' },
    power: 'file',
    load: async (look, input) => ({
      filing: await filingRow(look, input.filing),
      last: (await lastVersion(look, input.filing)).version,
    }),
    decide({ filing, ...said }, state) {
      if (state.filing === undefined) throw unknownFiling(filing);
      if (said.by <= said.version || said.by > state.last)
        throw new Refusal(
          'BUNDLE_VERSION_UNKNOWN',
          `A version is superseded by a later one that was sealed; the last one is ${state.last}.`,
          { last: state.last },
        );
      return [{ kind: 'filing.superseded', subject: filing, said }];
    },
  }),
];
