// Versions of a series side by side: what each changed, so that nobody quotes a figure that was revised.
import type { Go, SeriesShown } from './types.ts';
import { timeWords, valueWords } from './words.ts';

/** What changed from version to version, and the way to a further one. */
export function Revisions({
  shown,
  id,
  go,
}: {
  readonly shown: SeriesShown;
  readonly id: string;
  readonly go: Go;
}) {
  return (
    <>
      {shown.revisions.length < 2 && (
        <p className="muted">
          There is one version. When its source publishes anew, read the new table as a further version: the
          older figures stay beside it.
        </p>
      )}
      {shown.revisions.map((one, i) => (
        <section key={one.version} className="block">
          <h3>
            Version {i + 1}
            {one.vintage === null ? '' : `, published ${timeWords(one.vintage)}`}
          </h3>
          <p className="small muted">
            Entered {timeWords(one.at.slice(0, 10))}, entry {one.version}.{' '}
            {i === 0
              ? 'The first.'
              : `${one.changed.length === 0 ? 'Nothing' : one.changed.length} changed against version ${i}.`}
          </p>
          {one.changed.length > 0 && (
            <table className="grid">
              <thead>
                <tr>
                  <th>Time</th>
                  <th className="numbers">Version {i}</th>
                  <th className="numbers">Version {i + 1}</th>
                </tr>
              </thead>
              <tbody>
                {one.changed.map((each) => (
                  <tr key={each.at}>
                    <td>{timeWords(each.at)}</td>
                    <td className="numbers">{valueWords(each.before)}</td>
                    <td className="numbers">{valueWords(each.now)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      ))}
      <button type="button" onClick={() => go({ new: 'series', revise: id })}>
        Read a further version from a table
      </button>
    </>
  );
}
