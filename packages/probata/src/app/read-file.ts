// Reads one file for whoever asks, without a matter: what `probata read FILE` does.
import type { ExtractErrorKind, Extraction, ExtractLimits, Extractor } from '../ports/extractor.ts';

/** Gets a file's bytes safely, or says why it is not one to be read; throws Fault where the path cannot be opened. */
export type FileOpener = (
  path: string,
  options: { readonly limit: number; readonly followLinks?: boolean },
) => Promise<
  | { readonly ok: true; readonly name: string; readonly bytes: Uint8Array }
  | {
      readonly ok: false;
      readonly name: string;
      readonly errorKind: ExtractErrorKind;
      readonly reason: string;
    }
>;

export interface ReadFileOptions {
  readonly password?: string;
  /** A person's choice where the detected encoding is wrong. */
  readonly encoding?: string;
  /** A Word file is read as a draft that comes back. */
  readonly asDraft?: boolean;
  readonly limits?: Partial<ExtractLimits>;
  readonly followLinks?: boolean;
  readonly signal?: AbortSignal;
}

/** The most bytes of one file that are handed to a reader, unless the caller sets another limit. */
export const INPUT_LIMIT = 512 * 1024 * 1024;

/**
 * Reads a path or bytes with a name, statelessly: no matter, no ledger, nothing kept.
 * @returns the extraction; a FIFO, device, link, giant or changing file is an extraction in state `error`
 * @throws Fault where the path cannot be opened (missing, no permission, disk)
 */
export async function readFile(
  world: { readonly extractor: Extractor; readonly open: FileOpener },
  file: string | { readonly name: string; readonly bytes: Uint8Array },
  options: ReadFileOptions = {},
): Promise<Extraction> {
  const limit = options.limits?.inputBytes ?? INPUT_LIMIT;
  const opened =
    typeof file === 'string'
      ? await world.open(file, {
          limit,
          ...(options.followLinks === undefined ? {} : { followLinks: options.followLinks }),
        })
      : { ok: true as const, ...file };
  if (!opened.ok) return refused(world.extractor, opened.errorKind, opened.reason);
  return await world.extractor.extract({
    bytes: opened.bytes,
    name: opened.name,
    compartment: 'read-file',
    ...(options.password === undefined ? {} : { password: options.password }),
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
    ...(options.asDraft === undefined ? {} : { asDraft: options.asDraft }),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
}

/** The record of a file that no reader was ever given. */
function refused(extractor: Extractor, errorKind: ExtractErrorKind, reason: string): Extraction {
  return {
    state: 'error',
    errorKind,
    reason,
    kind: 'unknown',
    mediaType: 'application/octet-stream',
    warnings: [],
    isEncrypted: false,
    text: '',
    pages: [],
    tables: [],
    cells: [],
    metadata: {},
    attachments: [],
    active: [],
    hidden: [],
    tool: extractor.tool(),
  };
}
