// The passages behind something, each a way to its page; pointing at one shows it without going there.
import { useGoTo } from './go-to.ts';

/** `passage 1 passage 2`; `look` sets them smaller within a table. */
export function Passages({
  passages,
  look = 'link',
}: {
  readonly passages: readonly string[];
  readonly look?: string;
}) {
  const goTo = useGoTo();
  return passages.map((passage, i) => (
    <button type="button" className={look} key={passage} data-preview={passage} onClick={() => goTo(passage)}>
      passage {i + 1}
    </button>
  ));
}
