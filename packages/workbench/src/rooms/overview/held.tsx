// What is held: how many exhibits of which class, and how many of them were read.
import { Link } from '@tanstack/react-router';
import { useMatter } from '../../lib/matter.ts';
import { useTask } from '../../lib/use-ask.ts';
import { bytes, counted, number, sentence } from '../../lib/words.ts';
import type { Counts, Readings, Recognition } from './types.ts';

/** The counts by class as bars of one ink, longest first. */
export function Held({
  counts,
  readings,
}: {
  readonly counts: Counts | undefined;
  readonly readings: Readings | undefined;
}) {
  const matter = useMatter();
  const recognition = useTask<Recognition>('reading.recogniser').data;
  if (counts === undefined) return null;
  const classes = Object.entries(counts.byClass).sort(([, a], [, b]) => b - a);
  const most = classes[0]?.[1] ?? 1;
  const notHeld = Object.entries(counts.byState).filter(([state, n]) => state !== 'held' && n > 0);
  return (
    <>
      <p>
        <Link to="/$matter/exhibits" params={{ matter }} search={{}}>
          {counted(counts.total, 'exhibit')}
        </Link>
        , {bytes(counts.bytes)}
        {notHeld.map(([state, n]) => (
          <span key={state}>
            ,{' '}
            <Link to="/$matter/exhibits" params={{ matter }} search={{ state }}>
              {number(n)} {state}
            </Link>
          </span>
        ))}
      </p>
      <table className="bars">
        <tbody>
          {classes.map(([name, n]) => (
            <tr key={name}>
              <th scope="row">
                <Link to="/$matter/exhibits" params={{ matter }} search={{ class: name }}>
                  {sentence(name)}
                </Link>
              </th>
              <td>
                <meter aria-hidden="true" min={0} max={most} value={n} /> {number(n)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted small">
        {(readings?.states ?? [])
          .map((row) => `${sentence(row.errorKind ?? row.state)} ${number(row.n)}`)
          .join(', ') || 'Nothing is read yet'}
        {readings === undefined ? '' : `; ${number(readings.indexed)} in the open search index`}
      </p>
      {readings !== undefined && (
        <p className="muted small">Files are read behind a fence: {readings.fence}.</p>
      )}
      {recognition !== undefined && (
        <p className="muted small">
          Print is recognised by {recognition.recogniser}; languages:{' '}
          {recognition.languages.join(', ') || 'none'}
          {recognition.waiting > 0 &&
            `; ${counted(recognition.waiting, 'exhibit waits', 'exhibits wait')} for it`}
          .
        </p>
      )}
    </>
  );
}
