// The engine thread, but for one question that ends it: stands for a crash of the program or of the machine's memory.
import { parentPort } from 'node:worker_threads';
import type { ToEngine } from '../../../src/doors/worker/messages.ts';

parentPort?.on('message', (message: ToEngine) => {
  if ('call' in message && message.call.type === 'ask' && message.call.name === 'die.now') process.exit(1);
});
await import('../../../src/doors/worker/engine.ts');
