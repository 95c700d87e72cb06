// Above every view: what the team expected to stand and no longer does; said the moment an entry breaks it.
import { useAsk } from '../../lib/use-ask.ts';
import { useAddress } from './address.ts';
import type { Expectation } from './expectations.tsx';

export function BrokenExpectations() {
  const { go } = useAddress();
  const found = useAsk<{ expectations: readonly Expectation[] }>('expectation.list');
  const broken = (found.data?.expectations ?? []).filter((one) => !one.holds);
  return (
    <div role="status">
      {broken.length > 0 && (
        <p className="broken-banner">
          <strong>
            {broken.length === 1
              ? 'An expectation is broken: '
              : `${broken.length} expectations are broken, first: `}
          </strong>
          <bdi>{broken[0]?.sentence}</bdi>{' '}
          <button type="button" className="link small" onClick={() => go({ view: 'scenarios' })}>
            See what is expected
          </button>
        </p>
      )}
    </div>
  );
}
