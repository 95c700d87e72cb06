// A reader that answers with a record whose line lies outside its text.
import { encodeJson, FRAME } from '../../../../src/adapters/extract/frames.ts';
import { onJob } from './base.ts';

onJob(() => {
  const head = { state: 'read', kind: 'pdf', mediaType: 'application/pdf', isEncrypted: false, metadata: {} };
  process.stdout.write(encodeJson(FRAME.head, head));
  process.stdout.write(encodeJson(FRAME.list, { list: 'pages', items: [[1, 1, true, 0, 0, 0]] }));
  process.stdout.write(encodeJson(FRAME.list, { list: 'lines', items: [[0, 0, 1_000_000, 0, 0, 1, 1]] }));
  process.stdout.write(encodeJson(FRAME.end, { rss: 1, isSound: true }));
});
