// A ladder of preconditions, rung by rung: what each asks, how it stands, and the warnings.
import { Lacks, SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { Outcome } from './outcome.tsx';

interface Rung {
  readonly rung: string;
  readonly title: string;
  readonly asks: string;
  readonly outcome: string;
  readonly why: readonly string[];
  readonly warnings: readonly string[];
  readonly toBeChecked: boolean;
}
interface LadderAnswer {
  readonly ladder: { readonly title: string };
  readonly outcome: string;
  readonly rule: string;
  readonly best: number;
  readonly tries: readonly {
    readonly event: string | null;
    readonly outcome: string;
    readonly rungs: readonly Rung[];
  }[];
  readonly warnings: readonly string[];
}

/** The try that climbs furthest. */
export function Ladder({ id }: { readonly id: string }) {
  const found = useAsk<LadderAnswer>('ladder.show', { ladder: id });
  if (found.error !== null) return <SayNo error={found.error} />;
  const shown = found.data;
  if (shown === undefined) return null;
  const best = shown.tries[shown.best];
  return (
    <>
      <header>
        <h2>
          <bdi>{shown.ladder.title}</bdi>
        </h2>
        <Outcome outcome={shown.outcome} />
      </header>
      {shown.warnings.map((warning) => (
        <Lacks key={warning}>{warning}</Lacks>
      ))}
      <ol className="rungs">
        {best?.rungs.map((rung) => (
          <li key={rung.rung}>
            <div className="rung-head">
              <strong>{rung.title}</strong>
              <Outcome outcome={rung.outcome} />
            </div>
            <div className="muted small">{rung.asks}</div>
            {rung.why.map((line) => (
              <div key={line}>{line}</div>
            ))}
            {rung.warnings.map((line) => (
              <div key={line} className="contested-ink">
                {line}
              </div>
            ))}
            {rung.toBeChecked && <div className="muted small">The rule is recalled: to be checked.</div>}
          </li>
        ))}
      </ol>
      {shown.tries.length > 1 && (
        <p className="muted small">
          {shown.tries.length} requests were tried against the ladder; the one that climbs furthest is shown.{' '}
          {shown.rule}
        </p>
      )}
    </>
  );
}
