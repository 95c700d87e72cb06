// Checks of single fields of a record that a reader sent: what is not as announced is no record.

/** A reader sent something that is not a record: it is treated as crashed. */
export class NotARecord extends Error {
  override readonly name = 'NotARecord';
}

export type Fields = Readonly<Record<string, unknown>>;

export function optional<K extends string, T>(
  key: K,
  value: unknown,
  read: (v: unknown) => T,
): { [P in K]?: T } {
  return (value === undefined || value === null ? {} : { [key]: read(value) }) as { [P in K]?: T };
}

export function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T {
  const found = allowed.find((a) => a === value);
  if (found === undefined) throw new NotARecord('a word outside its list');
  return found;
}

export function parse(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch (cause) {
    throw new NotARecord('not JSON', { cause });
  }
}

export function fields(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new NotARecord('not a record');
  return value as Fields; // every field read from it is checked on its own
}

export function array(value: unknown, length: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length !== length) throw new NotARecord('a row of another length');
  return value;
}

export function string(value: unknown, cap: number): string {
  if (typeof value !== 'string' || value.length > cap) throw new NotARecord('a text missing or too long');
  return value;
}

export function boolean(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new NotARecord('neither true nor false');
  return value;
}

export function number(value: unknown, allowNegative = false): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || (!allowNegative && value < 0)) {
    throw new NotARecord('not a number');
  }
  return value;
}
