// What drives the work: the trays, the to-dos with owner and day, and what the gaps propose.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMatter } from '../../lib/matter.ts';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { type ProofStatus, Status } from '../../lib/status.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { counted, day, number, sentence } from '../../lib/words.ts';
import { ActForm, useAct } from './act.tsx';
import { useAddress } from './address.ts';
import { Proposal, type Proposals } from './missing.tsx';
import { OwnerChoice, TodoForm, useNames } from './todo-form.tsx';
import { Trays } from './trays.tsx';
import type { Allegations } from './types.ts';

interface Todo {
  readonly id: string;
  readonly title: string;
  readonly fact: { readonly id: string; readonly text: string } | null;
  readonly element: { readonly id: string; readonly label: string } | null;
  readonly allegation: { readonly id: string; readonly text: string } | null;
  readonly gateway: { readonly id: string; readonly heading: string } | null;
  readonly status: ProofStatus | null;
  readonly owner: string | null;
  readonly due: string | null;
  readonly state: 'open' | 'done' | 'dropped';
  readonly note: string | null;
  readonly overdue: boolean;
  readonly daysLeft: number | null;
  readonly ended: string | null;
}
interface Todos {
  readonly overdue: number;
  readonly open: number;
  readonly todos: readonly Todo[];
}

export function TodoView({ list }: { readonly list: Allegations }) {
  const { search, go } = useAddress();
  const isAll = search['ended'] === 'yes';
  const found = useAsk<Todos>('todo.list', { all: isAll });
  const proposed = useAsk<Proposals>('todo.propose');
  const [isOpening, setOpening] = useState(false);
  const fresh = (proposed.data?.proposals ?? []).filter((one) => one.kept.length === 0);
  const byAllegation = [...Map.groupBy(fresh, (one) => one.allegation)];
  return (
    <div className="proof-body">
      <section className="block">
        <header className="section-head">
          <h2>To be done</h2>
          <span className="muted small">
            {found.data === undefined
              ? ''
              : `${counted(found.data.open, 'open', 'open')}${found.data.overdue > 0 ? `, ${number(found.data.overdue)} overdue` : ''}`}
          </span>
          <label className="small">
            <input
              type="checkbox"
              checked={isAll}
              onChange={() => go({ ended: isAll ? undefined : 'yes' })}
            />{' '}
            show what ended
          </label>
          <button type="button" aria-expanded={isOpening} onClick={() => setOpening(!isOpening)}>
            Note something…
          </button>
        </header>
        {isOpening && <TodoForm about={{}} title="" close={() => setOpening(false)} />}
        {found.error !== null && <SayNo error={found.error} />}
        {found.data?.todos.length === 0 && (
          <Empty title="Nothing is noted yet">
            The gaps below propose what is to be done; keep one with an owner and a day, and it stands here.
          </Empty>
        )}
        {(found.data?.todos.length ?? 0) > 0 && (
          <table className={found.isPlaceholderData ? 'grid todos stale' : 'grid todos'}>
            <thead>
              <tr>
                <th>What</th>
                <th>By whom</th>
                <th>Until</th>
                <th>State</th>
                <th>
                  <span className="visually-hidden">Acts</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {found.data?.todos.map((todo) => (
                <TodoRow key={todo.id} todo={todo} />
              ))}
            </tbody>
          </table>
        )}
      </section>
      <Trays />
      <section className="block">
        <h2>As the gaps propose</h2>
        {proposed.error !== null && <SayNo error={proposed.error} />}
        {fresh.length === 0 && proposed.data !== undefined && (
          <p className="muted">Nothing new: every gap is kept as a to-do, or nothing is missing.</p>
        )}
        {byAllegation.map(([id, proposals]) => (
          <details key={id} open={byAllegation.length === 1}>
            <summary>
              <bdi>{list.allegations.find((one) => one.id === id)?.text ?? id}</bdi>{' '}
              <span className="muted small">{number(proposals.length)}</span>
            </summary>
            <ul className="proposals">
              {proposals.map((one) => (
                <Proposal key={one.fact ?? one.node ?? one.provision} one={one} />
              ))}
            </ul>
          </details>
        ))}
      </section>
    </div>
  );
}

function TodoRow({ todo }: { readonly todo: Todo }) {
  const matter = useMatter();
  const who = useNames();
  const { go } = useAddress();
  const [open, setOpen] = useState<'assign' | 'end'>();
  return (
    <>
      <tr className={todo.overdue ? 'overdue' : undefined}>
        <td>
          <bdi>{todo.title}</bdi>
          <div className="muted small">
            {todo.fact !== null && (
              <Link to="/$matter/record" params={{ matter }} search={{ row: todo.fact.id }}>
                <bdi>{todo.fact.text}</bdi>
              </Link>
            )}
            {todo.element !== null && <bdi>Element: {todo.element.label}</bdi>}
            {todo.gateway !== null && (
              <Link to="/$matter/law" params={{ matter }} search={{ provision: todo.gateway.id }}>
                <bdi>Gateway: {todo.gateway.heading}</bdi>
              </Link>
            )}{' '}
            {todo.allegation !== null && (
              <button
                type="button"
                className="link small"
                onClick={() => go({ view: 'allegation', allegation: todo.allegation?.id, tab: 'missing' })}
              >
                <bdi>{todo.allegation.text}</bdi>
              </button>
            )}
          </div>
        </td>
        <td>
          {todo.owner === null ? <span className="muted">nobody yet</span> : <bdi>{who(todo.owner)}</bdi>}
        </td>
        <td className="when">
          {todo.due === null ? <span className="muted">no day</span> : day(`${todo.due}T12:00:00Z`)}
          {todo.overdue && (
            <div className="contested-ink small">
              <strong>overdue by {counted(-(todo.daysLeft ?? 0), 'day')}</strong>
            </div>
          )}
          {!todo.overdue && todo.daysLeft !== null && (
            <div className="muted small">
              {todo.daysLeft === 0 ? 'today' : `in ${counted(todo.daysLeft, 'day')}`}
            </div>
          )}
        </td>
        <td>
          {sentence(todo.state)}
          {todo.note !== null && (
            <div className="muted small">
              <bdi>{todo.note}</bdi>
            </div>
          )}
          {todo.status !== null && todo.state === 'open' && (
            <div className="small">
              <Status status={todo.status} />
            </div>
          )}
        </td>
        <td className="row-acts">
          {todo.state === 'open' && (
            <>
              <button
                type="button"
                className="link small"
                aria-label={`Assign… ${todo.title}`}
                onClick={() => setOpen('assign')}
              >
                Assign…
              </button>
              <button
                type="button"
                className="link small"
                aria-label={`Done… ${todo.title}`}
                onClick={() => setOpen('end')}
              >
                Done…
              </button>
            </>
          )}
        </td>
      </tr>
      {open !== undefined && (
        <tr>
          <td colSpan={5} className="form-cell">
            {open === 'assign' ? (
              <Assign todo={todo} close={() => setOpen(undefined)} />
            ) : (
              <End todo={todo.id} close={() => setOpen(undefined)} />
            )}
          </td>
        </tr>
      )}
    </>
  );
}

function Assign({ todo, close }: { readonly todo: Todo; readonly close: () => void }) {
  const act = useAct();
  const [owner, setOwner] = useState(todo.owner ?? '');
  const [due, setDue] = useState(todo.due ?? '');
  return (
    <ActForm
      label="Assign it"
      press="Assign it"
      act={act}
      isReady={owner !== (todo.owner ?? '') || due !== (todo.due ?? '')}
      cancel={close}
      submit={() => {
        const input = { todo: todo.id, owner: owner === '' ? null : owner, due: due === '' ? null : due };
        void act
          .enter({ name: 'todo.assign', input }, 'It is assigned.', () => [
            { name: 'todo.assign', input: { todo: todo.id, owner: todo.owner, due: todo.due } },
          ])
          .then((receipt) => receipt !== undefined && close());
      }}
    >
      <div className="fields">
        <OwnerChoice value={owner} choose={setOwner} />
        <label>
          <span className="small">Until</span>
          <input type="date" value={due} onChange={(event) => setDue(event.target.value)} />
        </label>
      </div>
    </ActForm>
  );
}

function End({ todo, close }: { readonly todo: string; readonly close: () => void }) {
  const act = useAct();
  const [outcome, setOutcome] = useState<'done' | 'dropped'>('done');
  const [note, setNote] = useState('');
  return (
    <ActForm
      label="End it"
      press={outcome === 'done' ? 'It is done' : 'Drop it'}
      act={act}
      isReady={note.trim() !== ''}
      cancel={close}
      submit={() => {
        void act
          .enter(
            { name: 'todo.do', input: { todo, outcome, note: note.trim() } },
            'The to-do ended. What is still to be done is noted anew.',
          )
          .then((receipt) => receipt !== undefined && close());
      }}
    >
      <fieldset className="choices">
        <legend className="small">How did it end?</legend>
        {(['done', 'dropped'] as const).map((one) => (
          <label key={one}>
            <input
              type="radio"
              name={`end-${todo}`}
              checked={outcome === one}
              onChange={() => setOutcome(one)}
            />{' '}
            {sentence(one)}
          </label>
        ))}
      </fieldset>
      <label>
        <span className="small">What came of it</span>
        <input value={note} maxLength={1000} onChange={(event) => setNote(event.target.value)} />
      </label>
    </ActForm>
  );
}
