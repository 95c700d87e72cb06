// The left side of the room: series, estimates and choices, each with what a reader should know before opening it.
import type { Choice, EstimateLine, Go, SeriesLine } from './types.ts';
import { amount, differenceWords, outcomeOf, reachWords, timeWords } from './words.ts';

interface ListProps {
  readonly series: readonly SeriesLine[];
  readonly estimates: readonly EstimateLine[];
  readonly choices: readonly Choice[];
  readonly chosen: string | undefined;
  readonly form: string | undefined;
  readonly open: (id: string) => void;
  readonly go: Go;
}

const FORMS = [
  ['series', 'Read a series from a table'],
  ['measure', 'Name a measure without a table'],
  ['choice', 'Register a choice'],
  ['run', 'Work an estimate out'],
] as const;

const STANDING = { adopted: 'pleaded', withdrawn: 'given up', worked: '' } as const;

/** Lists with the forms that start each of them. */
export function FlowsList({ series, estimates, choices, chosen, form, open, go }: ListProps) {
  return (
    <>
      <div className="flows-forms">
        {FORMS.map(([name, title]) => (
          <button
            type="button"
            key={name}
            aria-pressed={form === name}
            disabled={name !== 'series' && name !== 'measure' && series.length === 0}
            onClick={() => go({ new: name })}
          >
            {title}
          </button>
        ))}
      </div>
      {series.length > 0 && (
        <nav className="allegations" aria-label="Series">
          <h2>Series</h2>
          {series.map((one) => (
            <button type="button" key={one.id} aria-current={one.id === chosen} onClick={() => open(one.id)}>
              <bdi>{one.measure}</bdi>
              <span className="small muted">
                {one.points === 0
                  ? 'known from dated statements'
                  : `${amount(String(one.points))} by ${one.step}, ${reachWords(one.first ?? '', one.last ?? '')}`}
                {one.versions > 1 && ` · ${one.versions} versions`}
                {one.statements > 0 && ` · ${one.statements} statements`}
              </span>
              {one.switches.length > 0 && (
                <span className="small contested-ink">
                  counts something else from {one.switches.map((each) => timeWords(each.on)).join(', ')}
                </span>
              )}
            </button>
          ))}
        </nav>
      )}
      {estimates.length > 0 && (
        <nav className="allegations" aria-label="Estimates">
          <h2>Estimates</h2>
          {estimates.map((one) => (
            <button type="button" key={one.id} aria-current={one.id === chosen} onClick={() => open(one.id)}>
              <span>
                {one.title.replace(/[:(].*$/u, '').trim()}
                {STANDING[one.standing] !== '' && <strong> · {STANDING[one.standing]}</strong>}
              </span>
              {differenceWords(one, estimates) !== '' && (
                <span className="small">{differenceWords(one, estimates)}</span>
              )}
              <span className="small muted">
                <bdi>{series.find((each) => each.id === outcomeOf(one.method, one.series))?.measure}</bdi>
                {one.effect !== null && ` · ${amount(one.effect.point, 4)} ${one.effect.unit}`}
              </span>
              {(one.failed > 0 || one.stale.length > 0) && (
                <span className="small contested-ink">
                  {[
                    one.failed > 0
                      ? `${one.failed} ${one.failed === 1 ? 'challenge' : 'challenges'} failed`
                      : '',
                    one.stale.length > 0 ? 'stale' : '',
                  ]
                    .filter((part) => part !== '')
                    .join(' · ')}
                </span>
              )}
            </button>
          ))}
        </nav>
      )}
      {choices.length > 0 && (
        <nav className="allegations" aria-label="Choices made beforehand">
          <h2>Choices made beforehand</h2>
          {choices.map((one) => (
            <button type="button" key={one.id} aria-current={one.id === chosen} onClick={() => open(one.id)}>
              <bdi>{one.question}</bdi>
              <span className="small muted">
                {one.carriedOut.length === 0 ? 'not carried out yet' : 'carried out'} ·{' '}
                {one.method.replaceAll('-', ' ')}
              </span>
            </button>
          ))}
        </nav>
      )}
    </>
  );
}
