// Leafs through a long list: the stretch before, the one after, and which one this is of how many.
import { number } from './words.ts';

interface LeafProps {
  /** How many stand before this stretch. */
  readonly offset: number;
  readonly total: number;
  /** How many a stretch holds. */
  readonly page: number;
  readonly to: (offset: number) => void;
}

/** The buttons and the words between them; nothing where all of it fits on one page. */
export function Leaf({ offset, total, page, to }: LeafProps) {
  if (total <= page) return null;
  return (
    <>
      <button type="button" disabled={offset === 0} onClick={() => to(Math.max(0, offset - page))}>
        Before
      </button>{' '}
      <span className="muted small">
        {number(offset + 1)}–{number(Math.min(total, offset + page))} of {number(total)}
      </span>{' '}
      <button type="button" disabled={offset + page >= total} onClick={() => to(offset + page)}>
        After
      </button>
    </>
  );
}

/** An offset as it stands in an address; the beginning is not written. */
export const offsetText = (offset: number): string | undefined => (offset === 0 ? undefined : String(offset));
