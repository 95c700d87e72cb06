// The one act here that no further act can undo: it names its consequence and asks once more.
import { useRef, useState } from 'react';
import { task } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { Written } from '../../lib/written.tsx';

interface Sealed {
  readonly bag: string;
  readonly pdf: string;
}

interface SealItProps {
  readonly filing: string;
  readonly title: string;
  readonly version: number;
}

/** Seals the next version of a filing. */
export function SealIt({ filing, title, version }: SealItProps) {
  const matter = useMatter();
  const dialog = useRef<HTMLDialogElement>(null);
  const [done, setDone] = useState<Sealed>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const seal = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      setDone(await task<Sealed>(matter, 'filing.seal', { filing }));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
      dialog.current?.close();
    }
  };
  return (
    <div className="below">
      {version === 1 && (
        <p className="muted">
          No version is sealed yet. Sealing freezes the pleading with its annexes into a bag that a stranger
          can verify.
        </p>
      )}
      <button
        type="button"
        className={version === 1 ? 'primary' : undefined}
        onClick={() => dialog.current?.showModal()}
      >
        Seal version {version}…
      </button>
      {error !== undefined && <SayNo error={error} />}
      {done !== undefined && (
        <div className="below" role="status">
          The version is sealed. Its bag is a folder; the pleading itself is one file of it.
          <Written folder={done.bag} files={pdfIn(done).map((path) => ({ path }))} />
        </div>
      )}
      <dialog ref={dialog} aria-label={`Seal version ${version}`}>
        <h2>
          Seal version {version} of “{title}”?
        </h2>
        <p>
          Its text, its annex numbers and its files are frozen and entered under your signature. No further
          act can take that back: a mistake is mended only by a further version.
        </p>
        <p className="acts">
          <button type="button" onClick={() => dialog.current?.close()}>
            Not yet
          </button>
          <button type="button" className="primary" disabled={isBusy} onClick={() => void seal()}>
            {isBusy ? 'Sealing…' : 'Seal it'}
          </button>
        </p>
      </dialog>
    </div>
  );
}

/** The pleading, by its path in the bag. */
function pdfIn({ bag, pdf }: Sealed): readonly string[] {
  return pdf.startsWith(bag) ? [pdf.slice(bag.length + 1).replaceAll('\\', '/')] : [];
}
