// Which of the elements that can be answered is meant.

/** An element that can be answered, with the facts that answer it now. */
export interface BringTarget {
  readonly node: string;
  readonly label: string;
  readonly facts: readonly string[];
}

interface ElementChoiceProps {
  readonly label: string;
  readonly targets: readonly BringTarget[];
  /** The node chosen; empty while none is. */
  readonly node: string;
  readonly choose: (node: string) => void;
}

export function ElementChoice({ label, targets, node, choose }: ElementChoiceProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <select value={node} onChange={(event) => choose(event.target.value)}>
        <option value="" disabled>
          Choose one
        </option>
        {targets.map((one) => (
          <option key={one.node} value={one.node}>
            {one.label}
          </option>
        ))}
      </select>
    </label>
  );
}
