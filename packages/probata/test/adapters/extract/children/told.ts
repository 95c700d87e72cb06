// A reader that does what the name of a file tells it: it dies, waits, says it is shaken, or answers with the name.
import { randomUUID } from 'node:crypto';
import { encodeFrame, encodeJson, FRAME, frameReader } from '../../../../src/adapters/extract/frames.ts';

const OWN = randomUUID();
const cut = frameReader();
const names: string[] = [];
let whole = 0;
let isBusy = false;

process.stdin.on('data', (chunk: Buffer) => {
  for (const frame of cut(chunk)) {
    if (frame.type === FRAME.job)
      names.push((JSON.parse(frame.payload.toString('utf8')) as { name: string }).name);
    else if (frame.type === FRAME.end) whole += 1;
  }
  next();
});
process.stdout.write(encodeFrame(FRAME.ready, Buffer.alloc(0)));

function next(): void {
  const [name] = names;
  if (isBusy || whole === 0 || name === undefined) return;
  // Answered only when two more have come: they must have been sent ahead.
  if (name.startsWith('third') && whole < 3) return;
  names.shift();
  whole -= 1;
  if (name.startsWith('kill')) process.kill(process.pid, 'SIGKILL');
  isBusy = true;
  setTimeout(() => answer(name), name.startsWith('wait') ? 700 : 0);
}

function answer(name: string): void {
  const head = {
    state: 'read',
    kind: 'txt',
    mediaType: 'text/plain',
    isEncrypted: false,
    metadata: { process: OWN },
  };
  process.stdout.write(encodeJson(FRAME.head, head));
  process.stdout.write(encodeFrame(FRAME.text, Buffer.from(name, 'utf16le')));
  process.stdout.write(encodeJson(FRAME.end, { rss: 1, isSound: !name.startsWith('shaken') }));
  isBusy = false;
  next();
}
