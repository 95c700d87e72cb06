// What left the house: filings and their versions, each frozen, with its annexes and the copies delivered.
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { task } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { bytes, moment, number, sentence } from '../../lib/words.ts';

interface Version {
  readonly version: number;
  readonly status: string;
  readonly state: string;
  readonly at: string;
  readonly manifest: string;
  readonly annexes: number;
  readonly seq: number;
}
interface Filings {
  readonly filings: readonly { readonly id: string; readonly title: string; readonly versions: readonly Version[] }[];
}
interface Sealed {
  readonly bag: string;
  readonly pdf: string;
  readonly vkey: string;
}

/** Filings at the left, the version chosen at the right. */
export function BundleScreen() {
  const search = useSearch({ from: '/$matter' });
  const matter = useMatter();
  const navigate = useNavigate();
  const list = useAsk<Filings>('filing.list');
  const admitted = useAsk<{ bundles: readonly { readonly id: string; readonly title: string; readonly from: string; readonly files: number; readonly annexes: number; readonly failed: number }[] }>('bundle.list');
  const id = search['filing'] ?? list.data?.filings[0]?.id;
  const filing = list.data?.filings.find((one) => one.id === id);
  return (
    <div className="screen">
      <header>
        <h1>Filings</h1>
      </header>
      {list.error !== null && <SayNo error={list.error} />}
      {list.data?.filings.length === 0 && (
        <Empty title="Nothing has been filed">
          A filing freezes a pleading with its annexes into a bag that a stranger can verify: <code>probata filing open --help</code>.
        </Empty>
      )}
      {list.data?.filings.map((one) => (
        <section key={one.id} className="block">
          <h2>
            <bdi>{one.title}</bdi>
          </h2>
          <table className="grid">
            <thead>
              <tr>
                <th className="numbers">Version</th>
                <th>Status</th>
                <th>Sealed</th>
                <th className="numbers">Annexes</th>
                <th>SHA-256 of its manifest</th>
              </tr>
            </thead>
            <tbody>
              {one.versions.map((version) => (
                <tr key={version.version} tabIndex={0} aria-selected={one.id === id && String(version.version) === search['version']} onClick={() => void navigate({ to: '/$matter/bundle', params: { matter }, search: { filing: one.id, version: String(version.version) } })}>
                  <td className="numbers">{version.version}</td>
                  <td>
                    {sentence(version.status)}, {version.state.replaceAll('-', ' ')}
                  </td>
                  <td>{moment(version.at)}</td>
                  <td className="numbers">{number(version.annexes)}</td>
                  <td className="mono wrap">{version.manifest}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {one.versions.length === 0 && <SealIt filing={one.id} title={one.title} />}
        </section>
      ))}
      {filing !== undefined && filing.versions.length > 0 && <Shown filing={filing.id} version={Number(search['version'] ?? filing.versions.at(-1)?.version ?? 1)} />}
      {(admitted.data?.bundles.length ?? 0) > 0 && (
        <section className="block">
          <h2>Taken in from others</h2>
          <table className="grid">
            <tbody>
              {admitted.data?.bundles.map((one) => (
                <tr key={one.id}>
                  <td>{one.title}</td>
                  <td>from {one.from}</td>
                  <td className="numbers">{number(one.annexes)} annexes</td>
                  <td>{one.failed === 0 ? 'Every check that was made holds' : `${one.failed} checks failed`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}

interface VersionShown {
  readonly title: string;
  readonly version: number;
  readonly annexes: readonly { readonly number: number; readonly exhibit: string; readonly entry: number; readonly file: string | null; readonly digest: string | null; readonly bytes: number }[];
  readonly copies: readonly { readonly id: string; readonly version: number; readonly to: string; readonly at: { readonly edtf: string }; readonly how: string; readonly receipt: string | null }[];
}

function Shown({ filing, version }: { readonly filing: string; readonly version: number }) {
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
                <Link to="/$matter/ledger" params={{ matter }} search={{ entry: String(annex.entry), from: String(annex.entry) }}>
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

/** Sealing cannot be undone by a further act, so it is asked for once more, with its consequence. */
function SealIt({ filing, title }: { readonly filing: string; readonly title: string }) {
  const matter = useMatter();
  const [isOpen, setOpen] = useState(false);
  const [done, setDone] = useState<Sealed>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const seal = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      setDone(await task<Sealed>(matter, 'filing.seal', { filing }));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
      setOpen(false);
    }
  };
  return (
    <>
      <p className="muted">No version is sealed yet.</p>
      <button type="button" className="primary" onClick={() => setOpen(true)}>
        Seal version 1…
      </button>
      {error !== undefined && <SayNo error={error} />}
      {done !== undefined && (
        <p>
          The bag is in <code>{done.bag}</code>, the PDF in <code>{done.pdf}</code>.
        </p>
      )}
      <dialog open={isOpen} aria-label="Seal this version">
        <h2>Seal version 1 of “{title}”?</h2>
        <p>Its text, its annex numbers and its files are frozen and entered under your signature. A mistake can then only be mended by a further version.</p>
        <button type="button" className="primary" disabled={busy} onClick={() => void seal()}>
          {busy ? 'Sealing…' : 'Seal it'}
        </button>{' '}
        <button type="button" onClick={() => setOpen(false)}>
          Not yet
        </button>
      </dialog>
    </>
  );
}
