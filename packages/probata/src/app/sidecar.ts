// What a person wrote beside the files about them: titles, classes, origins, compartments, relations, one block per file.
import { z } from 'zod';
import { Refusal } from '../base/errors.ts';
import { idOf } from '../base/ids.ts';
import { languageCode } from '../base/texts.ts';
import { edtfText } from '../base/time/index.ts';
import { custodyStepInput, exhibitSaysInput, RELATIONS } from '../rooms/vault/index.ts';

const relation = z.strictObject({
  as: z.enum(RELATIONS),
  /** The path of another file of the same intake, or the id of an exhibit. Left out for the copy of a paper. */
  to: z.string().min(1).optional(),
  part: z.string().min(1).max(300).optional(),
  certifiedBy: z.string().min(1).max(300).optional(),
  into: languageCode.optional(),
  ground: z.string().min(1).max(500).optional(),
  place: z.string().min(1).max(300).optional(),
  version: z.string().min(1).max(200).optional(),
  sealNumber: z.string().min(1).max(100).optional(),
  comparedBy: z.string().min(1).max(300).optional(),
});

const release = z.strictObject({
  court: z.boolean().default(false),
  parties: z.union([z.literal('all'), z.array(idOf('party'))]).default([]),
  publicFrom: edtfText.nullable().default(null),
});

/** What may be said of one file. `compartment` by its id or its name; null takes a file out of the intake's own. */
export const fileSays = exhibitSaysInput.extend({
  compartment: z.string().min(1).nullable().optional(),
  custody: z.array(custodyStepInput).max(50).optional(),
  release: release.optional(),
  related: z.array(relation).max(50).optional(),
});
export type FileSays = z.output<typeof fileSays>;

/** `exhibits.json`: what holds for every file, and what holds for each, by its path below the folder. */
export const sidecar = z.strictObject({
  defaults: fileSays.optional(),
  files: z.record(z.string(), fileSays).default({}),
});
export type Sidecar = z.output<typeof sidecar>;

/** Reads a sidecar. Refusal SOURCE_SIDECAR names each place that is wrong and what it must be. */
export function parseSidecar(name: string, value: unknown): Sidecar {
  const parsed = sidecar.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    (issue) => `${issue.path.map(String).join('.') || name}: ${issue.message}`,
  );
  throw new Refusal('SOURCE_SIDECAR', `${name} is not in order. ${faults.slice(0, 20).join('; ')}.`, {
    name,
    faults,
  });
}

/** What holds for one file: the more particular saying wins, field by field; provenance is joined field by field too. */
export function saysFor(path: string, layers: readonly (FileSays | undefined)[]): FileSays {
  const said = layers.filter((layer) => layer !== undefined);
  const provenance = said.map((layer) => layer.provenance).filter((one) => one !== undefined);
  const joined = Object.assign({}, ...said.map(dropUndefined)) as FileSays;
  return {
    ...joined,
    ...(provenance.length === 0 ? {} : { provenance: Object.assign({}, ...provenance.map(dropUndefined)) }),
    ...(joined.related === undefined ? {} : { related: joined.related.filter(({ to }) => to !== path) }),
  };
}

function dropUndefined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Partial<T>;
}
