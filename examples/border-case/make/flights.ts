/** E20 to E25: how the flights show: two editions of the timetable, the handling bills, the visa list, the register. */
import type { Block } from './blocks.ts';
import { head, n, p, right, small, title } from './blocks.ts';
import { chance } from './chance.ts';
import type { Exhibit } from './exhibit.ts';
import { pdf } from './paper.ts';
import { exhibit, from, step, utf8 } from './record.ts';
import type { Cell } from './sheet.ts';
import { xlsx } from './sheet.ts';
import {
  addDays,
  cell,
  firstWeek,
  flightsByWeek,
  flightsTotal,
  handling,
  INVENTED,
  periods,
} from './world.ts';

type Row = readonly [
  flight: string,
  route: string,
  days: string,
  dep: string,
  arr: string,
  type: string,
  from: string,
];

/** Days of operation in the carriers' way: `1234567`, a point where there is no flight. */
const days = (count: number, shift: number): string =>
  Array.from({ length: 7 }, (_, i) => ((i + shift) % 7 < count ? `${i + 1}` : '.')).join('');

/** The Qamar lines of an edition, and others around them so that the table runs over the page. */
function rows(qamar: readonly number[], valid: string, seed: number): readonly Row[] {
  const c = chance(seed);
  const others: readonly (readonly [string, number])[] = [
    ['Drohn - Karst', 5],
    ['Drohn - Lumen', 7],
    ['Drohn - Ordo', 3],
    ['Drohn - Pesk', 7],
    ['Drohn - Tervo', 4],
    ['Drohn - Vald', 2],
    ['Drohn - Zirm', 6],
    ['Drohn - Ysel', 5],
    ['Drohn - Mora', 7],
    ['Drohn - Ando', 3],
    ['Drohn - Belm', 7],
    ['Drohn - Cresk', 2],
    ['Drohn - Dunn', 5],
    ['Drohn - Egra', 7],
    ['Drohn - Farl', 4],
    ['Drohn - Glim', 1],
    ['Drohn - Hesk', 6],
    ['Drohn - Ister', 7],
  ];
  const after: readonly (readonly [string, number])[] = [
    ['Drohn - Tarn', 7],
    ['Drohn - Uhlm', 3],
    ['Drohn - Varn', 6],
    ['Drohn - Wesp', 2],
    ['Drohn - Yarl', 7],
    ['Drohn - Zelt', 4],
  ];
  const out: Row[] = [];
  let number = 101;
  const add = ([route, perWeek]: readonly [string, number]): void => {
    for (const back of [false, true]) {
      const [a = '', b = ''] = route.split(' - ');
      const hour = c.whole(6, 20);
      const minute = c.pick(['00', '10', '25', '40', '55']);
      out.push([
        `BV ${number}`,
        back ? `${b} - ${a}` : route,
        days(perWeek, c.whole(0, 6)),
        `${`${hour}`.padStart(2, '0')}:${minute}`,
        `${`${(hour + 2) % 24}`.padStart(2, '0')}:${minute}`,
        c.pick(['M2', 'M4']),
        '27.03.2033',
      ]);
      number += 1;
    }
  };
  others.forEach(add);
  qamar.forEach((perWeek, i) => {
    const hour = (19 + i * 3) % 24;
    out.push([
      `BV ${417 + i * 2}`,
      'Drohn - Sidr',
      days(perWeek, i),
      `${`${(hour + 18) % 24}`.padStart(2, '0')}:20`,
      `${`${(hour + 23) % 24}`.padStart(2, '0')}:10`,
      'M9',
      valid,
    ]);
    out.push([
      `BV ${418 + i * 2}`,
      'Sidr - Drohn',
      days(perWeek, i),
      `${`${hour}`.padStart(2, '0')}:30`,
      `${`${(hour + 5) % 24}`.padStart(2, '0')}:20`,
      'M9',
      valid,
    ]);
  });
  number = 501;
  after.forEach(add);
  return out;
}

const table = (of: readonly Row[], repeatHead: boolean): Block => ({
  k: 'table',
  head: ['Flight', 'Route', 'Days', 'Dep.', 'Arr.', 'Type', 'Valid from'],
  rows: of,
  align: ['l', 'l', 'l', 'r', 'r', 'c', 'r'],
  widths: [1, 1.8, 1.2, 0.8, 0.8, 0.6, 1.2],
  repeatHead,
});

const ED1 = [7, 5, 3] as const;
const ED2 = [7, 7, 7, 5, 5] as const;
const total = (of: readonly number[]): number => of.reduce((a, b) => a + b, 0);

const timetable = (edition: 1 | 2): Uint8Array => {
  const qamar = edition === 1 ? ED1 : ED2;
  const note =
    edition === 1
      ? `Edition 1 of 1 July 2033. Flights Sidr - Drohn: ${total(qamar)} a week.`
      : `Edition 2 of 28 October 2033. Replaces edition 1 in full. Flights Sidr - Drohn: ${total(qamar)} a week.`;
  return pdf({
    office: ['Borovair', 'State carrier of Borovia  ·  Timetable summer - autumn 2033'],
    colour: '#7a1f2b',
    mark: 'wave',
    face: 'sans',
    ref: edition === 1 ? 'TT/33/1' : 'TT/33/2 (revised)',
    blocks: [
      title('Timetable of scheduled flights'),
      p(note),
      small('Days: 1 Monday to 7 Sunday. All times local. Type M2, M4, M9: seats 48, 96, 180.'),
      table(rows(qamar, edition === 1 ? '04.07.2033' : '04.07.2033', 7), edition === 2),
      ...(edition === 2
        ? [small('The dates in the last column are those of edition 1 and were taken over without change.')]
        : []),
    ],
    madeAt: edition === 1 ? '2033-07-01' : '2033-10-28',
    title: edition === 1 ? 'Borovair timetable, edition 1' : 'Borovair timetable, edition 2',
  });
};

const SHORT = (date: string): string => date.split('-').reverse().join('.');

/** The carrier's handling bills, week by week and by billing period; also the attachment of the mail in E53. */
export function handlingBook(): Uint8Array {
  const weekly: Cell[][] = [
    ['Week from', 'Week to', 'Flights Sidr - Drohn', 'Handling, BVM', 'Group reception, QRD'],
  ];
  flightsByWeek.forEach((count, i) => {
    const monday = addDays(firstWeek, i * 7);
    weekly.push([
      SHORT(monday),
      SHORT(addDays(monday, 6)),
      count,
      cell(handling.perFlight * BigInt(count)),
      cell(handling.reception * BigInt(count)),
    ]);
  });
  weekly.push([
    'Sum',
    null,
    flightsTotal,
    cell(handling.perFlight * BigInt(flightsTotal)),
    cell(handling.reception * BigInt(flightsTotal)),
  ]);
  const bills: Cell[][] = [
    ['Invoice', 'Period', 'To', 'Flights billed', 'Handling, BVM', 'Group reception, QRD', 'Total'],
  ];
  let at = 0;
  periods.forEach((weeks, i) => {
    const count =
      flightsByWeek.slice(at, at + weeks).reduce((a, b) => a + b, 0) + (i === 3 ? handling.billedTwice : 0);
    const monday = addDays(firstWeek, at * 7);
    const bvm = handling.perFlight * BigInt(count);
    const qrd = handling.reception * BigInt(count);
    bills.push([
      `GH-33/${210 + i * 14}`,
      `${SHORT(monday)} - ${SHORT(addDays(monday, weeks * 7 - 1))}`,
      'Centr-Tur, Drohn',
      count,
      cell(bvm),
      cell(qrd),
      cell(bvm + qrd),
    ]);
    at += weeks;
  });
  return xlsx(
    [
      {
        name: 'Weeks',
        rows: [
          ...weekly,
          [],
          [
            `Flights flown: ${flightsByWeek[0]} in the week from ${SHORT(firstWeek)}, ${flightsByWeek.at(-1)} in the week from ${SHORT(addDays(firstWeek, 175))}, ${flightsTotal} in all.`,
          ],
        ],
        widths: [12, 12, 22, 18, 22],
        money: [3, 4],
      },
      {
        name: 'Invoices',
        rows: [
          ...bills,
          [],
          [
            'Service text on each invoice: handling of aircraft; reception of groups by list; escorted transfer of groups from the apron to buses of Centr-Tur.',
          ],
          [
            'Remark of 3 October: four charter flights of September stand on invoice GH-33/252 although they were billed before on GH-33/238.',
          ],
        ],
        widths: [12, 24, 18, 14, 18, 22, 18],
        money: [4, 5, 6],
      },
    ],
    {
      title: 'Ground handling June - November 2033',
      author: 'Borovair, ground services',
      created: '2033-12-02T09:00:00Z',
    },
  );
}

const PURPOSE = 'سياحة جماعية';
const AR = new Intl.NumberFormat('ar-EG', { useGrouping: false });
const ar = (value: number): string => AR.format(value);

function visaRows(): readonly (readonly string[])[] {
  const c = chance(623);
  return Array.from({ length: 64 }, (_, i) => {
    const group = 71 + Math.floor(i / 11);
    return [
      ar(i + 1),
      `شخص ق-${ar(i + 101)}`,
      ar(group),
      PURPOSE,
      ar(4_410_200 + i),
      'سنتر-تور، دروهن',
      `${ar(c.whole(1, 6))}/${ar(7)}/${ar(2033)}`,
    ];
  });
}
const VISA_HEAD = ['م', 'رمز الشخص', 'رقم المجموعة', 'الغرض', 'رقم الدعوة', 'الجهة الداعية', 'تاريخ الإصدار'];
const VISA_TITLE = 'كشف تأشيرات المجموعات إلى بوروفيا، الأسبوع الأول من يوليو ٢٠٣٣';
const VISA_NOTES = [
  'لم يُطلب من أصحاب الجوازات بيان غرض السفر، ويُكتب الغرض نفسه لكل مجموعة.',
  'تُرسل القائمة إلى سنتر-تور قبل إصدار التأشيرات بيوم واحد، وتعود بأرقام الدعوات.',
];

const visaBook = (): Uint8Array =>
  xlsx(
    [
      {
        name: 'كشف',
        rows: [
          [VISA_TITLE],
          ['مكتب لوتس لخدمات التأشيرات، صدر'],
          [],
          VISA_HEAD,
          ...visaRows(),
          [],
          ...VISA_NOTES.map((line) => [line]),
        ],
        widths: [6, 16, 14, 18, 14, 22, 16],
        rtl: true,
      },
    ],
    { title: 'Lotus, week 27', author: 'Lotus Visa Services', created: '2033-07-07T06:00:00Z' },
  );

const visaPrint = (): Uint8Array =>
  pdf({
    office: ['مكتب لوتس لخدمات التأشيرات', 'صدر، شارع الميناء القديم ٩'],
    colour: '#3d5a80',
    mark: 'diamond',
    language: 'ar',
    rtl: true,
    stamps: [{ lines: ['لوتس', 'صدر ٧/٧/٢٠٣٣'], colour: '#3d5a80' }],
    blocks: [
      title(VISA_TITLE),
      {
        k: 'table',
        head: VISA_HEAD,
        rows: visaRows(),
        align: ['l', 'l', 'l', 'l', 'l', 'l', 'l'],
        widths: [0.5, 1.3, 1.3, 1.3, 1.1, 1.6, 1.2],
      },
      ...VISA_NOTES.map((line) => p(line)),
    ],
    madeAt: '2033-07-07',
    title: 'Lotus, week 27, printed',
    size: 10,
  });

const register = (): Uint8Array =>
  pdf({
    office: ['Register of Companies of Borovia', 'Дрохн  ·  Регистр дружств'],
    colour: '#444444',
    mark: 'bars',
    ref: 'Extract 33-20771',
    date: '5 December 2033',
    blocks: [
      title('Extract from the register\nИзвод из регистра'),
      {
        k: 'table',
        head: ['Entry / Запис', 'Borovair', 'Centr-Tur'],
        rows: [
          ['No. / №', '1007', '2240'],
          ['Form / Форма', 'State joint-stock company', 'State unitary company'],
          ['Founded / Основано', '3 May 2011', '19 September 2019'],
          [
            'Holder / Властитељ',
            'State Property Office, 100 of 100 shares',
            'Department of Works of the Presidency, whole',
          ],
          ['Objects / Прєдмет', 'air transport; ground handling', 'hotels; reception of groups; buses'],
          ['Board / Управа', 'named by the general meeting', 'named by the head of the Department'],
        ],
        align: ['l', 'l', 'l'],
        widths: [1, 1.3, 1.3],
      },
      n(1, 'All shares of Borovair are held by the State Property Office since its founding.'),
      n(2, 'Under article 6 of its statute Borovair plans its routes and prices by itself.'),
      n(3, 'Lotus Visa Services is not entered in this register. It is a firm of the Emirate of Qamar.'),
      right('Registrar (electronic seal)'),
      head('Note of the registrar'),
      small('The extract states what is entered. It does not state who decides.'),
    ],
    madeAt: '2033-12-05',
    title: 'Register extract 33-20771',
  });

const carrierFiles = from(
  'Civil Aviation Office of Qamar',
  '2034-01-22',
  'letter with disc, in answer to a request for mutual assistance',
  step(
    '2033-12-10',
    'files taken from the carrier’s station at Sidr under an order of the Office',
    'Borovair station manager, Sidr',
    'Inspector of the Civil Aviation Office',
    'Sidr',
    'copy on new disc, hash list signed by both',
  ),
);

const visaTranslation = `> ${INVENTED}

# Translation in part: Lotus Visa Services, list of group visas

From Arabic. Title, head of the table, one row as an example, and the two remarks at the end. The 63 other rows are not translated: they differ only in number, token, group, invitation and day.

**Title.** List of group visas to Borovia, first week of July 2033. Lotus Visa Services, Sidr.

| No. | Token of person | Group | Purpose | Invitation no. | Inviting body | Issued |
| --- | --- | --- | --- | --- | --- | --- |
| 1 | person Q-101 | 71 | group tourism | 4410200 | Centr-Tur, Drohn | July 2033 |

**Remarks.** The holders of the passports were not asked to state the purpose of travel, and the same purpose is written for each group.

The list is sent to Centr-Tur one day before the visas are issued, and comes back with the numbers of the invitations.

Certified by sworn translator no. 41 at the District Court of Karst, Ostmark, 6 November 2036.
`;

/** Makes the six exhibits. */
export function flights(): readonly Exhibit[] {
  const borovair = { group: 'borovair-own-papers', says: 'Borovair itself, for its own business' };
  const lotus = { group: 'lotus-office-sidr', says: 'Lotus Visa Services, for its own business' };
  const lotusFiles = from(
    'Interior Ministry of Qamar',
    '2034-03-03',
    'letter with disc, in answer to a request for mutual assistance',
    step(
      '2033-12-12',
      'found on the office computer at an inspection',
      'Lotus Visa Services',
      'Inspector of the Interior Ministry of Qamar',
      'Sidr',
      'logical copy, hash list',
    ),
  );
  const visaTrap = `64 persons under tokens, all "${PURPOSE}" (group tourism), invitation numbers in one unbroken row.`;
  return [
    exhibit(
      {
        id: 'E20',
        file: 'E20-borovair-timetable-edition-1.pdf',
        title: 'Borovair timetable 2033, edition 1',
        class: 'record',
        origin: borovair,
        provenance: carrierFiles,
        madeAt: '2033-07-01',
        eventAt: '2033-07-04/2033-10-29',
        side: 'borovia',
        authenticity: 'verified',
        authenticityGround: 'hash list signed by carrier and inspector',
        release: { to: 'public' },
        trap: `The table runs over the page and its head is not repeated on page 2. ${total(ED1)} flights a week.`,
      },
      timetable(1),
    ),
    exhibit(
      {
        id: 'E21',
        file: 'E21-borovair-timetable-edition-2.pdf',
        title: 'Borovair timetable 2033, edition 2 (revised)',
        class: 'record',
        origin: borovair,
        provenance: carrierFiles,
        madeAt: '2033-10-28',
        eventAt: '2033-10-31',
        side: 'borovia',
        authenticity: 'verified',
        authenticityGround: 'hash list signed by carrier and inspector',
        release: { to: 'public' },
        relations: [{ kind: 'version-of', to: 'E20', at: '2033-10-28', note: 'replaces edition 1 in full' }],
        trap: `${total(ED2)} flights a week, but the column "valid from" still says 4 July: read carelessly, thirty-one flights in July.`,
      },
      timetable(2),
    ),
    exhibit(
      {
        id: 'E22',
        file: 'E22-borovair-handling.xlsx',
        title: 'Borovair, ground handling June to November 2033 (workbook)',
        class: 'record',
        origin: borovair,
        provenance: carrierFiles,
        madeAt: '2033-12-02',
        eventAt: '2033-05-30/2033-11-27',
        side: 'borovia',
        authenticity: 'verified',
        authenticityGround: 'hash list signed by carrier and inspector',
        trap: 'Two currencies; the column "Total" adds marks and riyals, which is no sum at all. Four charter flights are billed twice: 525 billed, 521 flown.',
      },
      handlingBook(),
    ),
    exhibit(
      {
        id: 'E23',
        file: 'E23-lotus-visa-list.xlsx',
        title: 'Lotus Visa Services, list of group visas, first week of July 2033',
        class: 'record',
        language: ['ar'],
        script: ['Arab'],
        origin: lotus,
        provenance: lotusFiles,
        madeAt: '2033-07-07',
        eventAt: '2033-07-01/2033-07-07',
        side: 'qamar',
        sealed: 'persons',
        consent: 'Interior Ministry of Qamar: use before the Court, names closed',
        trap: `${visaTrap} Ten digits look different: numbers are written in Arabic-Indic digits.`,
      },
      visaBook(),
    ),
    exhibit(
      {
        id: 'E24',
        file: 'E24-lotus-visa-list-printed.pdf',
        title: 'The same list as printed and stamped by the office',
        class: 'record',
        language: ['ar'],
        script: ['Arab'],
        origin: lotus,
        provenance: lotusFiles,
        madeAt: '2033-07-07',
        eventAt: '2033-07-01/2033-07-07',
        side: 'qamar',
        signed: true,
        sealed: 'persons',
        consent: 'Interior Ministry of Qamar: use before the Court, names closed',
        relations: [
          {
            kind: 'version-of',
            to: 'E23',
            note: 'print of the same list; the text layer of the PDF is garbled, as Arabic text layers often are: quote from E23',
          },
        ],
        trap: 'Same origin as E23. What is read off the page is not what the text layer says.',
      },
      visaPrint(),
    ),
    exhibit(
      {
        id: 'E25',
        file: 'E25-register-extract.pdf',
        title: 'Register of Companies of Borovia, extract 33-20771',
        class: 'instrument',
        language: ['en', 'art-x-borovian'],
        script: ['Latn', 'Cyrl'],
        origin: { group: 'register-of-companies', says: 'The register of Borovia' },
        provenance: from('Embassy of Aurelia at Drohn', '2033-12-09', 'bought at the public counter'),
        madeAt: '2033-12-05',
        eventAt: '2033-12-05',
        side: 'borovia',
        signed: true,
        authenticity: 'verified',
        authenticityGround: 'electronic seal checked on the register’s site',
        release: { to: 'public' },
        trap: 'Ownership is not attribution: paragraph 2 says that the carrier plans its routes by itself.',
      },
      register(),
    ),
  ];
}

/** Makes the partial translation of the visa list (E54). */
export const listTranslation = (): readonly Exhibit[] => [
  exhibit(
    {
      id: 'E54',
      file: 'E54-lotus-visa-list-translation.md',
      title: 'Lotus Visa Services, list of group visas, translation in part',
      class: 'record',
      origin: { group: 'lotus-office-sidr', says: 'Same list as E23, through a sworn translator' },
      provenance: from('Sworn translator no. 41, Karst', '2036-11-10', 'registered post'),
      madeAt: '2036-11-06',
      eventAt: '2033-07-01/2033-07-07',
      side: 'ostmark',
      signed: true,
      authenticity: 'verified',
      authenticityGround: 'register of sworn translators at Karst',
      sealed: 'persons',
      relations: [
        {
          kind: 'translation-of',
          to: 'E23',
          part: 'title, head, row 1, remarks',
          certifiedBy: 'Sworn translator no. 41 at the District Court of Karst',
          at: '2036-11-06',
        },
      ],
      trap: 'Of the day of issue only the month is given; the original has the day.',
    },
    utf8(visaTranslation),
  ),
];
