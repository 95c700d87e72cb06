import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../../../src/doors/cli/main.ts';
import { keeping, scene } from './scene.ts';

const stage = scene();
afterAll(() => stage.end());

describe('Ctrl-C', () => {
  it('stops a long task, says what is kept, ends with 130, and the same command goes on', async () => {
    await stage.probata('init', 'm', '--title', 'A v. B', '--person', 'Ada');
    const many = join(stage.folder, 'many');
    mkdirSync(many);
    for (let i = 0; i < 1500; i += 1) writeFileSync(join(many, `f${i}.txt`), `file ${i}`);
    const stop = new AbortController();
    const terminal = keeping();
    // As soon as something is reported, the person presses Ctrl-C.
    const listening = {
      ...terminal,
      now: () => {
        stop.abort();
        return terminal.now();
      },
    };
    const code = await runCli(['intake', 'add', '--paths', many, '--matter', 'm'], {
      cwd: stage.folder,
      env: {},
      terminal: listening,
      signal: stop.signal,
      places: { config: join(stage.folder, 'config'), state: join(stage.folder, 'state') },
    });
    expect(code).toBe(130);
    expect(`${terminal.said.out}${terminal.said.err}`).toContain('kept');
    const again = await stage.probata('intake', 'add', '--paths', many, '--matter', 'm', '--json');
    expect(again.code, again.err).toBe(0);
    const { total } = JSON.parse((await stage.probata('exhibit', 'counts', '--matter', 'm', '--json')).out);
    expect(total).toBe(1500);
  });
});
