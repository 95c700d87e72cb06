// Contradiction cards: for one proposition what supports and what undermines it side by side, answered or not; and what was set by hand.
import { useListKeys } from '../../lib/list-keys.ts';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { Status } from '../../lib/status.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { day, number, sentence } from '../../lib/words.ts';
import { useAct } from './act.tsx';
import { useAddress } from './address.ts';
import { Balance } from './balance.tsx';
import { FactActs } from './fact-acts.tsx';
import { useNames } from './todo-form.tsx';
import type { ContradictionCard, HouseWords } from './types.ts';
import { countsInWords, WEIGHTS, WordShown } from './word.tsx';

interface Cards extends HouseWords {
  readonly cards: readonly ContradictionCard[];
}
interface Overrides {
  readonly statuses: readonly {
    readonly fact: string;
    readonly text: string;
    readonly to: 'empty' | 'single-sourced' | 'arguable' | 'contested' | 'proved' | null;
    readonly reason: string;
    readonly by: string;
    readonly at: string;
    readonly inForce: boolean;
  }[];
  readonly weights: readonly {
    readonly citation: string;
    readonly fact: string;
    readonly to: number;
    readonly reason: string;
    readonly by: string;
    readonly at: string;
  }[];
}

export function ContradictionsView() {
  const { search, go } = useAddress();
  const isOpenOnly = search['open'] === 'yes';
  const found = useAsk<Cards>('contradiction.list', { open: isOpenOnly });
  const cards = found.data?.cards ?? [];
  const chosen = cards.find((card) => card.fact === search['fact']) ?? cards[0];
  useListKeys(
    cards.map(({ fact }) => fact),
    chosen?.fact,
    (fact) => go({ fact }),
  );
  return (
    <div className={found.isPlaceholderData ? 'proof-body stale' : 'proof-body'}>
      <div className="tabs trays" role="group" aria-label="Which contradictions">
        {[false, true].map((open) => (
          <button
            type="button"
            key={String(open)}
            aria-pressed={isOpenOnly === open}
            onClick={() => go({ open: open ? 'yes' : undefined, fact: undefined })}
          >
            {open ? 'Only those that stand and weigh' : 'Every contradiction'}
          </button>
        ))}
        <span className="muted small">{found.data === undefined ? '' : number(cards.length)}</span>
      </div>
      {found.error !== null && <SayNo error={found.error} />}
      {found.data !== undefined && cards.length === 0 && (
        <Empty
          title={isOpenOnly ? 'No contradiction stands unanswered' : 'Nothing is entered against any fact'}
        >
          A passage that contradicts is entered like one that supports: open the exhibit, select its words,
          press <kbd>f</kbd>, and choose that it contradicts. A file that hides its weak points cannot show
          what would be lost.
        </Empty>
      )}
      {cards.length > 0 && (
        <div className="cards-view">
          <ul className="propositions" aria-label="Contradicted propositions">
            {cards.map((card) => (
              <li key={card.fact}>
                <button
                  type="button"
                  aria-current={card.fact === chosen?.fact ? 'true' : undefined}
                  onClick={() => go({ fact: card.fact })}
                >
                  <bdi>{card.text}</bdi>
                  <span className="small status-line">
                    <WordShown word={card.word} />
                    <span className="muted">{countsInWords(card.origins.for, card.origins.against)}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {chosen !== undefined && (
            <article className="contradiction-card">
              <h2>
                <bdi>{chosen.text}</bdi>
              </h2>
              <p className="status-line">
                {chosen.statuses.map((one) => (
                  <span key={one.standard} className="status-line">
                    <Status status={one.status} />
                    <span className="muted small">under the house rule “{sentence(one.standard)}”</span>
                  </span>
                ))}
              </p>
              <p className="muted">{chosen.sentence}</p>
              <FactActs key={`acts-${chosen.fact}`} card={chosen} allegation={undefined} />
              <Balance key={chosen.fact} card={chosen} />
            </article>
          )}
        </div>
      )}
      <SetByHand />
    </div>
  );
}

/** Every override is an assumption: who, when and why; one in force can be taken back. */
function SetByHand() {
  const found = useAsk<Overrides>('override.list');
  const who = useNames();
  const act = useAct();
  const statuses = found.data?.statuses ?? [];
  const weights = found.data?.weights ?? [];
  return (
    <section className="block">
      <h2>Set by hand in place of the rules</h2>
      {act.error !== undefined && <SayNo error={act.error} />}
      {statuses.length + weights.length === 0 ? (
        <p className="muted">Nothing: every status and every weight follows the rules.</p>
      ) : (
        <table className="grid">
          <thead>
            <tr>
              <th>What</th>
              <th>Set to</th>
              <th>Reason</th>
              <th>By whom, when</th>
              <th>
                <span className="visually-hidden">Acts</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {statuses.map((one) => (
              <tr key={`${one.fact}${one.at}`}>
                <td>
                  <bdi className={one.inForce ? undefined : 'muted'}>{one.text}</bdi>
                </td>
                <td>
                  {one.to === null ? (
                    <span className="muted">as the rules say</span>
                  ) : (
                    <Status status={one.to} />
                  )}
                </td>
                <td>
                  <bdi>{one.reason}</bdi>
                </td>
                <td>
                  {who(one.by)}, {day(one.at)}
                  {!one.inForce && one.to !== null && <span className="muted small"> · not in force</span>}
                </td>
                <td className="row-acts">
                  {one.inForce && (
                    <button
                      type="button"
                      className="link small"
                      disabled={act.isBusy}
                      onClick={() =>
                        void act.enter(
                          {
                            name: 'status.override',
                            input: { fact: one.fact, to: null, reason: 'The rules have their say again.' },
                          },
                          'The status follows the rules again.',
                          () => [
                            {
                              name: 'status.override',
                              input: { fact: one.fact, to: one.to, reason: one.reason },
                            },
                          ],
                        )
                      }
                    >
                      Take back
                    </button>
                  )}
                </td>
              </tr>
            ))}
            {weights.map((one) => (
              <tr key={one.citation}>
                <td className="muted">The weight of a passage</td>
                <td>
                  {WEIGHTS[one.to]} ({one.to})
                </td>
                <td>
                  <bdi>{one.reason}</bdi>
                </td>
                <td>
                  {who(one.by)}, {day(one.at)}
                </td>
                <td />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
