// Short words for the acts that are typed most; each is an act of the catalogue under another name.
import type { JsonObject } from '../../../base/json.ts';
import { allTold, type Told } from '../catalogue.ts';
import type { Desk, Ending, OwnCommand } from '../desk.ts';
import { EXIT } from '../outcome.ts';
import { propertiesOf, shapeOf, spoken } from '../schema.ts';
import { tell } from '../tell.ts';

interface Alias {
  readonly name: string;
  readonly of: string;
  /** Members that may be given without an option; the first that the act has is taken. */
  readonly positional: readonly string[];
  /** What is given so are paths, from where the command line stands. */
  readonly paths?: boolean;
  /** A task that naturally follows. */
  readonly follow?: string;
}

const ALIASES: readonly Alias[] = [
  { name: 'add', of: 'intake.add', positional: ['paths', 'path'], paths: true, follow: 'reading.run' },
  { name: 'search', of: 'search.find', positional: ['query'] },
  { name: 'fsck', of: 'vault.fsck', positional: [] },
  { name: 'admit', of: 'bundle.admit', positional: ['bundle', 'path', 'folder'], paths: true },
];

/** The aliases whose act exists in this version. */
export function aliasCommands(): readonly OwnCommand[] {
  const told = allTold();
  return ALIASES.flatMap((alias) => {
    const act = told.get(alias.of);
    return act === undefined ? [] : [aliasOf(alias, act)];
  });
}

function aliasOf(alias: Alias, act: Told): OwnCommand {
  const shape = shapeOf(act.input);
  const has = new Set(propertiesOf(shape, shape).map((property) => property.name));
  const positional = alias.positional.find((name) => has.has(name));
  return {
    name: alias.name,
    summary: `${act.summary} (Short for ${act.name.replace('.', ' ')}.)`,
    input: act.input,
    example: act.example as JsonObject,
    ...(positional === undefined ? {} : { positional }),
    async run(given, desk) {
      const input =
        alias.paths === true && positional !== undefined ? fromHere(given, positional, desk) : given;
      return alias.follow === undefined ? tell(act, input, desk) : both(act, alias.follow, input, desk);
    },
  };
}

function fromHere(given: unknown, name: string, desk: Desk): unknown {
  const input = given as Readonly<Record<string, unknown>>;
  const value = input[name];
  if (typeof value === 'string') return { ...input, [name]: desk.absolute(value) };
  return Array.isArray(value)
    ? { ...input, [name]: value.map((path) => desk.absolute(String(path))) }
    : input;
}

/** What was added is read at once, so that it can be found; what could not be read is told, and is no failure of adding. */
async function both(act: Told, follow: string, input: unknown, desk: Desk): Promise<Ending> {
  const added = await tell(act, input, desk);
  const follower = allTold().get(follow);
  if (follower === undefined || desk.signal.aborted) return added;
  const followed = await tell(follower, {}, desk);
  return {
    answer: {
      [spoken(act.name.split('.')[1] ?? act.name)]: added.answer,
      [follow.split('.')[0] ?? follow]: followed.answer,
    },
    last: followed.last.replace(/^Nothing new was entered; /, ''),
    code: added.code === EXIT.done ? followed.code : added.code,
  };
}
