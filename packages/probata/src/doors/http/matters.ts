// The matters that one server serves: each with its engine thread, its running tasks, and those who listen.
import type { Engine } from '../worker/engine-client.ts';
import type { EngineEvent } from '../worker/messages.ts';
import { makeTasks, type TaskState, type Tasks } from './tasks.ts';

export type ServedEvent = EngineEvent | ({ readonly type: 'task' } & Omit<TaskState, 'answer'>);

export interface Served {
  readonly engine: Engine;
  readonly tasks: Tasks;
  listen(listener: (event: ServedEvent) => void): () => void;
}

export function serveMatter(engine: Engine): Served {
  const listeners = new Set<(event: ServedEvent) => void>();
  const tell = (event: ServedEvent): void => {
    for (const listener of listeners) listener(event);
  };
  engine.listen((event) => {
    tell(event);
    if (event.type === 'entries') void engine.look().catch(() => undefined);
  });
  return {
    engine,
    // Listeners are told that a task has ended; its answer they fetch, so that it is sent to whoever asked for it only.
    tasks: makeTasks(({ answer: _answer, ...state }) => tell({ type: 'task', ...state })),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A name for URLs from a folder's name: lower case letters, digits and hyphens, and unlike those in use. */
export function urlName(folder: string, used: (name: string) => boolean): string {
  const last = folder.split(/[\\/]/).filter(Boolean).at(-1) ?? '';
  const base =
    last
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'matter';
  let name = base;
  // 'matters' and 'catalogue' are addresses of their own.
  for (let n = 2; used(name) || name === 'matters' || name === 'catalogue'; n += 1) name = `${base}-${n}`;
  return name;
}
