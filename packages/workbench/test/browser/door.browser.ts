// The door as a browser meets it: our own page is let in, everybody else's is not.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let stranger: Server;
let strangerPort = 0;

beforeAll(async () => {
  stage = await openStage(['--host-resolver-rules=MAP evil.test 127.0.0.1']);
  stranger = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>stranger</title>');
  });
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  strangerPort = (stranger.address() as AddressInfo).port;
});
afterAll(async () => {
  stranger.close();
  await stage.end();
});

describe('the start link', () => {
  it('leads to the workbench, leaves the address, and nothing on the page breaks the content policy', async () => {
    const { page, context, troubles } = await stage.open();
    await page.getByText('Aurelia').first().waitFor({ timeout: 60_000 });
    expect(new URL(page.url()).search).not.toContain('token');
    expect(
      troubles.filter((trouble) => /Content Security Policy|TrustedHTML|TrustedScript/i.test(trouble)),
    ).toEqual([]);
    await context.close();
  });

  it('does not let a second browser in', async () => {
    const link = stage.server.startLink();
    const first = await stage.browser.newContext();
    await (await first.newPage()).goto(link);
    const second = await stage.browser.newContext();
    const page = await second.newPage();
    const response = await page.goto(link);
    expect(response?.status()).toBe(403);
    expect(await page.textContent('h1')).toBe('This door is closed');
    await Promise.all([first.close(), second.close()]);
  });
});

describe('another page in the same browser', () => {
  it('can neither read nor change anything, by any of the ways a page has', async () => {
    const { context } = await stage.open();
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${strangerPort}/`);
    const before = (await stage.engine.look()).size;
    const got = await page.evaluate(async (origin) => {
      const tried: Record<string, string> = {};
      const note = async (name: string, act: () => Promise<unknown>): Promise<void> => {
        tried[name] = await act().then(
          (value) => `came through: ${String(value)}`,
          () => 'refused',
        );
      };
      const url = `${origin}/api/case/ask/key.list`;
      await note('read', async () =>
        (await fetch(`${origin}/api/matters`, { credentials: 'include' })).text(),
      );
      await note('json', async () =>
        (
          await fetch(url, {
            method: 'POST',
            credentials: 'include',
            headers: { 'content-type': 'application/json', 'x-probata': '1' },
            body: '{}',
          })
        ).text(),
      );
      await note('plain', () =>
        fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include', body: '{}' }),
      );
      await note('script', () => loaded('script', `${origin}/api/matters`));
      await note('picture', () => loaded('img', `${origin}/api/catalogue`));
      function loaded(tag: 'script' | 'img', src: string): Promise<unknown> {
        return new Promise((resolve, reject) => {
          const element = document.createElement(tag);
          element.onload = () => resolve('loaded');
          element.onerror = () => reject(new Error('no'));
          element.src = src;
          document.head.append(element);
        });
      }
      const frame = document.createElement('iframe');
      frame.src = origin;
      document.documentElement.append(frame);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      tried['frame'] = frame.contentDocument === null ? 'refused' : 'came through';
      return tried;
    }, stage.server.origin);
    expect(got).toEqual({
      read: 'refused',
      json: 'refused',
      plain: 'refused',
      script: 'refused',
      picture: 'refused',
      frame: 'refused',
    });
    expect((await stage.engine.look()).size).toBe(before);
    await context.close();
  });

  it('cannot reach us under a name of its own (DNS rebinding)', async () => {
    const { context } = await stage.open();
    const page = await context.newPage();
    const port = new URL(stage.server.origin).port;
    const response = await page.goto(`http://evil.test:${port}/api/matters`);
    expect(response?.status()).toBe(421);
    await context.close();
  });
});
