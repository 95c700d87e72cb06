// A reader that sends without end.
import { encodeFrame, encodeJson, FRAME } from '../../../../src/adapters/extract/frames.ts';
import { onJob } from './base.ts';

onJob(() => {
  process.stdout.write(encodeJson(FRAME.head, { state: 'read' }));
  const piece = encodeFrame(FRAME.text, Buffer.alloc(1 << 20, 65));
  const more = (): void => {
    while (process.stdout.write(piece));
    process.stdout.once('drain', more);
  };
  more();
});
