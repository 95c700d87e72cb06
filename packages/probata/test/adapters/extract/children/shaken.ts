// A reader whose engine was trapped in the middle of its work: it answers all the same, and says so.
import { encodeJson, FRAME } from '../../../../src/adapters/extract/frames.ts';
import { onJob } from './base.ts';

onJob(() => {
  const head = { state: 'read', kind: 'pdf', mediaType: 'application/pdf', isEncrypted: false, metadata: {} };
  process.stdout.write(encodeJson(FRAME.head, head));
  process.stdout.write(encodeJson(FRAME.end, { rss: 1, isSound: false }));
});
