// The pleading goes out as a Word file and comes back: one button for each way, and the files that came back.
import './returned.css';
import { toBase64 } from '@probata/seal';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ChangeEvent, useRef, useState } from 'react';
import { task } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { counted, moment } from '../../lib/words.ts';
import { WriteForPapers } from '../../lib/write-for-papers.tsx';
import type { DraftsListed } from './returned-types.ts';

/** What a page may send at once; the command line takes larger files. */
const MOST_BYTES = 8_000_000;

export function Drafts({ pleading }: { readonly pleading: string }) {
  const matter = useMatter();
  const navigate = useNavigate();
  const file = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const list = useAsk<DraftsListed>('draft.list', { pleading });
  const returns = (list.data?.drafts ?? []).flatMap((one) => one.returns);
  const take = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const chosen = event.target.files?.[0];
    if (chosen === undefined) return;
    event.target.value = '';
    setError(undefined);
    if (chosen.size > MOST_BYTES) {
      setError(
        new Error(
          `The file has more than ${MOST_BYTES / 1e6} MB. Bring it back in the terminal: probata draft return --path FILE.`,
        ),
      );
      return;
    }
    setBusy(true);
    try {
      const { returned } = await task<{ returned: string }>(matter, 'draft.return', {
        file: { name: chosen.name, base64: toBase64(new Uint8Array(await chosen.arrayBuffer())) },
      });
      void navigate({ to: '/$matter/pleading', params: { matter }, search: { pleading, returned } });
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="drafts" aria-label="Word files of this pleading">
      <div className="acts">
        {list.data !== undefined && list.data.drafts.length > 0 && (
          <>
            <button type="button" disabled={isBusy} onClick={() => file.current?.click()}>
              {isBusy ? 'Reading…' : 'Bring a Word file back'}
            </button>
            <input
              ref={file}
              type="file"
              hidden
              accept=".docx,.docm,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
              onChange={(event) => void take(event)}
            />
          </>
        )}
        <WriteForPapers
          task="draft.issue"
          input={{ pleading }}
          press="Write for Word"
          words="Its citations carry their ids: work on it in any word processor, and bring it back here."
        />
      </div>
      {error !== undefined && <SayNo error={error} />}
      {returns.length > 0 && (
        <ul className="returns small" aria-label="Word files that came back">
          {returns.map((one) => (
            <li key={one.returned}>
              <Link to="/$matter/pleading" params={{ matter }} search={{ pleading, returned: one.returned }}>
                <bdi>{one.file}</bdi>
              </Link>{' '}
              <span className="muted">
                came back {moment(one.at)}
                {one.open > 0 ? `, ${counted(one.open, 'change')} open` : ', nothing open'}
              </span>
              {one.lost > 0 && <span className="contested-ink">, {counted(one.lost, 'citation')} lost</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
