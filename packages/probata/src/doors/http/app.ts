// The routes of the app origin: the workbench's files, and the house's commands, questions, tasks and events.
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { CATALOGUE } from '../../app/rooms.ts';
import { errorFromShape, Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { parseInput } from '../../ledger/room.ts';
import type { Capabilities } from './capability.ts';
import { catalogueShape } from './catalogue.ts';
import type { Served } from './matters.ts';
import { LOCKED_PAGE, PLAIN_CSS, UNBUILT_PAGE } from './pages.ts';
import type { Sessions } from './sessions.ts';
import type { StaticFile } from './static-files.ts';
import { statusOf } from './status.ts';

export interface AppParts {
  readonly sessions: Sessions;
  readonly capabilities: Capabilities;
  readonly contentOrigin: string;
  /** The matters served, by the name in their URL. */
  readonly served: ReadonlyMap<string, Served>;
  /** Matters that are being built and cannot be opened yet. */
  building(): readonly unknown[];
  readonly files: () => ReadonlyMap<string, StaticFile>;
}

type Env = { Bindings: HttpBindings };

const MIB = 1024 * 1024;
const BODY_LIMIT = MIB;
/** Of a task that takes a file with its input: eight million bytes as text, which are parsed without a stall. */
const FILE_LIMIT = 11 * MIB;
const WAITING_LIMIT = 256;
const MAX_WAIT_MS = 10_000;
const OPEN_WITHOUT_SESSION = new Set(['/start', '/healthz', '/plain.css']);

/** The app behind the guard: what arrives here has the right Host, origin and form. */
export function makeApp(parts: AppParts): Hono<Env> {
  const app = new Hono<Env>();

  app.use(async (c, next) => {
    if (OPEN_WITHOUT_SESSION.has(c.req.path) || parts.sessions.holds(c.req.header('cookie'))) return next();
    if (wantsPage(c)) return c.html(LOCKED_PAGE, 403);
    return refuse(
      c,
      403,
      'HTTP_SESSION',
      'This browser did not come through the start link. Open the link printed in the terminal.',
    );
  });
  app.onError((thrown, c) => {
    const { status, body, retryAfter } = statusOf(thrown);
    if (retryAfter !== undefined) c.header('retry-after', String(retryAfter));
    return c.body(JSON.stringify(body), status as 400, { 'content-type': 'application/json' });
  });
  app.notFound((c) => refuse(c, 404, 'HTTP_ROUTE_UNKNOWN', 'There is nothing at this address.'));

  app.get('/healthz', (c) => c.json({ ok: true }));
  app.get('/plain.css', (c) => c.body(PLAIN_CSS, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/start', (c) => {
    const id = parts.sessions.exchange(c.req.query('token') ?? '');
    if (id !== undefined) c.header('set-cookie', parts.sessions.cookie(id));
    else if (!parts.sessions.holds(c.req.header('cookie'))) return c.html(LOCKED_PAGE, 403);
    // The token leaves the address bar and the history with this.
    return c.redirect('/', 303);
  });

  app.get('/api/catalogue', (c) => c.json(catalogueShape()));
  app.get('/api/matters', (c) => {
    const open = [...parts.served].map(([name, { engine }]) => {
      const { folder: _folder, ...facts } = engine.facts;
      return { name, ...facts };
    });
    return c.json({ matters: open, building: parts.building() });
  });

  app.post('/api/:matter/run/:name', async (c) => {
    const { engine } = servedOf(c, parts);
    const { input, expect } = parseInput('the request', runBody, await bodyOf(c));
    const key = keyOf(c);
    return c.json(
      await engine.run(c.req.param('name'), input, {
        ...(key === undefined ? {} : { key }),
        ...(expect === undefined ? {} : { expect }),
      }),
    );
  });
  app.post('/api/:matter/ask/:name', async (c) => {
    const { engine } = servedOf(c, parts);
    const { input } = parseInput('the request', askBody, await bodyOf(c));
    return c.json(await engine.ask(c.req.param('name'), input));
  });
  app.post('/api/:matter/task/:name', async (c) => {
    const { engine, tasks } = servedOf(c, parts);
    const name = c.req.param('name');
    const task = CATALOGUE.tasks.get(name);
    if (task === undefined)
      throw new Refusal('NAME_UNKNOWN', `There is no task called ${name}. See /api/catalogue.`, { name });
    const limit = task.takesFile === true ? FILE_LIMIT : BODY_LIMIT;
    const { input } = parseInput('the request', askBody, await bodyOf(c, limit));
    const id = tasks.start(engine, name, input, keyOf(c));
    // A short task is answered at once, if the page is willing to wait for it; its error is answered as one.
    const wait = Math.min(MAX_WAIT_MS, Number(c.req.query('wait') ?? 0) || 0);
    if (wait > 0) {
      const state = await tasks.ended(id, wait);
      if (state.error !== null) throw errorFromShape(state.error);
      if (state.state === 'done') return c.json(state);
    }
    return c.json({ task: id }, 202);
  });
  app.get('/api/:matter/tasks/:id', (c) => c.json(servedOf(c, parts).tasks.state(c.req.param('id'))));
  app.delete('/api/:matter/tasks/:id', (c) =>
    c.json(servedOf(c, parts).tasks.cancel(c.req.param('id')), 202),
  );

  app.get('/api/:matter/content', (c) => {
    servedOf(c, parts);
    const { exhibit, reason, page, width, play } = parseInput('the request', contentQuery, c.req.query());
    const way =
      page === undefined
        ? play === undefined
          ? {}
          : { play: true as const }
        : { page, width: width ?? 1200 };
    const token = parts.capabilities.mint({ matter: c.req.param('matter'), exhibit, reason, ...way });
    return c.json({ url: `${parts.contentOrigin}/c/${token}`, expiresInMs: parts.capabilities.lifeMs });
  });

  app.get('/api/:matter/written', (c) => {
    servedOf(c, parts);
    const { folder, file } = parseInput('the request', writtenQuery, c.req.query());
    const token = parts.capabilities.mint({ matter: c.req.param('matter'), folder, file });
    return c.json({ url: `${parts.contentOrigin}/c/${token}`, expiresInMs: parts.capabilities.lifeMs });
  });

  app.get('/api/:matter/events', (c) => {
    const served = servedOf(c, parts);
    const response = streamSSE(c, async (stream) => {
      let close: () => void = () => undefined;
      const closed = new Promise<void>((resolve) => {
        close = resolve;
      });
      const stop = served.listen((event) => {
        void stream.writeSSE({ event: event.type, data: JSON.stringify(event) });
      });
      stream.onAbort(close);
      const beat = setInterval(() => {
        // A revoked session ends its open streams too.
        if (!parts.sessions.holds(c.req.header('cookie'))) close();
        else void stream.write(': here\n\n');
      }, 1000);
      await stream.writeSSE({
        event: 'open',
        data: JSON.stringify({ type: 'open', size: served.engine.facts.size }),
      });
      await closed;
      clearInterval(beat);
      stop();
    });
    response.headers.set('cache-control', 'no-store');
    return response;
  });

  app.get('*', (c) => {
    if (c.req.path.startsWith('/api/')) return c.notFound();
    const files = parts.files();
    const index = files.get('/index.html');
    if (index === undefined) return c.html(UNBUILT_PAGE, 503);
    // Every address of the workbench that is not a file is a screen of its one page.
    const file =
      files.get(c.req.path) ?? (wantsPage(c) && !/\.[a-z0-9]+$/.test(c.req.path) ? index : undefined);
    if (file === undefined) return c.notFound();
    if (c.req.header('if-none-match') === file.etag) return c.body(null, 304, { etag: file.etag });
    return c.body(file.bytes, 200, { 'content-type': file.type, etag: file.etag });
  });
  return app;
}

const contentQuery = z.strictObject({
  exhibit: idOf('exhibit'),
  reason: z.string().min(1).max(500).default('reading'),
  /** With a page it is a link to that page's picture; without, to the file itself. */
  page: z.coerce.number().int().min(1).max(100_000).optional(),
  width: z.coerce.number().int().min(16).max(4000).optional(),
  /** A recording, for the browser's own player. */
  play: z.literal('yes').optional(),
});
const writtenQuery = z.strictObject({
  folder: z.string().min(1).max(255),
  file: z.string().min(1).max(1000),
});
const runBody = z.strictObject({
  input: z.unknown().default({}),
  expect: z.array(z.strictObject({ subject: z.string(), version: z.number().int().nullable() })).optional(),
});
const askBody = z.strictObject({ input: z.unknown().default({}) });

function servedOf(c: Context<Env>, parts: AppParts): Served {
  const name = c.req.param('matter') ?? '';
  const served = parts.served.get(name);
  if (served === undefined)
    throw new Refusal('HTTP_MATTER_UNKNOWN', 'This server serves no such matter. See /api/matters.', {
      matter: name,
    });
  if (served.engine.waiting() > WAITING_LIMIT)
    throw new Refusal('HTTP_BUSY', 'Too many requests wait for this matter. Try again in a moment.');
  return served;
}

/** The body as JSON; no more of it than `limit` bytes is ever held. */
async function bodyOf(c: Context<Env>, limit = BODY_LIMIT): Promise<unknown> {
  const tooLarge = new Refusal(
    'HTTP_TOO_LARGE',
    `A request body has at most ${limit / MIB} MiB. Files are added with intake.add.`,
  );
  if (Number(c.req.header('content-length') ?? 0) > limit) throw tooLarge;
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of c.req.raw.body ?? []) {
    length += part.length;
    if (length > limit) throw tooLarge;
    parts.push(part);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
    return text === '' ? {} : JSON.parse(text);
  } catch (thrown) {
    throw new Refusal(
      'HTTP_JSON',
      `The body is not JSON: ${thrown instanceof Error ? thrown.message : String(thrown)}.`,
    );
  }
}

function keyOf(c: Context<Env>): string | undefined {
  const key = c.req.header('idempotency-key');
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,200}$/.test(key))
    throw new Refusal(
      'INPUT_INVALID',
      'Idempotency-Key: must be 1 to 200 printable characters without blanks.',
    );
  return `http:${key}`;
}

function wantsPage(c: Context<Env>): boolean {
  return (
    c.req.method === 'GET' &&
    (c.req.header('accept') ?? '').includes('text/html') &&
    !c.req.path.startsWith('/api/')
  );
}

function refuse(c: Context<Env>, status: 403 | 404, code: string, message: string) {
  return c.json({ kind: 'refusal', code, message, details: {} }, status);
}
