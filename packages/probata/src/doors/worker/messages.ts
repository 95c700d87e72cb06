// What passes between a door and the engine thread that holds an open matter. Plain values only.
import type { Progress, RunOptions } from '../../app/house.ts';
import type { ErrorShape } from '../../base/errors.ts';
import type { JsonValue } from '../../base/json.ts';
import type { NewMatter } from '../../compose.ts';
import type { ContentRequest } from './content.ts';

/** How the engine thread is started. */
export interface EngineStart {
  readonly folder: string;
  /** Makes the matter first. */
  readonly create?: NewMatter;
  readonly places?: { readonly config: string; readonly state: string };
  readonly passphrase?: string;
  /** Carries out waiting jobs (reading exhibits) in the background, as a server does. */
  readonly drain: boolean;
}

/** What is known of the matter once it is open. */
export interface EngineFacts {
  readonly folder: string;
  readonly matter: string;
  readonly origin: string;
  readonly title: string;
  readonly notice: string | null;
  readonly size: number;
  /** sound, behind (mended), or read-only with the reason. */
  readonly state: string;
  /** Why it may only be read, or null. */
  readonly reason: string | null;
  readonly notices: readonly string[];
}

export type Call =
  | { readonly type: 'run'; readonly name: string; readonly input: unknown; readonly options: RunOptions }
  | { readonly type: 'ask'; readonly name: string; readonly input: unknown }
  | {
      readonly type: 'task';
      readonly name: string;
      readonly input: unknown;
      readonly stop: SharedArrayBuffer;
    }
  | { readonly type: 'facts' }
  | { readonly type: 'open-content'; readonly request: ContentRequest }
  | { readonly type: 'next-chunk'; readonly handle: number }
  | { readonly type: 'drop-content'; readonly handle: number }
  | { readonly type: 'recall'; readonly key: string }
  | { readonly type: 'remember'; readonly key: string; readonly answer: JsonValue }
  | { readonly type: 'close' };

export type ToEngine = { readonly id: number; readonly call: Call } | { readonly cancel: number };

/** An error on its way through a thread: its shape, what caused it, and for an unexpected one where it arose. */
export interface SentError extends ErrorShape {
  readonly cause?: string;
  readonly stack?: string;
}

export type FromEngine =
  | { readonly ready: EngineFacts }
  | { readonly failed: SentError }
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: SentError }
  | { readonly id: number; readonly progress: Progress }
  | { readonly event: EngineEvent };

export interface EntryNotice {
  readonly seq: number;
  readonly kind: string;
  readonly subject: string;
  readonly at: string;
  readonly by: string;
}

/** What listeners are told without asking: who wrote what, and how the background work goes. */
export type EngineEvent =
  | { readonly type: 'entries'; readonly size: number; readonly entries: readonly EntryNotice[] }
  | { readonly type: 'jobs'; readonly progress: Progress }
  | { readonly type: 'job-failed'; readonly task: string; readonly error: ErrorShape }
  | { readonly type: 'engine'; readonly state: 'open' | 'restarting' | 'down'; readonly message: string };
