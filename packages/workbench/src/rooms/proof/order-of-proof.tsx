// The order of proof as PDF, for Word and as a table: written into the matter's folder, and said where.
import { useState } from 'react';
import { task } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { bytes, counted } from '../../lib/words.ts';
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
  const [isCopied, setCopied] = useState(false);
  const allegation = view === 'allegation' ? search['allegation'] : undefined;
  const write = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    setCopied(false);
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
              <ul>
                {[written.pdf, written.docx, written.csv].map((file) => (
                  <li key={file.name}>
                    {file.name} <span className="muted small">{bytes(file.bytes)}</span>{' '}
                    <code className="muted mono short" title={file.sha256}>
                      sha256 {file.sha256.slice(0, 12)}…
                    </code>
                  </li>
                ))}
              </ul>
              <p className="small">
                In <code className="wrap">{written.folder}</code>{' '}
                <button
                  type="button"
                  className="link small"
                  onClick={() => {
                    void navigator.clipboard.writeText(written.folder).then(() => setCopied(true));
                  }}
                >
                  {isCopied ? 'Copied' : 'Copy the folder'}
                </button>
              </p>
            </div>
          )}
        </section>
      )}
    </>
  );
}
