// A server over a scratch matter, and raw requests to it: whatever a hostile page or program could send.
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openServer, type ProbataServer } from '../../../src/doors/http/server.ts';
import { openEngine } from '../../../src/doors/worker/engine-client.ts';

export interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  json(): { readonly [name: string]: unknown };
}

export interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly content?: boolean;
}

export interface Door {
  readonly server: ProbataServer;
  readonly folder: string;
  readonly host: string;
  readonly matter: string;
  /** With the right Host, Origin, cookie and header, unless said otherwise; `undefined` leaves a header out. */
  ask(asked: Asked): Promise<Got>;
  post(path: string, body: unknown, headers?: Readonly<Record<string, string | undefined>>): Promise<Got>;
  cookie(): string;
  end(): Promise<void>;
}

export async function openDoor(): Promise<Door> {
  const folder = mkdtempSync(join(tmpdir(), 'probata-http-'));
  const engine = await openEngine({
    folder: join(folder, 'case'),
    create: { title: 'A v. B', person: 'Ada Venn' },
    places: { config: join(folder, 'config'), state: join(folder, 'state') },
    drain: true,
  });
  const server = await openServer({ port: 0, contentPort: 0, workbench: join(folder, 'no-workbench') });
  const matter = server.add(engine);
  let cookie = '';
  const { host } = new URL(server.origin);
  const ask = ({ method = 'GET', path = '/', headers = {}, body, content = false }: Asked): Promise<Got> => {
    const origin = content ? server.contentOrigin : server.origin;
    const url = new URL(origin);
    const all: Record<string, string | undefined> = {
      host: url.host,
      ...(cookie === '' || content ? {} : { cookie }),
      ...(method === 'GET' || method === 'HEAD'
        ? {}
        : { origin, 'x-probata': '1', 'content-type': 'application/json' }),
      ...headers,
    };
    const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    return new Promise((resolve, reject) => {
      const asked = httpRequest(
        {
          host: '127.0.0.1',
          port: url.port,
          method,
          path,
          headers: sent as Record<string, string>,
          setHost: false,
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(parts).toString();
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text,
              json: () => JSON.parse(text),
            });
          });
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
  };
  const started = await ask({
    path: new URL(server.startLink()).pathname + new URL(server.startLink()).search,
  });
  cookie = (started.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
  return {
    server,
    folder,
    host,
    matter,
    ask,
    post: (path, body, headers = {}) => ask({ method: 'POST', path, headers, body: JSON.stringify(body) }),
    cookie: () => cookie,
    async end() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
