// Keeps screens fresh: the house tells of new entries and of tasks, and what was asked before is asked again.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

export interface RunningTask {
  readonly task: string;
  readonly name: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly progress: { readonly stage: string; readonly done: number; readonly all: number | null; readonly errors: number } | null;
  readonly error: { readonly message: string } | null;
}

/** Listens to one matter. `isLive` is false while the house does not answer: what is shown may then be old. */
export function useLive(matter: string): { readonly isLive: boolean; readonly tasks: readonly RunningTask[] } {
  const client = useQueryClient();
  const [isLive, setLive] = useState(true);
  const [tasks, setTasks] = useState<readonly RunningTask[]>([]);
  useEffect(() => {
    const source = new EventSource(`/api/${matter}/events`);
    const refresh = (): void => {
      void client.invalidateQueries({ queryKey: [matter] });
    };
    source.addEventListener('open', () => setLive(true));
    source.addEventListener('error', () => setLive(false));
    source.addEventListener('entries', refresh);
    source.addEventListener('task', (event) => {
      const task = JSON.parse(event.data) as RunningTask;
      setTasks((before) => [...before.filter((one) => one.task !== task.task), task].slice(-20));
      if (task.state !== 'running') refresh();
    });
    return () => source.close();
  }, [matter, client]);
  return { isLive, tasks };
}
