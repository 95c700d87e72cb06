// Errors that cross a thread: taken apart on one side, put together on the other, losing neither kind nor cause.
import { errorFromShape, errorShape } from '../../base/errors.ts';
import type { SentError } from './messages.ts';

export function takeApart(thrown: unknown): SentError {
  const shape = errorShape(thrown);
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause.message : undefined;
  const stack =
    shape.code === 'UNEXPECTED' && thrown instanceof Error && thrown.stack !== undefined
      ? thrown.stack
      : undefined;
  return { ...shape, ...(cause === undefined ? {} : { cause }), ...(stack === undefined ? {} : { stack }) };
}

/** The error of the class it was; its cause is an Error again, so that a message can end in the system's own words. */
export function putTogether(sent: SentError): Error {
  const error = errorFromShape(sent);
  if (sent.cause !== undefined)
    Object.defineProperty(error, 'cause', { value: new Error(sent.cause), enumerable: false });
  if (sent.stack !== undefined) error.stack = sent.stack;
  return error;
}
