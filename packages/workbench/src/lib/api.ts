// Speaks to the house: every answer is checked by the same schema that the house checked it by.
import { answerSchema, type ErrorShape, type Receipt } from 'probata/contract';

/** What the house said no with. `kind` decides how it looks: a refusal can be mended, a breach stops writing. */
export class HouseError extends Error {
  readonly shape: ErrorShape;
  constructor(shape: ErrorShape) {
    super(shape.message);
    this.shape = shape;
  }
}

/** How long a page waits for a task before it watches it instead. */
const PATIENCE_MS = 8000;

async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<unknown> {
  return read(
    await reach(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-probata': '1', ...headers },
      body: JSON.stringify(body),
    }),
  );
}

async function reach(path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(path, request);
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
    throw new HouseError({
      kind: 'fault',
      code: 'NO_ANSWER',
      message:
        'The house does not answer. Is “npm start” (or “probata serve”) still running in its terminal?',
      details: {},
    });
  }
}

async function read(response: Response): Promise<unknown> {
  const value: unknown = await response.json().catch(() => undefined);
  if (response.ok) return value;
  const shape = value as Partial<ErrorShape> | undefined;
  throw new HouseError({
    kind: shape?.kind ?? 'fault',
    code: shape?.code ?? `HTTP_${response.status}`,
    message: shape?.message ?? `The house answered ${response.status}.`,
    details: shape?.details ?? {},
  });
}

/** Reads from the house by GET. */
export async function get<T>(path: string): Promise<T> {
  return (await read(await reach(path, { headers: { accept: 'application/json' } }))) as T;
}

function checked<T>(name: string, value: unknown): T {
  const schema = answerSchema(name);
  if (schema === undefined) return value as T;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data as T;
  throw new HouseError({
    kind: 'fault',
    code: 'ANSWER_INVALID',
    message: `The answer to ${name} is not in the form agreed. The page and the house may be of different versions: reload the page.`,
    details: {},
  });
}

/** Asks a question of a matter. */
export async function ask<T>(matter: string, name: string, input: object = {}): Promise<T> {
  return checked<T>(name, await post(`/api/${matter}/ask/${name}`, { input }));
}

/** Runs a command; the key makes a repeated press enter nothing twice. */
export async function run(
  matter: string,
  name: string,
  input: object,
  key: string = crypto.randomUUID(),
): Promise<Receipt> {
  return (await post(`/api/${matter}/run/${name}`, { input }, { 'idempotency-key': key })) as Receipt;
}

interface TaskState {
  readonly task: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly answer: unknown;
  readonly error: ErrorShape | null;
}

/** Carries out a task and waits for its end, however long it takes; `signal` cancels it in the house too. */
export async function task<T>(
  matter: string,
  name: string,
  input: object = {},
  signal?: AbortSignal,
): Promise<T> {
  let state = (await post(`/api/${matter}/task/${name}?wait=${PATIENCE_MS}`, { input })) as
    | TaskState
    | { task: string };
  const stop = (): void => {
    void stopTask(matter, state.task);
  };
  signal?.addEventListener('abort', stop);
  try {
    while (!('state' in state) || state.state === 'running') {
      await new Promise((resolve) => setTimeout(resolve, 400));
      state = await get<TaskState>(`/api/${matter}/tasks/${state.task}`);
    }
  } finally {
    signal?.removeEventListener('abort', stop);
  }
  if (state.error !== null) throw new HouseError(state.error);
  return checked<T>(name, state.answer);
}

/** Asks the house to stop a task; it ends where it can be taken up again. */
export async function stopTask(matter: string, task: string): Promise<void> {
  await reach(`/api/${matter}/tasks/${task}`, { method: 'DELETE', headers: { 'x-probata': '1' } });
}

/** A link to an exhibit's own bytes, on the origin where they can do nothing. It works for a short time only. */
export async function contentLink(matter: string, exhibit: string, reason: string): Promise<string> {
  const query = new URLSearchParams({ exhibit, reason });
  const { url } = await get<{ url: string }>(`/api/${matter}/content?${query}`);
  return url;
}

/** A link to a file that was written beside the filings, likewise. */
export async function writtenLink(matter: string, folder: string, file: string): Promise<string> {
  const { url } = await get<{ url: string }>(
    `/api/${matter}/written?${new URLSearchParams({ folder, file })}`,
  );
  return url;
}
