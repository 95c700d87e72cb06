// Plays a recording from the origin where nothing can act, and steps through the words that are heard.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { get } from '../lib/api.ts';
import { useMatter } from '../lib/matter.ts';
import { Lacks, SayNo } from '../lib/say-no.tsx';
import { heardAt, timeOf } from './heard.ts';
import type { PageShown } from './types.ts';

interface PlayerProps {
  readonly exhibit: string;
  readonly as: 'sound' | 'film';
  readonly reason: string;
  /** A page of the transcript, where there is one. */
  readonly words: PageShown | undefined;
}

/** Nothing is fetched before it is played: of a sealed recording each opening is an entry. */
export function Player({ exhibit, as, reason, words }: PlayerProps) {
  const matter = useMatter();
  const link = useQuery({
    queryKey: ['recording', matter, exhibit, reason],
    queryFn: () =>
      get<{ url: string; expiresInMs: number }>(
        `/api/${matter}/content?${new URLSearchParams({ exhibit, play: 'yes', reason })}`,
      ),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const player = useRef<HTMLMediaElement>(null);
  const [now, setNow] = useState(0);
  const [fails, setFails] = useState(false);
  const from = useRef(0);
  const list = useRef<HTMLOListElement>(null);
  const cues = words?.cues ?? [];
  const heard = heardAt(cues, now);
  useEffect(() => {
    // Only within the list: the page itself does not move under whoever reads it.
    const [box, row] = [list.current, list.current?.children[heard ?? -1] as HTMLElement | undefined];
    if (box === null || row === undefined) return;
    if (row.offsetTop < box.scrollTop || row.offsetTop + row.offsetHeight > box.scrollTop + box.clientHeight)
      box.scrollTop = row.offsetTop - box.clientHeight / 3;
  }, [heard]);
  if (link.error !== null) return <SayNo error={link.error} />;
  if (link.data === undefined) return null;
  const { url, expiresInMs } = link.data;
  const seek = (ms: number): void => {
    if (player.current === null) return;
    player.current.currentTime = ms / 1000;
    setNow(ms);
    void player.current.play().catch(() => undefined);
  };
  // A link lives for minutes; a player that asks for a further part later is given a new one where it stood.
  const failed = (): void => {
    const isOld = Date.now() - link.dataUpdatedAt > expiresInMs;
    from.current = now / 1000;
    if (isOld) void link.refetch();
    else setFails(true);
  };
  const shared = {
    ref: player as never,
    src: url,
    controls: true,
    preload: 'none',
    onTimeUpdate: () => setNow((player.current?.currentTime ?? 0) * 1000),
    onLoadedMetadata: () => {
      setFails(false);
      if (player.current !== null && from.current > 0) player.current.currentTime = from.current;
    },
    onError: failed,
  } as const;
  return (
    <>
      {as === 'sound' ? (
        // biome-ignore lint/a11y/useMediaCaption: the transcript stands beside it as text
        <audio {...shared} aria-label="The recording" />
      ) : (
        // biome-ignore lint/a11y/useMediaCaption: the transcript stands beside it as text
        <video {...shared} aria-label="The recording" />
      )}
      {fails && (
        <Lacks>
          This browser cannot play the recording. The original is kept, and can be saved from its card.
        </Lacks>
      )}
      {words !== undefined && cues.length > 0 && (
        <ol className="cues" ref={list} aria-label="Words of the recording">
          {cues.map((cue, n) => (
            <li key={cue.start} aria-current={n === heard ? 'true' : undefined}>
              <button type="button" onClick={() => seek(cue.fromMs)}>
                <span className="mono small">{timeOf(cue.fromMs)}</span>{' '}
                <bdi>{words.text.slice(cue.start - words.start, cue.end - words.start)}</bdi>
              </button>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
