// The list of everything the command line can do, by room.
import { byRoom } from './catalogue.ts';
import { words } from './help.ts';
import { OWN_COMMANDS } from './own/index.ts';
import type { Ink } from './terminal.ts';
import { wrap } from './visible.ts';

const NAME = 28;

export function overview(ink: Ink): readonly string[] {
  const line = (name: string, summary: string): readonly string[] => {
    const text = wrap(summary, 80 - NAME - 2);
    const tooLong = name.length > NAME - 2;
    return [
      ...(tooLong ? [`  ${name}`] : []),
      ...text.map((part, i) => `  ${(i === 0 && !tooLong ? name : '').padEnd(NAME - 2)}  ${part}`),
    ];
  };
  return [
    ink.bold('probata NOUN VERB [options]'),
    'Evidence into a claim that a court can check, and into a filing.',
    '',
    ink.bold('To begin with'),
    ...OWN_COMMANDS.flatMap((command) =>
      line(
        command.positional === undefined
          ? command.name
          : `${command.name} ${command.positional.toUpperCase()}`,
        command.summary,
      ),
    ),
    ...byRoom().flatMap(({ room, told }) => [
      '',
      ink.bold(room.charAt(0).toUpperCase() + room.slice(1)),
      ...told.flatMap((each) => line(words(each.name), each.summary)),
    ]),
    '',
    'Each with --help for its options and an example, and --json for a program.',
  ];
}
