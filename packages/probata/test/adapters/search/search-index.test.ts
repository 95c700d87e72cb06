import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSearchIndex } from '../../../src/adapters/search/search-index.ts';
import type { IndexQuery, SearchIndex } from '../../../src/ports/search-index.ts';
import { parseQuery, wordsOf, wordsOfStretches } from '../../../src/rooms/reading/index.ts';

let folder = '';
let index: SearchIndex;
const open = (): SearchIndex => openSearchIndex(join(folder, 'search.db'), { wordsOf });
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'probata-search-'));
  index = open();
});
afterEach(() => {
  index.close();
  rmSync(folder, { recursive: true, force: true });
});

const put = (exhibit: string, text: string, language: string | null = 'eng', kind = 'txt'): void =>
  index.put(exhibit, { language, kind }, [{ page: 1, start: 0, text }]);
const found = (search: string): string[] =>
  index
    .search(parseQuery(search) as IndexQuery, { limit: 100, offset: 0 })
    .hits.map((hit) => hit.exhibit)
    .sort();

describe('a search', () => {
  test('finds every form of a word in its language, with and without its marks', () => {
    put('lt', 'Pasieniečiai lydėjo migrantus prie sienos Šalčininkų rajone.', 'lit');
    put('ru', 'Ёлка стояла у самой границы, мигрантов сопровождали.', 'rus');
    put('be', 'Памежнікі суправаджалі мігрантаў да мяжы ўначы.', 'bel');
    put('uk', 'Прикордонники супроводжували мігрантів до кордону.', 'ukr');
    put('en', 'Guards escorted the migrants to the wire.', 'eng');
    put('fr', 'Les gardes de l’État ont escorté les migrants à la frontière.', 'fra');
    put('ar', 'رافق الحراس المُهاجِرين إلى الحُدُودَ', 'ara');
    put('fa', 'مهاجران را به مرزهای کشور بردند', 'pes');
    expect(found('migrantas')).toContain('lt');
    expect(found('migrantais')).toContain('lt');
    expect(found('siena')).toEqual(['lt']);
    expect(found('salcininkai')).toEqual(['lt']);
    expect(found('елки')).toEqual(['ru']);
    expect(found('граница')).toEqual(['ru']);
    expect(found('мигранты')).toEqual(['ru']);
    expect(found('мяжа')).toEqual(['be']);
    expect(found('мігранты')).toContain('be');
    expect(found('кордон')).toEqual(['uk']);
    expect(found('escorting')).toContain('en');
    expect(found('état')).toEqual(['fr']);
    expect(found('frontiere')).toEqual(['fr']);
    expect(found('الحدود')).toEqual(['ar']);
    expect(found('مهاجر')).toEqual(['ar', 'fa']);
    expect(found('مرز')).toEqual(['fa']);
  });

  test('finds a place by its name in another alphabet and in another language, and leaves common words alone', () => {
    put('ru', 'Автобус вышел из Минска утром.', 'rus');
    put('lt', 'Autobusas iš Minsko į Gardiną.', 'lit');
    put('en', 'The bus from Minsk stopped at Grodno.', 'eng');
    put('be', 'Аўтобус прыйшоў у Гродну.', 'bel');
    put('be-latin', 'The stamp says Hrodna.', 'eng');
    put('name', 'Письмо подписал Иван Журавский.', 'rus');
    put('list', 'A list of the wagons.', 'eng');
    expect(found('Minsk')).toEqual(['en', 'lt', 'ru']);
    expect(found('Минск')).toEqual(['en', 'lt', 'ru']);
    expect(found('Hrodna')).toEqual(['be', 'be-latin', 'en', 'lt']);
    expect(found('Гродно')).toEqual(['be', 'be-latin', 'en', 'lt']);
    expect(found('Zhuravsky')).toEqual(['name']);
    expect(found('лист')).toEqual([]);
  });

  test('finds phrases, words near each other, beginnings, misspellings, alternatives, and what must not be there', () => {
    put('a', 'The hot line was closed at night and the fence was cut.');
    put('b', 'The line was hot. Nobody cut anything for many long and quiet hours near that fence.');
    put('c', 'Kalvarija checkpoint, closure of the gate.');
    expect(found('"hot line"')).toEqual(['a']);
    expect(found('"hot lin"')).toEqual([]);
    expect(found('cut NEAR/2 fence')).toEqual(['a']);
    expect(found('"fence cut"~2')).toEqual(['a']);
    expect(found('cut NEAR/20 fence')).toEqual(['a', 'b']);
    expect(found('clos*')).toEqual(['a', 'c']);
    expect(found('Kalvaria~')).toEqual(['c']);
    expect(found('Kalvarja~1')).toEqual(['c']);
    expect(found('Kelverja~1')).toEqual([]);
    expect(found('gate OR "hot line"')).toEqual(['a', 'c']);
    expect(found('fence -night')).toEqual(['b']);
    expect(found('(fence hot) -"hot line"')).toEqual(['b']);
    expect(found('=closure')).toEqual(['c']);
    expect(found('=close')).toEqual([]);
    expect(index.alike('chekpoint', 3)).toEqual(['checkpoint']);
  });

  test('narrows by language, kind and a given set of exhibits', () => {
    put('a', 'fence', 'eng', 'pdf');
    put('b', 'fence', 'lit', 'eml');
    put('c', 'fence', 'lit', 'pdf');
    expect(found('fence kind:pdf')).toEqual(['a', 'c']);
    expect(found('fence lang:lt kind:pdf')).toEqual(['c']);
    expect(found('kind:mail')).toEqual(['b']);
    expect(found('fence -kind:pdf')).toEqual(['b']);
    const of = (ids: string[]): IndexQuery => ({
      is: 'and',
      of: [parseQuery('fence') as IndexQuery, { is: 'exhibits', ids: new Set(ids) }],
    });
    expect(index.search(of(['b', 'none']), { limit: 9, offset: 0 }).hits.map((hit) => hit.exhibit)).toEqual([
      'b',
    ]);
    expect(index.exhibitsOf(of(['c', 'a']))).toEqual(['a', 'c']);
  });

  test('marks the words as they are written, and a hit of a later page by its place in the whole text', () => {
    index.put('a', { language: 'lit', kind: 'pdf' }, [
      { page: 1, start: 0, text: 'Pirmas puslapis.\n' },
      { page: 2, start: 17, text: 'Prie sienos stovi sargas.' },
    ]);
    const { hits, total } = index.search(parseQuery('siena') as IndexQuery, { limit: 9, offset: 0 });
    expect(total).toBe(1);
    expect(hits[0]).toMatchObject({
      page: 2,
      spans: [{ start: 22, end: 28 }],
      marks: [{ start: 5, end: 11 }],
    });
  });

  test('reaches every hit by its offset, each once', () => {
    for (let i = 0; i < 300; i += 1) put(`e${i}`, `fence number ${i}`);
    const query = parseQuery('fence') as IndexQuery;
    const seen = new Set<string>();
    for (let offset = 0; offset < 300; offset += 70) {
      const page = index.search(query, { limit: 70, offset });
      expect(page.total).toBe(300);
      for (const hit of page.hits) seen.add(hit.exhibit);
    }
    expect(seen.size).toBe(300);
  });
});

describe('an exhibit', () => {
  test('is found at once, once settled also by another process, and put again replaces what was put', async () => {
    put('a', 'old words');
    expect(found('old')).toEqual(['a']);
    put('a', 'old and settled words');
    await index.settle();
    const other = open();
    expect(other.search(parseQuery('old') as IndexQuery, { limit: 9, offset: 0 }).total).toBe(1);
    put('a', 'new words');
    await index.settle();
    expect(other.search(parseQuery('old') as IndexQuery, { limit: 9, offset: 0 }).total).toBe(0);
    expect(other.search(parseQuery('new') as IndexQuery, { limit: 9, offset: 0 }).total).toBe(1);
    other.put('b', { language: 'eng', kind: 'txt' }, [{ page: 1, start: 0, text: 'new too' }]);
    await other.settle();
    expect(found('new')).toEqual(['a', 'b']);
    other.close();
  });

  test('without a word is found by its kind, and no longer when it is removed', () => {
    put('film', '', null, 'avi');
    put('log', 'the gate', 'eng', 'txt');
    expect(found('kind:avi')).toEqual(['film']);
    expect(found('kind:media')).toEqual(['film']);
    expect(found('gate')).toEqual(['log']);
    index.remove('film');
    expect(found('kind:avi')).toEqual([]);
  });

  test('survives a crash between its settling and its indexing', async () => {
    put('a', 'a fence');
    await index.settle();
    // What close() would have indexed still waits in the file for whoever opens it next.
    const after = open();
    expect(after.search(parseQuery('fence') as IndexQuery, { limit: 9, offset: 0 }).total).toBe(1);
    after.close();
  });

  test('that is removed leaves no word behind in the file: not its text, its places, its words or their keys', () => {
    put('a', 'PLOVERSONG was seen by Kestrelius at the wire.');
    put('b', 'Nothing at the wire.');
    expect(found('wire')).toEqual(['a', 'b']);
    index.remove('a');
    expect(found('wire')).toEqual(['b']);
    expect(found('plover*')).toEqual([]);
    index.close();
    const bytes = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name)).toString('latin1').toLowerCase())
      .join('');
    for (const trace of ['ploversong', 'plover', 'kestreli', 'was seen']) expect(bytes).not.toContain(trace);
    index = open();
  });

  test('is the same whether removed before or after its indexing', () => {
    put('a', 'one fence');
    index.remove('a');
    expect(found('fence')).toEqual([]);
    expect(index.size()).toBe(0);
    put('a', 'one fence');
    expect(found('fence')).toEqual(['a']);
    index.remove('a');
    expect(found('fence')).toEqual([]);
  });
});

describe('pages that wait', () => {
  const indexed = (): unknown => {
    const database = new DatabaseSync(join(folder, 'search.db'));
    try {
      return database
        .prepare(
          'SELECT word, posting.n % 1048576 AS block, last, hex(pages) AS pages, hex(places) AS places FROM posting JOIN term ON term.n = posting.n / 1048576 ORDER BY word, block',
        )
        .all();
    } finally {
      database.close();
    }
  };

  test('are indexed once and whole when two programs put pages by turns, whoever writes them', async () => {
    const other = open();
    for (let i = 0; i < 6; i += 1) {
      const one = i % 2 === 0 ? index : other;
      one.put(`e${i}`, { language: 'eng', kind: 'txt' }, [
        { page: 1, start: 0, text: `Shared word${i} twice twice` },
      ]);
      await one.settle();
    }
    expect(found('shared')).toEqual(['e0', 'e1', 'e2', 'e3', 'e4', 'e5']);
    other.put('e6', { language: 'eng', kind: 'txt' }, [{ page: 1, start: 0, text: 'Shared again' }]);
    put('e7', 'Shared last');
    other.close();
    expect(found('shared')).toHaveLength(8);
    const byTurns = indexed();
    index.clear();
    for (let i = 0; i < 6; i += 1) put(`e${i}`, `Shared word${i} twice twice`);
    put('e6', 'Shared again');
    put('e7', 'Shared last');
    expect(found('twice')).toHaveLength(6);
    expect(indexed()).toEqual(byTurns);
  });

  test('are those last put when an exhibit is put again before anybody searched', () => {
    put('a', 'first wording');
    put('b', 'between');
    put('a', 'second wording');
    expect(found('first')).toEqual([]);
    expect(found('wording')).toEqual(['a']);
    expect(found('between')).toEqual(['b']);
  });

  test('are indexed by the words handed over with them as by their text alone', () => {
    const text = 'First page of the Report.\nSecond page, l\u2019État again\u2019';
    const stretches = [
      { start: 0, end: 26 },
      { start: 26, end: text.length },
    ];
    const pages = stretches.map(({ start, end }, i) => ({
      page: i + 1,
      start,
      text: text.slice(start, end),
    }));
    const as = { language: 'eng', kind: 'pdf' };
    const { ofStretches } = wordsOfStretches(text, stretches);
    index.put('a', as, pages);
    expect(found('etat')).toEqual(['a']);
    const alone = indexed();
    index.clear();
    index.put(
      'a',
      as,
      pages.map((page, i) => ({ ...page, words: ofStretches[i] ?? [] })),
    );
    expect(found('etat')).toEqual(['a']);
    expect(indexed()).toEqual(alone);
  });
});
