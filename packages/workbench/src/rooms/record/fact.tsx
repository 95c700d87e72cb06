// A fact with every passage for and against it, the origin each counts as, and its history.
import { type CitationShown, dateInWords, type FactShown } from 'probata/contract';
import { Lacks, SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { authoritative, counted, moment } from '../../lib/words.ts';
import { Absorbed } from './absorbed.tsx';
import { Citation } from './citation.tsx';
import type { Names } from './facts/names.ts';

interface FactAnswer {
  readonly fact: FactShown;
  readonly citations: readonly CitationShown[];
  readonly inferences: readonly {
    readonly id: string;
    readonly strength: number;
    readonly warrant: string;
  }[];
  readonly history: readonly { readonly seq: number; readonly kind: string; readonly at: string }[];
}

const SIDES = [
  ['supports', 'For it'],
  ['contradicts', 'Against it'],
  ['context', 'Context'],
] as const;

/** One fact. */
export function Fact({ id, names }: { readonly id: string; readonly names: Names }) {
  const found = useAsk<FactAnswer>('fact.show', { fact: id });
  if (found.error !== null) return <SayNo error={found.error} />;
  if (found.data === undefined) return null;
  const { fact, inferences, history } = found.data;
  const citations = found.data.citations.filter((one) => one.withdrawn === null);
  const gone = found.data.citations.length - citations.length;
  return (
    <>
      <h2 className="lead">
        <bdi>{authoritative(fact.statement)}</bdi>
      </h2>
      <p className="muted">
        {fact.when === null ? 'No date' : dateInWords(fact.when.edtf)}
        {fact.where === null ? '' : ` · ${fact.where}`}
      </p>
      {fact.roles.length > 0 && (
        <p className="small">
          {fact.roles.map((one) => (
            <span key={one.actor + one.role} className="party">
              <bdi>{names.actor(one.actor)}</bdi> <span className="muted">{one.role}</span>
            </span>
          ))}
        </p>
      )}
      <p className="small muted">
        Worded by {inSentence(names.person(fact.author))}
        {fact.review === 'awaiting'
          ? '; awaits a second reader'
          : fact.reviewedBy === null
            ? ''
            : `; ${fact.review} by ${inSentence(names.person(fact.reviewedBy))}`}
        {fact.tags.length > 0 && ` · ${fact.tags.join(', ')}`}
      </p>
      {fact.reviewNote !== null && fact.review === 'returned' && <Lacks>Returned: {fact.reviewNote}</Lacks>}
      {fact.source !== null && <p className="small">Named in words, no proof: {fact.source}</p>}
      {fact.withdrawn !== null && <Lacks>Withdrawn: {fact.withdrawn.ground}</Lacks>}
      {fact.premise !== null && (
        <p>
          <strong>{fact.premise.as === 'conceded' ? 'Conceded' : 'Of common knowledge'}</strong>:{' '}
          {fact.premise.ground}
        </p>
      )}
      {oneOrigin(citations).map(([group, n]) => (
        <Lacks key={group}>
          {counted(n, 'passage')} for it count once: they have one origin, <em>{group}</em>.
        </Lacks>
      ))}
      {SIDES.map(([bearing, title]) => {
        const own = citations.filter((one) => one.bearing === bearing);
        if (own.length === 0 && bearing !== 'supports') return null;
        return (
          <section key={bearing} className="block">
            <h3>{title}</h3>
            {own.length === 0 && <p className="muted">Nothing is cited for it.</p>}
            {own.map((one) => (
              <Citation key={one.id} citation={one} />
            ))}
          </section>
        );
      })}
      {fact.absorbed.length > 0 && (
        <section className="block">
          <h3>Merged into it</h3>
          {fact.absorbed.map((one) => (
            <Absorbed key={one} fact={one} />
          ))}
        </section>
      )}
      {inferences.length > 0 && <h3>Inferred</h3>}
      {inferences.map((one) => (
        <p key={one.id}>{one.warrant}</p>
      ))}
      <details>
        <summary>
          History: {counted(history.length, 'entry', 'entries')}
          {gone > 0 && `, ${counted(gone, 'citation')} withdrawn`}
        </summary>
        <ol className="custody">
          {history.map((one) => (
            <li key={one.seq}>
              {one.kind} <span className="muted">{moment(one.at)}</span>
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}

const inSentence = (name: string): string => (name === 'You' ? 'you' : name);

/** The origins that carry more than one passage for the fact. */
function oneOrigin(citations: readonly CitationShown[]): (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const one of citations)
    if (one.live && one.bearing === 'supports') counts.set(one.group, (counts.get(one.group) ?? 0) + 1);
  return [...counts].filter(([, n]) => n > 1);
}
