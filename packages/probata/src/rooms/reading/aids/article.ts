// Tells the article of a captured press page from what the site puts around it: appeals, menus, notices, links.

export interface ArticleOf {
  readonly title: string | null;
  readonly byline: string | null;
  readonly publisher: string | null;
  /** As the capture gives it. */
  readonly published: string | null;
  /** Stretches of the text (units) that are the article, in order. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

// Words by which a paragraph gives itself away, in the languages of the house; stems, matched at a word's beginning.
const AROUND =
  /(?<!\p{L})(?:donat(?:e|ion)|subscri(?:be|ption|ber)|newsletter|sign (?:up|in)|log in|paywall|support (?:us|now|our|makes)|your support|read more|read next|cookies?|privacy|terms of (?:use|service)|all rights reserved|copyright|advertis\p{L}+|follow us|share (?:this|on)|most (?:read|popular)|recommended|related (?:articles|stories)|click here|download (?:the|our) app|faire un don|abonne\p{L}+|s[’']inscrire|lire (?:aussi|la suite)|publicité|tous droits réservés|paremk\p{L}+|prenumer\p{L}+|užsiprenum\p{L}+|skaity\p{L}+ (?:daugiau|taip pat)|slapuk\p{L}+|reklam\p{L}+|visos teisės|подпи(?:с|ш)\p{L}+|поддерж\p{L}+ нас|пожертвова\p{L}+|читайте также|реклама|все права|падпі\p{L}+ся|падтрымайце|ахвяраванн\p{L}+|чытайце таксама|підпи\p{L}+|підтрима\p{L}+ нас|читайте також|تبرع|اشترك|اقرأ (?:أيضا|المزيد)|حقوق)(?!\p{L})/giu;
const LEAD_DATE =
  /^\s*(?:date|published|updated|data|дата|publié(?: le)?)[:\s]+((?:19|20)\d\d(?:-\d\d){0,2})/iu;

interface Block {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly isAround: boolean;
}

/**
 * The article of a text without one of its own (a capture as plain text), or null when nothing around it is found: then
 * the whole text is what it is. A proposal for the eye; the text stays whole, and a passage may be marked anywhere.
 */
export function articleIn(text: string): ArticleOf | null {
  const blocks = blocksOf(text);
  const around = blocks.filter((block) => block.isAround);
  const inside = blocks.filter((block) => !block.isAround);
  const units = inside.reduce((sum, block) => sum + block.end - block.start, 0);
  if (around.length === 0 || inside.length < 2 || units < 400) return null;
  return {
    title: titleOf(inside[0]),
    byline: null,
    publisher: publisherOf(around.map((block) => block.text).join('\n')),
    published: LEAD_DATE.exec(text)?.[1] ?? null,
    spans: joined(inside),
  };
}

function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  for (const match of text.matchAll(/[^\n]+(?:\n(?!\s*\n)[^\n]+)*/gu)) {
    const block = match[0];
    if (block.trim() === '') continue;
    const words = block.trim().split(/\s+/u).length;
    const marks = (block.match(AROUND) ?? []).length;
    // One mark in a long paragraph may be the story itself; a short one, or several, is the site speaking.
    const isAround = marks >= 2 + Math.floor(words / 60) || (marks >= 1 && words <= 14);
    blocks.push({ start: match.index, end: match.index + block.length, text: block, isAround });
  }
  return blocks;
}

function titleOf(block: Block | undefined): string | null {
  const text = block?.text.trim() ?? '';
  return text !== '' && text.length <= 140 && !/[.!?…]$/u.test(text) ? text : null;
}

/** The name that the site gives itself most often in what it says around the article; needs to be said twice. */
function publisherOf(around: string): string | null {
  const counts = new Map<string, number>();
  for (const match of around.matchAll(
    /(?<=(?:^|[.!?,;]\s+|\s))((?:The |Le |La )?\p{Lu}[\p{L}.&-]+(?: \p{Lu}[\p{L}.&-]+){0,3})(?=\s+(?:is|has|was|are|and|to|team|newsletter)|[’']s|\s+–|,)/gmu,
  )) {
    const name = match[1] ?? '';
    if (/^(?:Your|From|Read|At|We|It|In|And|Whether|Support)\b/u.test(name)) continue;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const copyright = /(?:©|copyright)\s*(?:\d{4}\s*)?(\p{Lu}[^.\n|]{2,60}?)(?:\.|\||\s{2}|$|,)/iu.exec(
    around,
  )?.[1];
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  if (most !== undefined && most[1] >= 2) return most[0];
  return copyright?.trim() ?? null;
}

function joined(blocks: readonly Block[]): readonly { readonly start: number; readonly end: number }[] {
  const spans: { start: number; end: number }[] = [];
  for (const { start, end } of blocks) {
    const last = spans.at(-1);
    if (last !== undefined && start - last.end <= 3) last.end = end;
    else spans.push({ start, end });
  }
  return spans;
}
