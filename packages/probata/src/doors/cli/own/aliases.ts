// Short words for the acts that are typed most; each is an act of the catalogue under another name.
import type { JsonObject } from '../../../base/json.ts';
import { allTold, type Told } from '../catalogue.ts';
import type { OwnCommand } from '../desk.ts';
import { propertiesOf, shapeOf } from '../schema.ts';
import { tell } from '../tell.ts';

interface Alias {
  readonly name: string;
  readonly of: string;
  /** Members that may be given without an option; the first that the act has is taken. */
  readonly positional: readonly string[];
}

const ALIASES: readonly Alias[] = [
  { name: 'add', of: 'intake.add', positional: ['paths', 'path'] },
  { name: 'search', of: 'passage.search', positional: ['query', 'words', 'text'] },
  { name: 'fsck', of: 'vault.fsck', positional: [] },
  { name: 'admit', of: 'bundle.admit', positional: ['bundle', 'path', 'folder'] },
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
    run: (input, desk) => tell(act, input, desk),
  };
}
