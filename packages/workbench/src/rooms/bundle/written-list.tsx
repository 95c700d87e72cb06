// Everything that was written for use outside the house, the latest first: kind, day, files to save, and where they lie.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Leaf, offsetText } from '../../lib/leaf.tsx';
import { useMatter } from '../../lib/matter.ts';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useTask } from '../../lib/use-ask.ts';
import { bytes, counted, moment, sentence } from '../../lib/words.ts';
import { WrittenFiles, WrittenPlace } from '../../lib/written.tsx';

interface Answer {
  readonly total: number;
  readonly folders: readonly {
    readonly name: string;
    readonly kind: string;
    readonly at: string;
    readonly path: string;
    readonly count: number;
    readonly bytes: number;
    readonly files: readonly { readonly path: string; readonly bytes: number }[];
  }[];
}

const PAGE = 50;

/** One folder a row; a folder with many files shows its first, and all of them when it is asked for. */
export function WrittenList() {
  const search = useSearch({ from: '/$matter' });
  const matter = useMatter();
  const navigate = useNavigate();
  const { folder } = search;
  const offset = Number(search['from'] ?? 0) || 0;
  const found = useTask<Answer>(
    'written.list',
    folder === undefined ? { limit: PAGE, offset } : { folder, limit: PAGE },
  );
  const go = (more: Readonly<Record<string, string | undefined>>): void =>
    void navigate({ to: '/$matter/bundle', params: { matter }, search: { view: 'written', ...more } });
  if (found.error !== null) return <SayNo error={found.error} />;
  const { total = 0, folders = [] } = found.data ?? {};
  if (found.data !== undefined && total === 0)
    return (
      <Empty title="Nothing has been written yet">
        Orders of proof, chronologies for Word, figures for papers and sealed filings are listed here once
        they are made, to be saved and sent. The first is made in Proof by “Order of proof”.
      </Empty>
    );
  return (
    <section className="block" aria-label="Files written">
      {folder !== undefined && (
        <p>
          <button type="button" onClick={() => go({})}>
            All files written
          </button>
        </p>
      )}
      <table className="grid written-list">
        <thead>
          <tr>
            <th>What</th>
            <th>Written</th>
            <th>Files</th>
            <th className="numbers">Size</th>
            <th>Where it lies</th>
          </tr>
        </thead>
        <tbody>
          {folders.map((one) => (
            <tr key={one.name}>
              <td>
                <strong>{KINDS[one.kind] ?? sentence(one.kind)}</strong>
                <div className="muted small">
                  <bdi>{one.name}</bdi>
                </div>
              </td>
              <td>{moment(one.at)}</td>
              <td>
                <WrittenFiles folder={one.path} files={one.files} />
                {one.count > one.files.length && (
                  <button type="button" className="link small" onClick={() => go({ folder: one.name })}>
                    All {counted(one.count, 'file')}
                  </button>
                )}
              </td>
              <td className="numbers">{bytes(one.bytes)}</td>
              <td>
                <WrittenPlace folder={one.path} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {folder === undefined && (
        <Leaf offset={offset} total={total} page={PAGE} to={(to) => go({ from: offsetText(to) })} />
      )}
    </section>
  );
}

const KINDS: Readonly<Record<string, string>> = {
  filing: 'Sealed filing',
  'order-of-proof': 'Order of proof',
  chronology: 'Chronology for Word and as PDF',
  figure: 'Figure for papers',
  other: 'Files',
};
