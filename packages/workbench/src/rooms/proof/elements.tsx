// An allegation element by element: the facts that answer each, for and against by independent origin; and the defences to it.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Brought, taken, takes } from '../../lib/brought.ts';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import type { ProofStatus } from '../../lib/status.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { sentence } from '../../lib/words.ts';
import { useAct } from './act.tsx';
import { under, useAddress } from './address.ts';
import { BringForm } from './bring-form.tsx';
import { StatusUnder } from './changes.tsx';
import { MatchForm } from './match-form.tsx';
import { useMatch } from './matrix.tsx';
import { TodoForm } from './todo-form.tsx';
import type { HouseWords, Word } from './types.ts';
import { countsInWords, WordShown } from './word.tsx';

interface FactLine {
  readonly id: string;
  readonly text: string;
  readonly status: ProofStatus;
  readonly word: Word;
  readonly for: number;
  readonly against: number;
  readonly flags: Readonly<Record<string, boolean>>;
}
interface ElementLine {
  readonly id: string;
  readonly label: string;
  readonly depth: number;
  readonly op: string;
  readonly element: string | null;
  readonly standard: string;
  readonly status: ProofStatus;
  readonly word: Word;
  readonly facts: readonly FactLine[];
}
interface Answer extends HouseWords {
  readonly elements: readonly ElementLine[];
  readonly defences: readonly {
    readonly id: string;
    readonly text: string;
    readonly burden: string | null;
    readonly standard: string;
    readonly status: ProofStatus;
    readonly live: boolean;
    readonly elements: readonly ElementLine[];
  }[];
}

const FLAGS: Readonly<Record<string, string>> = {
  singleGroup: 'one origin only',
  pressOnly: 'press only',
  ownSourcesOnly: 'own sources only',
  contradicted: 'contradicted',
  overridden: 'set by hand',
  restsOnSealed: 'rests on sealed material',
  assumed: 'assumed',
};

export function Elements({ allegation }: { readonly allegation: string }) {
  const { standard } = useAddress();
  const found = useAsk<Answer>('allegation.elements', { allegation, ...under(standard) });
  const parties = useAsk<{ parties: readonly { id: string; label: string }[] }>('party.list');
  if (found.error !== null) return <SayNo error={found.error} />;
  if (found.data === undefined) return null;
  return (
    <div className={found.isPlaceholderData ? 'stale' : undefined}>
      <Table elements={found.data.elements} caption="What must be proved" allegation={allegation} />
      {found.data.defences.map((defence) => (
        <section key={defence.id} className="block below">
          <h3>
            Defence: <bdi>{defence.text}</bdi>
          </h3>
          <p className="small muted">
            {defence.burden === null
              ? 'Nobody is named as bearing the burden of it.'
              : `For ${parties.data?.parties.find((one) => one.id === defence.burden)?.label ?? 'the other side'} to show, ${sentence(defence.standard).toLowerCase()}.`}{' '}
            {defence.live ? 'It is live: at least arguable.' : 'It is not arguable as the file stands.'}
          </p>
          <Table elements={defence.elements} caption="What the defence asks for" allegation={allegation} />
        </section>
      ))}
    </div>
  );
}

const OPS: Readonly<Record<string, string>> = { all: 'all of', any: 'any of', atLeast: 'some of' };

interface TableProps {
  readonly elements: readonly ElementLine[];
  readonly caption: string;
  readonly allegation: string;
}

function Table({ elements, caption, allegation }: TableProps) {
  const [open, setOpen] = useState<{
    readonly node: string;
    readonly what: 'match' | 'todo' | 'bring';
    readonly brought?: Brought;
    readonly fact?: string;
  }>();
  const match = useMatch();
  const take = (element: ElementLine, brought: Brought, fact?: string): void => {
    if (brought.kind === 'fact') match.enter({ node: element.id, label: element.label }, brought.id);
    else setOpen({ node: element.id, what: 'bring', brought, ...(fact === undefined ? {} : { fact }) });
  };
  return (
    <>
      {match.error !== undefined && <SayNo error={match.error} />}
      <table className="grid elements">
        <thead>
          <tr>
            <th>{caption}</th>
            <th>Status (house rule)</th>
            <th>Independent origins</th>
            <th>
              <span className="visually-hidden">Acts</span>
            </th>
          </tr>
        </thead>
        {elements.map((element, n) => (
          <tbody key={`${element.id}@${element.standard}`}>
            <tr
              className="element-row"
              {...takes(['passage', 'exhibit', 'fact'], (brought) => take(element, brought))}
            >
              <th scope="row" className={`indent-${Math.min(6, element.depth)}`}>
                <bdi>{element.label}</bdi>{' '}
                <span className="muted small">
                  {element.facts.length === 0 && (elements[n + 1]?.depth ?? 0) <= element.depth
                    ? ''
                    : OPS[element.op]}
                </span>
                {element.element !== null && <span className="muted small mono"> {element.element}</span>}
              </th>
              <td>
                <StatusUnder status={element.status} at={`node:${element.id}`} standard={element.standard} />
              </td>
              <td>
                <WordShown word={element.word} />
              </td>
              <td className="row-acts">
                <button
                  type="button"
                  className="link small"
                  aria-label={`Match facts… to ${element.label}`}
                  aria-expanded={open?.node === element.id && open.what === 'match'}
                  onClick={() => setOpen({ node: element.id, what: 'match' })}
                >
                  Match facts…
                </button>
                <button
                  type="button"
                  className="link small"
                  aria-label={`Bring a passage… to ${element.label}`}
                  aria-expanded={open?.node === element.id && open.what === 'bring'}
                  onClick={() => setOpen({ node: element.id, what: 'bring' })}
                >
                  Bring a passage…
                </button>
                <button
                  type="button"
                  className="link small"
                  aria-label={`To do… for ${element.label}`}
                  aria-expanded={open?.node === element.id && open.what === 'todo'}
                  onClick={() => setOpen({ node: element.id, what: 'todo' })}
                >
                  To do…
                </button>
              </td>
            </tr>
            {open?.node === element.id && (
              <tr>
                <td colSpan={4} className="form-cell">
                  {open.what === 'bring' ? (
                    <BringForm
                      key={open.brought?.id ?? ''}
                      targets={[
                        { node: element.id, label: element.label, facts: element.facts.map(({ id }) => id) },
                      ]}
                      brought={open.brought}
                      fact={open.fact}
                      close={() => setOpen(undefined)}
                    />
                  ) : open.what === 'match' ? (
                    <MatchForm
                      node={element.id}
                      label={element.label}
                      facts={element.facts.map(({ id }) => id)}
                      close={() => setOpen(undefined)}
                    />
                  ) : (
                    <TodoForm
                      about={{ node: element.id, allegation }}
                      title={`Show “${element.label}”: `}
                      close={() => setOpen(undefined)}
                    />
                  )}
                </td>
              </tr>
            )}
            {element.facts.map((fact) => (
              <FactRow
                key={fact.id}
                fact={fact}
                element={element}
                take={(brought) => take(element, brought, fact.id)}
              />
            ))}
            {element.facts.length === 0 && (elements[n + 1]?.depth ?? 0) <= element.depth && (
              <tr>
                <td colSpan={4} className={`muted indent-${Math.min(6, element.depth + 1)}`}>
                  No fact answers it.
                </td>
              </tr>
            )}
          </tbody>
        ))}
      </table>
    </>
  );
}

function FactRow({
  fact,
  element,
  take,
}: {
  readonly fact: FactLine;
  readonly element: ElementLine;
  readonly take: (brought: Brought) => void;
}) {
  const matter = useMatter();
  const act = useAct();
  const flags = Object.entries(FLAGS)
    .filter(([name]) => fact.flags[name] === true)
    .map(([, words]) => words);
  return (
    <tr {...taken('fact', fact.id)} {...takes(['passage', 'exhibit'], take)}>
      <td className={`indent-${Math.min(6, element.depth + 1)}`}>
        <Link to="/$matter/record" params={{ matter }} search={{ row: fact.id }}>
          <bdi>{fact.text}</bdi>
        </Link>
        {flags.length > 0 && <span className="muted small"> {flags.join(' · ')}</span>}
        {act.error !== undefined && <SayNo error={act.error} />}
      </td>
      <td>
        <StatusUnder status={fact.status} at={`fact:${fact.id}`} standard={element.standard} />
      </td>
      <td>
        <WordShown word={fact.word} />{' '}
        <span className="muted small counts">{countsInWords(fact.for, fact.against)}</span>
      </td>
      <td className="row-acts">
        <button
          type="button"
          className="link small"
          disabled={act.isBusy}
          aria-label={`Take away from ${element.label}: ${fact.text}`}
          onClick={() =>
            void act.enter(
              { name: 'element.match', input: { node: element.id, remove: [fact.id] } },
              'The fact answers this element no longer.',
              () => [{ name: 'element.match', input: { node: element.id, add: [fact.id] } }],
            )
          }
        >
          Take away
        </button>
      </td>
    </tr>
  );
}
