// Days marked in a figure with their words, such as a broadcast or a letter. They stand in the address and nowhere else.
import { ActForm, Field, textOf } from '../../lib/form.tsx';

interface Day {
  readonly on: string;
  readonly label: string;
}

/** `2031-05-26 Broadcast; 2031-06-10 Letter` as days with their words; what is no day is let go. */
export function eventsIn(text: string | undefined): readonly Day[] {
  return (text ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => /^\d{4}-\d{2}-\d{2} \S/u.test(part))
    .slice(0, 20)
    .map((part) => ({ on: part.slice(0, 10), label: part.slice(11).trim().slice(0, 120) }));
}

const written = (days: readonly Day[]): string | undefined =>
  days.length === 0 ? undefined : days.map(({ on, label }) => `${on} ${label}`).join('; ');

interface MarkDaysProps {
  readonly given: string | undefined;
  readonly mark: (events: string | undefined) => void;
}

/** Adds a day to the figure, and takes one away again. */
export function MarkDays({ given, mark }: MarkDaysProps) {
  const days = eventsIn(given);
  return (
    <details open={days.length > 0}>
      <summary>Mark days in the figure</summary>
      <p className="acts">
        {days.map((day) => (
          <button
            type="button"
            key={day.on + day.label}
            aria-label={`Take away: ${day.label}`}
            onClick={() => mark(written(days.filter((one) => one !== day)))}
          >
            {day.on} <bdi>{day.label}</bdi> ×
          </button>
        ))}
      </p>
      <ActForm
        act="Mark it"
        acting="Marking…"
        perform={async (form) => {
          const label = (textOf(form, 'label') ?? '').replaceAll(';', ',');
          mark(written([...days, { on: textOf(form, 'on') ?? '', label }]));
        }}
      >
        <Field label="Day">
          <input type="date" name="on" required />
        </Field>
        <Field label="What happened" hint="Broadcast remarks">
          <input name="label" required maxLength={120} />
        </Field>
      </ActForm>
    </details>
  );
}
