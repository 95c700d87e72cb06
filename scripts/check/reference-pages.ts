// The reference pages, written from the catalogue itself, so that they cannot say what the program does not do.
import { houseRegistry, ROOMS } from '../../packages/probata/src/app/rooms.ts';
import { allTold, byRoom, type Told } from '../../packages/probata/src/doors/cli/catalogue.ts';
import { exampleLines, optionLines, words } from '../../packages/probata/src/doors/cli/help.ts';
import { EXIT_WORDS } from '../../packages/probata/src/doors/cli/outcome.ts';
import { OWN_COMMANDS } from '../../packages/probata/src/doors/cli/own/index.ts';
import {
  askedFor,
  branches,
  inputShape,
  propertiesOf,
  type Shape,
  shapeOf,
} from '../../packages/probata/src/doors/cli/schema.ts';

const MADE = 'Made by `npm run docs` from the program itself; `npm run check` holds it to that.';
const KINDS: Readonly<Record<Told['kind'], string>> = {
  run: 'command: enters something in the ledger',
  ask: 'question: changes nothing',
  task: 'task: may take long, can be watched and cancelled',
};

/** Every reference page by its path. */
export function referencePages(): ReadonlyMap<string, string> {
  const rooms = byRoom();
  const pages = new Map<string, string>();
  pages.set(
    'docs/reference/index.md',
    [
      '# Everything that can be said to Probata',
      '',
      MADE,
      '',
      'On the command line: `probata NOUN VERB [options]`. In a do-file: `run`, `ask` or `task` with the name and its',
      'input (guide/do-files.md). Over HTTP: `POST /api/MATTER/run|ask|task/NAME`. The input is the same at each door.',
      '',
      ...rooms.flatMap(({ room, told }) => [
        `## [${capital(room)}](${room}.md)`,
        '',
        ...told.map((each) => `- \`${each.name}\`: ${each.summary}`),
        '',
      ]),
      '## Only on the command line',
      '',
      ...OWN_COMMANDS.map((each) => `- \`probata ${each.name}\`: ${each.summary}`),
      '',
      '## How a command ends',
      '',
      '| exit code | meaning |',
      '| --- | --- |',
      ...EXIT_WORDS.map(([code, meaning]) => `| ${code} | ${meaning} |`),
      '',
    ].join('\n'),
  );
  for (const { room, told } of rooms)
    pages.set(
      `docs/reference/${room}.md`,
      [`# ${capital(room)}`, '', MADE, '', ...told.flatMap(section)].join('\n'),
    );
  pages.set('docs/reference/entries.md', entriesPage());
  return pages;
}

function section(told: Told): readonly string[] {
  const shape = inputShape(told);
  const properties = propertiesOf(shape, shape);
  const asked = askedFor(
    told.input,
    properties.map((property) => property.name),
  );
  const options = properties.flatMap((property) => optionLines(property, shape, asked.get(property.name)));
  return [
    `## ${told.name}`,
    '',
    `${told.summary} (${capital(KINDS[told.kind])}.)`,
    '',
    '```',
    `probata ${words(told.name)}`,
    ...options,
    '```',
    '',
    'Example:',
    '',
    '```',
    ...exampleLines(told).map((line) => line.replace(/^ {2}/, '')),
    '```',
    '',
    ...(told.output === undefined ? [] : answerLines(shapeOf(told.output, 'output'))),
  ];
}

function answerLines(shape: Shape): readonly string[] {
  const members = propertiesOf(shape, shape).map((property) => `\`${property.name}\``);
  return members.length === 0 ? [] : [`Answers with: ${members.join(', ')}.`, ''];
}

function entriesPage(): string {
  const { kinds } = houseRegistry();
  return [
    '# What the ledger records',
    '',
    MADE,
    'How kinds change over the years, and every version ever shipped: [history](../history.md).',
    '',
    ...ROOMS.filter((room) => room.kinds.length > 0).flatMap((room) => [
      `## ${capital(room.name)}`,
      '',
      '| kind | version | what is said | what remains when it is erased |',
      '| --- | --- | --- | --- |',
      ...room.kinds.map(
        (kind) => `| \`${kind.kind}\` | ${kind.v} | ${cell(kind.summary)} | ${cell(kind.erased)} |`,
      ),
      '',
    ]),
    `${kinds.size} kinds.`,
    '',
  ].join('\n');
}

/** The rows of docs/history.md that today's kinds need, by `kind v`. */
export function historyRows(): ReadonlyMap<string, string> {
  return new Map(
    [...houseRegistry().kinds.values()].map((kind) => [
      `| \`${kind.kind}\` | ${kind.v} |`,
      `| \`${kind.kind}\` | ${kind.v} | 0.1.0 | ${cell(kind.summary)} |`,
    ]),
  );
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Options of commands, questions and tasks that no sentence describes, as `command.option`. */
export function undescribed(): readonly string[] {
  return [...allTold().values()].flatMap((told) => {
    const shape = inputShape(told);
    return propertiesOf(shape, shape)
      .filter(
        ({ shape: member }) =>
          member.description === undefined &&
          branches(member, shape).every((form) => form.description === undefined),
      )
      .map(({ name }) => `${told.name}.${name}`);
  });
}
