// What left the house: filings and their versions, each frozen, with its annexes and the copies delivered.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMatter } from '../../lib/matter.ts';
import { Row } from '../../lib/row.tsx';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useTitle } from '../../lib/title.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { moment, number, sentence } from '../../lib/words.ts';
import { SealIt } from './seal-it.tsx';
import { Shown } from './version-shown.tsx';
import { WrittenList } from './written-list.tsx';

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
  readonly filings: readonly {
    readonly id: string;
    readonly title: string;
    readonly versions: readonly Version[];
  }[];
}
/** Filings, or every file that was written for use outside the house; the address says which. */
export function BundleScreen() {
  useTitle('Filings');
  const isWritten = useSearch({ from: '/$matter' })['view'] === 'written';
  const matter = useMatter();
  const navigate = useNavigate();
  return (
    <div className="screen page">
      <header>
        <h1>Filings</h1>
        <div className="tabs" role="group" aria-label="What to show">
          {[false, true].map((written) => (
            <button
              key={String(written)}
              type="button"
              aria-pressed={written === isWritten}
              onClick={() =>
                void navigate({
                  to: '/$matter/bundle',
                  params: { matter },
                  search: written ? { view: 'written' } : {},
                })
              }
            >
              {written ? 'Files written' : 'Filings'}
            </button>
          ))}
        </div>
      </header>
      {isWritten ? <WrittenList /> : <FilingList />}
    </div>
  );
}

/** Every filing with its versions; under them the annexes of the version chosen. */
function FilingList() {
  const search = useSearch({ from: '/$matter' });
  const matter = useMatter();
  const navigate = useNavigate();
  const list = useAsk<Filings>('filing.list');
  const admitted = useAsk<{
    bundles: readonly {
      readonly id: string;
      readonly title: string;
      readonly from: string;
      readonly files: number;
      readonly annexes: number;
      readonly failed: number;
    }[];
  }>('bundle.list');
  const id = search['filing'] ?? list.data?.filings[0]?.id;
  const filing = list.data?.filings.find((one) => one.id === id);
  const chosen = Number(search['version'] ?? filing?.versions.at(-1)?.version ?? 1);
  return (
    <>
      {list.error !== null && <SayNo error={list.error} />}
      {list.data?.filings.length === 0 && (
        <Empty title="Nothing has been filed">
          A filing freezes a pleading with its annexes into a bag that a stranger can verify:{' '}
          <code>probata filing open --help</code>.
        </Empty>
      )}
      {list.data?.filings.map((one) => (
        <section key={one.id} className="block">
          <h2>
            <bdi>{one.title}</bdi>
          </h2>
          {one.versions.length > 0 && (
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
                  <Row
                    key={version.version}
                    isCurrent={one.id === id && version.version === chosen}
                    choose={() =>
                      void navigate({
                        to: '/$matter/bundle',
                        params: { matter },
                        search: { filing: one.id, version: String(version.version) },
                      })
                    }
                  >
                    <td className="numbers">{version.version}</td>
                    <td>
                      {sentence(version.status)}, {version.state.replaceAll('-', ' ')}
                    </td>
                    <td>{moment(version.at)}</td>
                    <td className="numbers">{number(version.annexes)}</td>
                    <td className="mono wrap">{version.manifest}</td>
                  </Row>
                ))}
              </tbody>
            </table>
          )}
          <SealIt
            key={`${one.id}${one.versions.length}`}
            filing={one.id}
            title={one.title}
            version={one.versions.length + 1}
          />
        </section>
      ))}
      {filing !== undefined && filing.versions.length > 0 && <Shown filing={filing.id} version={chosen} />}
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
                  <td>
                    {one.failed === 0 ? 'Every check that was made holds' : `${one.failed} checks failed`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}
