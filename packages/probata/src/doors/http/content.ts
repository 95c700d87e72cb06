// The routes of the content origin: bytes of exhibits and of files we wrote, for whoever holds a signed link, as something that cannot act.
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { Capabilities } from './capability.ts';
import type { Served } from './matters.ts';
import { statusOf } from './status.ts';

export interface ContentParts {
  readonly capabilities: Capabilities;
  readonly served: ReadonlyMap<string, Served>;
}

/** The content app. It knows no cookie and no other route. */
export function makeContentApp({ capabilities, served }: ContentParts): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.onError((thrown, c) => {
    const { status, body } = statusOf(thrown);
    return c.body(JSON.stringify(body), status as 400, { 'content-type': 'application/json' });
  });
  app.notFound((c) =>
    c.json(
      {
        kind: 'refusal',
        code: 'HTTP_LINK',
        message: 'This link is not valid, or no longer. Open the exhibit, or the list of files, again.',
        details: {},
      },
      404,
    ),
  );
  app.get('/c/:token', async (c) => {
    const capability = capabilities.open(c.req.param('token'));
    const matter = capability === undefined ? undefined : served.get(capability.matter);
    if (capability === undefined || matter === undefined) return c.notFound();
    const { matter: _name, ...request } = capability;
    const part = 'play' in request ? partOf(c.req.header('range')) : undefined;
    const content = await matter.engine.content(part === undefined ? request : { ...request, part });
    const { head } = content;
    const body = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          try {
            const chunk = await content.next();
            if (chunk === null) controller.close();
            else controller.enqueue(chunk);
          } catch (thrown) {
            // The length was promised: the browser sees a broken download, never a whole one that is wrong.
            controller.error(thrown);
          }
        },
        cancel: () => content.drop(),
      },
      { highWaterMark: 1 },
    );
    const length = head.bytes === null ? {} : { 'content-length': String(head.bytes) };
    if (head.played !== undefined) {
      const { inParts, part } = head.played;
      // For a player alone: who follows the link as a page still saves a file.
      return c.body(body, part === null ? 200 : 206, {
        'content-type': head.mediaType,
        'content-disposition': disposition(head.name),
        ...(inParts ? { 'accept-ranges': 'bytes' } : {}),
        ...(part === null ? {} : { 'content-range': `bytes ${part.from}-${part.to}/${part.of}` }),
        ...length,
      });
    }
    return c.body(body, 200, {
      // Never the type the file claims: what a stranger sent is a file to save. A page's picture was drawn by us.
      ...(head.ours
        ? { 'content-type': head.mediaType, 'content-disposition': 'inline' }
        : { 'content-type': 'application/octet-stream', 'content-disposition': disposition(head.name) }),
      ...length,
    });
  });
  return app;
}

/** One part from its first byte on (RFC 9110 section 14.1.2); several parts or a last stretch are not given: the whole is. */
export function partOf(
  range: string | undefined,
): { readonly from: number; readonly to?: number } | undefined {
  const found = /^bytes=(\d{1,15})-(\d{1,15})?$/.exec(range ?? '');
  if (found === null) return undefined;
  const [, from, to] = found;
  return to === undefined ? { from: Number(from) } : { from: Number(from), to: Number(to) };
}

/** `attachment` with a name that no system misreads (RFC 6266): plain characters, and the whole name encoded (RFC 8187). */
export function disposition(name: string): string {
  const safe =
    name
      .normalize('NFC')
      .replace(/[\p{C}\p{Z}"\\/:*?<>|;%]+/gu, ' ')
      .trim()
      .slice(0, 150) || 'exhibit';
  const ascii = safe.replace(/[^\x20-\x7e]+/g, '_');
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
