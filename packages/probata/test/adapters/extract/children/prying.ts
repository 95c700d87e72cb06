// A reader turned by its file: it tries to read, write, start a program and open a socket, and reports what it got.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { encodeFrame, encodeJson, FRAME } from '../../../../src/adapters/extract/frames.ts';
import { closeNetwork } from '../../../../src/adapters/extract/no-network.ts';
import { onJob } from './base.ts';

function codeOf(act: () => unknown): string {
  try {
    act();
    return 'allowed';
  } catch (error) {
    return (error as { code?: string }).code ?? 'refused';
  }
}

closeNetwork();
onJob(() => {
  const found = {
    file: codeOf(() => readFileSync('/etc/passwd')),
    write: codeOf(() => writeFileSync('/tmp/probata-pried', 'x')),
    spawn: codeOf(() => spawnSync('true')),
    socket: codeOf(() => net.connect(9, '127.0.0.1')),
    environment: Object.keys(process.env).join(' '),
  };
  const head = { state: 'read', kind: 'txt', mediaType: 'text/plain', isEncrypted: false, metadata: {} };
  process.stdout.write(encodeJson(FRAME.head, head));
  process.stdout.write(encodeFrame(FRAME.text, Buffer.from(JSON.stringify(found), 'utf16le')));
  process.stdout.write(encodeJson(FRAME.end, { rss: 1, isSound: true }));
});
