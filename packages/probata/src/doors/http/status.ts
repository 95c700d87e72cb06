// The HTTP status of each kind of no. The body is always the one shape; the status is for machines between.
import { Breach, type ErrorShape, errorShape, Fault, Refusal } from '../../base/errors.ts';

const REFUSALS: Readonly<Record<string, number>> = {
  INPUT_INVALID: 400,
  HTTP_JSON: 400,
  NOT_ALLOWED: 403,
  NOT_A_MEMBER: 403,
  KEYS_NOT_HELD: 403,
  KEYS_LOG_NOT_HELD: 403,
  KEYS_PASSPHRASE: 403,
  NAME_UNKNOWN: 404,
  LEDGER_ENTRY_UNKNOWN: 404,
  LEDGER_STALE: 409,
  HTTP_TOO_LARGE: 413,
  HTTP_BUSY: 429,
};

/**
 * 400 unreadable input, 403 not allowed, 404 unknown, 409 somebody else was there first, 413 too large, 422 a rule says
 * no, 429 too many at once, 503 try again or (a breach) do not, 507 the disk is full, 500 an error of the program.
 */
export function statusOf(thrown: unknown): {
  readonly status: number;
  readonly body: ErrorShape;
  readonly retryAfter?: number;
} {
  const body = errorShape(thrown);
  if (thrown instanceof Refusal) {
    const status = REFUSALS[body.code] ?? (/_(UNKNOWN|MISSING)$/.test(body.code) ? 404 : 422);
    return status === 429 ? { status, body, retryAfter: 1 } : { status, body };
  }
  if (thrown instanceof Breach) return { status: 503, body };
  if (thrown instanceof Fault) {
    if (/DISK_FULL$/.test(body.code) || isDiskFull(thrown)) return { status: 507, body };
    if (/(_BUSY|ENGINE_DIED|ENGINE_RESTARTING)$/.test(body.code)) return { status: 503, body, retryAfter: 2 };
    if (body.code === 'ENGINE_DOWN' || body.code === 'ENGINE_CLOSED') return { status: 503, body };
    if (body.code === 'CANCELLED') return { status: 409, body };
  }
  return { status: 500, body };
}

function isDiskFull(fault: Fault): boolean {
  return fault.cause instanceof Error && /ENOSPC|EDQUOT|database or disk is full/.test(fault.cause.message);
}
