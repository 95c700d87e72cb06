// The working behind the claim as a tree: from the total down to the cell of an exhibit, each step in words.
import { FigureShown } from '../../figures/figure.tsx';
import { useGoTo } from '../../figures/go-to.ts';
import { Lacks, SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { counted } from '../../lib/words.ts';
import { shareWords, sum, sumWith } from './sums.ts';
import type { Go, Head, Money, TraceNode } from './types.ts';

interface SourceShown {
  readonly passage: string;
  readonly title: string;
  readonly pin: string;
  readonly quote: string | null;
}
interface Answer {
  readonly trace: TraceNode | null;
  readonly roundings: readonly {
    readonly what: string;
    readonly exact: string;
    readonly mode: string;
    readonly result: string;
    readonly difference: string;
  }[];
  readonly sources: readonly SourceShown[];
  readonly unsourced: readonly { readonly node: string; readonly label: string }[];
}

interface TraceProps {
  readonly heads: readonly Head[];
  readonly head: string | undefined;
  readonly go: Go;
}

/** The tree of the claim, or of the head in the address. */
export function Trace({ heads, head, go }: TraceProps) {
  const found = useAsk<Answer>('claim.trace', head === undefined ? {} : { head });
  if (found.error !== null) return <SayNo error={found.error} />;
  if (found.data === undefined) return null;
  const { trace, roundings, sources, unsourced } = found.data;
  const byPassage = new Map(sources.map((one) => [one.passage, one]));
  return (
    <>
      <p className="acts">
        <label htmlFor="trace-of">Of</label>
        <select
          id="trace-of"
          value={head ?? ''}
          onChange={(event) => go({ tab: 'trace', head: event.target.value || undefined })}
        >
          <option value="">all itemised heads</option>
          {heads.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </select>
      </p>
      {unsourced.map((one) => (
        <Lacks key={one.node}>“{one.label}” has no passage under it.</Lacks>
      ))}
      {trace === null ? (
        <p className="muted">No figure yet.</p>
      ) : (
        <ul className="trace">
          <Node node={trace} sources={byPassage} depth={0} />
        </ul>
      )}
      {head === undefined && trace !== null && trace.figure !== null && (
        <FigureShown figure="waterfall" of="claim" />
      )}
      {roundings.length > 0 && (
        <details>
          <summary>{counted(roundings.length, 'rounding')}, each as it was done</summary>
          <table className="grid">
            <thead>
              <tr>
                <th>What</th>
                <th className="numbers">Exactly</th>
                <th className="numbers">Rounded</th>
                <th>How</th>
              </tr>
            </thead>
            <tbody>
              {roundings.map((one) => (
                <tr key={one.what + one.exact}>
                  <td>{one.what}</td>
                  <td className="numbers wrap">{one.exact}</td>
                  <td className="numbers">{one.result}</td>
                  <td>{one.mode}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </>
  );
}

interface NodeProps {
  readonly node: TraceNode;
  readonly sources: ReadonlyMap<string, SourceShown>;
  readonly depth: number;
}

function Node({ node, sources, depth }: NodeProps) {
  const goTo = useGoTo();
  const own = node.step.sources ?? [];
  const line = (
    <span className="trace-line">
      <span>
        <bdi>{node.label}</bdi> <span className="muted small">{stepWords(node)}</span>
      </span>
      <span className="numbers">{figureWords(node)}</span>
    </span>
  );
  return (
    <li>
      {node.children.length === 0 ? (
        line
      ) : (
        <details open={depth < 3}>
          <summary>{line}</summary>
          <ul>
            {node.children.map((child) => (
              <Node key={child.id} node={child} sources={sources} depth={depth + 1} />
            ))}
          </ul>
        </details>
      )}
      {own.map(({ passage }) => {
        const source = sources.get(passage);
        return (
          <div key={passage} className="trace-source small">
            <button type="button" className="link" data-preview={passage} onClick={() => goTo(passage)}>
              <bdi>{source?.title ?? 'the passage'}</bdi>
              {source !== undefined && source.pin !== 'whole' && `, ${source.pin}`}
            </button>
            {source?.quote != null && source.quote !== '' && <bdi>: “{source.quote.slice(0, 160)}”</bdi>}
          </div>
        );
      })}
    </li>
  );
}

function figureWords({ figure, step }: TraceNode): string {
  if (figure !== null) return sum(figure);
  return step.low === undefined || step.high === undefined
    ? 'no figure yet'
    : `${sum(step.low)} to ${sum(step.high)}`;
}

function stepWords({ step, children }: TraceNode): string {
  const below = (): readonly Money[] => children.flatMap((child) => child.figure ?? []);
  switch (step.kind) {
    case 'stated':
      return step.asWritten == null ? 'as stated' : `as written: “${step.asWritten}”`;
    case 'none':
      return step.why ?? 'no figure yet';
    case 'zero':
      return step.why ?? 'nothing';
    case 'sum':
      return children.length === 0 ? '' : `the sum of ${children.length}`;
    case 'less':
      return 'the first less the others';
    case 'carried':
      return 'as worked out above';
    case 'convert':
      return `converted: ${(step.rates ?? []).map((one) => `${one.rate} ${one.currency}${one.day === undefined ? '' : ` on ${one.day}`}`).join(', ')}`;
    case 'share':
      return `times ${shareWords(step.ratio ?? '')}: ${step.ground ?? ''}`;
    case 'index':
      return `carried from index ${step.fromLevel} to ${step.toLevel}`;
    case 'interest':
      return `interest on ${below().map(sum).join(' + ')}`;
    case 'drawn':
      return `drawn ${step.count} times from seed ${step.seed}: ${(step.terms ?? []).join('; ')}`;
    case 'range':
      return 'a range as stated';
    case 'cap':
      return `no more than ${step.cap === undefined ? '' : sumWith(step.cap)}: ${step.ground ?? ''}`;
    default:
      return step.kind;
  }
}
