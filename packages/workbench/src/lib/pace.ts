// How fast a long task goes and how long it still takes, from what it tells.

export interface Told {
  readonly done: number;
  readonly all: number | null;
}

/** Steps a second since `since`, and the seconds left; null while too little is known to say. */
export function pace(
  { done, all }: Told,
  since: { readonly at: number; readonly done: number },
  now: number,
): { readonly rate: number | null; readonly left: number | null } {
  const seconds = (now - since.at) / 1000;
  const rate = seconds >= 1 && done > since.done ? (done - since.done) / seconds : null;
  return { rate, left: rate === null || all === null ? null : Math.ceil(Math.max(0, all - done) / rate) };
}
