// The exhibit beside the list it came from: not another screen, and one press leads back.
import { Reader } from '../../../reader/reader.tsx';
import type { Search } from '../../../shell/router.tsx';

interface BesideProps {
  readonly exhibit: string;
  readonly search: Search;
  readonly go: (more: Readonly<Record<string, string | undefined>>) => void;
  readonly close: () => void;
}

/** The whole reader, with all that can be done in it. */
export function SourceBeside({ exhibit, search, go, close }: BesideProps) {
  return (
    <section className="reader-pane" aria-label="Source">
      <button type="button" className="close-source" onClick={close}>
        Close the source <kbd>Esc</kbd>
      </button>
      <Reader
        key={exhibit}
        exhibit={exhibit}
        standing={{
          page: Math.max(1, Math.trunc(Number(search['page'] ?? 1)) || 1),
          passage: search['passage'],
          hit: search['hit'],
          at: Number(search['at'] ?? 0) || 0,
          n: Math.max(0, Math.trunc(Number(search['n'] ?? 0)) || 0),
          q: search['q'],
          beside: search['beside'],
        }}
        go={go}
      />
    </section>
  );
}
