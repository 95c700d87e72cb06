// The commands that only the command line has.
import type { OwnCommand } from '../desk.ts';
import { aliasCommands } from './aliases.ts';
import { doCommand } from './do.ts';
import { initCommand } from './init.ts';
import { proveCommand } from './prove.ts';
import { readCommand } from './read.ts';
import { serveCommand } from './serve.ts';
import { statusCommand } from './status.ts';
import { verifyCommand } from './verify.ts';

export const OWN_COMMANDS: readonly OwnCommand[] = [
  initCommand,
  doCommand,
  serveCommand,
  statusCommand,
  ...aliasCommands(),
  verifyCommand,
  proveCommand,
  readCommand,
];
