/** The invented file holds together: same bytes twice, every quote in its exhibit, nothing of the real world in it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import exifr from 'exifr';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseSidecar } from '../../../packages/probata/src/app/sidecar.ts';
import type { Exhibit } from '../make/exhibit.ts';
import { logRows } from '../make/log.ts';
import {
  addDays,
  barrierFinal,
  crossings,
  dates,
  flightsTotal,
  INVENTED,
  notes,
  ordinaryTotal,
  overtimeTotal,
  silenceDays,
  turnedBackTotal,
  written,
} from '../make/world.ts';
import { makeExhibits, sidecar } from '../make-exhibits.ts';
import { places, plain } from './text.ts';
import type { Citation, Node, ProfileId, Source, Status } from './weigh.ts';
import { factStatus, ORDER, status } from './weigh.ts';

interface Fact {
  readonly id: string;
  readonly citations: readonly Citation[];
  readonly expected: Readonly<Record<ProfileId, Status>>;
}
interface Allegation {
  readonly id: string;
  readonly root: string;
  readonly expected: Readonly<Record<ProfileId, Status>>;
  readonly provisions: readonly string[];
  readonly ladder?: string;
  readonly routes?: Readonly<Record<string, Status>>;
  readonly whenGone?: { readonly exhibit: string; readonly balance: Status };
}
interface Quote {
  readonly exhibit: string;
  readonly pin: string;
  readonly quote: string | null;
}

const folder = join(import.meta.dirname, '..');
const yaml = (name: string): unknown => parse(readFileSync(join(folder, name), 'utf8'));
const plan = yaml('case.yaml') as {
  facts: readonly Fact[];
  nodes: readonly Node[];
  allegations: readonly Allegation[];
  provisionQuotes: readonly { provision: string }[];
  ladder: { id: string; events: readonly { kind: string; fact?: string }[] };
  exchanges: readonly {
    n: number;
    exhibit: string;
    from: string;
    sent: string;
    received: string;
    kind: string;
    about: readonly string[];
  }[];
  groups: readonly { id: string }[];
  withoutBytes: readonly { id: string }[];
  expectations: readonly {
    id: string;
    allegation: string;
    profile: ProfileId;
    atLeast: Status;
    without: readonly string[];
  }[];
  heads: readonly { id: string; lines?: readonly { minor: string }[]; total?: { minor: string } }[];
  pleading: {
    chapters: readonly { paragraphs: readonly { cites: readonly string[]; heads?: readonly string[] }[] }[];
  };
};
const pack = yaml('comp.yaml') as {
  instruments: readonly { provisions: readonly { id: string; elements?: readonly { id: string }[] }[] }[];
  ladders: readonly { id: string; events: readonly { kind: string }[] }[];
};

/** Every object in a tree that quotes an exhibit, wherever it stands. */
function quotes(tree: unknown): readonly Quote[] {
  if (Array.isArray(tree)) return tree.flatMap(quotes);
  if (typeof tree !== 'object' || tree === null) return [];
  const o = tree as Record<string, unknown>;
  const own =
    typeof o['exhibit'] === 'string' && typeof o['pin'] === 'string' && 'quote' in o
      ? [
          {
            exhibit: o['exhibit'],
            pin: o['pin'],
            quote: o['quote'] as string | null,
          },
        ]
      : [];
  return [...own, ...Object.values(o).flatMap(quotes)];
}

let exhibits: readonly Exhibit[] = [];
const words = new Map<string, readonly { at: string; text: string }[]>();

beforeAll(async () => {
  exhibits = await makeExhibits();
  for (const e of exhibits) words.set(e.id, await places(e.file, e.bytes));
}, 120_000);

describe('the exhibits', () => {
  it('are the same bytes at every run', async () => {
    const again = await makeExhibits();
    expect(sidecar(again, 'received-to-2036')).toBe(sidecar(exhibits, 'received-to-2036'));
  }, 120_000);

  it('are numbered without gap and named by their number', () => {
    expect(exhibits.map((e) => e.id)).toEqual(exhibits.map((_, i) => `E${`${i + 1}`.padStart(2, '0')}`));
    for (const e of exhibits) expect(e.file.startsWith(`${e.id}-`)).toBe(true);
  });

  it('all say that they are invented', async () => {
    for (const e of exhibits) {
      const text = (words.get(e.id) ?? []).map((p) => p.text).join(' ');
      if (e.class === 'sensor') {
        const exif = (await exifr.parse(Buffer.from(e.bytes))) as { ImageDescription?: string };
        expect(exif.ImageDescription, e.file).toBe(INVENTED);
      } else expect(text, e.file).toContain(INVENTED);
    }
  });

  it('name no State, union, court or currency of the real world', () => {
    const names = new Intl.DisplayNames(['en'], { type: 'region' });
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const real = letters
      .flatMap((a) => letters.map((b) => a + b))
      .flatMap((code) => {
        const name = names.of(code);
        return name === undefined || name === code ? [] : [name];
      })
      .filter((name) => !/^(Unknown|Pseudo)/.test(name));
    expect(real.length).toBeGreaterThan(200);
    const also = [
      'European',
      'United Nations',
      'NATO',
      'Frontex',
      'ICJ',
      'The Hague',
      'euro',
      'dollar',
      'EUR',
      'USD',
      'Lithuanian',
      'Belarusian',
      'Russian',
    ];
    const pattern = new RegExp(
      `(?<!\\p{L})(${[...real, ...also].map((n) => n.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})(?!\\p{L})`,
      'u',
    );
    for (const e of exhibits) {
      const { bytes: _, ...told } = e;
      const said = [JSON.stringify(told), ...(words.get(e.id) ?? []).map((p) => p.text)].join('\n');
      expect(pattern.exec(said)?.[0], e.file).toBeUndefined();
    }
  });

  it('point only to exhibits that exist', () => {
    const ids = new Set([...exhibits, ...plan.withoutBytes].map((e) => e.id));
    for (const e of exhibits)
      for (const r of e.relations)
        if (r.to !== undefined) expect(ids.has(r.to), `${e.id} → ${r.to}`).toBe(true);
  });

  it('pass from hand to hand in the order of time, and never before they were made', () => {
    const day = (edtf: string): string => edtf.slice(0, 10);
    for (const e of exhibits) {
      const steps = e.provenance.custody.map((c) => day(c.at));
      expect(steps, e.id).toEqual(steps.toSorted());
      expect(steps.at(-1), e.id).toBe(day(e.provenance.receivedAt));
      expect(day(e.madeAt).slice(0, 7) <= day(steps[0] ?? '').slice(0, 7), e.id).toBe(true);
    }
  });

  it('hold an exact duplicate inside the mail', () => {
    const mail = Buffer.from(exhibits.find((e) => e.id === 'E53')?.bytes ?? []).toString('latin1');
    const book = Buffer.from(exhibits.find((e) => e.id === 'E22')?.bytes ?? []).toString('base64');
    expect(mail.replaceAll('\r\n', '')).toContain(book);
  });

  it('show the camera one hour before the log, and the same moment with its zone', async () => {
    const picture = exhibits.find((e) => e.id === 'E07');
    const exif = (await exifr.parse(Buffer.from(picture?.bytes ?? []), { reviveValues: false })) as Record<
      string,
      string
    >;
    expect(exif['DateTimeOriginal']).toBe('2033:07:11 01:44:06');
    expect(exif['OffsetTimeOriginal']).toBe('+02:00');
    expect(Date.parse(picture?.madeAt ?? '') - Date.parse(picture?.eventAt ?? '')).toBe(6_000);
  });

  it('keep a row in the hour that did not exist, and the doubled hour twice', () => {
    const rows = logRows();
    expect(rows.filter((r) => r.date === '2033-03-27' && r.time.startsWith('03'))).toHaveLength(1);
    const autumn = rows.filter((r) => r.date === '2033-10-30' && r.post === 127).map((r) => r.time);
    expect(autumn).toEqual(['03:12', '03:51', '03:05', '03:40']);
  });
});

describe('the figures', () => {
  it('agree where they should', () => {
    // 148,912,640.37 + 3,412,750.00 - 1,120,418.12 + 6,904,318.45
    expect(written(barrierFinal)).toBe('158,109,290.70');
    // 155,900 hours at 27.60; 1,268,980 hours at 18.40
    expect(written(overtimeTotal)).toBe('4,302,840.00');
    expect(written(ordinaryTotal)).toBe('23,349,232.00');
    expect(flightsTotal).toBe(521);
    expect(silenceDays).toBe(74);
    expect(turnedBackTotal).toBe(8_443);
    for (const [month, total] of Object.entries(crossings)) {
      const counted = logRows()
        .filter((r) => r.act === 'Perėjė' && r.date.startsWith(month))
        .reduce((a, r) => a + r.persons, 0);
      expect(counted, month).toBe(total);
    }
  });

  it('let no one be turned back before the switch of 3 August', () => {
    const first = logRows().find((r) => r.act === 'Atgręžta');
    expect(first?.date).toBe(dates.seriesSwitch);
  });

  it('drop four days after each stop of flights by Qamar', () => {
    const persons = (from: string): number =>
      logRows()
        .filter((r) => r.date >= from && r.date < addDays(from, 7))
        .reduce((a, r) => a + r.persons, 0);
    for (const stop of dates.qamarStops) {
      expect(persons(addDays(stop, 4)) * 4).toBeLessThan(persons(addDays(stop, -3)));
    }
  });

  it('of each head add up from its lines', () => {
    for (const head of plan.heads) {
      if (head.lines === undefined || head.total === undefined) continue;
      expect(head.lines.reduce((a, l) => a + BigInt(l.minor), 0n).toString(), head.id).toBe(head.total.minor);
    }
  });
});

describe('the plan', () => {
  it('quotes only what its exhibits say, at the place it names', () => {
    const all = quotes(plan);
    expect(all.length).toBeGreaterThan(100);
    for (const q of all) {
      const there = words.get(q.exhibit);
      expect(there, q.exhibit).toBeDefined();
      if (q.quote === null || there === undefined) continue;
      const isExact = /^(p\. |row |line |'|para\. |page|body)/.test(q.pin);
      const where = isExact ? there.filter((p) => p.at === q.pin) : there;
      const needle = plain(q.quote);
      expect(
        where.some((p) => p.text.includes(needle)),
        `${q.exhibit} ${q.pin}: ${needle}\nfound at: ${there
          .filter((p) => p.text.includes(needle))
          .map((p) => p.at)
          .join(', ')}`,
      ).toBe(true);
    }
  });

  it('quotes words that stand only once in their exhibit, so that a passage is never ambiguous', () => {
    for (const q of quotes(plan)) {
      if (q.quote === null) continue;
      const whole = (words.get(q.exhibit) ?? []).filter((p) => p.at !== 'properties').map((p) => p.text);
      expect(whole.join('\n').split(plain(q.quote)).length - 1, `${q.exhibit}: ${q.quote}`).toBe(1);
    }
  });

  it('names only law that the pack of the Convention defines', () => {
    const provisions = pack.instruments.flatMap((one) => one.provisions);
    const known = new Set([
      ...provisions.map((p) => p.id),
      ...provisions.flatMap((p) => (p.elements ?? []).map((e) => e.id)),
    ]);
    const named = [
      ...plan.nodes.flatMap((node) => (node.element === undefined ? [] : [node.element])),
      ...plan.allegations.flatMap((a) => a.provisions),
      ...plan.exchanges.flatMap((e) => e.about),
      ...plan.provisionQuotes.map((q) => q.provision),
    ];
    for (const id of named) expect(known.has(id), id).toBe(true);
    const ladder = pack.ladders.find((one) => one.id === plan.ladder.id);
    const kinds = new Set(ladder?.events.map((e) => e.kind));
    for (const event of plan.ladder.events) {
      expect(kinds.has(event.kind), event.kind).toBe(true);
      if (event.fact !== undefined)
        expect(
          plan.facts.some((f) => f.id === event.fact),
          event.fact,
        ).toBe(true);
    }
  });

  it('names the notes as they were sent and received', () => {
    for (const e of plan.exchanges) {
      const note = notes.find((n) => n.n === e.n);
      expect({ from: e.from, sent: e.sent, received: e.received, kind: e.kind, exhibit: e.exhibit }).toEqual({
        from: note?.from,
        sent: note?.sent,
        received: note?.received,
        kind: note?.kind,
        exhibit: `E${28 + e.n}`,
      });
    }
  });

  it('rests every paragraph on facts and heads that it knows', () => {
    const facts = new Set(plan.facts.map((f) => f.id));
    const heads = new Set(plan.heads.map((h) => h.id));
    for (const chapter of plan.pleading.chapters) {
      for (const paragraph of chapter.paragraphs) {
        for (const id of paragraph.cites) expect(facts.has(id), id).toBe(true);
        for (const id of paragraph.heads ?? []) expect(heads.has(id), id).toBe(true);
      }
    }
  });

  it('comes out as it says, fact by fact and allegation by allegation', () => {
    const sources = new Map<string, Source>(exhibits.map((e) => [e.id, e]));
    const nodes = new Map(plan.nodes.map((n) => [n.id, n]));
    const under =
      (profile: ProfileId, without: readonly string[] = []) =>
      (id: string): Status => {
        const fact = plan.facts.find((f) => f.id === id);
        if (fact === undefined) throw new Error(`no fact ${id}`);
        return factStatus(fact.citations, sources, profile, without);
      };
    const profiles: readonly ProfileId[] = ['balance', 'convincing'];
    for (const profile of profiles) {
      for (const fact of plan.facts)
        expect(under(profile)(fact.id), `${fact.id}@${profile}`).toBe(fact.expected[profile]);
      for (const a of plan.allegations) {
        expect(status(a.root, nodes, under(profile)), `${a.id}@${profile}`).toBe(a.expected[profile]);
      }
    }
    for (const a of plan.allegations) {
      for (const [route, expected] of Object.entries(a.routes ?? {})) {
        const profile = a.id === 'J1' ? 'balance' : 'convincing';
        expect(status(`node:${route}`, nodes, under(profile)), route).toBe(expected);
      }
      if (a.whenGone !== undefined) {
        expect(status(a.root, nodes, under('balance', [a.whenGone.exhibit])), `${a.id} without`).toBe(
          a.whenGone.balance,
        );
      }
    }
    for (const x of plan.expectations) {
      const root = plan.allegations.find((a) => a.id === x.allegation)?.root ?? '';
      const reached = status(root, nodes, under(x.profile, x.without));
      expect(ORDER.indexOf(reached), x.id).toBeGreaterThanOrEqual(ORDER.indexOf(x.atLeast));
    }
  });
});

describe('the sidecar', () => {
  it('is in the form that the intake reads, and speaks of every exhibit', () => {
    const folders = ['received-to-2036', 'received-in-2037'] as const;
    const told = folders.flatMap((folder) =>
      Object.keys(parseSidecar('exhibits.json', JSON.parse(sidecar(exhibits, folder))).files),
    );
    expect(told.sort()).toEqual(exhibits.map((e) => e.file).sort());
  });
});
