// Long work asked for by a page: it goes on when the page is closed, and can be looked at and cancelled.
import { randomBytes } from 'node:crypto';
import type { Progress } from '../../app/house.ts';
import { type ErrorShape, errorShape, Refusal } from '../../base/errors.ts';
import type { Engine } from '../worker/engine-client.ts';

export interface TaskState {
  readonly task: string;
  readonly name: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly progress: Progress | null;
  readonly answer: unknown;
  readonly error: ErrorShape | null;
}

export interface Tasks {
  /** Starts a task, or gives back the one that was started under the same key. */
  start(engine: Engine, name: string, input: unknown, key: string | undefined): string;
  state(id: string): TaskState;
  /** The state once the task has ended, or as it is after `ms` milliseconds. */
  ended(id: string, ms: number): Promise<TaskState>;
  cancel(id: string): TaskState;
  cancelAll(): void;
}

const KEPT = 200;
const RUNNING = 16;

/** The tasks of one matter; `tell` hears of every change. */
export function makeTasks(tell: (state: TaskState) => void): Tasks {
  const states = new Map<string, TaskState>();
  const stops = new Map<string, AbortController>();
  const byKey = new Map<string, string>();
  const ends = new Map<string, Promise<void>>();
  const put = (state: TaskState): void => {
    states.set(state.task, state);
    tell(state);
  };
  const find = (id: string): TaskState => {
    const state = states.get(id);
    if (state === undefined)
      throw new Refusal(
        'HTTP_TASK_UNKNOWN',
        'This server knows no such task; it may have been restarted since.',
        { task: id },
      );
    return state;
  };
  return {
    start(engine, name, input, key) {
      const before = key === undefined ? undefined : byKey.get(key);
      if (before !== undefined && states.has(before)) return before;
      if (stops.size >= RUNNING)
        throw new Refusal('HTTP_BUSY', `${RUNNING} tasks are running. Wait for one, or cancel it.`);
      const task = `tsk_${randomBytes(16).toString('hex')}`;
      const stop = new AbortController();
      stops.set(task, stop);
      if (key !== undefined) byKey.set(key, task);
      let state: TaskState = { task, name, state: 'running', progress: null, answer: null, error: null };
      const change = (more: Partial<TaskState>): void => {
        state = { ...state, ...more };
        put(state);
      };
      change({});
      const done = engine.task(name, input, {
        signal: stop.signal,
        progress: (progress) => change({ progress }),
      });
      const ended = done
        .then(
          (answer) => change({ state: 'done', answer: answer ?? null }),
          (thrown: unknown) => {
            const error = errorShape(thrown);
            change({ state: error.code === 'CANCELLED' ? 'cancelled' : 'failed', error });
          },
        )
        .finally(() => {
          stops.delete(task);
          ends.delete(task);
          for (const id of [...states.keys()].slice(0, Math.max(0, states.size - KEPT)))
            if (!stops.has(id)) states.delete(id);
        });
      ends.set(task, ended);
      return task;
    },
    state: find,
    async ended(id, ms) {
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, ms);
      });
      await Promise.race([ends.get(id), patience]);
      clearTimeout(timer);
      return find(id);
    },
    cancel(id) {
      const state = find(id);
      stops.get(id)?.abort();
      return state;
    },
    cancelAll() {
      for (const stop of stops.values()) stop.abort();
    },
  };
}
