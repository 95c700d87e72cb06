/** E26 to E28: what the other side says: a leaked order it disowns, a denial, and a yearbook with one cell too many. */
import type { Block } from './blocks.ts';
import { n, p, right, small, title } from './blocks.ts';
import { docx } from './docx.ts';
import type { Exhibit } from './exhibit.ts';
import { pdf } from './paper.ts';
import { exhibit, from, step } from './record.ts';
import type { Cell } from './sheet.ts';
import { xlsx } from './sheet.ts';
import { dates, longDate, stoppedByBorovia, stoppedJuneToNovember } from './world.ts';

const order: readonly Block[] = [
  title('ПРИКАЗ № 17'),
  p('За службено употрєбљеније. Командиром пограничных отрєдов 2 и 5.'),
  n(1, 'Групы, кторе водит Центр-Тур, пропуштати чрєз затворену зону без провєрки докумєнтов.'),
  n(2, 'Людіј од паркинга до линије водити по указанију представитеља Центр-Тура.'),
  n(3, 'Лотос дајет списки два дни прєд. Списки не хранити.'),
  n(4, 'За исполненије: начелник 2. оддєла.'),
  right('Начелник штаба  (без подписа)\n20 јунија 2033'),
];

const denial: readonly Block[] = [
  title('Statement of the Ministry of Foreign Affairs of Borovia on false reports about the border'),
  n(
    1,
    'No member of the State Border Committee has escorted any group to the line, in uniform or without, on any night.',
  ),
  n(
    2,
    'Whoever holds a visa of Borovia travels freely in Borovia. What he does at the border of another State is his matter and that of the other State.',
  ),
  n(
    3,
    'The paper called "order no. 17" is a forgery. The staff that is said to have issued it did not bear that name in June 2033.',
  ),
  n(
    4,
    'Of one hundred visitors from Qamar ninety-six left Borovia by air within thirty days, by the count of the Ministry of the Interior.',
  ),
  n(
    5,
    'The Border Committee continues to protect the border. Its figures are public and may be read in its yearbook.',
  ),
  n(
    6,
    'Aurelia drives people back into the forest with dogs and then writes letters about humanity. Its barrier was planned two years before the first of these flights.',
  ),
];

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

function yearbook(): Uint8Array {
  const years: Cell[][] = [
    ['Table 7. Foreigners stopped in the closed zone on the way out of Borovia'],
    ['Year', 'Persons stopped', 'Patrols in the closed zone', 'Remark'],
    ...Object.entries(stoppedByBorovia.years).map(([year, count]): Cell[] => [
      Number(year),
      count,
      year === '2032' ? 14_206 : year === '2031' ? 14_118 : 13_980,
      null,
    ]),
    [
      2033,
      stoppedByBorovia.months2033.reduce<number>((a, b) => a + b, 0),
      14_377,
      `by month in sheet 2033; June to November: ${stoppedJuneToNovember}`,
    ],
    [],
    ['All patrols in the closed zone are made by members of the State Border Committee in service.'],
  ];
  const months: Cell[][] = [
    ['Table 7a. The same, by month of 2033'],
    ['Month', 'Persons stopped'],
    ...MONTHS.map((month, i): Cell[] => [month, stoppedByBorovia.months2033[i] ?? 0]),
    ['Sum', stoppedByBorovia.months2033.reduce<number>((a, b) => a + b, 0)],
  ];
  return xlsx(
    [
      { name: 'Table 7', rows: years, widths: [10, 18, 26, 46] },
      { name: '2033', rows: months, widths: [10, 18] },
    ],
    {
      title: 'Yearbook 2033, table 7',
      author: 'State Border Committee of Borovia',
      created: '2034-02-10T06:00:00Z',
    },
  );
}

/** Makes the three exhibits. */
export const respondent = (): readonly Exhibit[] => [
  exhibit(
    {
      id: 'E26',
      file: 'E26-order-no-17-leaked.docx',
      title: 'Paper said to be order no. 17 of the staff of the Border Committee, 20 June 2033 (leaked)',
      class: 'open-source',
      language: ['art-x-borovian'],
      script: ['Cyrl'],
      origin: { group: 'leaked-order-17', says: 'Unknown; posted without a name' },
      provenance: from(
        'A public channel "Voice from Lozna"',
        '2033-11-30',
        'downloaded',
        step(
          '2033-11-29T21:14:00Z',
          'posted',
          'unknown',
          'public channel',
          'network',
          'no signature, no sender',
        ),
      ),
      madeAt: '2033-06-20~',
      eventAt: '2033-06-20?',
      side: 'borovia',
      authenticity: 'disputed',
      authenticityGround:
        'Borovia calls it a forgery (E27, paragraph 3); the file says it was made on 22 November 2033 by "user"',
      release: { to: 'public' },
      trap: 'Not signed. The file’s own properties are five months younger than its date. The only paper that speaks of direction.',
    },
    docx({
      office: ['Штаб пограничных отрєдов', 'Дрохн'],
      colour: '#4a5a3c',
      blocks: order,
      title: 'prikaz17',
      author: 'user',
      created: '2033-11-22T18:02:00Z',
      modified: '2033-11-22T18:31:00Z',
      language: 'art-x-borovian',
    }),
  ),
  exhibit(
    {
      id: 'E27',
      file: 'E27-statement-of-denial.pdf',
      title: 'Ministry of Foreign Affairs of Borovia, statement of 8 December 2033',
      class: 'official-statement',
      origin: { group: 'foreign-ministry-of-borovia', says: 'The respondent’s ministry' },
      provenance: from('Embassy of Aurelia at Drohn', '2033-12-08', 'public site of the ministry'),
      madeAt: dates.denial,
      eventAt: '2033-06/2033-11',
      side: 'borovia',
      release: { to: 'public' },
      trap: 'Points to the yearbook (E28), whose cell for June to November contradicts paragraph 5. Paragraph 6 makes the respondent’s case on money.',
    },
    pdf({
      office: ['Ministry of Foreign Affairs of Borovia', 'Press Department'],
      colour: '#23395b',
      mark: 'diamond',
      ref: 'No. 771/33',
      date: longDate(dates.denial),
      blocks: [...denial, small('Translation by the Press Department.')],
      madeAt: dates.denial,
      title: 'Statement 771/33',
    }),
  ),
  exhibit(
    {
      id: 'E28',
      file: 'E28-border-committee-yearbook-2033.xlsx',
      title: 'State Border Committee of Borovia, yearbook 2033, table 7',
      class: 'record',
      origin: { group: 'border-committee', says: 'The Committee’s own count' },
      provenance: from('Embassy of Aurelia at Drohn', '2034-02-14', 'public site of the Committee'),
      madeAt: '2034-02-10',
      eventAt: '2033-01-01/2033-12-31',
      side: 'borovia',
      authenticity: 'verified',
      authenticityGround: 'two downloads from two places, same hash',
      release: { to: 'public' },
      trap: 'From June to November 2033 twelve persons were stopped, after about 150 a month before: the respondent’s own cells. And all patrols in the zone were its own members.',
    },
    yearbook(),
  ),
];
