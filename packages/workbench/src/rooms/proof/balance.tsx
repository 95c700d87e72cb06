// One proposition with what supports it and what undermines it, side by side: origins, dates, weights, and the words themselves.
import { dateInWords } from 'probata/contract';
import { useState } from 'react';
import { sentence } from '../../lib/words.ts';
import { PassageLink } from '../record/passage-link.tsx';
import { AnswerForm } from './answer-form.tsx';
import type { ContradictionCard, PassageWeighed } from './types.ts';
import { WeighForm } from './weigh-form.tsx';
import { WEIGHTS } from './word.tsx';

export function Balance({ card }: { readonly card: ContradictionCard }) {
  return (
    <div className="balance">
      <Side
        title={sideTitle('Supports it', card.origins.for)}
        passages={card.supports}
        none="Nothing supports it."
        card={card}
      />
      <Side
        title={sideTitle('Undermines it', card.origins.against)}
        passages={card.undermines}
        none="Nothing is entered against it."
        card={card}
      />
    </div>
  );
}

function sideTitle(words: string, origins: number): string {
  return origins === 0 ? words : `${words}: ${origins} ${origins === 1 ? 'origin' : 'independent origins'}`;
}

interface SideProps {
  readonly title: string;
  readonly passages: readonly PassageWeighed[];
  readonly none: string;
  readonly card: ContradictionCard;
}

/** The passages by origin, the heaviest first: what counts once stands together. */
function Side({ title, passages, none, card }: SideProps) {
  const origins = [...Map.groupBy(passages, (one) => one.origin)].toSorted(
    ([, a], [, b]) => heaviest(b) - heaviest(a),
  );
  return (
    <section className="side" aria-label={title}>
      <h3>{title}</h3>
      {passages.length === 0 && <p className="muted small">{none}</p>}
      {origins.map(([origin, list]) => (
        <div className="origin" key={origin}>
          <div className="origin-head">
            <span>
              Origin <strong>{origin}</strong>
            </span>
            <span className="muted">
              {WEIGHTS[heaviest(list)] ?? ''}
              {list.length > 1 ? ` · ${list.length} passages count once` : ''}
              {card.divided.includes(origin) ? ' · speaks on both sides' : ''}
            </span>
          </div>
          {list.map((one) => (
            <Weighed key={one.citation} one={one} />
          ))}
        </div>
      ))}
    </section>
  );
}

function heaviest(list: readonly PassageWeighed[]): number {
  return Math.max(0, ...list.map(({ weight }) => weight));
}

function Weighed({ one }: { readonly one: PassageWeighed }) {
  const [open, setOpen] = useState<'answer' | 'weigh'>();
  const stands = one.materialUnder.length > 0;
  return (
    <div className="weighed">
      {one.passage === null ? <bdi>{one.title}</bdi> : <PassageLink passage={one.passage} />}
      <div className="small muted">
        {[
          sentence(one.class),
          one.made === null ? 'date not stated' : `made ${dateInWords(one.made)}`,
          one.event === null ? '' : `tells of ${dateInWords(one.event.edtf)}`,
          one.rules.includes('OVERRIDE')
            ? `weight ${one.weight}, set by hand`
            : `weight ${one.weight} by ${one.rules.join(', ')}`,
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </div>
      {stands && (
        <div className="small contested-ink">
          Stands and weighs under {one.materialUnder.map((name) => sentence(name).toLowerCase()).join(', ')}.
        </div>
      )}
      {one.answer !== null && (
        <div className="small answered">
          <strong>{one.answer.holds ? 'Answered' : 'The answer holds no longer'}</strong> by {one.answer.kind}
          : <bdi>{one.answer.reason}</bdi>
          {one.answer.exhibits.map((exhibit) => (
            <span key={exhibit.id} className={exhibit.live ? undefined : 'struck'}>
              {' '}
              <bdi>{exhibit.title}</bdi>
            </span>
          ))}
        </div>
      )}
      {open === undefined && (
        <span className="judge-acts">
          {(stands || (one.answer !== null && !one.answer.holds)) && (
            <button type="button" className="link small" onClick={() => setOpen('answer')}>
              Answer it…
            </button>
          )}
          <button
            type="button"
            className="link small"
            aria-label={`Weigh by hand… ${one.title}${one.pin === '' ? '' : `, ${one.pin}`}`}
            onClick={() => setOpen('weigh')}
          >
            Weigh by hand…
          </button>
        </span>
      )}
      {open === 'answer' && <AnswerForm citation={one.citation} close={() => setOpen(undefined)} />}
      {open === 'weigh' && (
        <WeighForm citation={one.citation} weight={one.weight} close={() => setOpen(undefined)} />
      )}
    </div>
  );
}
