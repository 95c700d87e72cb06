// A sealed version: its annexes with their hashes and entries, and the copies delivered.
import { Link } from '@tanstack/react-router';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { bytes } from '../../lib/words.ts';

interface VersionShown {
  readonly title: string;
  readonly version: number;
  readonly annexes: readonly {
    readonly number: number;
    readonly exhibit: string;
    readonly entry: number;
    readonly file: string | null;
    readonly digest: string | null;
    readonly bytes: number;
  }[];
  readonly copies: readonly {
    readonly id: string;
    readonly version: number;
    readonly to: string;
    readonly at: { readonly edtf: string };
    readonly how: string;
    readonly receipt: string | null;
  }[];
}

/** What was frozen. */
export function Shown({ filing, version }: { readonly filing: string; readonly version: number }) {
  const matter = useMatter();
  const found = useAsk<VersionShown>('filing.show', { filing, version });
  if (found.error !== null) return <SayNo error={found.error} />;
  return (
    <section className="block">
      <h2>Annexes of version {version}</h2>
      <table className="grid">
        <thead>
          <tr>
            <th className="numbers">No.</th>
            <th>File</th>
            <th className="numbers">Size</th>
            <th>SHA-256</th>
            <th className="numbers">Entry</th>
          </tr>
        </thead>
        <tbody>
          {found.data?.annexes.map((annex) => (
            <tr key={annex.number}>
              <td className="numbers">{annex.number}</td>
              <td>
                <Link to="/$matter/exhibits" params={{ matter }} search={{ exhibit: annex.exhibit }}>
                  {annex.file ?? 'Sealed: not in the bag'}
                </Link>
              </td>
              <td className="numbers">{annex.file === null ? '' : bytes(annex.bytes)}</td>
              <td className="mono wrap">{annex.digest}</td>
              <td className="numbers">
                <Link
                  to="/$matter/ledger"
                  params={{ matter }}
                  search={{ entry: String(annex.entry), from: String(annex.entry) }}
                >
                  {annex.entry}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3 className="below">Copies delivered</h3>
      {found.data?.copies.length === 0 && <p className="muted">None is recorded.</p>}
      {found.data?.copies.map((copy) => (
        <p key={copy.id}>
          Version {copy.version} to <bdi>{copy.to}</bdi>, {copy.at.edtf}, {copy.how}
          {copy.receipt === null ? '' : `, receipt ${copy.receipt}`}
        </p>
      ))}
    </section>
  );
}
