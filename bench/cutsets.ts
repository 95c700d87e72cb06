// Measures the cut-set engine on published fault trees, alone or side by side with SCRAM from Debian.
import { enableCompileCache } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const USAGE = `npm run bench -- cutsets MODEL [--order K | --complete] [--json]
npm run bench -- cutsets --all DIR [--order K | --complete]

MODEL is an Open-PSA MEF fault tree (and, or, atleast). Counts minimal cut sets by size, up to K (3) or all.`;

interface Choices {
  readonly model: string | undefined;
  readonly all: string | undefined;
  readonly order: number;
  readonly complete: boolean;
  readonly json: boolean;
}

/** `cutsets` of the bench: see USAGE. A model that is not coherent sets exit code 2 and says why on stderr. */
export async function run(args: string[]): Promise<void> {
  const choices = parseArgs(args);
  if (choices === undefined) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  // stripping the types of the engine costs more than most models: it is kept between runs, beside the checkout
  enableCompileCache(fileURLToPath(new URL('../.cache/compile', import.meta.url)));
  if (choices.all !== undefined) {
    const { printTable } = await import('./cutsets-table.ts');
    return printTable(choices.all, choices);
  }
  const { solveModel } = await import('./cutset-counts.ts');
  const model = choices.model ?? '';
  let solved: Awaited<ReturnType<typeof solveModel>>;
  try {
    solved = await solveModel(model, choices.complete ? null : choices.order);
  } catch (thrown) {
    process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
    process.exitCode = 2;
    return;
  }
  if (!choices.json)
    process.stdout.write(
      `${basename(model)}: ${solved.events} events, ${solved.gates} gates; read ${ms(solved.readMs)}, solved ${ms(solved.solveMs)} in process\n`,
    );
  else process.stderr.write(`read ${ms(solved.readMs)}, solved ${ms(solved.solveMs)} in process\n`);
  process.stdout.write(`${JSON.stringify({ countByOrder: solved.countByOrder })}\n`);
}

function parseArgs(args: readonly string[]): Choices | undefined {
  let [model, all]: (string | undefined)[] = [];
  let [order, complete, json] = [3, false, false];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (arg === '--json') json = true;
    else if (arg === '--complete') complete = true;
    else if (arg === '--order' || arg === '--all') {
      i += 1;
      const value = args[i];
      if (value === undefined) return undefined;
      if (arg === '--all') all = value;
      else order = Number(value);
    } else if (arg.startsWith('--') || model !== undefined) return undefined;
    else model = arg;
  }
  if (!Number.isInteger(order) || order < 1 || (model === undefined) === (all === undefined))
    return undefined;
  return { model, all, order, complete, json };
}

function ms(duration: number): string {
  return `${duration.toFixed(1)} ms`;
}
