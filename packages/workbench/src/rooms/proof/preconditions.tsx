// Above the elements: the ladders of preconditions (negotiation, notice, time), fed by the register of exchanges.
import { Link } from '@tanstack/react-router';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { counted } from '../../lib/words.ts';

interface Ladders {
  readonly ladders: readonly {
    readonly id: string;
    readonly title: string;
    readonly proved: number;
    readonly contested: number;
    readonly missing: number;
    readonly warnings: number;
  }[];
}

export function Preconditions() {
  const matter = useMatter();
  const found = useAsk<Ladders>('ladder.list');
  if (found.error !== null) return <SayNo error={found.error} />;
  if (found.data === undefined || found.data.ladders.length === 0) return null;
  return (
    <ul className="preconditions" aria-label="Preconditions">
      {found.data.ladders.map((one) => (
        <li key={one.id}>
          <span className="muted small">Preconditions</span>{' '}
          <Link to="/$matter/law" params={{ matter }} search={{ ladder: one.id }}>
            <bdi>{one.title}</bdi>
          </Link>{' '}
          <span className="small">
            {[
              `${counted(one.proved, 'rung')} shown by the register`,
              one.contested > 0 ? `${one.contested} contested` : '',
              one.missing > 0 ? `${one.missing} missing` : '',
            ]
              .filter((part) => part !== '')
              .join(', ')}
            {one.warnings > 0 && (
              <strong className="contested-ink"> · {counted(one.warnings, 'warning')}</strong>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
