// A row of a table that can be chosen by mouse, by Enter and by Space; the chosen one is said to be current.
import type { ReactNode } from 'react';

interface RowProps {
  readonly isCurrent: boolean;
  readonly choose: () => void;
  readonly children: ReactNode;
}

/** One row. Links and buttons within it keep their own keys. */
export function Row({ isCurrent, choose, children }: RowProps) {
  return (
    <tr
      tabIndex={0}
      aria-current={isCurrent ? 'true' : undefined}
      onClick={choose}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget || (event.key !== 'Enter' && event.key !== ' ')) return;
        event.preventDefault();
        choose();
      }}
    >
      {children}
    </tr>
  );
}
