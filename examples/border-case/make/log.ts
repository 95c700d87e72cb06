/** The border log of Aurelia for March to November 2033: one row a group, in the service's own old code page. */
import iconv from 'iconv-lite';
import { chance } from './chance.ts';
import {
  addDays,
  augustBeforeSwitch,
  crossings,
  dates,
  dayNumber,
  firstWeek,
  flightsByWeek,
  INVENTED,
  nights,
  turnedBack,
} from './world.ts';

export interface LogRow {
  readonly date: string;
  readonly time: string;
  readonly sector: string;
  readonly post: number;
  readonly persons: number;
  readonly act: 'Perėjė' | 'Atgręžta';
  readonly note: string;
  /** Order inside the night: the doubled hour of October cannot be sorted by the clock alone. */
  readonly order: number;
}

const SECTORS = ['I Šilgirė', 'II Vėšupis', 'III Ąžuolynė'] as const;
const LORRY = 'Brought to the line by lorry without plates; men in Borovian uniform stayed at the wire.';
const NOTES: readonly [string, ...string[]] = [
  'Group on foot from the direction of Lozna.',
  'Footprints only; group found at the forest road.',
  'No papers; boarding cards Sidr-Drohn found on two persons.',
  'Group walked along the river.',
  'Seen by patrol with dog.',
  'Group of families; blankets given.',
];

const firstOf = (month: string): string => `${month}-01`;
const daysIn = (month: string): number => {
  const [y = 0, m = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(y, m, 0)).getUTCDate();
};

/** Nights in the lee of a stop of flights by Qamar: four to ten days after it began, few come. */
const isQuiet = (date: string): boolean =>
  dates.qamarStops.some((stop) => {
    const lag = dayNumber(date) - dayNumber(stop);
    return lag >= 4 && lag <= 10;
  });

/** Rows for one span so that the persons add up to the total, spread over its days by weight. */
function rows(
  span: { from: string; days: number; total: number; act: LogRow['act']; lorry: boolean },
  seed: number,
): LogRow[] {
  const c = chance(seed);
  const out: LogRow[] = [];
  let left = span.total;
  while (left > 0) {
    const day = addDays(span.from, c.whole(0, span.days - 1));
    if (isQuiet(day) && c.unit() < 0.78) continue;
    const persons = Math.min(left, span.total < 100 ? c.whole(1, 6) : c.whole(4, 17));
    const hour = c.pick([22, 23, 0, 1, 1, 2, 2, 3, 4]);
    const time = [hour, c.whole(0, 59)].map((part) => `${part}`.padStart(2, '0')).join(':');
    const post = c.whole(101, 148);
    out.push({
      date: day,
      time,
      sector: SECTORS[post < 112 ? 0 : post < 116 ? 1 : 2] ?? SECTORS[2],
      post,
      persons,
      act: span.act,
      note: span.lorry && c.unit() < 0.16 ? LORRY : c.pick(NOTES),
      order: 0,
    });
    left -= persons;
  }
  return out;
}

/** Every row of the log, in the order of the file. */
export function logRows(): readonly LogRow[] {
  const fixed: LogRow[] = [
    {
      date: '2033-03-27',
      time: '03:20',
      sector: SECTORS[1],
      post: 114,
      persons: 3,
      act: 'Perėjė',
      note: 'Group on foot from the direction of Lozna.',
      order: 0,
    },
    {
      date: nights.first.date,
      time: nights.first.log,
      sector: SECTORS[2],
      post: nights.first.post,
      persons: nights.first.persons,
      act: 'Perėjė',
      note: 'Three men in Borovian uniform lifted the wire and waved the group through; service lorry stood 40 m behind with its lamp on.',
      order: 0,
    },
    {
      date: nights.second.date,
      time: nights.second.log,
      sector: SECTORS[2],
      post: nights.second.post,
      persons: nights.second.persons,
      act: 'Perėjė',
      note: 'Men in Borovian uniform cut the wire, then drove the group forward with shouts; one shot in the air.',
      order: 0,
    },
    ...(
      [
        ['03:12', 0, 7],
        ['03:51', 0, 5],
        ['03:05', 1, 11],
        ['03:40', 1, 6],
      ] as const
    ).map(
      ([time, order, persons]): LogRow => ({
        date: '2033-10-30',
        time,
        sector: SECTORS[2],
        post: 127,
        persons,
        act: 'Atgręžta',
        note: 'Directed back across the strip.',
        order,
      }),
    ),
  ];
  const already = (act: LogRow['act'], month: string): number =>
    fixed.filter((r) => r.act === act && r.date.startsWith(month)).reduce((a, r) => a + r.persons, 0);
  const all: LogRow[] = [...fixed];
  let seed = 2033;
  for (const [month, total] of Object.entries(crossings)) {
    seed += 17;
    const base = { from: firstOf(month), act: 'Perėjė' as const };
    if (month === '2033-08') {
      all.push(...rows({ ...base, days: 2, total: augustBeforeSwitch, lorry: true }, seed));
      all.push(
        ...rows(
          { ...base, from: dates.seriesSwitch, days: 29, total: total - augustBeforeSwitch, lorry: false },
          seed + 1,
        ),
      );
    } else {
      const lorry = month === '2033-06' || month === '2033-07';
      all.push(
        ...rows({ ...base, days: daysIn(month), total: total - already('Perėjė', month), lorry }, seed),
      );
    }
  }
  for (const [month, total] of Object.entries(turnedBack)) {
    seed += 17;
    const from = month === '2033-08' ? dates.seriesSwitch : firstOf(month);
    const days = daysIn(month) - Number(from.slice(8)) + 1;
    const made = rows(
      { from, days, total: total - already('Atgręžta', month), act: 'Atgręžta', lorry: true },
      seed,
    );
    all.push(
      ...made.map((r) =>
        r.note === LORRY ? r : { ...r, note: `Directed back across the strip. ${r.note}` },
      ),
    );
  }
  const key = (r: LogRow): string => `${r.date} ${r.order}${r.time} ${r.post}`;
  return all
    .map((r) =>
      r.date === '2033-03-27' && r.time.startsWith('03') && r.post !== 114
        ? { ...r, time: `04${r.time.slice(2)}` }
        : r,
    )
    .sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** How many nights of a month have at least one row that speaks of a lorry: the figure that others repeat. */
export const lorryNights = (month: string): number =>
  new Set(
    logRows()
      .filter((r) => r.date.startsWith(month) && r.note === LORRY)
      .map((r) => r.date),
  ).size;

/** The log as it left the service's system: Windows code page 1257, semicolons, CRLF, local time without a zone. */
export function logCsv(): Uint8Array {
  const written = logRows().map((r, i) =>
    [i + 1, r.date.split('-').reverse().join('.'), r.time, r.sector, r.post, r.persons, r.act, r.note].join(
      ';',
    ),
  );
  const text = [
    `Pasienė Tarnybė / Border Service of Aurelia. ${INVENTED}`,
    'Nr;Dienė / date;Valandė / local time;Ruožė / sector;Stulpė / post;Žmonių / persons;Veiksmė / act;Pažymė / note',
    ...written,
    '',
  ].join('\r\n');
  return new Uint8Array(iconv.encode(text, 'win1257'));
}

/** The same rows added up by week, from Monday to Sunday, over the weeks for which flights were counted. */
export function weeklyCsv(): Uint8Array {
  const all = logRows();
  const lines = flightsByWeek.map((_flights, week) => {
    const [from, to] = [addDays(firstWeek, 7 * week), addDays(firstWeek, 7 * week + 6)];
    const persons = (act: LogRow['act']): number =>
      all
        .filter((row) => row.act === act && row.date >= from && row.date <= to)
        .reduce((sum, row) => sum + row.persons, 0);
    const [across, back] = [persons('Perėjė'), persons('Atgręžta')];
    return [from, to, across, back, across + back].join(',');
  });
  return new TextEncoder().encode(
    `From,To,Found across,Turned back,Met at the line\n${lines.join('\n')}\n${INVENTED},,,,\n`,
  );
}
