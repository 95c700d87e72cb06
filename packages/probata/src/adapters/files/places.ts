// Where things of the person, rather than of the matter, are kept on this machine.
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface Places {
  /** Keys of the person: identity.json. */
  readonly config: string;
  /** Heads of the matters seen on this machine. */
  readonly state: string;
}

/** By PROBATA_CONFIG and PROBATA_STATE, else by the platform's own rule (XDG base directories; LOCALAPPDATA on Windows). */
export function placesFrom(env: Readonly<Record<string, string | undefined>>): Places {
  const home = homedir();
  const windows = env['LOCALAPPDATA'];
  const config =
    env['PROBATA_CONFIG'] ??
    (process.platform === 'win32' && windows !== undefined
      ? join(windows, 'probata', 'config')
      : join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'probata'));
  const state =
    env['PROBATA_STATE'] ??
    (process.platform === 'win32' && windows !== undefined
      ? join(windows, 'probata', 'state')
      : join(env['XDG_STATE_HOME'] ?? join(home, '.local', 'state'), 'probata'));
  return { config, state };
}
