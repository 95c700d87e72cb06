// What a language looks like in letters and small words: enough to tell an encoding and to propose a language.

/** One language. `letters`: for Latin scripts only those beyond a-z; in falling frequency. ISO 639-3 code. */
export interface LanguageModel {
  readonly code: string;
  readonly script: Script;
  readonly letters: string;
  readonly words: ReadonlySet<string>;
}

export type Script = 'latin' | 'cyrillic' | 'greek' | 'hebrew' | 'arabic';

function model(code: string, script: Script, letters: string, words: string): LanguageModel {
  return { code, script, letters, words: new Set(words.split(' ')) };
}

/**
 * Letter orders and function words are common knowledge written down by hand, not counted from any corpus that
 * is tested against. Order within a script is the preference where two languages fit equally well.
 */
export const LANGUAGES: readonly LanguageModel[] = [
  model(
    'eng',
    'latin',
    'éñïèêàöüç',
    'the of and to in is that for it with as was on be by this are or an not from at which have has his its all any other shall been were their they but no one everyone right',
  ),
  model(
    'lit',
    'latin',
    'ėšįųžūąęč',
    'ir yra kad į iš su kaip bei ar tai jo jos už apie po per nuo prie buvo arba teisę turi visi žmogus kiekvienas taip jų būti ne šis ši to bet dėl iki savo kurie metų lietuvos',
  ),
  model(
    'pol',
    'latin',
    'łęąóżśćńź',
    'i w na z do nie się że o jest to od za przez po jak ale co czy prawo ma lub oraz które który dla są tym jego jej być każdy człowiek tej ich',
  ),
  model(
    'lav',
    'latin',
    'āīšēņļūžģķčŗ',
    'un ir ar kā no par uz vai tiesības katram cilvēkam lai to pie savu ja nav būt arī viņa šīs tas tā bez pēc jebkuru kas nedrīkst',
  ),
  model(
    'fra',
    'latin',
    'éèàêçôîûùâœëïüÿ',
    'de la le et les des en un une du que dans est pour qui par au sur pas il ne se ce son sa ou avec sont toute droit aux plus à',
  ),
  model(
    'deu',
    'latin',
    'üäöß',
    'der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach oder recht jeder',
  ),
  model(
    'spa',
    'latin',
    'óíáéñúü',
    'de la que el en y a los se del las un por con no una su para es al lo como más o derecho toda persona tiene sus',
  ),
  model(
    'por',
    'latin',
    'ãçáéóêõíàúâô',
    'de a o que e do da em um para com não uma os no se na por mais as dos como mas ao direito toda ou sua',
  ),
  model(
    'ita',
    'latin',
    'àèùòìé',
    'di e il la che in a per un è del una con non sono dei le si al da nel come ogni diritto individuo ha suo della',
  ),
  model(
    'nld',
    'latin',
    'ëéïöè',
    'de en van het een in is te dat op voor met zijn niet aan er door als bij ook tot recht heeft ieder of om',
  ),
  model(
    'swe',
    'latin',
    'äåöé',
    'och i att det som en på är av för med den till har inte om ett de var rätt eller sin',
  ),
  model(
    'dan',
    'latin',
    'åøæé',
    'og i at det er en til på som med for af den der har ikke de et enhver ret eller sin',
  ),
  model(
    'nor',
    'latin',
    'åøæé',
    'og i at det er en til på som med for av den har ikke de et enhver rett eller sin',
  ),
  model(
    'fin',
    'latin',
    'äöå',
    'ja on ei se että oli hän ovat tai mutta kun myös joka jokaisella oikeus kuin sen ole hänen',
  ),
  model(
    'est',
    'latin',
    'äõüöšž',
    'ja on ei et see oli ta kui ning või aga igal inimesel õigus tema selle ka mis oma',
  ),
  model(
    'ces',
    'latin',
    'áíěéžřčšýůúňóďť',
    'a se na v je že do s z o i to jako nebo ve k má každý právo by ale pro jsou jeho při od',
  ),
  model(
    'slk',
    'latin',
    'áíéčžšýúťľôňäóďŕĺ',
    'a sa na v je že do s z o i to ako alebo vo k má každý právo by ale pre sú jeho pri od',
  ),
  model(
    'slv',
    'latin',
    'čšž',
    'in je v na se da za so z pravico ali ki vsakdo do ne po kot tudi njegove ima',
  ),
  model('hrv', 'latin', 'čšžćđ', 'i je u na se da za su od ima pravo ili koji svatko kao ne do bez o'),
  model(
    'hun',
    'latin',
    'éáőöóíüúű',
    'a az és hogy nem egy is van ez joga minden személynek vagy meg de csak el kell volt',
  ),
  model(
    'ron',
    'latin',
    'ăîțșâşţ',
    'de și în la a cu o nu că pe din orice persoană are dreptul sau care să este al ale',
  ),
  model(
    'tur',
    'latin',
    'ıüşğçöİâî',
    've bir bu her için da de ile hakkı olan ne veya şahsın gibi daha çok var haizdir',
  ),
  model('isl', 'latin', 'áðíéöúóþæý', 'og að í á er sem við til af um það eða með ekki fyrir allir'),
  model(
    'vie',
    'latin',
    'àáđảạăâấầếệềểộốồôơớờợưứừửữựịìíọòóụùúýỳãẽĩõũ',
    'và của có là được cho trong mọi người quyền không một các đều với',
  ),
  model(
    'rus',
    'cyrillic',
    'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё',
    'и в не на что с по как это он к но из у за от о до для или быть имеет право каждый человек его их при все так же был',
  ),
  model(
    'ukr',
    'cyrillic',
    'оанитвіеріслкдумпзябьгчйхжїцєюшщфґ',
    'і в не на що з та до як це він у за від про для або має право кожна людина його їх при бути чи який по',
  ),
  model(
    'bel',
    'cyrillic',
    'аніеротсяклвдумыпьцзйўгбчшжхфёюэ',
    'і ў не на што з да як гэта ён у за ад аб для або мае права кожны чалавек яго іх пры быць ці які па',
  ),
  model(
    'bul',
    'cyrillic',
    'аеоинтрсвлдкпмзугбчъяцхщжшйфюь',
    'и на да в за се от не с е са по че при или всеки човек има право като но до',
  ),
  model(
    'srp',
    'cyrillic',
    'аоиенртсјувдкмлпбгзжћњчцшхђфљџ',
    'и у је на се да за од са или има право свако које као не по о до',
  ),
  model(
    'mkd',
    'cyrillic',
    'аоеинтрсвлдкпмузјбгчцшњжќѓхфљѕџ',
    'и на да во се од за со не е или секој има право човек како по до',
  ),
  model(
    'ell',
    'greek',
    'αοτιεσνηυρπκμλςίόάέγδήωχθφύβξώζψϊΐϋΰ',
    'και το της του η να ο τα την των με για από είναι στο που δεν σε τον κάθε οι μια δικαίωμα',
  ),
  model(
    'heb',
    'hebrew',
    'יוהלארתבמשנםעדקחפכטגצןזסךףץ',
    'של את על לא כל זה או אדם הוא עם כי אל גם היא בין זכאי',
  ),
  model(
    'ara',
    'arabic',
    'اليمنوتربةعدسفهكقحجشطصىخإأذءضزئثغظؤآ',
    'من في على أن إلى كل أو هذا هذه التي الذي لا ما مع عن شخص حق لكل ولا الحق',
  ),
  model(
    'pes',
    'arabic',
    'ایرندومتهبسشکلزفگعخقجآپحصطچضذغظثئژأء',
    'و در به از که این را با است هر برای آن حق یا تا خود کس دارد باید یک',
  ),
  model(
    'urd',
    'arabic',
    'ایرکنہمسےوتلھپدجبحعقفٹںگشخزصچطآئضظغڑذثڈژؤ',
    'کے اور میں کی ہے سے کا کو ہر حق نہیں پر یا اس ہیں شخص',
  ),
];

const SCRIPTS: readonly [Script | 'han' | 'kana' | 'hangul' | 'georgian' | 'armenian' | 'thai', RegExp][] = [
  ['latin', /\p{Script=Latin}/u],
  ['cyrillic', /\p{Script=Cyrillic}/u],
  ['greek', /\p{Script=Greek}/u],
  ['hebrew', /\p{Script=Hebrew}/u],
  ['arabic', /\p{Script=Arabic}/u],
  ['han', /\p{Script=Han}/u],
  ['kana', /\p{Script=Hiragana}|\p{Script=Katakana}/u],
  ['hangul', /\p{Script=Hangul}/u],
  ['georgian', /\p{Script=Georgian}/u],
  ['armenian', /\p{Script=Armenian}/u],
  ['thai', /\p{Script=Thai}/u],
];

/**
 * Proposes the language of a text from its script, its letters and its small words.
 * @returns an ISO 639-3 code, or undefined where the text is too short to say
 */
export function proposeLanguage(text: string): string | undefined {
  const sample = text.slice(0, 40_000);
  const counts = new Map<string, number>();
  for (const [ch, count] of tallyLetters(sample)) {
    if (!/\p{L}/u.test(ch)) continue;
    const script = SCRIPTS.find(([, pattern]) => pattern.test(ch))?.[0];
    if (script !== undefined) counts.set(script, (counts.get(script) ?? 0) + count);
  }
  const kana = counts.get('kana') ?? 0;
  const han = counts.get('han') ?? 0;
  const ranked = [...counts].sort((a, b) => b[1] - a[1]);
  const [main, size] = ranked[0] ?? ['', 0];
  if (kana > 5 && kana + han >= size) return 'jpn';
  if (size < 20) return undefined;
  const only: Readonly<Record<string, string>> = {
    han: 'zho',
    hangul: 'kor',
    georgian: 'kat',
    armenian: 'hye',
    thai: 'tha',
  };
  if (only[main] !== undefined) return only[main];
  const lower = sample.toLowerCase();
  const letters = [...tallyLetters(lower)].filter(([ch]) => /\p{L}/u.test(ch));
  const words = lower.match(/\p{L}+/gu) ?? [];
  const said = tally(words);
  let best: { code: string; score: number } | undefined;
  for (const language of LANGUAGES) {
    if (language.script !== main) continue;
    let known = 0;
    for (const word of language.words) known += said.get(word) ?? 0;
    const score = known / words.length + letterFit(letters, language);
    if (best === undefined || score > best.score) best = { code: language.code, score };
  }
  const isAlone = LANGUAGES.filter((l) => l.script === main).length === 1;
  return best !== undefined && (best.score > 0.04 || isAlone) ? best.code : undefined;
}

/** How often each stands there: a text has few different letters, and each is looked at once. */
function tally(all: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

const seen = new Uint32Array(0x1_0000);

/** The same for the letters of a text, in the order in which they first stand there; counted as numbers where each is one unit. */
function tallyLetters(text: string): Map<string, number> {
  if (/[\ud800-\udfff]/.test(text)) return tally(text);
  const order: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const before = seen[unit] ?? 0;
    if (before === 0) order.push(unit);
    seen[unit] = before + 1;
  }
  const counts = new Map<string, number>();
  for (const unit of order) {
    counts.set(String.fromCharCode(unit), seen[unit] ?? 0);
    seen[unit] = 0;
  }
  return counts;
}

/** Minus the share of letters that the language does not have; plus a little for those only it has. */
function letterFit(letters: readonly (readonly [string, number])[], language: LanguageModel): number {
  let foreign = 0;
  let own = 0;
  let all = 0;
  for (const [ch, count] of letters) {
    all += count;
    if (language.script === 'latin' && ch >= 'a' && ch <= 'z') continue;
    if (language.letters.includes(ch)) own += count;
    else foreign += count;
  }
  if (all === 0) return 0;
  return (language.script === 'latin' ? Math.min(0.1, own / all) : 0) - (2 * foreign) / all;
}
