// A Word file that came back: what was lost, what it would change, and a decision on each; every decision can be taken back.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { run } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { counted, moment, number } from '../../lib/words.ts';
import { Fates } from './fates.tsx';
import { Proposal } from './proposal.tsx';
import type { Proposed, ReturnedShown } from './returned-types.ts';

export function Returned({ returned }: { readonly returned: string }) {
  const matter = useMatter();
  const entered = useEntered();
  const shown = useAsk<ReturnedShown>('draft.show', { returned });
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const { data } = shown;
  const act = async (
    name: string,
    input: object,
    words: string,
    back?: () => Promise<void>,
  ): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      await run(matter, name, { returned, ...input });
      entered({ words, ...(back === undefined ? {} : { undo: back }) });
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const reopen = (proposals: readonly number[]) => async (): Promise<void> => {
    await run(matter, 'draft.reopen', { returned, proposals });
  };
  const decide = (one: Proposed, how: 'accept' | 'keep' | 'over' | 'leave' | 'reopen'): void => {
    const proposals = [one.n];
    if (how === 'reopen') void act('draft.reopen', { proposals }, 'The change is open again.');
    else if (how === 'leave')
      void act(
        'draft.leave',
        { proposals },
        'The change was left; the pleading stands as it was.',
        reopen(proposals),
      );
    else
      void act(
        'draft.accept',
        { proposals, ...(how === 'keep' ? { keep: true } : {}), ...(how === 'over' ? { over: true } : {}) },
        'The change was accepted.',
        reopen(proposals),
      );
  };
  if (shown.error !== null) return <SayNo error={shown.error} />;
  if (data === undefined) return null;
  const open = data.proposals.filter((one) => one.state === 'open');
  // What changes words alone and nobody changed here: nothing is dropped, nothing is to be seen to.
  const plain = open.filter(
    (one) =>
      one.is === 'rewrite' && one.ours === null && one.dropped.length === 0 && one.remarks.length === 0,
  );
  return (
    <section className="returned" aria-label="Word file that came back">
      <p className="back">
        <Link to="/$matter/pleading" params={{ matter }} search={{ pleading: data.pleading }}>
          ← The pleading
        </Link>
      </p>
      <h2>
        <bdi>{data.file}</bdi>
      </h2>
      <p>
        Came back {moment(data.at)}. {number(data.citations.standing + data.citations.byWords.length)} of{' '}
        {counted(data.citations.sent, 'citation')} came back
        {data.citations.lost.length > 0
          ? `, ${number(data.citations.lost.length)} ${data.citations.lost.length === 1 ? 'is' : 'are'} lost`
          : ''}
        .{' '}
        {data.proposals.length === 0
          ? 'It changes nothing.'
          : `${counted(data.proposals.length, 'change')}, ${number(open.length)} open. Nothing is taken by itself.`}
      </p>
      {data.remarks.map((one) => (
        <p key={one} className="contested-ink">
          {one}
        </p>
      ))}
      {error !== undefined && <SayNo error={error} />}
      <Fates
        shown={data}
        isBusy={isBusy}
        putBack={(id, was) =>
          void act(
            'citation.put-back',
            { citation: id },
            'The citation stands again at the end of its paragraph.',
            was,
          )
        }
      />
      {plain.length > 1 && (
        <p className="acts">
          <button
            type="button"
            disabled={isBusy}
            onClick={() => {
              const proposals = plain.map((one) => one.n);
              void act(
                'draft.accept',
                { proposals },
                `${counted(proposals.length, 'change')} accepted.`,
                reopen(proposals),
              );
            }}
          >
            Accept the {number(plain.length)} that change words alone
          </button>
        </p>
      )}
      {data.proposals.length === 0 && data.citations.lost.length === 0 && (
        <Empty title="Nothing was changed">The words of this file are those that went out.</Empty>
      )}
      <ol className="proposals">
        {data.proposals.map((one) => (
          <Proposal key={one.n} one={one} shown={data} isBusy={isBusy} decide={(how) => decide(one, how)} />
        ))}
      </ol>
    </section>
  );
}
