// The field in which a person says why: each act that weighs something asks for it, in the words of that act.

interface ReasonProps {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
}

/** Two lines to begin with; as long as an entry's ground may be. */
export function Reason({ label, value, change }: ReasonProps) {
  return (
    <label>
      <span className="small">{label}</span>
      <textarea value={value} rows={2} maxLength={1000} onChange={(event) => change(event.target.value)} />
    </label>
  );
}
