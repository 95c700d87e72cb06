// Draws pages in processes of their own: one for each exhibit that is being looked at, ended soon after.
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Fault, Refusal } from '../../base/errors.ts';
import type { PagePictures, PictureRequest } from '../../ports/page-pictures.ts';
import { endFenced, type Fence, findFence, startFenced } from '../extract/fence.ts';
import { encodeFrame, encodeJson, FRAME, FRAME_MAX, type Frame, frameReader } from '../extract/frames.ts';
import { residentBytes } from '../extract/memory.ts';
import { preparedProgram } from '../extract/prepared.ts';
import type { DrawJob } from './child.ts';

const MIB = 1 << 20;
const WALL_MS = 20_000;
const RSS_BYTES = 1024 * MIB;
const MAX_PIXELS = 16_000_000;
const MAX_PNG = 64 * MIB;
const IDLE_MS = 30_000;
const SPARE_MS = 120_000;
/** Exhibits looked at together: the list, and two beside each other. */
const AT_ONCE = 3;
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Kinds with pages that can be drawn. */
const KINDS =
  /^(?:application\/pdf|image\/(?:png|jpeg|gif|bmp|tiff|webp|heic|avif|jp2|jxl|x-tga|vnd\.(?:adobe\.photoshop|microsoft\.icon|ms-dds)))$/;

interface Drawer {
  exhibit: string;
  readonly child: ChildProcess;
  readonly frames: AsyncIterator<Frame>;
  /** One page at a time. */
  queue: Promise<unknown>;
  holdsBytes: boolean;
  isDead: boolean;
  idle: NodeJS.Timeout | undefined;
}

/** Page pictures; no process is started and no fence tried before the first. */
export function pagePictures(): PagePictures {
  const drawers = new Map<string, Drawer>();
  let fence: Promise<Fence> | undefined;
  let isClosed = false;
  const end = (drawer: Drawer): void => {
    drawer.isDead = true;
    clearTimeout(drawer.idle);
    if (drawers.get(drawer.exhibit) === drawer) drawers.delete(drawer.exhibit);
    endFenced(drawer.child);
  };
  // One process is kept ready, holding nothing: the first page of the next exhibit need not wait for its start.
  let spare: Drawer | undefined;
  let spareEnds: NodeJS.Timeout | undefined;
  const dropSpare = (): void => {
    clearTimeout(spareEnds);
    if (spare !== undefined) end(spare);
    spare = undefined;
  };
  const prepare = (found: Fence): void => {
    if (isClosed || (spare !== undefined && !spare.isDead)) return;
    spare = startDrawer(found, '');
    spare.child.once('exit', () => {
      if (spare !== undefined && spare.child.exitCode !== null) spare.isDead = true;
    });
    clearTimeout(spareEnds);
    spareEnds = setTimeout(dropSpare, SPARE_MS);
    spareEnds.unref();
  };
  const take = async (exhibit: string): Promise<Drawer> => {
    fence ??= drawingFence();
    const found = await fence;
    if (isClosed) throw new Fault('PICTURES_CLOSED', 'The matter was closed.');
    const known = drawers.get(exhibit);
    if (known !== undefined && !known.isDead) return known;
    const [oldest] = drawers.values();
    if (oldest !== undefined && drawers.size >= AT_ONCE) end(oldest);
    const ready = spare !== undefined && !spare.isDead ? spare : undefined;
    spare = undefined;
    const drawer = ready === undefined ? startDrawer(found, exhibit) : Object.assign(ready, { exhibit });
    drawers.set(exhibit, drawer);
    return drawer;
  };
  const picture = async (request: PictureRequest, isGrey: boolean): Promise<Uint8Array> => {
    if (!KINDS.test(request.mediaType))
      throw new Refusal(
        'PICTURE_NONE',
        `There are no page pictures of the kind ${request.mediaType}; read its text.`,
      );
    const drawer = await take(request.exhibit);
    clearTimeout(drawer.idle);
    const drawing = drawer.queue.then(() => drawOne(drawer, request, isGrey));
    drawer.queue = drawing.catch(() => undefined);
    try {
      return await drawing;
    } catch (thrown) {
      if (drawer.isDead) end(drawer);
      throw thrown;
    } finally {
      clearTimeout(drawer.idle);
      drawer.idle = setTimeout(() => end(drawer), IDLE_MS);
      drawer.idle.unref();
    }
  };
  return {
    png: (request) => picture(request, false),
    async grey(request) {
      const pgm = await picture(request, true);
      const head = /^P5\n(\d{1,6}) (\d{1,6})\n255\n/.exec(
        Buffer.from(pgm.subarray(0, 40)).toString('latin1'),
      );
      const [width, height] = [Number(head?.[1]), Number(head?.[2])];
      if (head === null || pgm.length !== head[0].length + width * height)
        throw new Refusal('PICTURE_LIMIT', 'What was drawn is not a picture.');
      return { pgm, width, height };
    },
    draws: (mediaType) => KINDS.test(mediaType),
    async ready() {
      fence ??= drawingFence();
      prepare(await fence);
    },
    async close() {
      isClosed = true;
      dropSpare();
      for (const drawer of [...drawers.values()]) end(drawer);
    },
  };
}

function drawingFence(): Promise<Fence> {
  const own = fileURLToPath(
    new URL(import.meta.url.endsWith('.ts') ? './child.ts' : './child.js', import.meta.url),
  );
  const { program, folder } = preparedProgram(own);
  return findFence({ heapMib: 256, program, ...(folder === undefined ? {} : { folders: [folder] }) });
}

function startDrawer(fence: Fence, exhibit: string): Drawer {
  const child = startFenced(fence);
  child.stdin?.on('error', () => undefined); // a dead process shows itself on its output
  child.stderr?.resume();
  child.on('error', () => undefined);
  return {
    exhibit,
    child,
    frames: framesFrom(child),
    queue: Promise.resolve(),
    holdsBytes: false,
    isDead: false,
    idle: undefined,
  };
}

async function* framesFrom(child: ChildProcess): AsyncGenerator<Frame> {
  const cut = frameReader();
  for await (const chunk of child.stdout ?? []) yield* cut(chunk as Buffer);
}

/** One page from one process; whatever goes wrong, the process is not used again. */
async function drawOne(drawer: Drawer, request: PictureRequest, isGrey: boolean): Promise<Uint8Array> {
  if (drawer.isDead) throw new Refusal('PICTURE_LIMIT', 'This exhibit could not be drawn. Read its text.');
  const fail = (code: string, message: string): Refusal => {
    drawer.isDead = true;
    return new Refusal(code, message, { exhibit: request.exhibit, page: request.page });
  };
  const { stdin, pid } = drawer.child;
  let limit: string | undefined;
  const stop = (why: string): void => {
    limit ??= why;
    endFenced(drawer.child);
  };
  const clock = setTimeout(() => stop('took longer than 20 seconds'), WALL_MS);
  const watch = setInterval(() => {
    if (pid !== undefined && (residentBytes(pid) ?? 0) > RSS_BYTES) stop('needed more than 1 GiB of memory');
  }, 100);
  try {
    const job: DrawJob = {
      mediaType: request.mediaType,
      page: request.page,
      width: Math.min(isGrey ? 8000 : 4000, Math.max(16, Math.round(request.width))),
      isGrey,
      maxPixels: MAX_PIXELS,
      wallMs: WALL_MS,
    };
    stdin?.write(encodeJson(FRAME.job, job));
    if (!drawer.holdsBytes) {
      const bytes = request.bytes();
      for (let at = 0; at < bytes.length; at += FRAME_MAX)
        stdin?.write(encodeFrame(FRAME.bytes, bytes.subarray(at, at + FRAME_MAX)));
      drawer.holdsBytes = true;
    }
    stdin?.write(encodeFrame(FRAME.end, Buffer.alloc(0)));
    const parts: Buffer[] = [];
    let length = 0;
    for (;;) {
      const next = await drawer.frames.next();
      if (next.done === true)
        throw fail(
          'PICTURE_LIMIT',
          `Page ${request.page} could not be drawn: it ${limit ?? 'ended the process that drew it'}.`,
        );
      const { type, payload } = next.value;
      if (type === FRAME.bytes) {
        length += payload.length;
        if (length > MAX_PNG) throw fail('PICTURE_LIMIT', 'The picture of this page is too large.');
        parts.push(Buffer.from(payload));
      } else if (type === FRAME.end) {
        const said = JSON.parse(payload.toString('utf8')) as { ok?: unknown; why?: unknown };
        if (said.ok !== true)
          throw new Refusal(
            'PICTURE_NONE',
            `Page ${request.page} cannot be drawn. Read its text, or save the file.`,
            {
              why: typeof said.why === 'string' ? said.why.slice(0, 300) : '',
            },
          );
        const png = Buffer.concat(parts);
        if (!isGrey && !png.subarray(0, 8).equals(PNG_SIGNATURE))
          throw fail('PICTURE_LIMIT', 'What was drawn is not a picture.');
        return png;
      }
    }
  } finally {
    clearTimeout(clock);
    clearInterval(watch);
    if (limit !== undefined) drawer.isDead = true;
  }
}
