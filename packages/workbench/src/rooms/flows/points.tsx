// The points of a series as a table: time, figure, and the cell it stands in, with the words on the page one press away.
import { useGoTo } from '../../figures/go-to.ts';
import { ExhibitLink } from '../../lib/exhibit-name.tsx';
import { lettersOf } from '../../reader/sheets-of.ts';
import type { Go, Point, SeriesShown } from './types.ts';
import { CALENDARS, timeWords, valueWords } from './words.ts';

interface PointsProps {
  readonly shown: SeriesShown;
  readonly id: string;
  readonly go: Go;
}

/** Pointing at a figure shows its place; pressing it goes there. */
export function Points({ shown, id, go }: PointsProps) {
  const goTo = useGoTo();
  if (shown.points.length === 0) return <p className="muted">No points.</p>;
  return (
    <>
      {shown.revisions.length > 1 && (
        <p className="acts small below">
          Version
          {shown.revisions.map((one, i) => (
            <button
              type="button"
              key={one.version}
              aria-pressed={one.version === shown.version}
              onClick={() => go({ series: id, tab: 'points', version: String(one.version) })}
            >
              {i + 1}
              {one.vintage === null ? '' : `, ${timeWords(one.vintage)}`}
            </button>
          ))}
        </p>
      )}
      <table className="grid">
        <thead>
          <tr>
            <th>Time</th>
            <th className="numbers">{shown.series?.unit}</th>
            <th>Cell</th>
            <th>Exhibit</th>
          </tr>
        </thead>
        <tbody>
          {shown.points.map((point) => (
            <tr key={point.at}>
              <td>
                {timeWords(point.at)}
                {point.written !== undefined && (
                  <div className="small muted">
                    written <bdi>{point.written.text}</bdi>, {calendarWords(point.written.calendar)}
                  </div>
                )}
              </td>
              <td className="numbers">
                <button
                  type="button"
                  className="link"
                  data-preview={point.passage}
                  onClick={() => goTo(point.passage)}
                >
                  {valueWords(point.value)}
                </button>
              </td>
              <td className="mono">{cellWords(point)}</td>
              <td>
                {point.exhibit !== null && (
                  <ExhibitLink
                    exhibit={point.exhibit}
                    passage={point.passage}
                    search={{ passage: point.passage }}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function cellWords({ cell, pin }: Point): string {
  if (cell === null) return pin ?? '';
  const place = `${lettersOf(cell.col)}${cell.row}`;
  return cell.sheet === '' ? place : `${cell.sheet} ${place}`;
}

const calendarWords = (name: string): string => CALENDARS.find(([one]) => one === name)?.[1] ?? name;
