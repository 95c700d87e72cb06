// Long work in progress: how far, how fast, how many errors; and a way to stop it.
import { useEffect, useState } from 'react';
import type { RunningTask } from '../lib/live.ts';
import { number, sentence } from '../lib/words.ts';

/** The running tasks of a matter; a finished one stays for a moment. Short reading tasks are not shown. */
export function Tasks({ tasks, matter }: { readonly tasks: readonly RunningTask[]; readonly matter: string }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const shown = tasks.filter((task) => task.state === 'running' && task.progress !== null);
  if (shown.length === 0) return null;
  return (
    <section className="tasks" aria-label="Work in progress" aria-live="polite" data-now={now}>
      {shown.map((task) => (
        <Task key={task.task} task={task} matter={matter} />
      ))}
    </section>
  );
}

function Task({ task, matter }: { readonly task: RunningTask; readonly matter: string }) {
  const [since] = useState(Date.now());
  const { progress } = task;
  if (progress === null) return null;
  const elapsed = (Date.now() - since) / 1000;
  const rate = elapsed > 1 ? progress.done / elapsed : null;
  const left = rate !== null && rate > 0 && progress.all !== null ? Math.ceil((progress.all - progress.done) / rate) : null;
  const stop = (): void => {
    void fetch(`/api/${matter}/tasks/${task.task}`, { method: 'DELETE', headers: { 'x-probata': '1' } });
  };
  return (
    <div className="task">
      <div>
        {sentence(progress.stage)}: {number(progress.done)}
        {progress.all === null ? '' : ` of ${number(progress.all)}`}
        {progress.errors > 0 ? `, ${number(progress.errors)} errors` : ''}
      </div>
      {progress.all !== null && <progress value={progress.done} max={Math.max(1, progress.all)} />}
      <div className="muted small">
        {left === null ? '' : `about ${left} s left `}
        <button type="button" className="link" onClick={stop}>
          Stop
        </button>
      </div>
    </div>
  );
}
