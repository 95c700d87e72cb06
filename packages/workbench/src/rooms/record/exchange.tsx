// One exchange between States: who wrote to whom, when it was sent and when received, and what shows it.
import type { ActorShown, ExchangeShown } from 'probata/contract';
import { dateInWords } from 'probata/contract';
import { SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { authoritative, orSealed, sentence } from '../../lib/words.ts';
import { PassageLink } from './passage-link.tsx';

/** Sent and received are kept apart, because time-limits run from one of them. */
export function Exchange({ id }: { readonly id: string }) {
  const found = useAsk<{ exchanges: readonly ExchangeShown[] }>('exchange.list');
  const actors = useAsk<{ actors: readonly ActorShown[] }>('actor.list');
  if (found.error !== null) return <SayNo error={found.error} />;
  const one = found.data?.exchanges.find((exchange) => exchange.id === id);
  if (one === undefined) return null;
  const name = (actor: string): string => {
    const known = actors.data?.actors.find((other) => other.id === actor);
    return known === undefined ? 'an actor' : known.label;
  };
  return (
    <>
      <h2>
        <bdi>{orSealed(one.title)}</bdi>
      </h2>
      <p className="muted">
        {sentence(one.kind)} from <bdi>{name(one.from)}</bdi> to <bdi>{one.to.map(name).join(', ')}</bdi>
      </p>
      <dl className="facts">
        <dt>Sent</dt>
        <dd>{one.sent === null ? 'not known' : dateInWords(one.sent.edtf)}</dd>
        <dt>Received</dt>
        <dd>{one.received === null ? 'not known' : dateInWords(one.received.edtf)}</dd>
        {one.provisions.length > 0 && <dt>On</dt>}
        {one.provisions.length > 0 && <dd>{one.provisions.join(', ')}</dd>}
        {one.source !== null && <dt>Source</dt>}
        {one.source !== null && <dd>{one.source}</dd>}
      </dl>
      {one.says !== null && <p className="read">{authoritative(one.says)}</p>}
      {one.passage !== null && <PassageLink passage={one.passage} />}
    </>
  );
}
