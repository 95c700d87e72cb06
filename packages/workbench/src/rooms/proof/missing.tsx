// What is missing: the smallest sets of facts that would carry the allegation, the shortest way to each, and the to-dos they propose.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMatter } from '../../lib/matter.ts';
import { Lacks, SayNo } from '../../lib/say-no.tsx';
import { type ProofStatus, Status } from '../../lib/status.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { counted, sentence } from '../../lib/words.ts';
import { under, useAddress } from './address.ts';
import { TodoForm } from './todo-form.tsx';
import type { Pattern } from './types.ts';

interface Gaps {
  readonly status: ProofStatus;
  readonly sets: readonly (readonly string[])[];
  readonly more: boolean;
  readonly items: readonly {
    readonly fact: string;
    readonly text: string;
    readonly profile: string;
    readonly status: ProofStatus;
    readonly ways: readonly (Pattern & { readonly steps: number })[];
    readonly toAnswer: readonly string[];
    readonly throughInference: readonly { readonly inference: string; readonly missing: readonly string[] }[];
    readonly todos: readonly string[];
  }[];
  readonly places: readonly {
    readonly node: string;
    readonly label: string;
    readonly profile: string;
    readonly todos: readonly string[];
  }[];
}
export interface Proposals {
  readonly proposals: readonly {
    readonly allegation: string;
    readonly fact: string | null;
    readonly node: string | null;
    readonly provision: string | null;
    readonly title: string;
    readonly inSets: number;
    readonly ofSets: number;
    readonly kept: readonly string[];
  }[];
}

/** So many sets are shown at first. */
const SHOWN = 8;

export function Missing({ allegation }: { readonly allegation: string }) {
  const { standard } = useAddress();
  const [isAll, setAll] = useState(false);
  const found = useAsk<Gaps>('allegation.gaps', { allegation, ...under(standard) });
  const proposed = useAsk<Proposals>('todo.propose', { allegation, ...under(standard) });
  if (found.error !== null) return <SayNo error={found.error} />;
  const gaps = found.data;
  if (gaps === undefined) return null;
  const gateways = (proposed.data?.proposals ?? []).filter(({ provision }) => provision !== null);
  return (
    <div className={found.isPlaceholderData ? 'stale' : undefined}>
      {gaps.status === 'proved' ? (
        <p>
          {gateways.length === 0
            ? 'Nothing is missing under this house rule.'
            : 'In itself nothing is missing under this house rule; what must hold before it is answered by no allegation.'}
        </p>
      ) : gaps.sets.length === 0 ? (
        <p>No set of facts could carry it as it is built: an element has nothing under it.</p>
      ) : (
        <>
          <h3>Why it is not proved yet</h3>
          <p>
            {gaps.sets.length === 1
              ? 'Once this is shown, it is carried:'
              : `Any one of these ${gaps.more ? 'sets' : counted(gaps.sets.length, 'set')}, once shown, would carry it; the smallest first:`}
          </p>
          <ol className="gap-sets">
            {gaps.sets.slice(0, isAll ? undefined : SHOWN).map((set) => (
              <li key={set.join()}>
                <Lacks>
                  <ul>
                    {set.map((id) => (
                      <li key={id}>
                        <Gap id={id} gaps={gaps} />
                      </li>
                    ))}
                  </ul>
                </Lacks>
              </li>
            ))}
          </ol>
          {gaps.sets.length > SHOWN && !isAll && (
            <button type="button" className="link" onClick={() => setAll(true)}>
              Show all {gaps.sets.length}
            </button>
          )}
          {gaps.more && <p className="muted">There are further sets; the smallest are shown.</p>}
        </>
      )}
      {proposed.error !== null && <SayNo error={proposed.error} />}
      {(proposed.data?.proposals.length ?? 0) > 0 && (
        <section className="block">
          <h3>To be done, as the gaps propose</h3>
          <ul className="proposals">
            {proposed.data?.proposals.map((one) => (
              <Proposal key={one.fact ?? one.node ?? one.provision} one={one} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Gap({ id, gaps }: { readonly id: string; readonly gaps: Gaps }) {
  const matter = useMatter();
  const place = gaps.places.find(({ node }) => id === `node:${node}`);
  if (place !== undefined)
    return (
      <>
        <strong>
          <bdi>{place.label}</bdi>
        </strong>
        <div className="small muted">No fact answers this element. One must be asserted and shown.</div>
      </>
    );
  const item = gaps.items.find(({ fact }) => fact === id);
  return (
    <>
      <Link to="/$matter/record" params={{ matter }} search={{ row: id }}>
        <bdi>{item?.text ?? id}</bdi>
      </Link>
      {item !== undefined && (
        <div className="small">
          <Status status={item.status} /> <span className="muted">under “{sentence(item.profile)}”</span>
          <ul className="ways muted">
            {item.toAnswer.length > 0 && (
              <li>first {counted(item.toAnswer.length, 'contradiction')} must be answered</li>
            )}
            {waysInWords(item.ways).map((way) => (
              <li key={way}>{way}</li>
            ))}
            {item.throughInference.length > 0 && (
              <li>or through an inference, once what it is drawn from is proved</li>
            )}
          </ul>
        </div>
      )}
    </>
  );
}

/** What each pattern of the standard still asks for, the nearest first; a heavier source also counts as a lighter one. */
export function waysInWords(ways: readonly Pattern[]): string[] {
  return [
    ...new Set(
      ways.map(({ w3, w2, w1 }) => {
        const twos = Math.max(0, w2 - w3);
        const ones = Math.max(0, w1 - Math.max(w3, w2));
        const parts = [
          w3 > 0 ? `${w3} of particular weight` : '',
          twos > 0 ? `${twos} of some weight or more` : '',
          ones > 0 ? `${ones} of any weight` : '',
        ].filter((part) => part !== '');
        const one = w3 + twos + ones === 1;
        return parts.length === 0
          ? 'an answer to what contradicts it'
          : `${one ? 'one more independent source' : 'more independent sources'}: ${parts.join(' and ')}`;
      }),
    ),
  ];
}

/** A proposal becomes a to-do in a person's words, with an owner and a day. */
export function Proposal({ one }: { readonly one: Proposals['proposals'][number] }) {
  const { go } = useAddress();
  const [isOpen, setOpen] = useState(false);
  return (
    <li>
      <bdi>{one.title}</bdi>
      <div className="small muted">
        {one.provision === null
          ? `In ${one.inSets} of ${counted(one.ofSets, 'way')} to carry it`
          : 'A gateway: before it holds, nothing carries the allegation'}
        {one.kept.length > 0 && (
          <>
            {' · '}
            <button type="button" className="link small" onClick={() => go({ view: 'todo' })}>
              kept as a to-do already
            </button>
          </>
        )}
      </div>
      {isOpen ? (
        <TodoForm
          about={{
            allegation: one.allegation,
            ...(one.fact === null ? {} : { fact: one.fact }),
            ...(one.node === null ? {} : { node: one.node }),
            ...(one.provision === null ? {} : { provision: one.provision }),
          }}
          title={one.title}
          close={() => setOpen(false)}
        />
      ) : (
        one.kept.length === 0 && (
          <button
            type="button"
            className="link small"
            aria-label={`Keep as a to-do… ${one.title}`}
            onClick={() => setOpen(true)}
          >
            Keep as a to-do…
          </button>
        )
      )}
    </li>
  );
}
