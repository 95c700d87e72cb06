// Recognises print in pictures of pages: draws the page, finds out script and language, and has its words recognised.
import { availableParallelism } from 'node:os';
import type { PagePictures } from '../../ports/page-pictures.ts';
import type { PageRecognition, RecogniseRequest, Recogniser } from '../../ports/recogniser.ts';
import { proposeLanguage } from '../extract/languages.ts';
import { pagePictures } from '../pictures/pictures.ts';
import { droppedData } from './dropped.ts';
import type { Engine, GreyPage } from './engine.ts';
import { dataName, scriptOf, TRIED } from './names.ts';
import { systemEngine } from './system-engine.ts';
import { confidenceOf, type PixelWord } from './tsv.ts';
import { packagedData, wasmEngine } from './wasm-engine.ts';

export interface RecogniserOptions {
  /** Where a person drops further language data (`rus.traineddata`). */
  readonly dataFolder?: string;
  /** Where tesseract is looked for; only tests name another. */
  readonly path?: string;
}

const DPI = 300;
/** Below this the page is looked at again as one that may lie on its side; below the second, nothing was recognised. */
const DOUBTFUL = 60;
const NOTHING = 40;
/** A script tried without being told must read this well to be believed. */
const BELIEVED = 65;

/** Engines, best first: the system's, then our own over the data npm brought and what was dropped in. */
export function recogniser(options: RecogniserOptions = {}): Recogniser {
  let opening: Promise<readonly Engine[]> | undefined;
  let pictures: PagePictures | undefined;
  const engines = (): Promise<readonly Engine[]> => {
    opening ??= openEngines(options);
    return opening;
  };
  // What was found out about an exhibit's language holds for its next pages.
  const known = new Map<string, readonly string[]>();
  return {
    atOnce: Math.max(1, Math.min(4, availableParallelism())),
    async recognise(request) {
      const found = await engines();
      try {
        if (found.length === 0) return { page: request.page, state: 'failed', reason: await this.words() };
        pictures ??= pagePictures();
        const page = await draw(pictures, request);
        return await recognisePage(found, page, request, known);
      } catch (thrown) {
        const reason = thrown instanceof Error ? thrown.message : String(thrown);
        return { page: request.page, state: 'failed', reason: `The page was not recognised: ${reason}` };
      }
    },
    tool: async () => (await engines())[0]?.tool,
    languages: async () => [...new Set((await engines()).flatMap((engine) => [...engine.languages]))].sort(),
    draws: (mediaType) => {
      pictures ??= pagePictures();
      return pictures.draws(mediaType);
    },
    async words() {
      const found = await engines();
      if (found.length > 0) return found.map((engine) => engine.words).join('; ');
      return 'No recognition engine is here: install tesseract, or the optional packages of Probata (npm install --include=optional).';
    },
    async close() {
      const open = await opening;
      await Promise.all([pictures?.close(), ...(open ?? []).map((engine) => engine.close())]);
    },
  };
}

async function openEngines({ dataFolder, path }: RecogniserOptions): Promise<readonly Engine[]> {
  const system = await systemEngine(path ?? process.env['PATH'] ?? '');
  const dropped = dataFolder === undefined ? new Map<string, string>() : droppedData(dataFolder);
  const own = await wasmEngine(new Map([...packagedData(), ...dropped]));
  return [system, own].filter((engine) => engine !== undefined);
}

async function draw(pictures: PagePictures, request: RecogniseRequest): Promise<GreyPage> {
  const isPicture = request.mediaType.startsWith('image/');
  // A page at 300 points an inch; a picture as it is, a small one doubled.
  const width = isPicture ? request.width * (request.width < 1500 ? 2 : 1) : (request.width / 72) * DPI;
  const grey = await pictures.grey({ ...request, width });
  return { ...grey, dpi: isPicture ? DPI : Math.round((grey.width / request.width) * 72) };
}

async function recognisePage(
  engines: readonly Engine[],
  page: GreyPage,
  request: RecogniseRequest,
  known: Map<string, readonly string[]>,
): Promise<PageRecognition> {
  const { page: number, signal } = request;
  const at = (languages: readonly string[]): Engine | undefined =>
    engines.find((engine) => languages.every((language) => engine.languages.has(language)));
  const missing = (language: string, script?: string): PageRecognition => ({
    page: number,
    state: 'language-missing',
    missing: language,
    ...(script === undefined ? {} : { script }),
  });
  let languages: readonly string[] = request.languages.map(dataName);
  const absent = languages.find((language) => at([language]) === undefined);
  if (absent !== undefined) return missing(absent, scriptOf(absent));
  let script = languages[0] === undefined ? undefined : scriptOf(languages[0]);
  let words: PixelWord[] | undefined;
  const wasAsked = languages.length > 0;
  if (!wasAsked) {
    const before = known.get(request.exhibit);
    if (before !== undefined) languages = before;
    else {
      const tried = await findScript(engines, page, signal);
      if ('missing' in tried) return missing(tried.missing, tried.missing);
      if ('nothing' in tried) return { page: number, state: 'nothing', tool: tried.nothing };
      ({ script, languages, words } = tried);
    }
  }
  const engine = at(languages);
  if (engine === undefined) return missing(languages.join('+'), script);
  words ??= await engine.recognise(page, languages, false, signal);
  if (confidenceOf(words) < DOUBTFUL && engine.tellsScript) {
    const turned = await engine.recognise(page, languages, true, signal);
    if (confidenceOf(turned) > confidenceOf(words)) words = turned;
  }
  if (confidenceOf(words) < NOTHING) return { page: number, state: 'nothing', tool: engine.tool };
  let used: Engine = engine;
  if (!wasAsked) {
    // The words themselves tell the language better than the script: then they are recognised by its own letters.
    const text = words.map((word) => word.text).join(' ');
    const proposed = proposeLanguage(text);
    const language = proposed === undefined ? undefined : dataName(proposed);
    if (language !== undefined && !languages.includes(language)) {
      const own = at([language]);
      if (own === undefined) return missing(language, script ?? scriptOf(language));
      languages = [language];
      script = scriptOf(language) ?? script;
      words = await own.recognise(page, languages, false, signal);
      used = own;
    }
    known.set(request.exhibit, languages);
    if (known.size > 1000) known.clear();
  }
  script ??= languages[0] === undefined ? undefined : scriptOf(languages[0]);
  return {
    page: number,
    state: 'recognised',
    languages,
    ...(script === undefined ? {} : { script }),
    words: placed(words, page, request),
    tool: used.tool,
  };
}

type Tried =
  | { readonly missing: string }
  | { readonly nothing: Engine['tool'] }
  | {
      readonly script: string;
      readonly languages: readonly string[];
      readonly words: PixelWord[] | undefined;
    };

/** The script of a page: told by the engine where it can, else the one that reads well when it is tried. */
async function findScript(
  engines: readonly Engine[],
  page: GreyPage,
  signal: AbortSignal | undefined,
): Promise<Tried> {
  const has = (language: string): boolean => engines.some((engine) => engine.languages.has(language));
  const told = await engines.find((engine) => engine.tellsScript)?.script(page, signal);
  if (told !== undefined) {
    const language = TRIED.find((one) => one.script === told)?.languages.find(has);
    return language === undefined
      ? { missing: told }
      : { script: told, languages: [language], words: undefined };
  }
  let best: { script: string; languages: string[]; words: PixelWord[]; sure: number } | undefined;
  for (const { script, languages } of TRIED) {
    const language = languages.find(has);
    const engine = engines.find((one) => language !== undefined && one.languages.has(language));
    if (language === undefined || engine === undefined) continue;
    const words = await engine.recognise(page, [language], false, signal);
    const sure = words.length < 3 ? 0 : confidenceOf(words);
    if (best === undefined || sure > best.sure) best = { script, languages: [language], words, sure };
    if (sure >= 80) break;
  }
  const first = engines[0];
  if (first === undefined || best === undefined) return { missing: 'any language' };
  if (best.sure >= BELIEVED) return best;
  // Print that none of the languages at hand reads is named as such; a picture without print is not print.
  return best.words.length >= 40 ? { missing: 'another script' } : { nothing: first.tool };
}

/** Pixels become the page's own units. */
function placed(words: readonly PixelWord[], page: GreyPage, request: RecogniseRequest) {
  const [x, y] = [request.width / page.width, request.height / page.height];
  const round = (value: number): number => Math.round(value * 100) / 100;
  return words.map(({ text, left, top, right, bottom, confidence, line }) => ({
    text,
    confidence: Math.round(confidence),
    line,
    box: [round(left * x), round(top * y), round(right * x), round(bottom * y)] as const,
  }));
}
