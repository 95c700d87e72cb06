// What stands where no screen is, and where a screen came to grief: what happened, what is safe, and the way on.
import { type ErrorComponentProps, Link, useParams } from '@tanstack/react-router';
import { Empty } from '../lib/say-no.tsx';

/** An address that leads to no screen. */
export function NoScreen() {
  const { matter } = useParams({ strict: false });
  return (
    <div className="screen">
      <Empty title="There is no screen at this address">
        <p>
          It may have been typed wrongly, or copied from another version.{' '}
          {matter === undefined ? (
            <Link to="/">To the matters</Link>
          ) : (
            <Link to="/$matter/overview" params={{ matter }}>
              To the overview
            </Link>
          )}
        </p>
      </Empty>
    </div>
  );
}

/** A screen that could not be shown. What was entered is in the ledger; only the showing failed. */
export function BrokenScreen({ error, reset }: ErrorComponentProps) {
  return (
    <div className="screen">
      <Empty title="This screen could not be shown">
        <p>
          Nothing that was entered is lost: it stands in the ledger. The browser said:{' '}
          {error instanceof Error ? error.message : String(error)}
        </p>
        <button type="button" onClick={reset}>
          Show it again
        </button>{' '}
        <button type="button" onClick={() => window.location.reload()}>
          Load the page anew
        </button>
      </Empty>
    </div>
  );
}
