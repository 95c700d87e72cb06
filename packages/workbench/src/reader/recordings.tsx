// A recording with its transcript: heard in the browser's own player, the words that are heard marked as it goes.
import type { ExhibitCard } from 'probata/contract';
import { useEffect, useState } from 'react';
import { ExhibitLink } from '../lib/exhibit-name.tsx';
import { SayNo } from '../lib/say-no.tsx';
import { useTask } from '../lib/use-ask.ts';
import { Player } from './player.tsx';
import './recording.css';
import type { PageShown } from './types.ts';

interface RecordingsProps {
  readonly card: ExhibitCard;
  readonly page: PageShown;
  readonly reason: string;
}

/** Nothing for an exhibit that is neither a recording nor the transcript of one. */
export function Recordings({ card, page, reason }: RecordingsProps) {
  const { id } = card.exhibit;
  const relations = card.relations.filter(({ relation }) => relation === 'transcript-of');
  if (page.plays !== null) {
    const transcripts = relations.flatMap(({ from, to }) => (to === id ? [from] : []));
    return <OfRecording page={page} reason={reason} transcripts={transcripts} />;
  }
  const of = relations.find(({ from, to }) => from === id && to !== null)?.to;
  if (of === undefined || of === null || page.cues.length === 0) return null;
  return <OfTranscript recording={of} page={page} reason={reason} />;
}

function OfRecording({
  page,
  reason,
  transcripts,
}: {
  readonly page: PageShown;
  readonly reason: string;
  readonly transcripts: readonly string[];
}) {
  const [chosen, choose] = useState(transcripts[0]);
  const [part, setPart] = useState(1);
  const asked = chosen ?? transcripts[0];
  const words = useTask<PageShown>(
    'exhibit.text',
    { exhibit: asked, page: part, reason },
    asked !== undefined,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another transcript begins at its first page
  useEffect(() => setPart(1), [asked]);
  return (
    <section className="recording" aria-label="Recording">
      <Player exhibit={page.exhibit} as={page.plays ?? 'sound'} reason={reason} words={words.data} />
      {asked === undefined ? (
        <p className="small muted">
          No transcript is held. Bring one in (WebVTT or SubRip) and relate it to this exhibit as its
          transcript: its words then follow the recording.
        </p>
      ) : (
        <p className="small muted recording-foot">
          <span>
            Transcript: <ExhibitLink exhibit={asked} />
          </span>
          {transcripts.length > 1 && (
            <select aria-label="Transcript" value={asked} onChange={(event) => choose(event.target.value)}>
              {transcripts.map((one, n) => (
                <option key={one} value={one}>
                  {n + 1} of {transcripts.length}
                </option>
              ))}
            </select>
          )}
          {(words.data?.pages ?? 1) > 1 && (
            <span>
              <button type="button" disabled={part <= 1} onClick={() => setPart(part - 1)}>
                Earlier words
              </button>{' '}
              <button
                type="button"
                disabled={part >= (words.data?.pages ?? 1)}
                onClick={() => setPart(part + 1)}
              >
                Later words
              </button>
            </span>
          )}
        </p>
      )}
      {words.error !== null && <SayNo error={words.error} />}
    </section>
  );
}

function OfTranscript({
  recording,
  page,
  reason,
}: {
  readonly recording: string;
  readonly page: PageShown;
  readonly reason: string;
}) {
  const read = useTask<PageShown>('exhibit.text', { exhibit: recording, page: 1, reason });
  if (read.error !== null) return <SayNo error={read.error} />;
  if (read.data === undefined || read.data.plays === null) return null;
  return (
    <section className="recording" aria-label="Recording">
      <p className="small muted">
        The recording: <ExhibitLink exhibit={recording} />
      </p>
      <Player exhibit={recording} as={read.data.plays} reason={reason} words={page} />
    </section>
  );
}
