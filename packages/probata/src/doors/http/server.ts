// Two servers on this machine alone: one for the workbench, one for bytes of exhibits, each its own origin.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Fault } from '../../base/errors.ts';
import type { Engine } from '../worker/engine-client.ts';
import { makeApp } from './app.ts';
import { makeCapabilities } from './capability.ts';
import { makeContentApp } from './content.ts';
import { type GuardRules, turnAway } from './guard.ts';
import { appHeaders, contentHeaders, type Headers_ } from './headers.ts';
import { type Served, serveMatter, urlName } from './matters.ts';
import { makeSessions } from './sessions.ts';
import { type StaticFile, staticFiles } from './static-files.ts';

export interface ServerOptions_ {
  /** 0 = any free one. */
  readonly port: number;
  readonly contentPort: number;
  /** The folder of the built workbench; read at start and by `reloadWorkbench`. */
  readonly workbench: string;
}

export interface Building {
  readonly name: string;
  readonly title: string;
  readonly message: string;
}

export interface ProbataServer {
  readonly origin: string;
  readonly contentOrigin: string;
  /** A link that lets one browser in, once. */
  startLink(): string;
  /** Serves one more open matter; gives its name in the URL. The server closes it when it closes. */
  add(engine: Engine): string;
  /** Says of a matter that it is still being built; null when it is not any more. */
  building(name: string, state: Building | null): void;
  reloadWorkbench(): void;
  close(): Promise<void>;
}

/**
 * Opens both servers on 127.0.0.1. Nothing outside this machine can reach them, and nothing but a browser that came
 * through a start link can use them.
 * @throws Fault HTTP_LISTEN when a port cannot be had
 */
export async function openServer(options: ServerOptions_): Promise<ProbataServer> {
  const served = new Map<string, Served>();
  const building = new Map<string, Building>();
  const app = plainServer();
  const content = plainServer();
  const port = await listen(app, options.port);
  const contentPort = await listen(content, options.contentPort).catch(async (thrown: unknown) => {
    await closed(app);
    throw thrown;
  });
  const origin = `http://127.0.0.1:${port}`;
  const contentOrigin = `http://127.0.0.1:${contentPort}`;
  const sessions = makeSessions(port);
  const capabilities = makeCapabilities();
  let files: ReadonlyMap<string, StaticFile> = staticFiles(options.workbench);
  const routes = makeApp({
    sessions,
    capabilities,
    contentOrigin,
    served,
    building: () => [...building.values()],
    files: () => files,
  });
  const contentRoutes = makeContentApp({ capabilities, served });
  answer(
    app,
    appHeaders(contentOrigin),
    rulesFor(port, ['GET', 'HEAD', 'POST', 'DELETE']),
    getRequestListener(routes.fetch, { overrideGlobalObjects: false }),
  );
  answer(
    content,
    contentHeaders(origin),
    rulesFor(contentPort, ['GET', 'HEAD']),
    getRequestListener(contentRoutes.fetch, { overrideGlobalObjects: false }),
  );
  return {
    origin,
    contentOrigin,
    startLink: () => `${origin}/start?token=${sessions.startToken()}`,
    add(engine) {
      const name = urlName(engine.facts.folder, (each) => served.has(each));
      served.set(name, serveMatter(engine));
      return name;
    },
    building(name, state) {
      if (state === null) building.delete(name);
      else building.set(name, state);
    },
    reloadWorkbench() {
      files = staticFiles(options.workbench);
    },
    async close() {
      sessions.endAll();
      for (const { tasks } of served.values()) tasks.cancelAll();
      await Promise.all([closed(app), closed(content)]);
      await Promise.all([...served.values()].map(({ engine }) => engine.close()));
    },
  };
}

// Slow senders and idle connections are ended; a request without Host is answered by our own guard, with our headers.
function plainServer(): Server {
  const server = createServer({
    requireHostHeader: false,
    maxHeaderSize: 16 * 1024,
    headersTimeout: 10_000,
    requestTimeout: 60_000,
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: 2_000,
  });
  server.maxConnections = 512;
  server.on('upgrade', (_request, socket) => socket.destroy());
  return server;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new Fault(
          'HTTP_LISTEN',
          `Port ${port} on 127.0.0.1 cannot be had. Give another with --port, or 0 for any.`,
          { cause },
        ),
      ),
    );
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () =>
      resolve((server.address() as AddressInfo).port),
    );
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function rulesFor(port: number, methods: readonly string[]): GuardRules {
  return { host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}`, methods };
}

/** The headers are set before anything else can answer, so that no path, and no error of a library, is without them. */
function answer(
  server: Server,
  headers: Headers_,
  rules: GuardRules,
  listener: (request: IncomingMessage, response: ServerResponse) => unknown,
): void {
  server.on('request', (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const turned = turnAway(request, rules);
    if (turned === undefined) {
      void listener(request, response);
      return;
    }
    const { status, code, message } = turned;
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify({ kind: 'refusal', code, message, details: {} }));
  });
  server.on('checkContinue', (request, response) => {
    response.setHeader('connection', 'close');
    server.emit('request', request, response);
  });
  // What is not HTTP at all is answered too, with the same headers.
  server.on('clientError', (_error, socket) => {
    if (!socket.writable) return;
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    socket.end(
      ['HTTP/1.1 400 Bad Request', ...lines, 'connection: close', 'content-length: 0', '', ''].join('\r\n'),
    );
  });
}
