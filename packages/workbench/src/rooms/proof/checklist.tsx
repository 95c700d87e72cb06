// The checklist of an allegation, element by element: what is met, what is missing, and with each line the act that closes it.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { type ProofStatus, Status } from '../../lib/status.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { counted, day } from '../../lib/words.ts';
import { under, useAddress } from './address.ts';
import { MatchForm } from './match-form.tsx';
import { TodoForm, useNames } from './todo-form.tsx';

type Kind =
  | 'fact'
  | 'source'
  | 'second-origin'
  | 'contradiction'
  | 'standard'
  | 'second-reader'
  | 'authority'
  | 'gateway';
interface Line {
  readonly kind: Kind;
  readonly met: boolean;
  readonly text: string;
  readonly fact: string | null;
  readonly provision: string | null;
  readonly allegation: string | null;
  readonly ticked: readonly { readonly by: string; readonly at: string | null }[];
  readonly todos: readonly {
    readonly id: string;
    readonly title: string;
    readonly owner: string | null;
    readonly due: string | null;
  }[];
}
interface Element {
  readonly node: string;
  readonly label: string;
  readonly standard: string;
  readonly status: ProofStatus;
  readonly open: number;
  readonly lines: readonly Line[];
}
interface Checklist {
  readonly before: readonly Line[];
  readonly elements: readonly Element[];
  readonly open: number;
}

export function ChecklistView({ allegation }: { readonly allegation: string }) {
  const { standard } = useAddress();
  const [isAll, setAll] = useState(false);
  const found = useAsk<Checklist>('element.checklist', { allegation, ...under(standard) });
  if (found.error !== null) return <SayNo error={found.error} />;
  if (found.data === undefined) return null;
  const { before, elements, open } = found.data;
  return (
    <div className={found.isPlaceholderData ? 'checklist stale' : 'checklist'}>
      <p>
        {open === 0
          ? 'Nothing that a tribunal looks for is missing under this house rule.'
          : `${counted(open, 'point is', 'points are')} open.`}{' '}
        <label className="tick-inline">
          <input type="checkbox" checked={isAll} onChange={() => setAll(!isAll)} /> What is met as well
        </label>
      </p>
      {before.some(({ met }) => isAll || !met) && (
        <section className="block">
          <h3>Before any element counts</h3>
          <Lines lines={before} isAll={isAll} allegation={allegation} element={undefined} />
        </section>
      )}
      {elements.map((element) => (
        <section key={`${element.node}@${element.standard}`} className="block">
          <h3>
            <bdi>{element.label}</bdi>{' '}
            <span className="status-line checklist-status">
              <Status status={element.status} />
              <span className="muted small">
                {element.open === 0 ? 'nothing open' : `${counted(element.open, 'point')} open`}
              </span>
            </span>
          </h3>
          <Lines lines={element.lines} isAll={isAll} allegation={allegation} element={element} />
        </section>
      ))}
    </div>
  );
}

interface LinesProps {
  readonly lines: readonly Line[];
  readonly isAll: boolean;
  readonly allegation: string;
  readonly element: Element | undefined;
}

function Lines({ lines, isAll, allegation, element }: LinesProps) {
  const shown = lines.filter(({ met }) => isAll || !met);
  if (shown.length === 0) return null;
  return (
    <ul className="checks">
      {shown.map((line) => (
        <Check
          key={`${line.kind} ${line.fact ?? line.provision ?? ''}`}
          line={line}
          allegation={allegation}
          element={element}
        />
      ))}
    </ul>
  );
}

interface CheckProps {
  readonly line: Line;
  readonly allegation: string;
  readonly element: Element | undefined;
}

function Check({ line, allegation, element }: CheckProps) {
  const who = useNames();
  const [open, setOpen] = useState<'todo' | 'match'>();
  const close = (): void => setOpen(undefined);
  const matched = element?.lines.flatMap(({ fact }) => fact ?? []) ?? [];
  return (
    <li className={line.met ? 'check met' : 'check'}>
      <span className="check-mark" aria-hidden="true">
        {line.met ? '✓' : '○'}
      </span>
      <div>
        <span className="visually-hidden">{line.met ? 'Met: ' : 'Open: '}</span>
        <bdi>{line.text}</bdi>
        {line.met && line.ticked.length > 0 && (
          <span className="muted small">
            {' '}
            By {line.ticked.map(({ by, at }) => `${who(by)}${at === null ? '' : `, ${day(at)}`}`).join('; ')}.
          </span>
        )}
        {!line.met && (
          <div className="check-acts">
            {line.kind === 'fact' && element !== undefined ? (
              <button
                type="button"
                className="link small"
                aria-expanded={open === 'match'}
                onClick={() => setOpen(open === 'match' ? undefined : 'match')}
              >
                Match a fact…
              </button>
            ) : (
              <Closing line={line} allegation={allegation} />
            )}
            {(line.fact !== null || element !== undefined || line.kind === 'gateway') && (
              <button
                type="button"
                className="link small"
                aria-label={`Keep it as a to-do… ${line.text}`}
                aria-expanded={open === 'todo'}
                onClick={() => setOpen(open === 'todo' ? undefined : 'todo')}
              >
                Keep it as a to-do…
              </button>
            )}
            {line.todos.map((todo) => (
              <span key={todo.id} className="muted small">
                To do: <bdi>{todo.title}</bdi> ({who(todo.owner)},{' '}
                {todo.due === null ? 'no day' : `until ${day(`${todo.due}T12:00:00Z`)}`})
              </span>
            ))}
          </div>
        )}
        {open === 'todo' && (
          <TodoForm
            about={{
              allegation,
              ...aboutOf(line, element),
            }}
            title={line.text.slice(0, 500)}
            close={close}
          />
        )}
        {open === 'match' && element !== undefined && (
          <MatchForm node={element.node} label={element.label} facts={matched} close={close} />
        )}
      </div>
    </li>
  );
}

/** What a to-do for a line is about. */
function aboutOf(
  { kind, fact, provision }: Line,
  element: Element | undefined,
): { readonly fact?: string; readonly node?: string; readonly provision?: string } {
  if (fact !== null) return { fact };
  if (kind === 'gateway' && provision !== null) return { provision };
  return element === undefined ? {} : { node: element.node };
}

/** The way to the act that closes a line: each opens the form itself, for the fact that the line speaks of. */
function Closing({ line, allegation }: { readonly line: Line; readonly allegation: string }) {
  const matter = useMatter();
  const { go } = useAddress();
  const words = ACTS[line.kind];
  const name = `${words} ${line.text}`;
  if (line.kind === 'authority')
    return (
      <Link
        className="small"
        aria-label={name}
        to="/$matter/law"
        params={{ matter }}
        search={{ part: 'unchecked', state: 'to-be-checked' }}
      >
        {words}
      </Link>
    );
  if (line.kind === 'gateway')
    return line.allegation === null ? (
      <Link
        className="small"
        aria-label={name}
        to="/$matter/law"
        params={{ matter }}
        search={{ provision: line.provision ?? undefined }}
      >
        Read the provision; then make an allegation of it
      </Link>
    ) : (
      <button
        type="button"
        className="link small"
        aria-label={name}
        onClick={() =>
          go({
            view: 'allegation',
            allegation: line.allegation ?? allegation,
            tab: line.allegation === allegation ? undefined : 'checklist',
          })
        }
      >
        {words}
      </button>
    );
  if (line.fact === null) return null;
  const fact = line.fact;
  if (line.kind === 'contradiction')
    return (
      <button
        type="button"
        className="link small"
        aria-label={name}
        onClick={() => go({ view: 'contradictions', fact })}
      >
        {words}
      </button>
    );
  return (
    <Link
      className="small"
      aria-label={name}
      to="/$matter/record"
      params={{ matter }}
      search={{ row: fact, act: line.kind === 'second-reader' ? 'review' : 'cite' }}
    >
      {words}
    </Link>
  );
}

const ACTS: Readonly<Record<Kind, string>> = {
  fact: 'Match a fact…',
  source: 'Cite a passage…',
  'second-origin': 'Cite a passage of another origin…',
  contradiction: 'Answer it…',
  standard: 'Cite a further passage…',
  'second-reader': 'Read it as the second reader…',
  authority: 'Check the authorities…',
  gateway: 'To what answers it…',
};
