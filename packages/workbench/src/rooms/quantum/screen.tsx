// The claim in money: three columns that are never added to each other, and where every cent comes from.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ExhibitLink } from '../../lib/exhibit-name.tsx';
import { useListKeys } from '../../lib/list-keys.ts';
import { useMatter } from '../../lib/matter.ts';
import { Row } from '../../lib/row.tsx';
import { Empty, Lacks, SayNo } from '../../lib/say-no.tsx';
import { useTitle } from '../../lib/title.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { currency, sentence } from '../../lib/words.ts';

interface Money {
  readonly amount: string;
  readonly currency: string;
}
interface Column {
  readonly state: string;
  readonly sum: Money | null;
  readonly missing: readonly string[];
}
interface Head {
  readonly id: string;
  readonly title: string;
  readonly mode: string;
  readonly printed: string | null;
  readonly gross: Money;
  readonly funded: Money;
  readonly fundedNotTied: Money;
  readonly net: Money;
  readonly interest: Money;
  readonly total: Column;
  readonly items: readonly {
    readonly id: string;
    readonly title: string;
    readonly figure: Money | null;
    readonly why: string | null;
    readonly cost: string;
    readonly status: string;
    readonly passages: readonly string[];
  }[];
}
interface Claim {
  readonly claim: {
    readonly currency: string;
    readonly itemised: Column;
    readonly estimated: Column;
    readonly global: Column;
    readonly deficiencies: readonly {
      readonly code: string;
      readonly subject: string;
      readonly message: string;
    }[];
  } | null;
}

/** `158 109 290.70`, the currency apart. */
function sum(money: Money): string {
  const [whole = '', part] = money.amount.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
  return part === undefined ? grouped : `${grouped}.${part}`;
}

/** The heads of damage and the head chosen. */
export function QuantumScreen() {
  useTitle('Quantum');
  const search = useSearch({ from: '/$matter' });
  const matter = useMatter();
  const navigate = useNavigate();
  const claim = useAsk<Claim>('claim.total');
  const heads = useAsk<{ heads: readonly Head[] }>('head.list');
  const found = claim.data?.claim;
  const chosen = heads.data?.heads.find((head) => head.id === search['head']) ?? heads.data?.heads[0];
  const open = (head: string): void => {
    void navigate({ to: '/$matter/quantum', params: { matter }, search: { head } });
  };
  useListKeys(
    (heads.data?.heads ?? []).map((head) => head.id),
    chosen?.id,
    open,
  );
  return (
    <div className="screen page">
      <header>
        <h1>Quantum</h1>
        {found != null && <span className="muted">in {currency(found.currency)}</span>}
      </header>
      {claim.error !== null && <SayNo error={claim.error} />}
      {heads.error !== null && <SayNo error={heads.error} />}
      {claim.data !== undefined && found === null && (
        <Empty title="No head of damage is open">
          A head is itemised, estimated, or a global sum, and “no figure yet” is an answer too:{' '}
          <code>probata head open --help</code>.
        </Empty>
      )}
      {found != null && (
        <>
          <div className="cards">
            {(['itemised', 'estimated', 'global'] as const).map((name) => (
              <div key={name}>
                <div className="muted small">
                  {{ itemised: 'Itemised, to the cent', estimated: 'Estimated', global: 'Global sum' }[name]}
                </div>
                <div className="sum">
                  {found[name].sum === null
                    ? 'No figure yet'
                    : `${sum(found[name].sum)} ${currency(found[name].sum.currency)}`}
                </div>
                {found[name].missing.length > 0 && (
                  <div className="muted small">{found[name].missing.length} not stated yet</div>
                )}
              </div>
            ))}
          </div>
          <p className="muted small below">
            These columns are pleaded in the alternative or beside each other; they are never added.
          </p>
          {found.deficiencies.map((one) => (
            <Lacks key={one.code + one.subject}>{one.message}</Lacks>
          ))}
          <table className="grid">
            <thead>
              <tr>
                <th>Head of damage</th>
                <th>Mode</th>
                <th className="numbers">Gross</th>
                <th className="numbers">Funded by others, tied</th>
                <th className="numbers">Funded, not tied</th>
                <th className="numbers">Net</th>
                <th className="numbers">Interest</th>
                <th className="numbers">Claimed</th>
              </tr>
            </thead>
            <tbody>
              {heads.data?.heads.map((head) => (
                <Row key={head.id} isCurrent={head.id === chosen?.id} choose={() => open(head.id)}>
                  <td>
                    <bdi>{head.title}</bdi>
                  </td>
                  <td>{sentence(head.mode)}</td>
                  {head.mode === 'itemised' && head.total.sum !== null ? (
                    <>
                      <td className="numbers">{sum(head.gross)}</td>
                      <td className="numbers">{sum(head.funded)}</td>
                      <td className="numbers">{sum(head.fundedNotTied)}</td>
                      <td className="numbers">{sum(head.net)}</td>
                      <td className="numbers">{sum(head.interest)}</td>
                    </>
                  ) : (
                    <td colSpan={5} className="muted">
                      {head.printed ?? ''}
                    </td>
                  )}
                  <td className="numbers">
                    {head.total.sum === null ? 'No figure yet' : sum(head.total.sum)}
                  </td>
                </Row>
              ))}
            </tbody>
          </table>
        </>
      )}
      {chosen !== undefined && (
        <section className="below">
          <h2>
            <bdi>{chosen.title}</bdi>
          </h2>
          {chosen.items.length === 0 && <p className="muted">{chosen.printed ?? 'No figure yet.'}</p>}
          <table className="grid">
            <tbody>
              {chosen.items.map((item) => (
                <tr key={item.id}>
                  <td>
                    <bdi>{item.title}</bdi>
                    {item.status !== 'claimed' && (
                      <span className="muted small"> · {sentence(item.status)}</span>
                    )}
                  </td>
                  <td className="muted">{item.cost === 'other' ? '' : sentence(item.cost)}</td>
                  <td className="numbers">
                    {item.figure === null ? (
                      <span className="muted">no figure yet: {item.why}</span>
                    ) : (
                      sum(item.figure)
                    )}
                  </td>
                  <td>
                    {item.passages.map((passage) => (
                      <Source key={passage} passage={passage} />
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}

function Source({ passage }: { readonly passage: string }) {
  const found = useAsk<{
    passage: {
      readonly exhibit: string;
      readonly pin: string;
      readonly place: { readonly page?: number };
    } | null;
  }>('passage.show', { passage });
  const shown = found.data?.passage;
  return shown == null ? null : (
    <div>
      <ExhibitLink exhibit={shown.exhibit} search={{ passage, page: String(shown.place.page ?? 1) }} />
      {shown.pin === 'whole' ? '' : `, ${shown.pin}`}
    </div>
  );
}
