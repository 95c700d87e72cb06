// One change that a Word file proposes: what it is, word by word, what it would drop, and the decision on it.
import { sentence } from '../../lib/words.ts';
import type { Proposed, ReturnedShown } from './returned-types.ts';
import { wordDiff } from './word-diff.ts';

type How = 'accept' | 'keep' | 'over' | 'leave' | 'reopen';
interface ProposalProps {
  readonly one: Proposed;
  readonly shown: ReturnedShown;
  readonly isBusy: boolean;
  readonly decide: (how: How) => void;
}

const TAGS = { same: 'span', gone: 'del', new: 'ins' } as const;
const ACTS = { rewrite: 'rewritten', remove: 'struck out', move: 'moved' } as const;
const STATES = {
  open: '',
  accepted: 'Accepted',
  left: 'Left as it was',
  done: 'It says so here already',
} as const;

export function Proposal({ one, shown, isBusy, decide }: ProposalProps) {
  const { state, ours, dropped } = one;
  const place = one.number === null ? sentence(one.kind) : `${sentence(one.kind)} ${one.number}`;
  const title = one.is === 'write' ? `New ${one.kind}` : `${place} ${ACTS[one.is]}`;
  return (
    <li className={`proposal ${state}`} aria-label={`Change ${one.n}: ${title}`}>
      <h3>
        {title}
        {one.by.length > 0 && (
          <span className="muted small">
            {' '}
            by <bdi>{one.by.join(', ')}</bdi>, as the file says
          </span>
        )}
        {state !== 'open' && <span className="decided small">{STATES[state]}</span>}
      </h3>
      {one.is === 'move' ? (
        <p className="muted">
          <Words text={one.was} marks={shown.marks} most={160} />
        </p>
      ) : (
        <p className="read changed-words">
          {wordDiff(one.was, one.is === 'remove' ? '' : one.text).map((piece, i) => {
            const Tag = TAGS[piece.is];
            return (
              <Tag key={String(i)}>
                <Words text={piece.text} marks={shown.marks} />
              </Tag>
            );
          })}
        </p>
      )}
      {ours !== null && (
        <p className="ours small">
          <strong>Changed here too since the draft went out.</strong>{' '}
          {ours === '' ? 'The paragraph is removed here.' : <Words text={ours} marks={shown.marks} />}
        </p>
      )}
      {one.is !== 'move' &&
        dropped.map((mark) => (
          <p key={mark.id} className="drops small">
            <strong>Drops a citation:</strong> <bdi>{mark.words}</bdi>
          </p>
        ))}
      {one.remarks.map((remark) => (
        <p key={remark} className="drops small">
          {remark}
        </p>
      ))}
      <p className="acts">
        {(state === 'open' || state === 'left') && (
          <>
            {ours === null && (
              <button type="button" disabled={isBusy} onClick={() => decide('accept')}>
                Accept
              </button>
            )}
            {ours !== null && ours !== '' && (
              <button type="button" disabled={isBusy} onClick={() => decide('over')}>
                Take the file’s words over ours
              </button>
            )}
            {ours === null && one.is === 'rewrite' && dropped.length > 0 && (
              <button type="button" disabled={isBusy} onClick={() => decide('keep')}>
                Accept, and keep {dropped.length === 1 ? 'the citation' : 'the citations'}
              </button>
            )}
          </>
        )}
        {state === 'open' && (
          <button type="button" disabled={isBusy} onClick={() => decide('leave')}>
            Leave
          </button>
        )}
        {(state === 'accepted' || state === 'left') && (
          <button type="button" disabled={isBusy} onClick={() => decide('reopen')}>
            {state === 'accepted' ? 'Take it back' : 'Open again'}
          </button>
        )}
      </p>
    </li>
  );
}

interface WordsProps {
  readonly text: string;
  readonly marks: ReturnedShown['marks'];
  readonly most?: number;
}

/** A source text as a person reads it: what cites is shown by its words, emphasis as it is written. */
function Words({ text, marks, most = Number.POSITIVE_INFINITY }: WordsProps) {
  const cut = text.length > most ? `${text.slice(0, most)}…` : text;
  return cut.split(/(\[[^\][]*[@=#!][^\][]*\])/u).map((part, i) => {
    const mark = marks.find((one) => one.source === part);
    const key = `${i} ${part}`;
    if (mark === undefined) return <bdi key={key}>{part}</bdi>;
    return (
      <span key={key} className="cites" title={mark.source}>
        {mark.words}
      </span>
    );
  });
}
