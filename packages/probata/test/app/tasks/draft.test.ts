// A pleading goes out as a Word file, is worked on outside, and comes back: what is kept, proposed, lost, taken and taken back.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/adapters/extract/limits.ts';
import { openZip, unpackBudget } from '../../../src/adapters/extract/zip.ts';
import { plainZip } from '../../../src/adapters/extract/zip-write.ts';
import type { Matter } from '../../../src/app/matter.ts';
import { createMatter } from '../../../src/compose.ts';

const folder = mkdtempSync(join(tmpdir(), 'probata-draft-'));
const QUIET = { progress: () => undefined, signal: new AbortController().signal };
const soffice = ['/usr/bin/soffice', '/usr/local/bin/soffice'].find((path) => existsSync(path));
if (soffice === undefined) console.warn('SKIPPED: LibreOffice is not here; the Word file is not saved by it');

let matter: Matter;
let pleading = '';
let facts: string[] = [];
let blocks: string[] = [];
let n = 0;
const task = async <T>(name: string, input: object): Promise<T> =>
  (await matter.task(name, input, QUIET)) as T;
const run = async (name: string, input: object): Promise<string> =>
  (await matter.run(name, input)).entries[0]?.subject ?? '';
const refusal = (name: string, input: object): Promise<string> =>
  matter.run(name, input).then(
    () => 'none',
    (thrown: { code?: string }) => thrown.code ?? String(thrown),
  );

interface Issued {
  readonly draft: string;
  readonly folder: string;
  readonly docx: { readonly name: string };
  readonly citations: number;
}
interface Shown {
  readonly proposals: readonly {
    readonly n: number;
    readonly is: string;
    readonly block: string | null;
    readonly text: string;
    readonly was: string;
    readonly by: readonly string[];
    readonly state: string;
    readonly ours: string | null;
    readonly dropped: readonly { readonly words: string }[];
    readonly remarks: readonly string[];
  }[];
  readonly citations: {
    readonly sent: number;
    readonly standing: number;
    readonly moved: readonly { readonly words: string }[];
    readonly edited: readonly { readonly now: string }[];
    readonly copied: readonly unknown[];
    readonly byWords: readonly unknown[];
    readonly lost: readonly {
      readonly id: string;
      readonly reason: string;
      readonly words: string;
      readonly number: string;
      readonly stands: boolean;
    }[];
  };
}

beforeAll(async () => {
  matter = await createMatter(
    join(folder, 'matter'),
    { title: 'Aurelia v. Borovia', person: 'A. Counsel', notice: 'Invented.' },
    { places: { config: join(folder, 'config'), state: join(folder, 'state') } },
  );
  const papers = join(folder, 'papers');
  mkdirSync(papers);
  writeFileSync(
    join(papers, 'log.txt'),
    'Nine flights a week.\nThirty-one flights a week.\nEscorts led them.\n',
  );
  writeFileSync(join(papers, 'order.txt'), 'The visas were stamped on arrival.\n');
  const { exhibits } = await task<{ exhibits: Record<string, string> }>('intake.add', { paths: [papers] });
  await task('reading.run', {});
  const quotes = [
    ['log.txt', 'Nine flights a week.'],
    ['log.txt', 'Escorts led them.'],
    ['order.txt', 'The visas were stamped on arrival.'],
  ] as const;
  facts = [];
  for (const [paper, quote] of quotes) {
    const { passage } = await task<{ passage: string }>('passage.mark', { exhibit: exhibits[paper], quote });
    const fact = await run('fact.assert', { statement: quote });
    await run('fact.cite', { fact, passage, bearing: 'supports' });
    facts.push(fact);
  }
}, 120_000);

beforeEach(async () => {
  pleading = await run('pleading.open', {
    type: 'memorial',
    title: 'Memorial of Aurelia',
    shortTitle: 'Memorial',
    numbering: 'chapter',
  });
  blocks = [];
  const write = async (text: string, kind = 'paragraph'): Promise<void> =>
    void blocks.push(await run('block.write', { pleading, kind, text }));
  await write('The facts', 'chapter');
  await write(`The flights rose *steeply* [@${facts[0]}].`);
  await write(`Escorts led them to the border [@${facts[1]}], as was *said* \\* before.`);
  await write(
    `Visas were stamped on arrival [see @${facts[2]}; @${facts[0]}] (see paragraph [#${blocks[1]}]).`,
  );
  await write('Nothing is cited here.');
}, 60_000);

afterAll(async () => {
  await matter.close();
  rmSync(folder, { recursive: true, force: true });
});

async function issue(more: object = {}): Promise<Issued & { readonly path: string }> {
  n += 1;
  const issued = await task<Issued>('draft.issue', { pleading, out: join(folder, `out-${n}`), ...more });
  return { ...issued, path: join(issued.folder, issued.docx.name) };
}

/** The same file with its parts changed as somebody outside changes them. */
function changed(path: string, change: (xml: string, part: string) => string): string {
  const bytes = readFileSync(path);
  const zip = openZip(bytes, DEFAULT_LIMITS, unpackBudget(bytes.length, DEFAULT_LIMITS));
  const members = zip.members.map((member) => {
    const content = zip.unpack(member);
    return {
      name: member.name,
      content: /\.xml$/.test(member.name)
        ? Buffer.from(change(content.toString('utf8'), member.name))
        : content,
    };
  });
  n += 1;
  const out = join(folder, `back-${n}.docx`);
  writeFileSync(out, plainZip(members));
  return out;
}
async function back(path: string, more: object = {}): Promise<Shown & { readonly returned: string }> {
  const { returned } = await task<{ returned: string }>('draft.return', { path, ...more });
  return { returned, ...((await matter.ask('draft.show', { returned })) as Shown) };
}
async function texts(): Promise<string[]> {
  const { blocks: all } = (await matter.ask('block.list', { pleading })) as {
    blocks: { text: { versions: { en: string } } }[];
  };
  return all.map((one) => one.text.versions.en);
}

describe('a Word file that nobody changed', () => {
  it('comes back with every citation, and proposes nothing', async () => {
    const { path, citations } = await issue();
    expect(citations).toBe(4);
    const shown = await back(path);
    expect(shown.proposals).toEqual([]);
    expect(shown.citations).toMatchObject({
      sent: 4,
      standing: 4,
      moved: [],
      edited: [],
      copied: [],
      byWords: [],
      lost: [],
    });
  });

  it.skipIf(soffice === undefined)(
    'and saved by LibreOffice, also through ODT, still proposes nothing',
    async () => {
      for (const controls of [false, true]) {
        const { path } = await issue({ controls });
        const shown = await back(saved(saved(path, 'odt'), 'docx'));
        expect(shown.proposals).toEqual([]);
        expect(shown.citations).toMatchObject({ sent: 4, standing: 4, lost: [] });
      }
    },
    120_000,
  );
});

function saved(path: string, ending: string): string {
  n += 1;
  const dir = join(folder, `saved-${n}`);
  mkdirSync(dir);
  const copy = join(dir, `in.${path.split('.').at(-1)}`);
  copyFileSync(path, copy);
  mkdirSync(join(dir, 'out'));
  spawnSync(
    soffice ?? '',
    [
      `-env:UserInstallation=file://${join(folder, 'office')}`,
      '--headless',
      '--convert-to',
      ending,
      '--outdir',
      join(dir, 'out'),
      copy,
    ],
    { timeout: 60_000 },
  );
  return join(dir, 'out', `in.${ending}`);
}

describe('a Word file that was worked on', () => {
  it('proposes a rewritten paragraph; it is accepted, taken back, and accepted again', async () => {
    const { path } = await issue();
    const shown = await back(
      changed(path, (xml) => xml.replace('The flights rose ', 'The flights rose in that year ')),
    );
    expect(shown.proposals).toMatchObject([
      {
        n: 1,
        is: 'rewrite',
        block: blocks[1],
        text: `The flights rose in that year *steeply* [@${facts[0]}].`,
        state: 'open',
        ours: null,
      },
    ]);
    const before = await texts();
    await run('draft.accept', { returned: shown.returned, proposals: [1] });
    expect((await texts())[1]).toBe(`The flights rose in that year *steeply* [@${facts[0]}].`);
    expect(await refusal('draft.accept', { returned: shown.returned, proposals: [1] })).toBe(
      'DRAFT_ACCEPTED_ALREADY',
    );
    await run('draft.reopen', { returned: shown.returned, proposals: [1] });
    expect(await texts()).toEqual(before);
    await run('draft.accept', { returned: shown.returned, proposals: [1] });
    expect((await texts())[1]).toContain('in that year');
  });

  it('never takes words over a paragraph that was changed here too, unless that is said', async () => {
    const { path } = await issue();
    await run('block.rewrite', { block: blocks[1], text: 'Other words of ours.' });
    const shown = await back(changed(path, (xml) => xml.replace('The flights rose ', 'Flights rose ')));
    expect(shown.proposals[0]).toMatchObject({ is: 'rewrite', ours: 'Other words of ours.' });
    expect(await refusal('draft.accept', { returned: shown.returned, proposals: [1] })).toBe(
      'DRAFT_BOTH_CHANGED',
    );
    await run('draft.leave', { returned: shown.returned, proposals: [1] });
    expect((await texts())[1]).toBe('Other words of ours.');
    await run('draft.accept', { returned: shown.returned, proposals: [1], over: true });
    expect((await texts())[1]).toBe(`Flights rose *steeply* [@${facts[0]}].`);
  });

  it('names a citation that was struck, with its paragraph and exhibit, and puts it back', async () => {
    const { path } = await issue();
    const shown = await back(
      changed(path, (xml) =>
        xml.replace(
          /(<w:r><w:rPr><w:rStyle w:val="FootnoteReference"\/><\/w:rPr><w:footnoteReference w:id="3"\/><\/w:r>)/,
          '<w:del w:id="1" w:author="B. Counsel" w:date="2034-01-02T03:04:05Z">$1</w:del>',
        ),
      ),
    );
    expect(shown.citations.lost).toMatchObject([{ reason: 'uncalled', number: '1.2', stands: true }]);
    expect(shown.citations.lost[0]?.words).toMatch(/^Annex 1/);
    expect(shown.proposals).toMatchObject([
      { is: 'rewrite', block: blocks[2], by: ['B. Counsel'], dropped: [{}] },
    ]);
    await run('draft.accept', { returned: shown.returned, proposals: [1] });
    expect((await texts())[2]).toBe('Escorts led them to the border, as was *said* \\* before.');
    await run('citation.put-back', { returned: shown.returned, citation: shown.citations.lost[0]?.id ?? '' });
    expect((await texts())[2]).toBe(
      `Escorts led them to the border, as was *said* \\* before. [@${facts[1]}]`,
    );
    expect(
      await refusal('citation.put-back', {
        returned: shown.returned,
        citation: shown.citations.lost[0]?.id ?? '',
      }),
    ).toBe('DRAFT_CITATION_STANDS');
    await run('draft.reopen', { returned: shown.returned, proposals: [1] });
    await run('draft.accept', { returned: shown.returned, proposals: [1], keep: true });
    expect((await texts())[2]).toBe(
      `Escorts led them to the border, as was *said* \\* before. [@${facts[1]}]`,
    );
  });

  it('proposes paragraphs that are new, struck and moved; the order is what was made of it', async () => {
    const { path } = await issue();
    const shown = await back(
      changed(path, (xml, part) => {
        if (part !== 'word/document.xml') return xml;
        const paragraphs = xml.match(/<w:p>(?:(?!<\/w:p>).)*<\/w:p>/gsu) ?? [];
        const [, , second = '', third = '', , last = ''] = paragraphs;
        const fresh =
          '<w:p><w:pPr><w:pStyle w:val="PbPara"/></w:pPr><w:r><w:t>A new paragraph, see Annex 9.</w:t></w:r></w:p>';
        // The second paragraph goes behind the third and a new one follows it; the last is struck.
        return xml
          .replace(second, '')
          .replace(third, `${third}${second}${fresh}${fresh.replace('A new', 'A further')}`)
          .replace(last, '');
      }),
    );
    expect(shown.proposals.map((one) => one.is).sort()).toEqual(['move', 'remove', 'write', 'write']);
    expect(shown.proposals.find((one) => one.is === 'write')?.remarks[0]).toMatch(
      /^“Annex 9” reads like a citation/,
    );
    const before = await texts();
    const all = shown.proposals.map((one) => one.n);
    await run('draft.accept', { returned: shown.returned, proposals: all });
    const now = await texts();
    expect(now.map((text) => text.slice(0, 12))).toEqual([
      'The facts',
      'Escorts led ',
      'The flights ',
      'A new paragr',
      'A further pa',
      'Visas were s',
    ]);
    await run('draft.reopen', { returned: shown.returned, proposals: all });
    expect(await texts()).toEqual(before);
  });

  it('finds a citation again by its very words where every mark of it is gone', async () => {
    const { path } = await issue();
    const shown = await back(
      changed(path, (xml, part) =>
        part === 'word/footnotes.xml'
          ? xml
              .replaceAll(/<w:bookmark(?:Start|End)[^>]*>/gu, '')
              .replaceAll(/<w:r><w:(?:fldChar|instrText)\b.*?<\/w:r>/gsu, '')
          : xml,
      ),
    );
    expect(shown.citations.byWords).toHaveLength(3);
    expect(shown.citations.lost).toEqual([]);
    expect(shown.proposals).toEqual([]);
  });

  it('is refused where it is no Word file, or of no draft of this matter; where it is cut short it says what is missing', async () => {
    const { path, draft } = await issue();
    const odd = join(folder, 'odd.docx');
    writeFileSync(odd, 'no file of Word');
    await expect(task('draft.return', { path: odd })).rejects.toMatchObject({ code: 'DRAFT_KIND' });
    const strange = changed(path, (xml) =>
      xml.replaceAll(/pbc_|_pbp_|ADDIN PROBATA_CITE|draft="[^"]*"/gu, 'x'),
    );
    await expect(task('draft.return', { path: strange })).rejects.toMatchObject({ code: 'DRAFT_OF_NONE' });
    const cut = changed(path, (xml, part) =>
      part === 'word/document.xml' ? xml.slice(0, xml.indexOf('Visas were')) : xml,
    );
    const shown = await back(cut, { draft });
    expect(shown.citations.lost.map((one) => one.words)).toHaveLength(2);
    expect(shown.proposals.filter((one) => one.is === 'remove').length).toBeGreaterThanOrEqual(1);
  });
});
