import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Breach, Fault, Refusal } from '../../../src/base/errors.ts';
import { disposition } from '../../../src/doors/http/content.ts';
import { statusOf } from '../../../src/doors/http/status.ts';
import { type Asked, type Door, openDoor } from './door.ts';

/** How long a test waits for what will surely come, on a loaded machine too. */
const SLOW = { timeout: 40_000, interval: 50 };
let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(async () => {
  await door.end();
});

const EXHIBIT = `exh_${'0'.repeat(26)}`;
/** Every route of the app origin, with a request that would be carried out if it came from our own page. */
const routes = (): readonly (Asked & { readonly path: string; readonly open?: boolean })[] => [
  { path: '/', headers: { accept: 'text/html' } },
  { path: '/healthz', open: true },
  { path: '/plain.css', open: true },
  { path: '/start?token=wrong' },
  { path: '/assets/index.js' },
  { path: '/api/catalogue' },
  { path: '/api/matters' },
  { path: '/api/case/events' },
  { path: '/api/case/tasks/tsk_0' },
  { path: `/api/case/content?exhibit=${EXHIBIT}` },
  { path: '/api/case/written?folder=none&file=none' },
  { method: 'POST', path: '/api/case/run/key.rotate', body: '{"input":{}}' },
  { method: 'POST', path: '/api/case/ask/key.list', body: '{}' },
  { method: 'POST', path: '/api/case/task/reading.states', body: '{}' },
  { method: 'DELETE', path: '/api/case/tasks/tsk_0' },
  { path: '/api/nothing' },
];
const content = (): readonly (Asked & { readonly path: string })[] => [
  { path: '/c/wrong', content: true },
  { path: '/', content: true },
];

describe('every route, before any handler', () => {
  it('refuses every Host but the exact one', async () => {
    const port = new URL(door.server.origin).port;
    const hosts = [
      `evil.test:${port}`,
      `127.0.0.1.evil.test:${port}`,
      `127.0.0.1.evil.test`,
      `localhost.:${port}`,
      `localhost:${port}`,
      '127.0.0.1',
      `127.0.0.1:${Number(port) + 1}`,
      `127.0.0.1:${port}0`,
      `[::1]:${port}`,
      `0.0.0.0:${port}`,
      `0x7f000001:${port}`,
      `user@127.0.0.1:${port}`,
      '',
      undefined,
    ];
    for (const route of [...routes(), ...content()])
      for (const host of hosts) {
        const got = await door.ask({ ...route, headers: { ...route.headers, host } });
        expect([route.path, host, got.status]).toEqual([route.path, host, 421]);
      }
  });

  it('refuses a foreign, null or missing Origin, a foreign site, plain text and a missing header on every change', async () => {
    const changes = routes().filter((route) => route.method !== undefined);
    const forged: readonly Readonly<Record<string, string | undefined>>[] = [
      { origin: 'http://evil.test' },
      { origin: 'null' },
      { origin: undefined },
      { origin: door.server.contentOrigin },
      { origin: door.server.origin.replace('http:', 'https:') },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { 'x-probata': undefined },
    ];
    for (const route of changes)
      for (const headers of forged) {
        const got = await door.ask({ ...route, headers });
        expect([route.path, headers, got.status]).toEqual([route.path, headers, 403]);
      }
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      undefined,
    ])
      for (const route of changes.filter((each) => each.method === 'POST'))
        expect((await door.ask({ ...route, headers: { 'content-type': type } })).status).toBe(415);
    const override = await door.ask({
      method: 'POST',
      path: '/api/case/ask/key.list',
      headers: { 'x-http-method-override': 'DELETE' },
      body: '{}',
    });
    expect(override.status).toBe(400);
  });

  it('refuses to be read from another site or origin', async () => {
    for (const route of routes().filter((each) => each.method === undefined)) {
      const site = await door.ask({ ...route, headers: { 'sec-fetch-site': 'cross-site' } });
      const origin = await door.ask({ ...route, headers: { origin: 'http://evil.test' } });
      expect([route.path, site.status, origin.status]).toEqual([route.path, 403, 403]);
    }
  });

  it('refuses a browser that did not come through the start link', async () => {
    for (const route of routes().filter((each) => each.open !== true))
      for (const cookie of [
        undefined,
        'probata_1=x',
        `${door.cookie()}x`,
        door.cookie().replace('probata_', 'p_'),
      ]) {
        const got = await door.ask({ ...route, headers: { ...route.headers, cookie } });
        expect([route.path, got.status]).toEqual([route.path, 403]);
      }
  });

  it('refuses methods that are not used, and upgrades', async () => {
    for (const method of ['PUT', 'PATCH', 'OPTIONS', 'TRACE']) {
      const got = await door.ask({ method, path: '/api/case/ask/key.list' });
      expect([method, got.status]).toEqual([method, 405]);
    }
    await expect(
      door.ask({ path: '/api/case/events', headers: { connection: 'upgrade', upgrade: 'websocket' } }),
    ).rejects.toThrow();
  });

  it('answers an absolute target and bytes that are not HTTP with a refusal and its headers', async () => {
    const port = Number(new URL(door.server.origin).port);
    const raw = (text: string): Promise<string> =>
      new Promise((resolve) => {
        let got = '';
        const socket = connect(port, '127.0.0.1', () => socket.write(text));
        socket.on('data', (part) => {
          got += part.toString();
        });
        socket.on('close', () => resolve(got));
        setTimeout(() => socket.end(), 300);
      });
    const absolute = await raw(`GET http://evil.test/api/matters HTTP/1.1\r\nHost: ${door.host}\r\n\r\n`);
    expect(absolute).toMatch(/^HTTP\/1\.1 400 /);
    const twice = await raw(`GET / HTTP/1.1\r\nHost: ${door.host}\r\nHost: evil.test\r\n\r\n`);
    expect(twice).toMatch(/^HTTP\/1\.1 4(00|21) /);
    const junk = await raw('\u0016\u0003\u0001 hello\r\n\r\n');
    expect(junk).toMatch(/^HTTP\/1\.1 400 /);
    for (const answer of [absolute, twice, junk])
      expect(answer.toLowerCase()).toContain('content-security-policy:');
  });

  it('changes nothing under a thousand forged requests', async () => {
    const before = (await door.ask({ path: '/api/matters' })).json();
    for (let i = 0; i < 1000; i += 1) {
      const headers = [
        { origin: 'http://evil.test' },
        { origin: 'null' },
        { 'x-probata': undefined },
        { cookie: undefined },
      ][i % 4];
      const got = await door.ask({
        method: 'POST',
        path: '/api/case/run/key.rotate',
        headers: headers ?? {},
        body: `{"input":{"user":"usr_${'0'.repeat(26)}"}}`,
      });
      if (got.status !== 403) throw new Error(`${i}: ${got.status}`);
    }
    expect((await door.ask({ path: '/api/matters' })).json()).toEqual(before);
  });
});

describe('the headers', () => {
  const audited = [
    'content-security-policy',
    'x-content-type-options',
    'referrer-policy',
    'cross-origin-resource-policy',
    'cross-origin-opener-policy',
    'cache-control',
  ];

  it('stand on every answer of both origins, errors included', async () => {
    const all: Asked[] = [
      ...routes().filter((route) => route.path !== '/api/case/events'),
      ...content(),
      ...routes().map((route) => ({ ...route, headers: { host: 'evil.test' } })),
      { method: 'POST', path: '/api/case/ask/key.list', body: '{' },
      { method: 'POST', path: '/api/case/ask/no.such', body: '{}' },
      { method: 'PUT', path: '/' },
      { path: '/', headers: { accept: 'text/html', cookie: undefined } },
    ];
    for (const asked of all) {
      const got = await door.ask(asked);
      for (const name of audited)
        expect(got.headers[name], `${asked.path} ${got.status} ${name}`).toBeTypeOf('string');
      expect(got.headers['x-content-type-options']).toBe('nosniff');
      expect(got.headers['referrer-policy']).toBe('no-referrer');
      expect(got.headers['cache-control']).toBe('no-store');
      expect(got.headers['access-control-allow-origin']).toBeUndefined();
      const policy = String(got.headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('unsafe');
      expect(policy).not.toMatch(/\*|data:|https?:\/\/(?!127\.0\.0\.1:)/);
      if (asked.content === true) {
        expect(policy).toContain('sandbox');
        expect(policy).not.toContain('allow-');
        expect(got.headers['set-cookie']).toBeUndefined();
      } else {
        expect(policy).toContain("script-src 'self'");
        expect(policy).toContain("frame-ancestors 'none'");
        expect(policy).toContain("require-trusted-types-for 'script'");
      }
    }
  });

  it('and pages of this server hold no script and no inline style', async () => {
    const page = await door.ask({ path: '/', headers: { accept: 'text/html', cookie: undefined } });
    expect(page.status).toBe(403);
    expect(page.text).not.toMatch(/<script|style=|\son\w+=/i);
  });
});

describe('the start link', () => {
  it('lets one browser in, once, and leaves the address', async () => {
    const link = new URL(door.server.startLink());
    const first = await door.ask({ path: link.pathname + link.search, headers: { cookie: undefined } });
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe('/');
    const set = first.headers['set-cookie']?.[0] ?? '';
    expect(set).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    const cookie = set.split(';')[0] ?? '';
    expect((await door.ask({ path: '/api/matters', headers: { cookie } })).status).toBe(200);
    const again = await door.ask({ path: link.pathname + link.search, headers: { cookie: undefined } });
    expect(again.status).toBe(403);
    expect(again.headers['set-cookie']).toBeUndefined();
  });
});

describe('commands, questions and tasks', () => {
  it('are listed with the forms of their inputs', async () => {
    const list = (await door.ask({ path: '/api/catalogue' })).json() as unknown as {
      name: string;
      input: unknown;
    }[];
    expect(list.find((each) => each.name === 'key.rotate')).toMatchObject({
      kind: 'run',
      input: { type: 'object' },
    });
  });

  it('are answered, and errors come in the one shape with their status', async () => {
    const list = await door.post('/api/case/ask/key.list', { input: {} });
    expect(list.status).toBe(200);
    const { keys } = list.json() as unknown as { keys: { user: string }[] };
    const user = keys[0]?.user ?? '';
    const expected: readonly [string, unknown, number, string][] = [
      ['/api/case/run/key.rotate', { input: { user: 'x' } }, 400, 'INPUT_INVALID'],
      ['/api/case/run/key.rotate', { inputs: {} }, 400, 'INPUT_INVALID'],
      ['/api/case/run/no.such', {}, 404, 'NAME_UNKNOWN'],
      ['/api/case/task/no.such', {}, 404, 'NAME_UNKNOWN'],
      ['/api/other/ask/key.list', {}, 404, 'HTTP_MATTER_UNKNOWN'],
      [
        '/api/case/run/key.lose',
        { input: { user, ground: 'g', countersignedBy: user } },
        422,
        'HOUSE_SECOND_PERSON',
      ],
      [
        '/api/case/run/key.rotate',
        {
          input: { user, ground: 'g', signingKey: 'a'.repeat(64), exchangeKey: 'b'.repeat(64) },
          expect: [{ subject: user, version: 0 }],
        },
        409,
        'LEDGER_STALE',
      ],
    ];
    for (const [path, body, status, code] of expected) {
      const got = await door.post(path, body);
      expect([path, got.status, got.json()['code']]).toEqual([path, status, code]);
      expect(Object.keys(got.json()).sort()).toEqual(['code', 'details', 'kind', 'message']);
    }
    const junk = await door.ask({ method: 'POST', path: '/api/case/ask/key.list', body: '{' });
    expect([junk.status, junk.json()['code']]).toEqual([400, 'HTTP_JSON']);
    const large = await door.ask({
      method: 'POST',
      path: '/api/case/ask/key.list',
      body: ' '.repeat(1024 * 1024 + 1),
    });
    expect([large.status, large.json()['code']]).toEqual([413, 'HTTP_TOO_LARGE']);
    // A task that takes a file takes more, and looks at what it got; there is an end for it too.
    for (const [mib, status, code] of [
      [3, 400, 'HTTP_JSON'],
      [12, 413, 'HTTP_TOO_LARGE'],
    ] as const) {
      const path = '/api/case/task/draft.return';
      const got = await door.ask({ method: 'POST', path, body: `{${' '.repeat(mib * 1024 * 1024)}` });
      expect([mib, got.status, got.json()['code']]).toEqual([mib, status, code]);
    }
  });

  it('are carried out once under one idempotency key', async () => {
    const { keys } = (await door.post('/api/case/ask/key.list', {})).json() as unknown as {
      keys: { user: string }[];
    };
    const body = {
      input: { user: keys[0]?.user, ground: 'g', signingKey: 'a'.repeat(64), exchangeKey: 'b'.repeat(64) },
    };
    const first = await door.post('/api/case/run/key.rotate', body, { 'idempotency-key': 'once' });
    const second = await door.post('/api/case/run/key.rotate', body, { 'idempotency-key': 'once' });
    expect(first.status).toBe(200);
    expect(second.text).toBe(first.text);
    const odd = await door.post('/api/case/run/key.rotate', body, { 'idempotency-key': 'a b' });
    expect(odd.status).toBe(400);
  });

  it('that are long are started, looked at and told to listeners', async () => {
    const heard: string[] = [];
    const open = await fetchEvents(door, (text) => heard.push(text));
    const started = await door.post('/api/case/task/reading.states', {}, { 'idempotency-key': 't1' });
    expect(started.status).toBe(202);
    const again = await door.post('/api/case/task/reading.states', {}, { 'idempotency-key': 't1' });
    expect(again.text).toBe(started.text);
    const path = `/api/case/tasks/${String(started.json()['task'])}`;
    let state = (await door.ask({ path })).json();
    for (let tries = 0; state['state'] === 'running' && tries < 1_500; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      state = (await door.ask({ path })).json();
    }
    expect(state).toMatchObject({ state: 'done', name: 'reading.states', error: null });
    expect((await door.ask({ method: 'DELETE', path: '/api/case/tasks/tsk_0' })).status).toBe(404);
    const { keys } = (await door.post('/api/case/ask/key.list', {})).json() as unknown as {
      keys: { user: string }[];
    };
    await door.post('/api/case/run/key.rotate', {
      input: {
        user: keys[0]?.user,
        ground: 'heard',
        signingKey: 'c'.repeat(64),
        exchangeKey: 'd'.repeat(64),
      },
    });
    await expect.poll(() => heard.join(''), SLOW).toContain('key.rotated');
    open();
    expect(heard[0]).toBe('cache no-store');
    expect(heard.join('')).toContain('event: task');
    expect(heard.join('')).toContain('event: entries');
    expect(heard.join('')).toContain('key.rotated');
  });

  it('hand out bytes by signed links only', async () => {
    const link = await door.ask({ path: `/api/case/content?exhibit=${EXHIBIT}` });
    expect(link.status).toBe(200);
    const url = new URL(String(link.json()['url']));
    expect(url.origin).toBe(door.server.contentOrigin);
    const unknown = await door.ask({ path: url.pathname, content: true });
    expect([unknown.status, unknown.json()['code']]).toEqual([404, 'VAULT_EXHIBIT_UNKNOWN']);
    const forged = await door.ask({ path: `${url.pathname.slice(0, -2)}AA`, content: true });
    expect([forged.status, forged.json()['code']]).toEqual([404, 'HTTP_LINK']);
    expect((await door.ask({ path: '/api/case/content?exhibit=../../etc' })).status).toBe(400);
  });
});

describe('an exhibit', () => {
  it('is handed out as a file to save, and its pages as pictures drawn by us, on the content origin alone', async () => {
    const { mkdirSync, writeFileSync } = await import('node:fs');
    const { join } = await import('node:path');
    const evidence = join(door.folder, 'evidence');
    mkdirSync(evidence);
    const page = '<script>document.title = "PWNED"</script>';
    writeFileSync(join(evidence, 'page.html'), page);
    // One white pixel.
    const pixel =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==';
    writeFileSync(join(evidence, 'pixel.png'), Buffer.from(pixel, 'base64'));
    const started = await door.post('/api/case/task/intake.add?wait=10000', { input: { paths: [evidence] } });
    expect(started.status, started.text).toBe(200);
    const { exhibits } = (started.json()['answer'] ?? {}) as { exhibits: Readonly<Record<string, string>> };
    const idOf = (name: string): string =>
      Object.entries(exhibits).find(([path]) => path.endsWith(name))?.[1] ?? '';
    const follow = async (query: string) => {
      const link = await door.ask({ path: `/api/case/content?${query}` });
      return door.ask({ path: new URL(String(link.json()['url'])).pathname, content: true });
    };
    const saved = await follow(`exhibit=${idOf('page.html')}`);
    expect(saved.status, saved.text).toBe(200);
    expect(saved.text).toBe(page);
    expect(saved.headers['content-type']).toBe('application/octet-stream');
    expect(saved.headers['content-disposition']).toMatch(/^attachment; /);
    const picture = await follow(`exhibit=${idOf('pixel.png')}&page=1&width=64`);
    expect(picture.status, picture.text).toBe(200);
    expect(picture.headers['content-type']).toBe('image/png');
    expect(picture.headers['content-disposition']).toBe('inline');
    const none = await follow(`exhibit=${idOf('page.html')}&page=1`);
    expect([none.status, none.json()['code']]).toEqual([422, 'PICTURE_NONE']);
  });
});

describe('a file that was written', () => {
  it('is listed with its kind and place, and handed out by name as a file to save; no other name leads anywhere', async () => {
    const { mkdirSync, symlinkSync, writeFileSync } = await import('node:fs');
    const { join } = await import('node:path');
    const made = await door.post('/api/case/task/chronology.export?wait=10000', { input: {} });
    expect(made.status, made.text).toBe(200);
    const filings = join(door.folder, 'case', 'filings');
    mkdirSync(join(filings, '.half.new'), { recursive: true });
    writeFileSync(join(filings, '.half.new', 'half.pdf'), 'half');
    mkdirSync(join(filings, 'bag', 'data'), { recursive: true });
    writeFileSync(join(filings, 'bag', 'bagit.txt'), 'BagIt-Version: 1.0');
    symlinkSync(join(door.folder, 'case', 'matter.json'), join(filings, 'bag', 'data', 'link.json'));
    const listed = await door.post('/api/case/task/written.list?wait=10000', { input: {} });
    const { folders } = listed.json()['answer'] as {
      folders: readonly { name: string; kind: string; path: string; files: readonly { path: string }[] }[];
    };
    expect(folders.map(({ kind, files }) => [kind, files.map(({ path }) => path)]).sort()).toEqual([
      ['chronology', ['chronology.docx', 'chronology.pdf']],
      ['filing', ['bagit.txt']],
    ]);
    const folder = folders.find(({ kind }) => kind === 'chronology')?.name ?? '';
    const follow = async (name: string, file: string) => {
      const link = await door.ask({
        path: `/api/case/written?${new URLSearchParams({ folder: name, file })}`,
      });
      const url = new URL(String(link.json()['url']));
      expect(url.origin).toBe(door.server.contentOrigin);
      return door.ask({ path: url.pathname, content: true });
    };
    const saved = await follow(folder, 'chronology.docx');
    expect(saved.status, saved.text).toBe(200);
    expect(saved.text.startsWith('PK')).toBe(true);
    expect(saved.headers['content-type']).toBe('application/octet-stream');
    expect(saved.headers['content-disposition']).toBe(
      `attachment; filename="chronology.docx"; filename*=UTF-8''chronology.docx`,
    );
    for (const [name, file] of [
      [folder, '../../matter.json'],
      ['..', 'matter.json'],
      ['.', 'bag/bagit.txt'],
      ['../filings/bag', 'bagit.txt'],
      ['.half.new', 'half.pdf'],
      ['bag', 'data/link.json'],
      ['bag', 'data'],
      [folder, 'none.docx'],
    ] as const) {
      const none = await follow(name, file);
      expect([name, file, none.status, none.json()['code']]).toEqual([name, file, 404, 'WRITTEN_UNKNOWN']);
    }
  });
});

describe('an error', () => {
  it('has the status of its kind', () => {
    const status = (thrown: unknown): number => statusOf(thrown).status;
    expect(status(new Refusal('NOT_ALLOWED', ''))).toBe(403);
    expect(status(new Refusal('RECORD_ACTOR_UNKNOWN', ''))).toBe(404);
    expect(status(new Refusal('PLEADING_FROZEN', ''))).toBe(422);
    expect(status(new Fault('VAULT_DISK_FULL', ''))).toBe(507);
    expect(status(new Fault('LEDGER_STORE', '', { cause: new Error('ENOSPC: no space left') }))).toBe(507);
    expect(statusOf(new Fault('LEDGER_BUSY', ''))).toMatchObject({ status: 503, retryAfter: 2 });
    expect(statusOf(new Refusal('HTTP_BUSY', ''))).toMatchObject({ status: 429, retryAfter: 1 });
    expect(status(new Breach('HEAD_MOVED', ''))).toBe(503);
    expect(status(new Error('x'))).toBe(500);
  });
});

describe('the name of a download', () => {
  it('is safe on every system, whatever the title', () => {
    expect(disposition('note.pdf')).toBe(`attachment; filename="note.pdf"; filename*=UTF-8''note.pdf`);
    const hostile = disposition('../../a"\r\nSet-Cookie: x=1;\u202egpj.exe');
    expect(hostile).not.toMatch(/[\r\n\u202e/]/);
    expect(disposition('Žemėlapis.pdf')).toContain("filename*=UTF-8''%C5%BDem%C4%97lapis.pdf");
    expect(disposition('\u0000')).toContain('filename="exhibit"');
  });
});

async function fetchEvents(at: Door, hear: (text: string) => void): Promise<() => void> {
  const stop = new AbortController();
  const { request } = await import('node:http');
  await new Promise<void>((resolve) => {
    const asked = request(
      `${at.server.origin}/api/case/events`,
      { headers: { cookie: at.cookie() }, signal: stop.signal },
      (response) => {
        hear(`cache ${String(response.headers['cache-control'])}`);
        response.on('data', (part: Buffer) => {
          hear(part.toString());
          resolve();
        });
        response.on('error', () => undefined);
      },
    );
    asked.on('error', () => undefined);
    asked.end();
  });
  return () => stop.abort();
}
