// A name in another alphabet: letters carried over by rule, and the few places that each language calls by another name.

/**
 * Places and States whose names differ between the languages of the house by more than their letters; folded. From the
 * names that the States themselves and the United Nations Group of Experts on Geographical Names publish. A matter may
 * concern any place: this table only spares a search what no rule of letters can know.
 */
const EXONYMS: readonly (readonly string[])[] = [
  'hrodna grodno gardinas gardin гродна гродно гардин غرودنو',
  'vilnius wilno vilna vilnia вильнюс вильно вильня вільнюс вільно вільня виленский فيلنيوس',
  'kaunas kowno kovno каунас ковно коуна',
  'minsk minskas mensk минск мінськ мінск менск مينسك',
  'brest brestas brzesc bierascie брест берасце берестье',
  'warsaw warszawa varsuva varsovie warschau варшава وارسو ورشو',
  'moscow maskva moskva moscou moskau москва масква موسكو مسكو',
  'kyiv kiev kijevas kijow киев київ кіеу كييف',
  'riga ryga рига рыга ريغا',
  'lithuania lietuva lituanie litwa litauen литва літва ليتوانيا لتوانی',
  'belarus baltarusija bielorussie bialorus weissrussland belorussia беларусь белоруссия білорусь بيلاروسيا بلاروس',
  'poland lenkija pologne polska polen польша польшча польща بولندا لهستان',
  'latvia latvija lettonie lotwa lettland латвия латвія لاتفيا',
  'russia rusija russie rosja russland россия расія росія روسيا روسیه',
  'ukraine ukraina украина украіна україна اوكرانيا اوکراین',
  'germany vokietija allemagne niemcy deutschland германия германія німеччина المانيا آلمان',
  'france prancuzija francja frankreich франция францыя франція فرنسا فرانسه',
  'iraq irakas irak ирак ірак العراق عراق',
  'syria sirija syrie syrien сирия сірыя сирія سوريا سوریه',
  'iran iranas иран іран ايران',
  'turkey turkiye turkija turquie turcja турция турцыя туреччина تركيا ترکیه',
  'baghdad bagdadas bagdad багдад بغداد',
  'damascus damaskas damas damaszek дамаск دمشق',
  'istanbul stambulas stambul стамбул istambul اسطنبول استانبول',
  'beirut beirutas beyrouth bejrut бейрут بيروت',
  'afghanistan afganistanas afganistan афганистан афганістан افغانستان',
].map((line) => line.split(' '));

const EXONYM_OF = new Map(EXONYMS.flatMap((names, i) => names.map((name) => [name, i] as const)));
// Endings of case that a name takes in the languages of the house; the rest is compared with the table.
const CASE = /(?:ос|ом|ою|ой|ого|ского|у|а|е|и|ы|і|ю|я|ja|jos|ju|jai|as|o|a|e|u|us|aus|uje|oje|yje|e)$/u;

const letters = (pairs: string): Readonly<Record<string, string>> =>
  Object.fromEntries(pairs.split(' ').map((pair) => [pair.charAt(0), pair.slice(1)]));
const CYRILLIC = letters(
  'аa бb вv гg ґg дd еe єe жz зz иi іi їi йi кk лl мm нn оo пp рr сs тt уu фf хh цc чc шs щs ъ ыi ь эe юu яa',
);
// Arabic and Persian write few vowels: these keys are of consonants only.
const ARABIC = letters(
  'بb پp تt ثs جg چc حh خh دd ذd رr زz ژz سs شs صs ضd طt ظz غg فf قk كk گg لl مm نn هh وv ي ا ء ئ ؤ',
);

/**
 * The keys under which a name meets its spelling in another alphabet or language: `=…` all its letters, carried over and
 * evened out; `x…` its row in the table of places; `~…` its consonants only, for Arabic script. Folded words in and out.
 */
export function nameKeys(word: string): readonly string[] {
  if (word.length < 3 || /\d/.test(word)) return [];
  const keys: string[] = [];
  const exonym = EXONYM_OF.get(word) ?? EXONYM_OF.get(word.replace(CASE, '')) ?? nominative(word);
  if (exonym !== undefined) keys.push(`=x${exonym}`);
  if (/^[\u0600-\u06ff]+$/u.test(word)) {
    const bare = even([...word.replace(/^ال(?=..)/u, '')].map((letter) => ARABIC[letter] ?? letter).join(''));
    if (consonants(bare).length >= 4) keys.push(`~${consonants(bare)}`);
    return keys;
  }
  const latin = /^[\u0400-\u04ff]+$/u.test(word)
    ? // Soft vowels begin with a y in English spelling, and in others do not.
      [...word].map((letter) => CYRILLIC[letter] ?? letter).join('')
    : /^[a-z]+$/.test(word)
      ? latinSounds(word)
      : undefined;
  if (latin === undefined) return keys;
  const evened = even(latin).replace(/[aeiou]+s?$/, '');
  if (evened.length >= 3) keys.push(`=${evened}`);
  const bare = consonants(evened);
  if (bare.length >= 4) keys.push(`~${bare}`);
  return keys;
}

function nominative(word: string): number | undefined {
  const stem = word.replace(CASE, '');
  if (stem === word || stem.length < 4) return undefined;
  for (const ending of ['а', 'я', 'ь', 'о', 'as', 'a', 'us', 'e']) {
    const found = EXONYM_OF.get(stem + ending);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The spellings of one sound in English, French, Polish, Lithuanian and German transliterations, as one letter. */
function latinSounds(word: string): string {
  return word
    .replace(/shch|szcz|sc(?=[ei])/g, 's')
    .replace(/tch|tsch|cz|ch(?=[aeiouy])/g, 'c')
    .replace(/sch|sh|sz/g, 's')
    .replace(/zh|rz/g, 'z')
    .replace(/kh|ch/g, 'h')
    .replace(/ts|tz/g, 'c')
    .replace(/gh/g, 'g')
    .replace(/ph/g, 'f')
    .replace(/ou/g, 'u')
    .replace(/[yj](?=[aeiou])/g, '')
    .replace(/i(?=[aeou])/g, '')
    .replace(/[yj]/g, 'i')
    .replace(/w/g, 'v')
    .replace(/q/g, 'k')
    .replace(/x/g, 'ks');
}

/** One letter for what the languages write now so, now so: h and g, doubled letters, runs of the same vowel. */
function even(letters: string): string {
  return letters
    .replace(/h/g, 'g')
    .replace(/(.)\1+/g, '$1')
    .replace(/ei|ii/g, 'i');
}

const consonants = (letters: string): string => letters.replace(/[aeiou]/g, '').replace(/(.)\1+/g, '$1');
