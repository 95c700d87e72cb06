// How a search that cannot be understood is refused: by its rule, and with the place.
import { Refusal } from '../../base/errors.ts';

/** A refusal that shows where: the words around, with the place marked. */
export function queryRefusal(code: string, text: string, at: number, message: string): Refusal {
  const before = text.slice(Math.max(0, at - 20), at);
  const after = text.slice(at, at + 20);
  return new Refusal(code, `${message} At character ${at + 1}: ${before}»${after}`, { at });
}
