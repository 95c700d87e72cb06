// One open matter as the doors see it: commands are run, questions asked, tasks watched; each checked and authorised here.
import { z } from 'zod';
import { Fault, Refusal } from '../base/errors.ts';
import type { HouseTables } from '../ledger/house.ts';
import type { Receipt } from '../ledger/ledger.ts';
import type { Role, Viewer } from '../ledger/room.ts';
import { authorise } from './authorise.ts';
import type { House, RunOptions, Watch } from './house.ts';
import { CATALOGUE } from './rooms.ts';

export interface Matter {
  readonly house: House;
  run(name: string, input: unknown, options?: RunOptions): Promise<Receipt>;
  ask(name: string, input: unknown): Promise<unknown>;
  task(name: string, input: unknown, watch: Watch): Promise<unknown>;
  close(): Promise<void>;
}

/** The ports of a house, before it can run its own commands. */
export type HousePorts = Omit<House, 'run' | 'ask' | 'viewer'>;

/** Opens the doors of a matter over its ports. `closing` releases what compose.ts opened beside the ledger. */
export function openMatterOver(ports: HousePorts, closing: () => Promise<void>): Matter {
  const { ledger, ring } = ports;
  const viewer = async (): Promise<Viewer> => {
    const user = ring.person.user;
    const row = await ledger.look
      .tables<HouseTables>()
      .selectFrom('house_key')
      .selectAll()
      .where('user', '=', user)
      .executeTakeFirst();
    if (row === undefined || row.state === 'lost')
      throw new Refusal(
        'NOT_A_MEMBER',
        'The keys on this machine are not those of a member of this matter. Ask its agent to add them.',
        { user },
      );
    const today = ports.clock.now().slice(0, 10);
    return { user, role: row.role as Role, compartments: ring.compartments(), today };
  };
  const run = async (name: string, input: unknown, options: RunOptions = {}): Promise<Receipt> => {
    const command = CATALOGUE.commands.get(name);
    if (command === undefined) throw unknownName('command', name, CATALOGUE.commands.keys());
    authorise(await viewer(), command.power, name);
    return ledger.append((look, act) => command.decide(look, input, act), options);
  };
  const ask = async (name: string, input: unknown): Promise<unknown> => {
    const question = CATALOGUE.questions.get(name);
    if (question === undefined) throw unknownName('question', name, CATALOGUE.questions.keys());
    return checked(name, question.output, await question.answer(ledger.look, input, await viewer()));
  };
  const house: House = { ...ports, run, ask, viewer };
  return {
    house,
    run,
    ask,
    async task(name, input, watch) {
      const task = CATALOGUE.tasks.get(name);
      if (task === undefined) throw unknownName('task', name, CATALOGUE.tasks.keys());
      authorise(await viewer(), task.power, name);
      return checked(name, task.output, await task.run(house, input, watch));
    },
    async close() {
      ledger.close();
      await closing();
    },
  };
}

/** An answer that breaks its own schema is an error of the program, and is not sent. */
function checked(name: string, schema: z.ZodType, answer: unknown): unknown {
  const parsed = schema.safeParse(answer);
  if (!parsed.success)
    throw new Fault(
      'ANSWER_INVALID',
      `The answer to ${name} does not have the form it promises: ${z.prettifyError(parsed.error)}`,
    );
  return parsed.data;
}

function unknownName(what: string, name: string, known: Iterable<string>): Refusal {
  const noun = name.split('.')[0] ?? name;
  const near = [...known].filter((other) => other.startsWith(`${noun}.`));
  const hint = near.length > 0 ? ` There are: ${near.join(', ')}.` : '';
  return new Refusal('NAME_UNKNOWN', `There is no ${what} called ${name}.${hint}`, { name });
}
