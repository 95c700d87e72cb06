// Light stems of Belarusian, Ukrainian and Russian words, written from the grammar: endings cut, softness and alternations evened out.

/*
 * Endings of the declensions and conjugations as the school grammars of both languages give them; folded letters
 * (ё as е, ў as у, ї as і, apostrophe dropped). What is reached is measured in bench/README.md.
 */

const list = (text: string): readonly string[] =>
  text
    .trim()
    .split(/\s+/)
    .sort((a, b) => b.length - a.length);

const BELARUSIAN = list(`
  а у ам ом е ы оу ау ах амі ямі ю я і ей яй ой ай аю яю ою ею ем ям ях еу яу ь ьмі ью ццю
  ага яга аму яму ым ім ая яя ую юю ое ае яе ыя ія ых іх ымі імі ога ому
  ейшы ейшая ейшага ейшаму ейшым ейшае ейшых ейшыя ейшую ейшай ейшымі
  ць ці цца іць ыць аць яць ець уць еш эш аш ыш іш еце эце аце ыце іце юць э эм ем мо ма
  лі ла ло ала яла іла ыла ела ула алі ялі ілі ылі елі улі ало яло іло ыло ело уло іу ыу уу
  й йма йце айце яйце айма яйма ема учы ючы ачы ячы ушы уши аушы яушы іушы ыушы еушы шы чы`);
const UKRAINIAN = list(`
  а у ові еві єві ом ем єм ам ям і и ів їв ах ях ами ями ю я е ою ею єю о ь ей ій йми єй
  ого ього ому ьому им ім ий ій ая яя ую юю ої ьої оі ьоі ьою є і их іх ими іми єі єю ію ію
  іший іша ішого ішому ішим ішім іше іші іших ішою ішої ішоі ішу ішій ішими
  ти ть ться тися тись ити іти їти ати яти ути єш ує уєш уємо уєте ують єте ємо ють еш ете емо уть иш ите имо ать ять ить їть їш їмо їте
  в ла ло ли ав ала ало али ив ила ило или ів іла іло іли яв яла яло яли ув ула уло ули
  тиму тимеш тиме тимем тимемо тимете тимуть атиму атимеш атиме атимем атимемо атимете атимуть итиму итимеш итиме итимем итимемо итимете итимуть
  й ймо йте ай аймо айте уй уймо уйте юй юймо юйте імо іть іте мо
  чи учи ючи ачи ячи ши вши авши ивши івши явши увши`);

const SHORTEST = 3;

function cut(word: string, endings: readonly string[]): string {
  const shortest = word.length > 5 ? SHORTEST : 2;
  for (const ending of endings)
    if (word.endsWith(ending) && word.length - ending.length >= shortest)
      return word.slice(0, -ending.length);
  return word;
}

/** Cuts while something is left to cut, so that the vowels of a theme go with the ending that follows them. */
function root(stem: string, theme: RegExp): string {
  let left = stem;
  for (let i = 0; i < 3; i += 1) {
    const next = left.replace(theme, '');
    if (next === left || next.length < 4) return left;
    left = next;
  }
  return left;
}

const FLEETING = /([^аеіоуыэюяєийь])ь?[аоеі]([кцлнрв])$/;

/** The stems of a folded Belarusian word. */
export function belarusianStems(word: string): readonly string[] {
  if (word.length < 4) return [word];
  if (/.{3}[аеоы]сц(?:ь|ю|і|яу|ям|ямі|ях)$/.test(word)) return [word.replace(/сц[^ц]+$/, 'ст')];
  const bare = word.length > 5 ? word.replace(/(?:ся|цца|уся)$/, '') : word;
  const even = (stem: string): string =>
    stem
      .replace(/[ьй]+$/, '')
      .replace(/сц$/, 'ст')
      .replace(/(?:дж|дз)$/, 'д')
      .replace(/ч$/, 'к')
      .replace(/ц$/, 'т')
      .replace(/ш$/, 'с')
      .replace(/(.)\1$/, '$1')
      .replace(FLEETING, '$1$2');
  const stem = cut(bare, BELARUSIAN);
  const stems = new Set([even(stem), even(root(stem, /(?:[аеёіоуыэюя]|ан|ен|ян|ав|ау|яв|ява|ова|ёв)$/))]);
  return [...stems];
}

/** The stems of a folded Ukrainian word. */
export function ukrainianStems(word: string): readonly string[] {
  if (word.length < 4) return [word];
  if (/.{3}[іо]ст(?:ь|ю|і|и|ей|ям|ями|ях)$/.test(word)) return [word.replace(/[іо]ст[^т]+$/, 'ост')];
  const bare = word.length > 5 ? word.replace(/(?:ся|сь)$/, '') : word;
  const even = (stem: string): string =>
    stem
      .replace(/[ьй]+$/, '')
      .replace(/дж$/, 'д')
      .replace(/(.)\1$/, '$1')
      .replace(FLEETING, '$1$2')
      .replace(/[цч]$/, 'к')
      .replace(/ш$/, 'с')
      .replace(/[жз]$/, 'г');
  const stem = cut(bare, UKRAINIAN);
  const stems = new Set([even(stem), even(root(stem, /(?:[аеиіоуюяє]|ан|ен|єн|ян|ув|юв|ов|ав)$/))]);
  return [...stems];
}

const RUSSIAN = list(`
  а у ом ем е ы и ов ев ей ам ям ах ях ами ями ю я ою ею о ь ью ию ии ия ие ий
  ого его ому ему ым им ая яя ую юю ое ее ые ие ых их ыми ими ой ый
  ть ти ться ешь ет ем ете ут ют ишь ит им ите ат ят л ла ло ли ал ала ало али ил ила ило или ел ела ело ели ул ула ыл ыла
  й йте ай айте яй яйте уй уйте ите в вши вш ав авши ив ивши я ая яя уя ша ши учи ючи`);

/** The root of a folded Russian word, its theme cut too: a second stem beside Snowball's. */
export function russianRoot(word: string): string {
  if (word.length < 5) return word;
  const bare = word.length > 6 ? word.replace(/(?:ся|сь)$/, '') : word;
  return root(cut(bare, RUSSIAN), /(?:[аеиоуыюя]|енн|анн|ен|ан|ова|ыва|ива)$/)
    .replace(/[ьй]+$/, '')
    .replace(/(.)\1$/, '$1')
    .replace(/([^аеиоуыюяьй])ь?[оеё]([кцлнр])$/, '$1$2');
}
