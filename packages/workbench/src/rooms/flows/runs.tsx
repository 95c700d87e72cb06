// Every run on a series in order of its effect: none is hidden, and the one that is pleaded is marked.
import { FigureShown } from '../../figures/figure.tsx';
import { SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { Families } from './families.tsx';
import type { EstimateLine, Go } from './types.ts';
import { differenceWords, effectWords } from './words.ts';

/** The specification curve and the list of runs. */
export function Runs({ id, go }: { readonly id: string; readonly go: Go }) {
  const curve = useAsk<{ runs: readonly unknown[]; sentence: string }>('estimate.curve', { series: id });
  const found = useAsk<{ estimates: readonly EstimateLine[] }>('estimate.list', { series: id });
  if (curve.error !== null) return <SayNo error={curve.error} />;
  if (found.error !== null) return <SayNo error={found.error} />;
  if (curve.data === undefined || found.data === undefined) return null;
  const { estimates } = found.data;
  return (
    <>
      {curve.data.runs.length > 0 ? (
        <FigureShown figure="specifications" of={id} />
      ) : (
        <p className="muted">{curve.data.sentence}</p>
      )}
      <Families series={id} go={go} />
      {estimates.length > 0 && (
        <table className="grid">
          <thead>
            <tr>
              <th>Run</th>
              <th>Effect</th>
              <th className="numbers">Answered</th>
              <th className="numbers">Failed</th>
              <th className="numbers">Open</th>
              <th>Standing</th>
            </tr>
          </thead>
          <tbody>
            {estimates.map((one) => (
              <tr key={one.id}>
                <td>
                  <button type="button" className="link" onClick={() => go({ estimate: one.id })}>
                    {one.title.replace(/[:(].*$/u, '').trim()}
                  </button>
                  <div className="small muted">{differenceWords(one, estimates)}</div>
                  {one.registered && <span className="muted small"> · chosen beforehand</span>}
                </td>
                <td>{one.effect === null ? 'names no effect' : effectWords(one.effect)}</td>
                <td className="numbers">{one.answered}</td>
                <td className="numbers">{one.failed}</td>
                <td className="numbers">{one.open}</td>
                <td>
                  {{ adopted: 'pleaded', withdrawn: 'given up', worked: 'worked out' }[one.standing]}
                  {one.stale.length > 0 && <span className="contested-ink"> · stale</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="acts below">
        <button type="button" onClick={() => go({ new: 'choice', series: id })}>
          Register a choice
        </button>
        <button type="button" onClick={() => go({ new: 'run', series: id })}>
          Work an estimate out
        </button>
      </p>
    </>
  );
}
