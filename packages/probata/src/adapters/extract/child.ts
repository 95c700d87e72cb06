// The program of a reading process: it takes one file at a time from its input and answers with a plain record.
import { setPriority } from 'node:os';
import type { ExtractLimits } from '../../ports/extractor.ts';
import { collectConsole } from './engine-remarks.ts';
import { encodeFrame, FRAME, frameReader } from './frames.ts';
import { closeNetwork } from './no-network.ts';
import { readSource } from './read-source.ts';
import { framesOf } from './send.ts';
import { stillReads } from './still-reads.ts';
import { takeUpset } from './upset.ts';
import { watchOverMyself } from './watchdog.ts';

interface Job {
  readonly name: string;
  readonly password?: string;
  readonly encoding?: string;
  readonly asDraft?: boolean;
  readonly limits: ExtractLimits;
}

collectConsole();
closeNetwork();
standBack();
const deadline = watchOverMyself();
let job: Job | undefined;
let pieces: Buffer[] = [];
// Files may be sent ahead; each waits until the one before it is answered.
let before = Promise.resolve();
const cut = frameReader();

process.stdin.on('data', (chunk: Buffer) => {
  for (const frame of cut(chunk)) {
    if (frame.type === FRAME.job)
      job = JSON.parse(frame.payload.toString('utf8')) as Job; // the house wrote it
    else if (frame.type === FRAME.bytes) pieces.push(Buffer.from(frame.payload));
    else if (frame.type === FRAME.end && job !== undefined) {
      const [asked, bytes] = [job, Buffer.concat(pieces)];
      pieces = [];
      job = undefined;
      before = before.then(() => answer(asked, bytes));
    }
  }
});
process.stdin.on('end', () => process.exit(0));
process.stdout.on('error', () => process.exit(0));
process.stdout.write(encodeFrame(FRAME.ready, Buffer.alloc(0)));

async function answer(asked: Job, bytes: Uint8Array): Promise<void> {
  Atomics.store(deadline, 0, BigInt(Date.now() + asked.limits.wallMs + 2_000));
  const { draft, ending } = await readSource({ ...asked, bytes });
  const isSound = !takeUpset() && (await stillReads(draft, ending));
  for (const frame of framesOf(draft, ending, isSound)) {
    if (!process.stdout.write(frame)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
  Atomics.store(deadline, 0, 0n);
}

/** The house goes first where there are not processors enough: it feeds the readers, and answers those who wait. */
function standBack(): void {
  try {
    setPriority(5);
  } catch {
    // A system that does not allow it; the work is the same.
  }
}
