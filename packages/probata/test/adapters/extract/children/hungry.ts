// A reader that takes memory outside the JavaScript heap until it is stopped.
import { onJob } from './base.ts';

const held: Buffer[] = [];
onJob(() => {
  setInterval(() => held.push(Buffer.alloc(16 * 1024 * 1024, 1)), 5);
});
