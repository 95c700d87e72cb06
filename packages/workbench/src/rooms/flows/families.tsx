// Families of methods side by side: at least two must agree on an effect, or the page says that they do not.
import { Lacks, SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import type { Effect, Go } from './types.ts';
import { effectWords } from './words.ts';

interface Compared {
  readonly families: readonly {
    readonly family: string;
    readonly title: string;
    readonly estimate: string;
    readonly runs: number;
    readonly effect: Effect;
    readonly pleaded: boolean;
    readonly registered: boolean;
    readonly failed: number;
  }[];
  readonly agree: boolean | null;
  readonly sentence: string;
}

/** The sentence, and the run that speaks for each family. */
export function Families({ series, go }: { readonly series: string; readonly go: Go }) {
  const found = useAsk<Compared>('estimate.compare', { series });
  if (found.error !== null) return <SayNo error={found.error} />;
  if (found.data === undefined) return null;
  const { families, agree, sentence } = found.data;
  return (
    <section className="block">
      <h2>Do methods agree?</h2>
      {agree === true ? <p className="lead">{sentence}</p> : <Lacks>{sentence}</Lacks>}
      {families.length > 0 && (
        <table className="grid">
          <thead>
            <tr>
              <th>Family</th>
              <th>The run that speaks for it</th>
              <th>Effect</th>
              <th className="numbers">Runs</th>
              <th className="numbers">Failed challenges</th>
            </tr>
          </thead>
          <tbody>
            {families.map((one) => (
              <tr key={one.family}>
                <td>{one.family}</td>
                <td>
                  <button type="button" className="link" onClick={() => go({ estimate: one.estimate })}>
                    {one.title.replace(/[:(].*$/u, '').trim()}
                  </button>
                  {one.pleaded && <strong> · pleaded</strong>}
                  {one.registered && <span className="muted small"> · chosen beforehand</span>}
                </td>
                <td>{effectWords(one.effect)}</td>
                <td className="numbers">{one.runs}</td>
                <td className="numbers">{one.failed}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
