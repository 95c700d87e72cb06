// A button that writes something for papers, and where it was written, file by file.
import { useState } from 'react';
import { task as run } from './api.ts';
import { useMatter } from './matter.ts';
import { SayNo } from './say-no.tsx';
import { Written } from './written.tsx';

interface File {
  readonly name: string;
  readonly bytes: number;
}
type Answer = Readonly<Record<string, File | string | number>> & { readonly folder: string };

interface WriteProps {
  readonly task: string;
  readonly input: object;
  /** What is said above the files. */
  readonly words: string;
  /** The words on the button. */
  readonly press?: string;
}

/** The files are whatever the task says it wrote beside its folder. */
export function WriteForPapers({ task, input, words, press = 'Write it for papers' }: WriteProps) {
  const matter = useMatter();
  const [written, setWritten] = useState<Answer>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const write = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      setWritten(await run<Answer>(matter, task, input));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div>
      <button type="button" disabled={isBusy} onClick={() => void write()}>
        {isBusy ? 'Writing…' : press}
      </button>
      <div aria-live="polite">
        {error !== undefined && <SayNo error={error} />}
        {written !== undefined && (
          <div className="small below">
            {words}
            <Written
              folder={written.folder}
              files={Object.values(written).flatMap((one) =>
                typeof one === 'object' ? [{ path: one.name, bytes: one.bytes }] : [],
              )}
            />
          </div>
        )}
      </div>
    </div>
  );
}
