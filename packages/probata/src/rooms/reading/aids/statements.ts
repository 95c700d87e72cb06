// Statements that a passage attributes to somebody: who said it, by which word, and what. Proposed, never taken for true.

/** A statement found; `start` and `end` (units) span all of it. */
export interface FoundStatement {
  readonly start: number;
  readonly end: number;
  readonly speaker: string;
  readonly verb: string;
  readonly said: string;
}

// The speaker: from the beginning of the sentence or clause, without a full stop in it.
const WHO = String.raw`(?<who>[^.!?;:\n"“”«»]{2,120}?)`;
const REST = String.raw`(?<said>[^\n]{4,600}?[.!?…](?=["”»]?(?:\s|$))|[^\n]{4,600}$)`;
const EDGE = String.raw`(?<![\p{L}])`;

const VERBS: Readonly<Record<string, string>> = {
  en: 'said(?: in a statement| on \\p{L}+)?|says|stated|states|told (?:[^,.]{2,40})|reported|reports|claimed|claims|alleged|alleges|testified|declared|announced|denied|denies|admitted|added|confirmed|explained|wrote|warned|insisted|acknowledged',
  fr: 'a (?:dit|déclaré|affirmé|indiqué|annoncé|soutenu|reconnu|précisé|ajouté|nié|confirmé|témoigné)|ont (?:dit|déclaré|affirmé|indiqué|annoncé|soutenu|reconnu|précisé|ajouté|nié|confirmé)|déclare|affirme|indique|soutient',
  lt: 'sakė|teigė|pranešė|pareiškė|nurodė|tvirtino|paaiškino|pripažino|paneigė|paliudijo|sako|teigia|praneša|nurodo|tvirtina',
  ru: 'сказала?|сказали|заявила?|заявили|сообщила?|сообщили|утверждает|утверждала?|утверждали|показала?|показали|пояснила?|признала?|признали|отметила?|подтвердила?|подтвердили|говорит',
  be: 'сказаў|сказала|сказалі|заявіў|заявіла|заявілі|паведаміў|паведаміла|паведамілі|сцвярджае|сцвярджаў|прызнаў|прызнала|пацвердзіў|пацвердзіла|кажа',
  uk: 'сказав|сказала|сказали|заявив|заявила|заявили|повідомив|повідомила|повідомили|стверджує|стверджував|визнав|визнала|підтвердив|підтвердила|каже',
};
const THAT: Readonly<Record<string, string>> = {
  en: '(?:,? that)?',
  fr: ",? qu(?:e |[\u2019'])",
  lt: ',\\s*(?:kad|jog)',
  ru: ',\\s*(?:что|будто)',
  be: ',\\s*(?:што|нібы)',
  uk: ',\\s*(?:що|ніби)',
};
// According to X, …; selon X; pasak X; по словам X; па словах X; за словами X.
const ACCORDING = new RegExp(
  `${EDGE}(?<verb>According to|according to|Selon|selon|D[’']après|d[’']après|Pasak|pasak|Anot|anot|По словам|по словам|По данным|по данным|Па словах|па словах|За словами|за словами)\\s+(?<who>[^,.!?;\\n]{2,80}),\\s*${REST}`,
  'gu',
);
const PATTERNS: readonly RegExp[] = [
  ...Object.entries(VERBS).map(
    ([language, verbs]) =>
      new RegExp(`${EDGE}${WHO}\\s+(?<verb>${verbs})(?!\\p{L})${THAT[language]}\\s*${REST}`, 'gu'),
  ),
  ACCORDING,
  // Arabic and Persian: the verb comes first, or the speaker does.
  new RegExp(
    `(?<verb>قالت?|أعلنت?|صرحت?|ذكرت?|أكدت?|زعمت?)\\s+(?<who>[^.،\\n]{2,60}?)\\s+(?:[إأا]ن|أنه|بأن)\\s*${REST}`,
    'gu',
  ),
  new RegExp(`(?<who>[^.،\\n]{2,60}?)\\s+(?<verb>گفت|گفته است|اعلام کرد|اظهار داشت)\\s+که\\s*${REST}`, 'gu'),
];
const MOST = 40;

/** The attributed statements in a text, in order; of two that overlap, the one that begins first. */
export function statementsIn(text: string): readonly FoundStatement[] {
  const found: FoundStatement[] = [];
  for (const pattern of PATTERNS)
    for (const match of text.matchAll(pattern)) {
      const speaker = speakerOf(match.groups?.['who'] ?? '', pattern === ACCORDING);
      const said = (match.groups?.['said'] ?? '').trim();
      if (speaker === undefined || said.length < 4) continue;
      found.push({
        start: match.index + match[0].indexOf(speaker),
        end: match.index + match[0].length,
        speaker,
        verb: match.groups?.['verb'] ?? '',
        said,
      });
    }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  return found.filter((one, i) => !found.slice(0, i).some((other) => other.end > one.start)).slice(0, MOST);
}

/** The last clause before the verb, if it can be somebody: a name, an organ, or it, he, she, they. */
function speakerOf(who: string, isSaid: boolean): string | undefined {
  const clause = (who.split(/,\s|\s[–—-]\s/u).at(-1) ?? who).trim();
  const short = clause.replace(/^(?:and|but|et|mais|ir|bet|и|но|а|і|але|але)\s+/iu, '');
  if (short === '' || short.split(/\s+/u).length > 12) return undefined;
  return isSaid ||
    /\p{Lu}|[\u0600-\u06ff]/u.test(short) ||
    /^(?:he|she|they|it|il|elle|ils|jis|ji|jie|он|она|они|ён|яна|він|вона)$/iu.test(short)
    ? short
    : undefined;
}
