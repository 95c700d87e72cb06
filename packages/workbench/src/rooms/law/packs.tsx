// Packs of law: those in force, and adopting one; every fault of a pack is told with file, line and remedy before it can be.
import { useState } from 'react';
import { task } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { counted, day, number } from '../../lib/words.ts';

interface Pack {
  readonly pack: string;
  readonly title: string;
  readonly version: number;
  readonly digest: string;
  readonly file: string;
  readonly about: string;
  readonly at: string;
  readonly statements: number;
  readonly toBeChecked: number;
  readonly cleared: number;
  readonly earlier: readonly { readonly entry: string; readonly version: number }[];
}
interface Fault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly part: string;
  readonly message: string;
  readonly remedy: string;
}
interface Adopted {
  readonly title: string;
  readonly version: number;
  readonly statements: number;
  readonly toBeChecked: number;
}

const SHIPPED = [
  ['smuggling-protocol-untoc', 'Smuggling Protocol, with the Convention against Organized Crime'],
  ['state-responsibility', 'State responsibility: attribution, breach, defences, consequences'],
  ['icj-procedure', 'Procedure of the International Court of Justice'],
] as const;

/** Adopting is an entry of its own: the ledger holds the law that was applied. */
export function Packs() {
  const matter = useMatter();
  const entered = useEntered();
  const found = useAsk<{ packs: readonly Pack[] }>('pack.list');
  const [path, setPath] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState('');
  const adopt = async (pack: string): Promise<void> => {
    setBusy(pack);
    setError(undefined);
    setFaults(undefined);
    try {
      const examined = await task<{ sound: boolean; faults: readonly Fault[] }>(matter, 'pack.examine', {
        pack,
      });
      if (!examined.sound) {
        setFaults(examined.faults);
        return;
      }
      const adopted = await task<Adopted>(matter, 'pack.adopt', { pack });
      entered({
        words: `${adopted.title}, version ${adopted.version}, is in force here; ${counted(adopted.toBeChecked, 'statement')} of ${number(adopted.statements)} to be checked.`,
      });
      setPath('');
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy('');
    }
  };
  const inForce = new Set(found.data?.packs.map((one) => one.file.replace(/\.yaml$/, '')));
  return (
    <div className="screen page">
      {found.error !== null && <SayNo error={found.error} />}
      <section className="block">
        <h2>In force here</h2>
        {found.data?.packs.length === 0 && <p className="muted">None yet.</p>}
        {found.data !== undefined && found.data.packs.length > 0 && (
          <table className="grid">
            <thead>
              <tr>
                <th>Pack</th>
                <th className="numbers">Version</th>
                <th>Adopted</th>
                <th className="numbers">Statements</th>
                <th className="numbers">To be checked</th>
                <th className="numbers">Cleared</th>
                <th>Digest</th>
              </tr>
            </thead>
            <tbody>
              {found.data.packs.map((one) => (
                <tr key={one.pack}>
                  <td>
                    <bdi>{one.title}</bdi>
                    <div className="small muted">
                      {one.about}
                      {one.earlier.length > 0 &&
                        ` Earlier: ${one.earlier.map((each) => `version ${each.version}`).join(', ')}.`}
                    </div>
                  </td>
                  <td className="numbers">{one.version}</td>
                  <td>{day(one.at)}</td>
                  <td className="numbers">{number(one.statements)}</td>
                  <td className="numbers">{number(one.toBeChecked)}</td>
                  <td className="numbers">{number(one.cleared)}</td>
                  <td>
                    <div className="mono short" title={one.digest}>
                      {one.digest}
                    </div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <section className="block">
        <h2>Adopt a pack</h2>
        <p className="muted">
          These three are shipped. Each new version is adopted anew; what was cleared stays cleared where the
          words are the same.
        </p>
        <div className="acts wrapping">
          {SHIPPED.map(([pack, title]) => (
            <button
              type="button"
              key={pack}
              disabled={busy !== '' || inForce.has(pack)}
              onClick={() => void adopt(pack)}
            >
              {title}
              {inForce.has(pack) && <span className="muted">in force</span>}
            </button>
          ))}
        </div>
        <form
          className="acts below"
          onSubmit={(event) => {
            event.preventDefault();
            if (path.trim() !== '') void adopt(path.trim());
          }}
        >
          <input
            className="path"
            aria-label="Your own pack: the path of its YAML file on this machine"
            placeholder="Your own pack: the path of its YAML file on this machine"
            value={path}
            onChange={(event) => setPath(event.target.value)}
          />
          <button type="submit" disabled={path.trim() === '' || busy !== ''}>
            {busy === '' ? 'Examine and adopt' : 'Examining…'}
          </button>
        </form>
        {faults !== undefined && (
          <>
            <div className="no refusal below" role="alert">
              <strong>The pack was not adopted</strong>
              {counted(faults.length, 'thing is', 'things are')} to be mended. Nothing was changed.
            </div>
            <table className="grid">
              <thead>
                <tr>
                  <th>File and line</th>
                  <th>What is wrong</th>
                  <th>What to do</th>
                </tr>
              </thead>
              <tbody>
                {faults.map((one) => (
                  <tr key={`${one.line} ${one.column} ${one.message}`}>
                    <td className="mono">{`${one.file}:${one.line}`}</td>
                    <td>
                      {one.message}
                      <div className="small muted">{one.part}</div>
                    </td>
                    <td>{one.remedy}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
        {error !== undefined && <SayNo error={error} />}
      </section>
    </div>
  );
}
