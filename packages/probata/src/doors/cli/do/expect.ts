// Compares what a question answered with what the do-file says it must.

type Members = Readonly<Record<string, unknown>>;

/**
 * Every place where `actual` differs from `expected`, in words; empty when it holds.
 * A mapping need only name the members that matter; a list must have the same length. `$count`, `$min`, `$max`,
 * `$matches` (a regular expression) and `$has` (a list holds such an item) test instead of comparing.
 */
export function differences(expected: unknown, actual: unknown, at = ''): readonly string[] {
  const where = at === '' ? 'the answer' : at;
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${where} must be a list; it is ${shown(actual)}`];
    if (actual.length !== expected.length)
      return [`${where} must have ${expected.length} items; it has ${actual.length}`];
    return expected.flatMap((item, i) => differences(item, actual[i], `${at}[${i}]`));
  }
  if (typeof expected === 'object' && expected !== null) {
    const members = Object.entries(expected as Members);
    return members.flatMap(([name, member]) =>
      name.startsWith('$') ? tested(name, member, actual, where) : below(name, member, actual, at),
    );
  }
  return Object.is(expected, actual) ? [] : [`${where} must be ${shown(expected)}; it is ${shown(actual)}`];
}

function below(name: string, expected: unknown, actual: unknown, at: string): readonly string[] {
  const path = at === '' ? name : `${at}.${name}`;
  if (typeof actual !== 'object' || actual === null)
    return [`${path} must be ${shown(expected)}; there is only ${shown(actual)}`];
  return differences(expected, (actual as Members)[name], path);
}

function tested(test: string, wanted: unknown, actual: unknown, where: string): readonly string[] {
  const length = Array.isArray(actual) ? actual.length : undefined;
  switch (test) {
    case '$count':
      return typeof wanted === 'object'
        ? differences(wanted, length, `the number of ${where}`)
        : length === wanted
          ? []
          : [`${where} must have ${shown(wanted)} items; it has ${shown(length)}`];
    case '$min':
      return Number(actual) >= Number(wanted)
        ? []
        : [`${where} must be at least ${shown(wanted)}; it is ${shown(actual)}`];
    case '$max':
      return Number(actual) <= Number(wanted)
        ? []
        : [`${where} must be at most ${shown(wanted)}; it is ${shown(actual)}`];
    case '$matches':
      return typeof actual === 'string' && new RegExp(String(wanted), 'u').test(actual)
        ? []
        : [`${where} must match ${shown(wanted)}; it is ${shown(actual)}`];
    case '$has':
      return Array.isArray(actual) && actual.some((item) => differences(wanted, item).length === 0)
        ? []
        : [`${where} must hold ${shown(wanted)}; it is ${shown(actual)}`];
    default:
      return [`${test} is not a test: there are $count, $min, $max, $matches and $has`];
  }
}

function shown(value: unknown): string {
  if (value === undefined) return 'absent';
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
