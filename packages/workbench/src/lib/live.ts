// Keeps screens fresh: the house tells of new entries and of tasks, and what was asked before is asked again.
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState } from 'react';

export interface RunningTask {
  readonly task: string;
  readonly name: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly progress: {
    readonly stage: string;
    readonly done: number;
    readonly all: number | null;
    readonly errors: number;
  } | null;
  readonly error: { readonly message: string } | null;
}

/** `lost`: the house does not answer. `locked`: it answers, and this browser must come through a new start link. */
export type Connection = 'live' | 'lost' | 'locked';

/** The name under which the house's own reading is told. */
export const JOBS = 'jobs';

export const RunningContext = createContext<readonly RunningTask[]>([]);

/** The latest task of that name that is running, if one is. */
export function useRunning(name: string): RunningTask | undefined {
  return useContext(RunningContext).findLast((one) => one.name === name && one.state === 'running');
}

const AGAIN_MS = 2000;
/** During an intake entries come by the thousand; screens follow them at this pace. */
const PACE_MS = 700;

/** Listens to one matter, and begins again whenever the house is back. */
export function useLive(matter: string): {
  readonly connection: Connection;
  readonly tasks: readonly RunningTask[];
} {
  const client = useQueryClient();
  const [connection, setConnection] = useState<Connection>('live');
  const [tasks, setTasks] = useState<readonly RunningTask[]>([]);
  useEffect(() => {
    const refresher = paced(client, matter);
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wasLost = false;
    const open = (): void => {
      source = new EventSource(`/api/${matter}/events`);
      source.addEventListener('open', () => {
        setConnection('live');
        // What happened in between was not told.
        if (wasLost) refresher.ask();
        wasLost = false;
      });
      source.addEventListener('error', () => {
        wasLost = true;
        source?.close();
        void state().then((next) => {
          setConnection(next);
          timer = setTimeout(open, AGAIN_MS);
        });
      });
      source.addEventListener('entries', refresher.ask);
      // What the house reads by itself is told like a task that nobody started.
      source.addEventListener('jobs', (event) => {
        const { progress } = JSON.parse(event.data) as { readonly progress: RunningTask['progress'] };
        const state = progress === null || progress.done === progress.all ? 'done' : 'running';
        const task: RunningTask = { task: JOBS, name: JOBS, state, progress, error: null };
        setTasks((before) => [...before.filter((one) => one.task !== JOBS), task].slice(-20));
        refresher.ask();
      });
      source.addEventListener('task', (event) => {
        const task = JSON.parse(event.data) as RunningTask;
        setTasks((before) => [...before.filter((one) => one.task !== task.task), task].slice(-20));
        // What a long task has done without an entry (readings, pictures) shows when it ends.
        if (task.state !== 'running' && task.progress !== null) refresher.ask();
      });
    };
    open();
    return () => {
      clearTimeout(timer);
      refresher.stop();
      source?.close();
    };
  }, [matter, client]);
  return { connection, tasks };
}

async function state(): Promise<Connection> {
  try {
    const response = await fetch('/api/matters', { headers: { accept: 'application/json' } });
    return response.status === 403 ? 'locked' : 'lost';
  } catch {
    return 'lost';
  }
}

// Sealed readings have keys of their own and are never asked again by themselves: each reading is an entry.
function paced(client: QueryClient, matter: string): { readonly ask: () => void; readonly stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    ask() {
      timer ??= setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries({ queryKey: [matter] });
      }, PACE_MS);
    },
    stop: () => clearTimeout(timer),
  };
}
