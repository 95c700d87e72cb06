// Serves matters to the browser on this machine.
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { openServer } from '../../http/server.ts';
import { workbenchFolder } from '../../http/workbench-folder.ts';
import { openEngine } from '../../worker/engine-client.ts';
import { type OwnCommand, withPassphrase } from '../desk.ts';
import { EXIT } from '../outcome.ts';

const input = z.strictObject({
  dirs: z.array(z.string().min(1)).optional().describe('the folders of the matters; else as --matter'),
  port: z
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(0)
    .describe('the port of the workbench; 0 takes a free one'),
  contentPort: z
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(0)
    .describe('the port for bytes of exhibits, which are an origin of their own'),
});

export const serveCommand: OwnCommand = {
  name: 'serve',
  summary: 'Serve matters to the browser on this machine, and to nobody else.',
  input,
  example: { dirs: ['aurelia'], port: 4377 },
  positional: 'dirs',
  async run(given, desk) {
    const { dirs, port, contentPort } = input.parse(given);
    const folders = dirs === undefined || dirs.length === 0 ? [desk.matterFolder()] : dirs.map(desk.absolute);
    const server = await openServer({ port, contentPort, workbench: workbenchFolder() });
    const { terminal } = desk;
    try {
      for (const folder of folders) {
        const engine = await withPassphrase(desk.env, terminal, (passphrase) =>
          openEngine({
            folder,
            drain: true,
            ...(desk.places === undefined ? {} : { places: desk.places }),
            ...(passphrase === undefined ? {} : { passphrase }),
          }),
        );
        server.add(engine);
        terminal.err(`${engine.facts.title}, from ${desk.near(folder)}\n`);
        if (engine.facts.reason !== null) terminal.err(`${desk.ink.red(engine.facts.reason)}\n`);
      }
      terminal.out(`${server.startLink()}\n`);
      terminal.err('Open this link in a browser; it lets one in. Enter prints a new one, Ctrl-C stops.\n');
      const lines = process.stdin.isTTY ? createInterface({ input: process.stdin }) : undefined;
      lines?.on('line', () => terminal.out(`${server.startLink()}\n`));
      await new Promise<void>((resolve) => {
        if (desk.signal.aborted) resolve();
        else desk.signal.addEventListener('abort', () => resolve(), { once: true });
      });
      lines?.close();
    } finally {
      await server.close();
    }
    return { last: 'Stopped. Everything that was acknowledged is in the matter.', code: EXIT.done };
  },
};
