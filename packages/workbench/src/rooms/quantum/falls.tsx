// What the claim loses when an exhibit is struck, where the other side will strike, and figures that stand on nothing.
import { Lacks, SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { sentence } from '../../lib/words.ts';
import { Doubles } from './doubles.tsx';
import { sum, sumOr } from './sums.ts';
import type { Column, Go, Money } from './types.ts';

interface Weights {
  readonly exhibits: readonly {
    readonly exhibit: string;
    readonly title: string;
    readonly loss: Money;
    readonly lines: readonly string[];
  }[];
  readonly all: number;
}
interface Struck {
  readonly heads: readonly {
    readonly id: string;
    readonly title: string;
    readonly before: Column;
    readonly after: Column;
    readonly loss: Money | null;
  }[];
  readonly lines: readonly { readonly id: string; readonly title: string; readonly fate: string }[];
  readonly estimatesFallen: readonly { readonly id: string; readonly title: string; readonly why: string }[];
  readonly sentence: string;
}

const columnWords = (of: Column): string => sumOr(of.sum, of.state === 'range' ? 'a range' : 'no figure');

interface FallsProps {
  readonly search: Readonly<Record<string, string | undefined>>;
  readonly go: Go;
}

/** The exhibits struck stand in the address, so that the answer can be sent to a colleague. */
export function Falls({ search, go }: FallsProps) {
  const struckNow = (search['struck'] ?? '').split(',').filter((id) => id !== '');
  const weights = useAsk<Weights>('claim.weights', { first: 200 });
  const struck = useAsk<Struck>('claim.struck', { exhibits: struckNow }, struckNow.length > 0);
  const bare = useAsk<{
    figures: readonly { readonly id: string; readonly what: string; readonly title: string }[];
    sentence: string;
  }>('claim.unsourced');
  const failed = weights.error ?? struck.error ?? bare.error;
  const toggle = (exhibit: string): void => {
    const next = struckNow.includes(exhibit)
      ? struckNow.filter((id) => id !== exhibit)
      : [...struckNow, exhibit];
    go({ tab: 'falls', struck: next.length === 0 ? undefined : next.join(',') });
  };
  return (
    <>
      {failed !== null && <SayNo error={failed} />}
      <p className="muted">
        Tick exhibits to strike them from the record. Nothing is entered: it only shows what would be left.
      </p>
      {struckNow.length > 0 && struck.data !== undefined && (
        <section className={struck.isPlaceholderData ? 'block stale' : 'block'} aria-live="polite">
          <p className="lead">{struck.data.sentence}</p>
          <table className="grid">
            <thead>
              <tr>
                <th>Head</th>
                <th className="numbers">Before</th>
                <th className="numbers">After</th>
                <th className="numbers">Loss</th>
              </tr>
            </thead>
            <tbody>
              {struck.data.heads.map((one) => (
                <tr key={one.id}>
                  <td>
                    <bdi>{one.title}</bdi>
                  </td>
                  <td className="numbers">{columnWords(one.before)}</td>
                  <td className="numbers">{columnWords(one.after)}</td>
                  <td className="numbers">{sumOr(one.loss, '')}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <ul className="why">
            {struck.data.lines.map((one) => (
              <li key={one.id + one.fate}>
                <bdi>{one.title}</bdi>: {sentence(one.fate).toLowerCase()}
              </li>
            ))}
            {struck.data.estimatesFallen.map((one) => (
              <li key={one.id}>
                <bdi>{one.title}</bdi>: {one.why}
              </li>
            ))}
          </ul>
        </section>
      )}
      {weights.data !== undefined && (
        <table className="grid">
          <thead>
            <tr>
              <th>Strike</th>
              <th>Exhibit</th>
              <th className="numbers">What the itemised column loses with it alone</th>
              <th className="numbers">Lines that fall</th>
            </tr>
          </thead>
          <tbody>
            {weights.data.exhibits.map((one) => (
              <tr key={one.exhibit}>
                <td>
                  <input
                    type="checkbox"
                    aria-label={`Strike ${one.title}`}
                    checked={struckNow.includes(one.exhibit)}
                    onChange={() => toggle(one.exhibit)}
                  />
                </td>
                <td>
                  <bdi>{one.title}</bdi>
                </td>
                <td className="numbers">{sum(one.loss)}</td>
                <td className="numbers">{one.lines.length}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {bare.data !== undefined && (
        <section className="block below">
          <h2>Figures without a passage</h2>
          <p>{bare.data.sentence}</p>
          {bare.data.figures.map((one) => (
            <Lacks key={one.id + one.what}>
              <bdi>{one.title}</bdi> ({one.what})
            </Lacks>
          ))}
        </section>
      )}
      <Doubles />
    </>
  );
}
