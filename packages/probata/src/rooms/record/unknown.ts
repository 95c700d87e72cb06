// What is said when an id names nothing in the record.
import { Refusal } from '../../base/errors.ts';

/** The refusal of an id that names no `noun` here. */
export function unknown(code: string, noun: string, id: string): Refusal {
  return new Refusal(`RECORD_${code}_UNKNOWN`, `There is no ${noun} ${id} in this matter.`, { id });
}
