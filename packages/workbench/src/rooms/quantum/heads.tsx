// The heads of damage as one table, and the head chosen with its lines, its way from gross to claimed, and its acts.
import { FigureShown } from '../../figures/figure.tsx';
import { Passages } from '../../figures/passages.tsx';
import { Row } from '../../lib/row.tsx';
import { Lacks } from '../../lib/say-no.tsx';
import { counted, sentence } from '../../lib/words.ts';
import { shareWords, sum, sumOr } from './sums.ts';
import type { Claim, Go, Head, HeadLine } from './types.ts';
import { Withdraw } from './withdraw.tsx';

interface HeadsProps {
  readonly claim: Claim;
  readonly heads: readonly Head[];
  readonly chosen: Head | undefined;
  readonly open: (head: string) => void;
  readonly go: Go;
}

/** Numbers only where the mode has them: an estimate has no gross, a global sum no lines. */
export function Heads({ claim, heads, chosen, open, go }: HeadsProps) {
  return (
    <>
      <div className="wide-table">
        <table className="grid">
          <thead>
            <tr>
              <th>Head of damage</th>
              <th>Mode</th>
              <th className="numbers">Gross</th>
              <th className="numbers">Funded by others</th>
              <th className="numbers">Residual</th>
              <th className="numbers">Net</th>
              <th className="numbers">Interest</th>
              <th className="numbers">Claimed</th>
              <th className="numbers">Interval or range</th>
            </tr>
          </thead>
          <tbody>
            {heads.map((head) => (
              <Row key={head.id} isCurrent={head.id === chosen?.id} choose={() => open(head.id)}>
                <td>
                  <bdi>{head.title}</bdi>
                </td>
                <td>{head.mode === 'global' ? 'Global sum' : sentence(head.mode)}</td>
                {head.mode === 'itemised' && head.total.sum !== null ? (
                  <>
                    <td className="numbers">{sum(head.gross)}</td>
                    <td className="numbers">
                      {sum(head.funded)}
                      {Number(head.fundedNotTied.amount) !== 0 && (
                        <div className="muted small">not tied: {sum(head.fundedNotTied)}</div>
                      )}
                    </td>
                    <td className="numbers">{sum(head.residual)}</td>
                    <td className="numbers">{sum(head.net)}</td>
                    <td className="numbers">{sum(head.interest)}</td>
                  </>
                ) : (
                  <td colSpan={5} className="muted">
                    {head.mode === 'itemised' ? 'no line has a figure yet' : 'no items in this mode'}
                  </td>
                )}
                <td className="numbers">
                  {sumOr(head.total.sum, head.total.state === 'range' ? 'A range only' : 'No figure yet')}
                </td>
                <td className="numbers">
                  {head.low === null || head.high === null ? '' : `${sum(head.low)} to ${sum(head.high)}`}
                </td>
              </Row>
            ))}
          </tbody>
        </table>
      </div>
      {claim.deficiencies.length > 0 && (
        <details open={claim.deficiencies.length < 4}>
          <summary>
            {counted(claim.deficiencies.length, 'thing is', 'things are')} still missing or to be weighed
          </summary>
          <div className="columns below">
            {claim.deficiencies.map((one) => (
              <Lacks key={one.code + one.subject}>{one.message}</Lacks>
            ))}
          </div>
        </details>
      )}
      {chosen !== undefined && <HeadShown key={chosen.id} head={chosen} go={go} />}
    </>
  );
}

function HeadShown({ head, go }: { readonly head: Head; readonly go: Go }) {
  return (
    <section className="block head-shown">
      <h2>
        <bdi>{head.title}</bdi>
      </h2>
      {head.mode !== 'itemised' && <p className="lead">{head.printed ?? 'No figure yet.'}</p>}
      <p className="acts">
        {head.mode === 'itemised' && (
          <button type="button" onClick={() => go({ new: 'line', head: head.id })}>
            Enter a line
          </button>
        )}
        {head.mode === 'itemised' && (
          <button type="button" onClick={() => go({ new: 'credit', head: head.id })}>
            Take something off
          </button>
        )}
        {head.mode === 'estimated' && (
          <button type="button" onClick={() => go({ new: 'model', head: head.id })}>
            Set its formula
          </button>
        )}
        <button type="button" onClick={() => go({ tab: 'trace', head: head.id })}>
          Every step of it
        </button>
        <Withdraw item={head.id} what="head" />
      </p>
      {head.items.length > 0 && (
        <div className="wide-table">
          <table className="grid">
            <thead>
              <tr>
                <th>Line</th>
                <th>Cost</th>
                <th className="numbers">Gross</th>
                <th className="numbers">Net</th>
                <th className="numbers">Share</th>
                <th className="numbers">Claimed</th>
                <th>Passages</th>
                <th>
                  <span className="visually-hidden">Acts</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {head.items.map((item) => (
                <Line key={item.id} item={item} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {head.mode === 'itemised' && head.total.sum !== null && goesSomewhere(head) && (
        <FigureShown figure="waterfall" of={head.id} />
      )}
    </section>
  );
}

/** A way from gross to claimed on which nothing is taken off or added needs no figure. */
function goesSomewhere(head: Head): boolean {
  return (
    head.gross.amount !== head.total.sum?.amount ||
    [head.interest, head.funded, head.credits].some((one) => Number(one.amount) !== 0)
  );
}

function Line({ item }: { readonly item: HeadLine }) {
  const isOut = item.status !== 'claimed';
  return (
    <tr className={isOut ? 'left-out' : undefined}>
      <td>
        <bdi>{item.title}</bdi>
        {isOut && <span className="muted small"> · {sentence(item.status)}</span>}
      </td>
      <td className="muted">{item.cost === 'other' ? '' : sentence(item.cost)}</td>
      {item.figure === null || item.why !== null ? (
        <td colSpan={4} className="muted">
          no figure yet: <bdi>{item.why}</bdi>
        </td>
      ) : (
        <>
          <td className="numbers">{sum(item.gross ?? item.figure)}</td>
          <td className="numbers">{item.net === null ? '' : sum(item.net)}</td>
          <td className="numbers">{item.share === null ? '' : shareWords(item.share)}</td>
          <td className="numbers">{item.amount === null ? '' : sum(item.amount)}</td>
        </>
      )}
      <td>
        {item.passages.length === 0 && <span className="contested-ink">none</span>}
        <Passages passages={item.passages} look="link pins" />
      </td>
      <td>{!isOut && <Withdraw item={item.id} what="line" />}</td>
    </tr>
  );
}
