// The order of proof as PDF, for Word and as a table: to be saved from the page, and said where they lie.
import { useState } from 'react';
import { task } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { counted } from '../../lib/words.ts';
import { Written as WrittenNote } from '../../lib/written.tsx';
import { under, useAddress } from './address.ts';

interface Written {
  readonly folder: string;
  readonly elements: number;
  readonly pdf: File;
  readonly docx: File;
  readonly csv: File;
}
interface File {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

export function OrderOfProof() {
  const matter = useMatter();
  const { search, view, standard } = useAddress();
  const [isBusy, setBusy] = useState(false);
  const [written, setWritten] = useState<Written>();
  const [error, setError] = useState<unknown>();
  const allegation = view === 'allegation' ? search['allegation'] : undefined;
  const write = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      setWritten(
        await task<Written>(matter, 'proof.order', {
          ...(allegation === undefined ? {} : { allegation }),
          ...under(standard),
        }),
      );
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <button type="button" disabled={isBusy} onClick={() => void write()}>
        {isBusy ? 'Writing…' : 'Order of proof'}
      </button>
      {(written !== undefined || error !== undefined) && (
        <section className="written" aria-label="Order of proof">
          <button
            type="button"
            className="quiet"
            aria-label="Close this note"
            onClick={() => {
              setWritten(undefined);
              setError(undefined);
            }}
          >
            ×
          </button>
          {error !== undefined && <SayNo error={error} />}
          {written !== undefined && (
            <div role="status">
              <strong>
                The order of proof is written: {counted(written.elements, 'element')}, one page each.
              </strong>
              <WrittenNote
                folder={written.folder}
                files={[written.pdf, written.docx, written.csv].map(({ name, ...file }) => ({
                  path: name,
                  ...file,
                }))}
              />
            </div>
          )}
        </section>
      )}
    </>
  );
}
