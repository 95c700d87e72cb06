// Brings bytes into the vault in groups: durable and re-read first, entered in the ledger second, acknowledged last.
import { type Id, idsTogether, makeId } from '../base/ids.ts';
import type { Receipt } from '../ledger/ledger.ts';
import type { Act, Draft } from '../ledger/room.ts';
import type { Look, OutboxJob } from '../ports/ledger-store.ts';
import type { LongWatch, ObjectGroup, ObjectKey, Taken } from '../ports/object-store.ts';
import {
  claimedType,
  type Deposit,
  depositDraft,
  heldDigests,
  heldMarks,
  sniffedType,
} from '../rooms/vault/index.ts';
import type { House } from './house.ts';
import { readingJob } from './tasks/reading-queue.ts';

/** What is known of one original before its bytes are looked at. */
export interface DepositRequest
  extends Pick<Deposit, 'name' | 'nameBytes' | 'says' | 'compartment' | 'custody' | 'release'> {
  readonly intake?: Id<'intake'>;
  readonly pathMark?: string;
  /** What the deliverer says it is; otherwise by the name's ending. */
  readonly claimedType?: string;
}

/** How one request ended. `twin`: an exhibit holds these very bytes already, so nothing was entered. */
export type Outcome =
  | { readonly state: 'deposited'; readonly exhibit: Id<'exhibit'>; readonly bytes: number }
  | { readonly state: 'already-held'; readonly exhibit: string; readonly bytes: number };

export interface Pending {
  readonly request: DepositRequest;
  readonly taken: Taken;
  readonly key: ObjectKey | undefined;
  readonly mark: string;
  readonly exhibit: Id<'exhibit'>;
  /** Set once a twin is known. */
  twin?: string;
}

/** Originals on their way to the disk, to be entered. */
export interface Batch {
  readonly pending: readonly Pending[];
  readonly durable: Promise<void>;
}

/** Entries that belong into the same act, made when it is known which requests were twins. */
export type Alongside = (outcomes: readonly Outcome[], act: Act) => readonly Draft[];

/** Every new exhibit is to be read by the reading room. */
const readingJobs = (drafts: readonly Draft[]): OutboxJob[] =>
  drafts.filter(({ kind }) => kind === 'exhibit.deposited').map(({ subject }) => readingJob(subject));

/**
 * Takes originals and keeps them in groups. `take` copies and hashes; nothing is kept before `enter` resolves, and
 * then everything is: bytes durable and read back, entries signed. Call `close` at the end, also after an error.
 */
export class Deposits {
  readonly #house: House;
  #group: ObjectGroup;
  #newId: ReturnType<typeof idsTogether>;
  #pending: Pending[] = [];
  /** The first take of each mark in this group. */
  readonly #first = new Map<string, Pending>();
  #bytes = 0;
  /** Keys minted ahead, by compartment: one write to the ring for many objects. */
  readonly #keys = new Map<string, ObjectKey[]>();

  constructor(house: House) {
    this.#house = house;
    this.#group = house.originals.group();
    this.#newId = this.#ids();
  }

  /** Each group is entered by one act. */
  #ids(): ReturnType<typeof idsTogether> {
    return idsTogether((bytes) => this.#house.entropy.bytes(bytes));
  }

  get size(): number {
    return this.#pending.length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Mints the keys that the next `n` sealed takes will need. */
  prepare(compartment: string, n: number): void {
    const keys = this.#keys.get(compartment) ?? [];
    const missing = n - keys.length;
    if (missing <= 0) return;
    const refs = Array.from({ length: missing }, () => makeId('sealedValue', this.#house.entropy.bytes(16)));
    this.#keys.set(compartment, [...keys, ...this.#house.ring.mint(compartment, refs)]);
  }

  #keyFor(compartment: string | null): ObjectKey | undefined {
    if (compartment === null) return undefined;
    if ((this.#keys.get(compartment) ?? []).length === 0) this.prepare(compartment, 1);
    return this.#keys.get(compartment)?.pop();
  }

  #giveBack({ key, request }: Pick<Pending, 'key' | 'request'>): void {
    if (key === undefined || request.compartment === null) return;
    // The key enciphered bytes that are thrown away. It must serve nothing else: one key, one object.
    this.#house.ring.destroy(key.ref);
  }

  /** Copies and hashes one original. `settle` is asked afterwards; if it says false the take is dropped and undefined given. */
  take(
    request: DepositRequest,
    source: Uint8Array | Iterable<Uint8Array>,
    settle: () => boolean = () => true,
  ): Id<'exhibit'> | undefined {
    const key = this.#keyFor(request.compartment);
    return this.#hold(
      request,
      key,
      source instanceof Uint8Array ? this.#group.takeWhole(source, key) : this.#group.take(source, key),
      settle,
    );
  }

  /** `take` for a source of many megabytes: other work goes on meanwhile. Throws the signal's reason when it aborts. */
  async takeLong(
    request: DepositRequest,
    source: Iterable<Uint8Array>,
    settle: () => boolean,
    watch: LongWatch,
  ): Promise<Id<'exhibit'> | undefined> {
    const key = this.#keyFor(request.compartment);
    let taken: Taken;
    try {
      taken = await this.#group.takeLong(source, key, watch);
    } catch (thrown) {
      this.#giveBack({ request, key });
      throw thrown;
    }
    return this.#hold(request, key, taken, settle);
  }

  #hold(
    request: DepositRequest,
    key: ObjectKey | undefined,
    taken: Taken,
    settle: () => boolean,
  ): Id<'exhibit'> | undefined {
    const mark =
      request.compartment === null
        ? taken.plain
        : this.#house.ring.fingerprint(request.compartment, new TextEncoder().encode(taken.plain));
    const exhibit = this.#newId('exhibit');
    const pending: Pending = { request, taken, key, mark, exhibit };
    if (!settle()) {
      this.#group.drop(taken);
      this.#giveBack(pending);
      return undefined;
    }
    const first = this.#first.get(`${request.compartment} ${mark}`);
    if (first === undefined) this.#first.set(`${request.compartment} ${mark}`, pending);
    else {
      pending.twin = first.twin ?? first.exhibit;
      this.#group.drop(taken);
      this.#giveBack(pending);
    }
    this.#pending.push(pending);
    this.#bytes += taken.bytes;
    return exhibit;
  }

  /**
   * Begins to make durable what was taken so far. The batch is entered later, and meanwhile the next originals may be
   * taken, or the batch before be entered: flushing runs on other threads.
   */
  async begin(): Promise<Batch> {
    const pending = this.#pending;
    const group = this.#group;
    await this.#markTwins(this.#house.ledger.look, pending, (twin) => {
      group.drop(twin.taken);
      this.#giveBack(twin);
    });
    const durable = group.commit();
    durable.catch(() => undefined); // awaited by whoever enters the batch
    this.#forget();
    this.#group = this.#house.originals.group();
    this.#newId = this.#ids();
    return { pending, durable };
  }

  /**
   * Enters a batch once it is durable, with what `alongside` adds, as one act. Gives the outcomes in the order of the
   * takes. Nothing is acknowledged when it throws; the bytes then stand without an entry or not at all.
   */
  async enter(
    { pending, durable }: Batch,
    alongside: Alongside = () => [],
  ): Promise<{ outcomes: readonly Outcome[]; receipt: Receipt | null }> {
    await durable;
    let outcomes: readonly Outcome[] = [];
    let isEmpty = false;
    const late: Pending[] = [];
    const receipt = await this.#house.ledger
      .append(
        async (look, act) => {
          // Asked again under the write lock: another program, or the batch before, may have entered the same bytes.
          await this.#markTwins(look, pending, (twin) => late.push(twin));
          outcomes = pending.map(outcomeOf);
          const drafts = [
            ...pending
              .filter(({ twin }) => twin === undefined)
              .map((one) => depositDraft(depositOf(one), act)),
            ...alongside(outcomes, act),
          ];
          isEmpty = drafts.length === 0;
          return drafts;
        },
        { jobs: readingJobs },
      )
      .catch((thrown: unknown) => {
        // Only twins: there is nothing to enter, and that is no failure.
        if (isEmpty) return null;
        throw thrown;
      });
    for (const twin of late) {
      if (twin.key === undefined) continue;
      this.#house.originals.destroy(twin.taken.address);
      this.#giveBack(twin);
    }
    return { outcomes, receipt };
  }

  /** `begin` and `enter` in one. */
  async flush(alongside?: Alongside): Promise<{ outcomes: readonly Outcome[]; receipt: Receipt | null }> {
    return this.enter(await this.begin(), alongside);
  }

  async #markTwins(look: Look, pending: readonly Pending[], found: (twin: Pending) => void): Promise<void> {
    const open = pending.filter(({ twin, request }) => twin === undefined && request.compartment === null);
    const sealed = pending.filter(({ twin, request }) => twin === undefined && request.compartment !== null);
    const held = new Map([
      ...(await heldDigests(
        look,
        open.map(({ mark }) => mark),
      )),
      ...(await heldMarks(
        look,
        sealed.map(({ mark }) => mark),
      )),
    ]);
    for (const one of [...open, ...sealed]) {
      const twin = held.get(one.mark);
      if (twin === undefined) continue;
      one.twin = twin;
      found(one);
    }
  }

  #forget(): void {
    this.#pending = [];
    this.#first.clear();
    this.#bytes = 0;
  }

  /** Throws away what was taken and not flushed, and the keys that were not used. */
  async close(): Promise<void> {
    await this.#group.abandon();
    this.#forget();
    for (const keys of this.#keys.values()) for (const { ref } of keys) this.#house.ring.destroy(ref);
    this.#keys.clear();
  }
}

function outcomeOf({ twin, exhibit, taken }: Pending): Outcome {
  return twin === undefined
    ? { state: 'deposited', exhibit, bytes: taken.plainBytes }
    : { state: 'already-held', exhibit: twin, bytes: taken.plainBytes };
}

function depositOf({ request, taken, key, mark, exhibit }: Pending): Deposit {
  const { name, nameBytes, says, compartment, custody, release } = request;
  return {
    exhibit,
    says,
    name,
    ...(nameBytes === undefined ? {} : { nameBytes }),
    compartment,
    custody,
    ...(release === undefined ? {} : { release }),
    stored: {
      bytes: taken.bytes,
      mediaType: {
        claimed: request.claimedType ?? claimedType(name),
        sniffed: sniffedType(taken.head),
      },
      ...(key === undefined
        ? { digest: taken.plain }
        : {
            address: taken.address,
            key: key.ref as Id<'sealedValue'>,
            twinMark: mark,
            original: { sha256: taken.plain, bytes: taken.plainBytes },
          }),
      ...(request.intake === undefined ? {} : { intake: request.intake }),
      ...(request.pathMark === undefined ? {} : { pathMark: request.pathMark }),
    },
  };
}

/** Deposits a few originals that are whole in memory (attachments, received copies), as one act. */
export async function depositWhole(
  house: House,
  originals: readonly { readonly request: DepositRequest; readonly bytes: Uint8Array }[],
  alongside?: (outcomes: readonly Outcome[], act: Act) => readonly Draft[],
): Promise<readonly Outcome[]> {
  const deposits = new Deposits(house);
  try {
    for (const { request, bytes } of originals) deposits.take(request, bytes);
    return (await deposits.flush(alongside)).outcomes;
  } finally {
    await deposits.close();
  }
}
