// What the ill-behaved readers of these tests share: they say they are ready, then act on the first whole job.
import { encodeFrame, FRAME, frameReader } from '../../../../src/adapters/extract/frames.ts';

export function onJob(act: () => void): void {
  const cut = frameReader();
  process.stdin.on('data', (chunk: Buffer) => {
    if (cut(chunk).some((f) => f.type === FRAME.end)) act();
  });
  process.stdout.write(encodeFrame(FRAME.ready, Buffer.alloc(0)));
}
