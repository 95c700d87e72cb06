// A server over a scratch matter, and a Chromium that came through its start link and is watched for anything that goes wrong.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { openServer, type ProbataServer } from '../../../probata/src/doors/http/server.ts';
import { workbenchFolder } from '../../../probata/src/doors/http/workbench-folder.ts';
import { type Engine, openEngine } from '../../../probata/src/doors/worker/engine-client.ts';

export interface Opened {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors on the console and in scripts, breaches of the content policy, requests to any other host. */
  readonly troubles: readonly string[];
}

export interface Stage {
  readonly folder: string;
  readonly server: ProbataServer;
  readonly engine: Engine;
  /** The matter's name in the URL. */
  readonly matter: string;
  readonly browser: Browser;
  /** A page that is let in. */
  open(options?: BrowserContextOptions): Promise<Opened>;
  end(): Promise<void>;
}

/** PROBATA_CHROMIUM names the browser; `args` are further switches for it. */
export async function openStage(args: readonly string[] = []): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'probata-browser-'));
  const engine = await openEngine({
    folder: join(folder, 'case'),
    create: { title: 'Aurelia v. Borovia', person: 'Ada Venn', notice: 'Invented.' },
    places: { config: join(folder, 'config'), state: join(folder, 'state') },
    drain: true,
  });
  const server = await openServer({ port: 0, contentPort: 0, workbench: workbenchFolder() });
  const matter = server.add(engine);
  const browser = await chromium.launch({
    executablePath: process.env['PROBATA_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', ...args],
  });
  return {
    folder,
    server,
    engine,
    matter,
    browser,
    async open(options = {}) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
      const page = await context.newPage();
      const troubles: string[] = [];
      const ours = [server.origin, server.contentOrigin];
      page.on('console', (message) => {
        if (message.type() === 'error') troubles.push(message.text());
      });
      page.on('pageerror', (error) => troubles.push(error.message));
      page.on('request', (request) => {
        if (!ours.some((origin) => request.url().startsWith(`${origin}/`)))
          troubles.push(`request to ${request.url()}`);
      });
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) =>
          console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`),
        );
      });
      await page.goto(server.startLink());
      return { page, context, troubles };
    },
    async end() {
      await browser.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until no exhibit waits to be read any more, whoever reads it: the task or the house in the background. */
export async function readAll(engine: Engine): Promise<void> {
  await engine.task('reading.run', {});
  for (let tries = 0; tries < 200; tries += 1) {
    const { waiting } = (await engine.task('reading.states', {})) as { waiting: number };
    if (waiting === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The exhibits of the test were not read.');
}
