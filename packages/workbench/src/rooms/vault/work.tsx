// One long piece of work as it goes: done and all, rate, time left, errors. Fed by what the house tells of its tasks.
import { useEffect, useState } from 'react';
import { useRunning } from '../../lib/live.ts';
import { pace } from '../../lib/pace.ts';
import { number, sentence, spell } from '../../lib/words.ts';

/** Shown while the task of that name runs, or with `jobs` while the house works by itself. */
export function Work({ name }: { readonly name: string }) {
  const running = useRunning(name);
  const [since, setSince] = useState<{ at: number; done: number; task: string }>();
  const [now, setNow] = useState(0);
  const task = running?.task;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another task begins anew
  useEffect(() => {
    if (task === undefined) return;
    setSince({ at: Date.now(), done: running?.progress?.done ?? 0, task });
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [task]);
  const progress = running?.progress;
  if (progress === undefined || progress === null || since === undefined) return null;
  const { rate, left } = pace(progress, since, now);
  return (
    <div className="work-now" role="status" aria-label={sentence(progress.stage)}>
      <div className="work-line">
        <strong>{sentence(progress.stage)}</strong>{' '}
        <span className="work-count">
          {number(progress.done)}
          {progress.all === null ? '' : ` of ${number(progress.all)}`}
        </span>{' '}
        {rate !== null && <span>{rate >= 10 ? number(Math.round(rate)) : rate.toFixed(1)} a second</span>}{' '}
        {left !== null && <span>{spell(left)} left</span>}{' '}
        {progress.errors > 0 && <span className="contested-ink">{number(progress.errors)} errors</span>}
      </div>
      {progress.all !== null && (
        <progress
          aria-label={`${sentence(progress.stage)}, done`}
          value={progress.done}
          max={Math.max(1, progress.all)}
        />
      )}
    </div>
  );
}
