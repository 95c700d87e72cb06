// Long work in progress: how far, how fast, how many errors, how long still; and a way to stop it.
import { useEffect, useState } from 'react';
import { stopTask } from '../lib/api.ts';
import { JOBS, type RunningTask } from '../lib/live.ts';
import { pace } from '../lib/pace.ts';
import { number, sentence, spell } from '../lib/words.ts';

/** The running tasks of a matter. Short reading tasks tell of no progress and are not shown. */
export function Tasks({
  tasks,
  matter,
}: {
  readonly tasks: readonly RunningTask[];
  readonly matter: string;
}) {
  const shown = tasks.filter(
    (task) => (task.state === 'running' || task.state === 'failed') && task.progress !== null,
  );
  if (shown.length === 0) return null;
  return (
    <section className="tasks" aria-label="Work in progress">
      {shown.map((task) => (
        <Task key={task.task} task={task} matter={matter} />
      ))}
    </section>
  );
}

function Task({ task, matter }: { readonly task: RunningTask; readonly matter: string }) {
  const [since] = useState(() => ({ at: Date.now(), done: task.progress?.done ?? 0 }));
  const [now, setNow] = useState(since.at);
  const [isStopping, setStopping] = useState(false);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const { progress } = task;
  if (progress === null) return null;
  if (task.state === 'failed')
    return (
      <div className="task" role="alert">
        <strong>{sentence(task.name.replace('.', ' '))} ended with an error.</strong> {task.error?.message}
      </div>
    );
  const { rate, left } = pace(progress, since, now);
  return (
    <div className="task">
      <div>
        {sentence(progress.stage)}: {number(progress.done)}
        {progress.all === null ? '' : ` of ${number(progress.all)}`}
      </div>
      {progress.all !== null && (
        <progress aria-label={progress.stage} value={progress.done} max={Math.max(1, progress.all)} />
      )}
      <div className="muted small">
        {[
          ...(rate === null ? [] : [`${number(Math.round(rate))} a second`]),
          ...(left === null ? [] : [`${spell(left)} left`]),
          ...(progress.errors > 0
            ? [`${number(progress.errors)} ${progress.errors === 1 ? 'error' : 'errors'}`]
            : []),
        ].join(', ')}
      </div>
      {task.task !== JOBS && (
        <button
          type="button"
          className="link"
          disabled={isStopping}
          onClick={() => {
            setStopping(true);
            void stopTask(matter, task.task).catch(() => setStopping(false));
          }}
        >
          {isStopping ? 'Stopping…' : 'Stop'}
        </button>
      )}
    </div>
  );
}
