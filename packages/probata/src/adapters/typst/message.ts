// What passes between the house and the typesetter's process.

export interface ToTypesetter {
  readonly source: string;
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly at: string;
  readonly standard: string;
}

export interface FromTypesetter {
  readonly pdf?: Uint8Array;
  readonly faults: readonly string[];
}
