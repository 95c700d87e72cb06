// What the acts of the house have at hand: the ledger of one open matter and the ports to the world.
import type { Ledger, Receipt } from '../ledger/ledger.ts';
import type { Viewer } from '../ledger/room.ts';
import type { Cipher } from '../ports/cipher.ts';
import type { Extractor } from '../ports/extractor.ts';
import type { FigureDrawer } from '../ports/figure-drawer.ts';
import type { KeyRing } from '../ports/key-ring.ts';
import type { LikenessIndex } from '../ports/likeness.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Outgoing } from '../ports/outgoing.ts';
import type { PackShelf } from '../ports/pack-shelf.ts';
import type { PagePictures } from '../ports/page-pictures.ts';
import type { Recogniser } from '../ports/recogniser.ts';
import type { Renderer } from '../ports/renderer.ts';
import type { RenditionStore } from '../ports/rendition-store.ts';
import type { SearchIndex } from '../ports/search-index.ts';
import type { SourceFiles } from '../ports/source-files.ts';
import type { Clock, Entropy } from '../ports/world.ts';

/** One open matter with everything its tasks may use. Made by compose.ts. */
export interface House {
  /** The matter's folder. */
  readonly folder: string;
  readonly ledger: Ledger;
  readonly originals: ObjectStore;
  /** Files outside the matter that somebody wants to bring in. */
  readonly sources: SourceFiles;
  readonly renditions: RenditionStore;
  readonly search: SearchIndex;
  readonly likeness: LikenessIndex;
  readonly extractor: Extractor;
  readonly pictures: PagePictures;
  readonly recogniser: Recogniser;
  readonly renderer: Renderer;
  readonly drawer: FigureDrawer;
  readonly outgoing: Outgoing;
  /** Packs of law as texts: those that ship, and a team's own. */
  readonly packs: PackShelf;
  readonly ring: KeyRing;
  readonly cipher: Cipher;
  readonly clock: Clock;
  readonly entropy: Entropy;
  /** Everything derived that may hold words of an exhibit: each forgets it, so that an erasure leaves nothing behind. */
  readonly forget: readonly ForgetHook[];
  viewer(): Promise<Viewer>;
  /** Runs a command as the person at this machine. */
  run(name: string, input: unknown, options?: RunOptions): Promise<Receipt>;
  /** Asks a question as the person at this machine. */
  ask(name: string, input: unknown): Promise<unknown>;
}

/** A store outside the ledger that lets go of an exhibit (or produced file). Idempotent; gone from the disk on return. */
export interface ForgetHook {
  /** What it is, for the report of an erasure: `search index`. */
  readonly name: string;
  forget(id: string): Promise<void> | void;
}

export interface RunOptions {
  readonly key?: string;
  readonly expect?: readonly { readonly subject: string; readonly version: number | null }[];
}

/** How far a long piece of work has come. `all` is null while it is not known. */
export interface Progress {
  readonly stage: string;
  readonly done: number;
  readonly all: number | null;
  readonly errors: number;
  readonly note?: string;
}

export interface Watch {
  progress(progress: Progress): void;
  readonly signal: AbortSignal;
}

/** A watch for callers who do not look. */
export const unwatched: Watch = { progress() {}, signal: new AbortController().signal };
