// What stands behind a cell: its propositions at the left, and for the one chosen what supports and what undermines it.
import { useEffect, useRef } from 'react';
import { type Brought, taken } from '../../lib/brought.ts';
import { isTyping } from '../../lib/is-typing.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { useAddress } from './address.ts';
import { Balance } from './balance.tsx';
import { BringForm } from './bring-form.tsx';
import { useChange, wouldBe } from './changes.tsx';
import { FactActs } from './fact-acts.tsx';
import type { Cell, ContradictionCard, MatrixRow } from './types.ts';
import { countsInWords, WordShown } from './word.tsx';

interface CellShownProps {
  readonly row: MatrixRow;
  readonly title: string;
  readonly cell: Cell;
  /** What is being brought to the element; undefined while nothing is. */
  readonly bringing: { readonly brought: Brought | undefined; readonly fact: string | undefined } | undefined;
  readonly bring: (isOpen: boolean) => void;
  readonly close: () => void;
}

export function CellShown({ row, title, cell, bringing, bring, close }: CellShownProps) {
  const { search, go } = useAddress();
  const fact = cell.facts.find((id) => id === search['fact']) ?? cell.facts[0];
  const found = useAsk<{ cards: readonly ContradictionCard[] }>(
    'contradiction.list',
    { fact },
    fact !== undefined,
  );
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || isTyping(event.target)) return;
      close();
      document.querySelector<HTMLElement>('.proof-matrix [data-cell][tabindex="0"]')?.focus();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [close]);
  const card = found.data?.cards.find((one) => one.fact === fact);
  return (
    <section ref={place} className="cell-shown" aria-label={`Behind the cell: ${row.label}, ${title}`}>
      <header>
        <h2>
          <bdi>{row.label}</bdi>
        </h2>
        <span className="status-line">
          <WordShown word={cell.word} />
          <span className="muted small">
            {countsInWords(cell.for, cell.against)} · {row.words}
          </span>
        </span>
        <button
          type="button"
          title="Key c; or let a passage or an exhibit go on the element"
          aria-expanded={bringing !== undefined}
          onClick={() => bring(bringing === undefined)}
        >
          Bring a passage…
        </button>
        <button type="button" className="quiet" aria-label="Close the cell" onClick={close}>
          ×
        </button>
      </header>
      {bringing !== undefined && (
        <BringForm
          key={bringing.brought?.id ?? ''}
          targets={[{ node: row.node, label: row.label, facts: row.whole.facts }]}
          brought={bringing.brought}
          fact={bringing.fact}
          close={() => bring(false)}
        />
      )}
      {cell.facts.length === 0 ? (
        <p className="muted">
          No proposition answers it. Bring a passage to it, match a fact to it under “One allegation”, or note
          what is to be done under “To do”.
        </p>
      ) : (
        <div className="cell-body">
          <Propositions
            facts={cell.facts}
            chosen={fact}
            choose={(id) => go({ fact: id })}
            standard={row.standard}
          />
          <div className="cell-sides">
            {found.error !== null && <SayNo error={found.error} />}
            {card !== undefined && (
              <FactActs key={`acts-${card.fact}`} card={card} allegation={row.allegation} />
            )}
            {card !== undefined && <Balance key={card.fact} card={card} />}
          </div>
        </div>
      )}
    </section>
  );
}

function Propositions({
  facts,
  chosen,
  choose,
  standard,
}: {
  readonly facts: readonly string[];
  readonly chosen: string | undefined;
  readonly choose: (id: string) => void;
  readonly standard: string;
}) {
  return (
    <ul className="propositions" aria-label="Propositions">
      {facts.map((id) => (
        <li key={id}>
          <Proposition id={id} isChosen={id === chosen} choose={choose} standard={standard} />
        </li>
      ))}
    </ul>
  );
}

function Proposition({
  id,
  isChosen,
  choose,
  standard,
}: {
  readonly id: string;
  readonly isChosen: boolean;
  readonly choose: (id: string) => void;
  readonly standard: string;
}) {
  const found = useAsk<{ cards: readonly ContradictionCard[] }>('contradiction.list', { fact: id });
  const card = found.data?.cards.find((one) => one.fact === id);
  const change = useChange(`fact:${id}`, standard);
  return (
    <button
      type="button"
      aria-current={isChosen ? 'true' : undefined}
      onClick={() => choose(id)}
      {...taken('fact', id)}
    >
      <bdi>{card?.text ?? '…'}</bdi>
      {card !== undefined && (
        <span className="small status-line">
          <WordShown word={card.word} />
          <span className="muted">{countsInWords(card.origins.for, card.origins.against)}</span>
          {change !== undefined && <strong>{wouldBe(change)}</strong>}
        </span>
      )}
    </button>
  );
}
