// npm run pictures: shoots the screens of an example for the README and the guides.
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { openServer } from '../packages/probata/src/doors/http/server.ts';
import { workbenchFolder } from '../packages/probata/src/doors/http/workbench-folder.ts';
import { openEngine } from '../packages/probata/src/doors/worker/engine-client.ts';
import { buildIfStale } from './build.ts';
import { ROOT } from './check/tree.ts';
import { findChromium } from './chromium.ts';

const OUT = join(ROOT, 'docs', 'pictures');
/** Screens by the name of their picture: the path under the matter's own address. */
const SCREENS: Readonly<Record<string, string>> = { overview: 'overview' };

/** The word is the folder of a matter; else the built border case. */
export async function main(argv: readonly string[]): Promise<void> {
  const folder = resolve(
    process.env['INIT_CWD'] ?? process.cwd(),
    argv[0] ?? join(ROOT, 'matters', 'border-case'),
  );
  const executablePath = findChromium();
  if (executablePath === undefined || !existsSync(join(folder, 'matter.json'))) {
    process.stderr.write(
      `This needs Chromium and the matter in ${folder} (npm start -- --no-serve builds it).\n`,
    );
    process.exitCode = 1;
    return;
  }
  await buildIfStale();
  const server = await openServer({ port: 0, contentPort: 0, workbench: workbenchFolder() });
  const matter = server.add(await openEngine({ folder, drain: false }));
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  try {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      colorScheme: 'light',
      locale: 'en-GB',
      timezoneId: 'UTC',
    });
    const page = await context.newPage();
    await page.goto(server.startLink());
    mkdirSync(OUT, { recursive: true });
    for (const [name, path] of Object.entries(SCREENS)) {
      await page.goto(`${server.origin}/${matter}/${path}`);
      // The event stream never ends, so the network is never idle: what is waited for is the page standing still.
      let before = '';
      for (let still = 0; still < 4; ) {
        await new Promise((done) => setTimeout(done, 500));
        const text = await page.locator('body').innerText();
        still = text === before && text.trim() !== '' ? still + 1 : 0;
        before = text;
      }
      await page.screenshot({ path: join(OUT, `${name}.png`) });
      process.stdout.write(`docs/pictures/${name}.png\n`);
    }
  } finally {
    await browser.close();
    await server.close();
  }
}
