// Measures the cut-set engine on published fault trees, alone or side by side with SCRAM from Debian.
import { statSync, writeSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const USAGE = `npm run bench -- cutsets MODEL [--order K | --complete] [--json]
npm run bench -- cutsets --all DIR [--order K | --complete]

MODEL is an Open-PSA MEF fault tree (and, or, atleast): the path of its file, or the name of one of the reference models
(chinese). Counts minimal cut sets by size, up to K (3) or all. The last line is {"countByOrder": …}.`;

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
  const model = modelAt(choices.model ?? '');
  if (model === undefined) {
    process.stderr.write(
      `There is no model ${choices.model}. Give the path of an Open-PSA file, or the name of a reference model.\n`,
    );
    process.exitCode = 2;
    return;
  }
  let solved: Awaited<ReturnType<typeof solveModel>>;
  try {
    solved = await solveModel(model, choices.complete ? null : choices.order);
  } catch (thrown) {
    process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
    process.exitCode = 2;
    return;
  }
  if (!choices.json)
    writeSync(
      1,
      `${basename(model)}: ${solved.events} events, ${solved.gates} gates; read ${ms(solved.readMs)}, solved ${ms(solved.solveMs)} in process\n`,
    );
  else writeSync(2, `read ${ms(solved.readMs)}, solved ${ms(solved.solveMs)} in process\n`);
  writeSync(1, `${JSON.stringify({ countByOrder: solved.countByOrder })}\n`);
}

/** The file of a model: the path given, with or without its ending, or one of the reference models beside the checkout. */
function modelAt(given: string): string | undefined {
  const beside = fileURLToPath(new URL('../../shared/reference/proof/aralia/models/', import.meta.url));
  // npm goes to the checkout before it runs anything; where the user stood is in INIT_CWD
  const from = resolve(process.env['INIT_CWD'] ?? '.', given);
  const places = [
    given,
    `${given}.xml`,
    from,
    `${from}.xml`,
    join(beside, given),
    join(beside, `${given}.xml`),
  ];
  return places.find((place) => statSync(place, { throwIfNoEntry: false })?.isFile() === true);
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
