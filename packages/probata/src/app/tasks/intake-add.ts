// Brings files into the vault: every one ends in a named state, in groups that are durable before they are acknowledged.

import { sha256, toHex, utf8 } from '@probata/seal';
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { type Id, makeId } from '../../base/ids.ts';
import { isSealed, type Sealable } from '../../base/sealed.ts';
import { fromJson } from '../../base/stable-json.ts';
import type { HouseTables } from '../../ledger/house.ts';
import type { Draft } from '../../ledger/room.ts';
import type { LongWatch } from '../../ports/object-store.ts';
import type { Found } from '../../ports/source-files.ts';
import {
  type CustodyStep,
  compartmentsOf,
  depositedPaths,
  INTAKE_STATES,
  type IntakeState,
  keeper,
  leafName,
  openIntake,
  type PassedOver,
  relationDraft,
  shownName,
  UNRELEASED,
  vaultTables,
} from '../../rooms/vault/index.ts';
import { type Batch, Deposits, type Outcome } from '../deposits.ts';
import type { House, Watch } from '../house.ts';
import { paceOf, partOf } from '../pace.ts';
import { type FileSays, fileSays, parseSidecar, type Sidecar, saysFor } from '../sidecar.ts';
import { task } from '../task.ts';

// A group is entered when it has this many files or bytes: one signature, one flush of folders for all of them.
const GROUP_FILES = 500;
const GROUP_BYTES = 64 * 1024 * 1024;
const WHOLE = 1024 * 1024;
// From here on a file is worth a thread of its own that reads it back while it is copied.
const LONG = 64 * 1024 * 1024;
// The answer names exhibits up to this many files; beyond, they are listed by `exhibit list`.
const NAMED = 2000;

const counts = z.partialRecord(z.enum(INTAKE_STATES), z.number());
const answer = z.object({
  intake: z.string(),
  state: z.enum(['closed', 'interrupted']),
  counts,
  bytes: z.number(),
  oddNames: z.number(),
  /** By path: the exhibit that holds the file, new or held before. Only for intakes of at most 2000 files. */
  exhibits: z.record(z.string(), z.string()),
  /** Not deposited, with the reason; the first 100. */
  passed: z.array(
    z.object({
      name: z.string(),
      state: z.string(),
      twin: z.string().optional(),
      detail: z.string().optional(),
    }),
  ),
  /** Paths that the sidecar names and the source does not have. */
  unmatched: z.array(z.string()),
});

const intakeInput = z.strictObject({
  paths: z.array(z.string().min(1)).min(1),
  ...fileSays.omit({ related: true, title: true }).shape,
  /** What holds for single files, by path, as in exhibits.json. */
  files: z.record(z.string(), fileSays).default({}),
  /** Files larger than this are named and not taken. */
  maxBytes: z
    .number()
    .int()
    .min(0)
    .default(64 * 1024 ** 3),
  /** A file that changes while it is read: leave it out, or keep what was read and say so in its custody. */
  changing: z.enum(['leave', 'keep']).default('leave'),
});
type Input = z.output<typeof intakeInput>;

export const intakeAdd = task({
  name: 'intake.add',
  summary:
    'Bring files or folders into the vault; an interrupted intake of the same source is taken up again.',
  input: intakeInput,
  output: answer,
  example: {
    paths: ['evidence/'],
    class: 'record',
    provenance: {
      receivedFrom: 'Border guard, station 7',
      receivedAt: '2024-03-04',
      how: 'by hand, on a disk',
    },
  },
  power: 'write',
  async run(house, input, watch) {
    const intake = await beginIntake(house, input);
    try {
      return await intake.walk(watch);
    } finally {
      await intake.close();
    }
  },
});

/** The compartments by id and by name; a name that two of them have is no name. */
async function compartmentIds(
  house: House,
): Promise<(given: string | null | undefined) => string | null | undefined> {
  const rows = await house.ledger.look
    .tables<HouseTables>()
    .selectFrom('house_compartment')
    .select(['id', 'name'])
    .execute();
  return (given) => {
    if (given === null || given === undefined) return given;
    const matching = rows.filter((row) => row.id === given || row.name === given);
    const row = matching[0];
    if (row === undefined || matching.length > 1 || !house.ring.holds(row.id))
      throw new Refusal(
        'VAULT_COMPARTMENT_UNKNOWN',
        `There is no compartment ${given} that you are let into. List them with 'probata compartment list'.`,
        { compartment: given },
      );
    return row.id;
  };
}

async function beginIntake(house: House, input: Input): Promise<Intake> {
  const { ledger, ring, sources } = house;
  const paths = input.paths.map((path) => sources.resolve(path));
  const found = paths.flatMap((path) => sources.sidecar(path) ?? []);
  const beside = found.map(({ name, value }) => parseSidecar(name, value));
  const compartmentOf = await compartmentIds(house);
  const layersOf = (path: string): readonly (FileSays | undefined)[] => [
    commonSays(input),
    ...beside.flatMap((one) => [one.defaults, one.files[path]]),
    input.files[path],
  ];
  const own =
    compartmentOf(saysFor('', [commonSays(input), ...beside.map((one) => one.defaults)]).compartment) ?? null;
  // Every compartment that the sidecar names is looked up before the first file is read.
  for (const says of [...beside.flatMap((one) => Object.values(one.files)), ...Object.values(input.files)])
    compartmentOf(says.compartment);
  house.originals.sweep();
  const source = paths.join('\n').normalize('NFC');
  const mark = own === null ? toHex(sha256(utf8(source))) : ring.fingerprint(own, utf8(source));
  let id = (await openIntake(ledger.look, mark, own)) as Id<'intake'> | undefined;
  const isResumed = id !== undefined;
  if (id === undefined) {
    const fresh = makeId('intake', house.entropy.bytes(16));
    id = fresh;
    await ledger.append(async (_look, act) => [
      {
        kind: 'intake.opened',
        subject: fresh,
        said: { source: keeper(act, own)(source), sourceMark: mark, compartment: own },
      },
    ]);
  }
  return new Intake(house, {
    id,
    paths,
    compartment: own,
    compartmentOf,
    input,
    layersOf,
    sidecars: new Set(found.map(({ name }) => name)),
    named: new Set([
      ...beside.flatMap((one: Sidecar) => Object.keys(one.files)),
      ...Object.keys(input.files),
    ]),
    before: isResumed ? await depositedPaths(ledger.look, id) : new Map(),
    noted: isResumed ? await notedBefore(house, id) : [],
  });
}

function commonSays(input: Input): FileSays {
  const { paths: _paths, files: _files, maxBytes: _max, changing: _changing, ...says } = input;
  return says;
}

/** What an interrupted run of the same intake has named already; sealed lists are opened, which is an entry. */
async function notedBefore(house: House, intake: string): Promise<readonly PassedOver[]> {
  const rows = await vaultTables(house.ledger.look)
    .selectFrom('vault_passed')
    .select('files')
    .where('intake', '=', intake)
    .execute();
  const lists = rows.map((row) => fromJson<Sealable<PassedOver[]>>(row.files) ?? []);
  const tokens = lists.filter(isSealed);
  const opened = await house.ledger.reveal(tokens, 'An interrupted intake is taken up again.');
  return lists.flatMap((list) =>
    isSealed(list) ? ((opened.get(list.ref) as unknown as PassedOver[] | undefined) ?? []) : list,
  );
}

interface Plan {
  readonly id: Id<'intake'>;
  readonly paths: readonly string[];
  readonly compartment: string | null;
  readonly compartmentOf: (given: string | null | undefined) => string | null | undefined;
  readonly input: Input;
  readonly layersOf: (path: string) => readonly (FileSays | undefined)[];
  readonly sidecars: ReadonlySet<string>;
  readonly named: ReadonlySet<string>;
  readonly before: ReadonlyMap<string, string>;
  readonly noted: readonly PassedOver[];
}

/** A group between its taking and its entering. */
interface Turn {
  readonly batch: Batch;
  readonly taken: readonly Found[];
  readonly notes: readonly PassedOver[];
}

/** One run over one source. */
class Intake {
  readonly #house: House;
  readonly #plan: Plan;
  readonly #deposits: Deposits;
  readonly #counts: Partial<Record<IntakeState, number>> = {};
  readonly #exhibits = new Map<string, string>();
  readonly #passed: PassedOver[] = [];
  /** Passed over since the last group, and the files taken in it, in order. */
  #notes: PassedOver[] = [];
  #taken: Found[] = [];
  /** The group before: on the disk or nearly, and not yet entered. */
  #before: Turn | undefined;
  readonly #related: { readonly path: string; readonly says: FileSays }[] = [];
  #common: FileSays | undefined;
  #bytes = 0;
  #odd = 0;
  #done = 0;
  #errors = 0;

  constructor(house: House, plan: Plan) {
    this.#house = house;
    this.#plan = plan;
    this.#deposits = new Deposits(house);
  }

  close(): Promise<void> {
    return this.#deposits.close();
  }

  async walk(watch: Watch): Promise<z.input<typeof answer>> {
    const { sources } = this.#house;
    const { paths, before, noted, named } = this.#plan;
    const all = sources.count(paths);
    const notedNames = new Map(noted.map((file) => [noteMark(file.name, file.nameBytes), file]));
    const pace = paceOf(watch, 'intake', all, before.size + noted.length);
    const unmatched = new Set(named);
    let isInterrupted = false;
    const longWatch = (found: Found) => (size: number) => {
      const part = partOf(size);
      return {
        signal: watch.signal,
        copied: (bytes: number) =>
          pace.step(this.#done, this.#errors, () => `${shownName(found.path)}: ${part(bytes)}`),
      };
    };
    for (const found of sources.walk(paths)) {
      if (watch.signal.aborted) {
        isInterrupted = true;
        break;
      }
      unmatched.delete(found.path);
      if (found.pathBytes !== undefined) this.#odd += 1;
      const mark = this.#pathMark(found);
      const earlier = before.get(mark) ?? notedNames.get(noteMark(found.path, found.pathBytes));
      try {
        if (earlier === undefined) await this.#one(found, mark, all, longWatch(found));
        else this.#already(found, earlier);
      } catch (thrown) {
        if (!watch.signal.aborted || thrown !== watch.signal.reason) throw thrown;
        isInterrupted = true;
        break;
      }
      this.#done += 1;
      pace.step(this.#done, this.#errors, () => shownName(found.path));
      if (
        this.#deposits.size >= GROUP_FILES ||
        this.#notes.length >= GROUP_FILES ||
        this.#deposits.bytes >= GROUP_BYTES
      ) {
        await this.#turn();
        // Lets an abort, and whoever watches, have their turn.
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
    }
    await this.#turn();
    await this.#turn();
    if (!isInterrupted) await this.#finish();
    pace.end(this.#done, this.#errors);
    return {
      intake: this.#plan.id,
      state: isInterrupted ? 'interrupted' : 'closed',
      counts: this.#counts,
      bytes: this.#bytes,
      oddNames: this.#odd,
      exhibits: this.#done <= NAMED ? Object.fromEntries(this.#exhibits) : {},
      passed: this.#passed
        .slice(0, 100)
        .map(({ name, state, twin, detail }) => ({ name: shownName(name), state, twin, detail })),
      unmatched: [...unmatched].sort(),
    };
  }

  #says(path: string): FileSays & { readonly kept: string | null } {
    const { named, layersOf } = this.#plan;
    // Most files are not named one by one: what holds for all of them is put together once.
    if (!named.has(path)) this.#common ??= saysFor('', layersOf(''));
    const says = (named.has(path) ? undefined : this.#common) ?? saysFor(path, layersOf(path));
    const given = this.#plan.compartmentOf(says.compartment);
    return { ...says, kept: given === undefined ? this.#plan.compartment : given };
  }

  #pathMark(found: Found): string {
    const bytes = utf8(found.pathBytes ?? found.path);
    const { compartment } = this.#plan;
    return compartment === null ? toHex(sha256(bytes)) : this.#house.ring.fingerprint(compartment, bytes);
  }

  async #one(found: Found, mark: string, all: number, longWatch: (size: number) => LongWatch): Promise<void> {
    const { input, id, sidecars, compartment } = this.#plan;
    if (sidecars.has(found.path)) return this.#pass(found, 'sidecar', 'says what the files are');
    const limits = { maxBytes: input.maxBytes, wholeBytes: WHOLE };
    let opened = this.#house.sources.open(found, limits);
    // Once more: most files that changed were just being finished.
    if (opened.state === 'changed-while-read')
      opened = this.#house.sources.open(
        found,
        input.changing === 'keep' ? { ...limits, wholeBytes: -1 } : limits,
      );
    if (opened.state !== 'whole' && opened.state !== 'open')
      return this.#pass(found, opened.state, opened.detail);
    const says = this.#says(found.path);
    const { kept, compartment: _given, custody, release, related, ...about } = says;
    if (kept !== null)
      this.#deposits.prepare(kept, Math.min(all - this.#done, GROUP_FILES - this.#deposits.size));
    const steps: CustodyStep[] = [
      ...(custody ?? []),
      { what: 'received', note: `Copied from a file last modified ${opened.modified}.` },
    ];
    const request = {
      name: found.path,
      ...(found.pathBytes === undefined ? {} : { nameBytes: found.pathBytes }),
      says: about.title === undefined ? { ...about, title: titleOf(found.path) } : about,
      compartment: kept,
      custody: steps,
      release: release ?? UNRELEASED,
      intake: id,
      // A path mark of another compartment would tell one compartment about another.
      ...(kept === compartment ? { pathMark: mark } : {}),
    };
    if (opened.state === 'whole') this.#deposits.take(request, opened.bytes);
    else {
      let changed: ReturnType<typeof opened.settle>;
      const settle = (): boolean => {
        changed = opened.settle();
        if (changed === undefined) return true;
        if (changed.state !== 'changed-while-read' || input.changing === 'leave') return false;
        steps.push({ what: 'changed-during-acquisition', note: `The source ${changed.detail}.` });
        return true;
      };
      try {
        const taken =
          opened.size < LONG
            ? this.#deposits.take(request, opened.chunks, settle)
            : await this.#deposits.takeLong(request, opened.chunks, settle, longWatch(opened.size));
        if (taken === undefined && changed !== undefined)
          return this.#pass(found, changed.state, changed.detail);
      } finally {
        opened.close();
      }
    }
    this.#taken.push(found);
    if (related !== undefined && related.length > 0) this.#related.push({ path: found.path, says });
  }

  #already(found: Found, earlier: string | PassedOver): void {
    if (typeof earlier === 'string') {
      this.#count('deposited');
      this.#exhibits.set(found.path, earlier);
      const says = this.#says(found.path);
      if ((says.related ?? []).length > 0) this.#related.push({ path: found.path, says });
    } else {
      this.#count(earlier.state);
      if (earlier.twin !== undefined) this.#exhibits.set(found.path, earlier.twin);
      this.#passed.push(earlier);
    }
  }

  #count(state: IntakeState): void {
    this.#counts[state] = (this.#counts[state] ?? 0) + 1;
  }

  #pass(found: Found, state: IntakeState, detail: string): void {
    if (state !== 'sidecar') this.#errors += 1;
    this.#notes.push({
      name: found.path,
      ...(found.pathBytes === undefined ? {} : { nameBytes: found.pathBytes }),
      state,
      detail,
    });
  }

  /** Starts flushing the group just taken and, while the disk works, enters the group before. */
  async #turn(): Promise<void> {
    const before = this.#before;
    this.#before = undefined;
    let next: Turn | undefined;
    if (this.#taken.length > 0 || this.#notes.length > 0) {
      next = { batch: await this.#deposits.begin(), taken: this.#taken, notes: this.#notes };
      this.#taken = [];
      this.#notes = [];
    }
    if (before !== undefined) await this.#enter(before);
    await next?.batch.durable;
    this.#before = next;
  }

  async #enter({ batch, taken, notes: named }: Turn): Promise<void> {
    const { id, compartment } = this.#plan;
    let notes = named;
    const { outcomes } = await this.#deposits.enter(batch, (ends, act) => {
      notes = [...named, ...taken.flatMap((found, i) => twinNote(found, ends[i]))];
      if (notes.length === 0) return [];
      const counts: Partial<Record<IntakeState, number>> = {};
      for (const { state } of notes) counts[state] = (counts[state] ?? 0) + 1;
      return [
        { kind: 'intake.noted', subject: id, said: { files: keeper(act, compartment)(notes), counts } },
      ];
    });
    taken.forEach((found, i) => {
      const outcome = outcomes[i];
      if (outcome === undefined) return;
      this.#exhibits.set(found.path, outcome.exhibit);
      if (outcome.state !== 'deposited') return;
      this.#count('deposited');
      this.#bytes += outcome.bytes;
    });
    for (const note of notes) this.#count(note.state);
    this.#passed.push(...notes);
  }

  /** Enters the relations that the sidecar names and closes the intake, as one act. */
  async #finish(): Promise<void> {
    const { id } = this.#plan;
    const { ledger } = this.#house;
    const wanted = this.#related.flatMap(({ path, says }) =>
      (says.related ?? []).map((relation) => {
        const from = this.#exhibits.get(path);
        const to =
          relation.to === undefined
            ? undefined
            : (this.#exhibits.get(relation.to) ?? (relation.to.startsWith('exh_') ? relation.to : null));
        if (from === undefined || to === null)
          throw new Refusal(
            'SOURCE_RELATION',
            `${path} is said to be ${relation.as} ${relation.to}, which is neither a file of this intake nor the id of an exhibit.`,
            { path, to: relation.to ?? null },
          );
        return { ...relation, from, to };
      }),
    );
    await ledger.append(async (look, act) => {
      const known = await compartmentsOf(look, [
        ...new Set(wanted.flatMap(({ from, to }) => [from, to ?? from])),
      ]);
      const there = new Set(
        (
          await vaultTables(look)
            .selectFrom('vault_relation')
            .select(['from_exhibit', 'to_exhibit', 'relation'])
            .execute()
        ).map((row) => `${row.from_exhibit} ${row.relation} ${row.to_exhibit}`),
      );
      const relations: Draft[] = wanted
        .filter(({ from, to, as }) => !there.has(`${from} ${as} ${to ?? null}`))
        .map(({ from, to, ...rest }) => {
          if (to !== undefined && !known.has(to))
            throw new Refusal('VAULT_EXHIBIT_UNKNOWN', `There is no exhibit ${to}.`, { exhibit: to });
          return relationDraft(
            { ...rest, exhibit: from as Id<'exhibit'>, to: to as Id<'exhibit'> | undefined },
            known.get(from) ?? (to === undefined ? null : (known.get(to) ?? null)),
            act,
          );
        });
      return [
        ...relations,
        {
          kind: 'intake.closed',
          subject: id,
          said: { counts: this.#counts, oddNames: this.#odd, bytes: this.#bytes },
        },
      ];
    });
  }
}

const noteMark = (name: string, nameBytes: string | undefined): string => nameBytes ?? `text ${name}`;

function twinNote(found: Found, outcome: Outcome | undefined): PassedOver[] {
  if (outcome?.state !== 'already-held') return [];
  return [
    {
      name: found.path,
      ...(found.pathBytes === undefined ? {} : { nameBytes: found.pathBytes }),
      state: 'already-held',
      twin: outcome.exhibit as Id<'exhibit'>,
      detail: 'the same bytes are held already',
    },
  ];
}

function titleOf(path: string): string {
  // By characters, so that no pair of surrogates is cut in half.
  return [...leafName(path)].slice(0, 250).join('');
}
