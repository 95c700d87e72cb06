/** E44 to E52, E55, E56: what it cost, in papers that do not quite agree, and the other side's own table of it. */
import type { Block } from './blocks.ts';
import { head, n, p, right, small, title } from './blocks.ts';
import { docx } from './docx.ts';
import type { Exhibit } from './exhibit.ts';
import { pdf } from './paper.ts';
import { exhibit, from, step } from './record.ts';
import type { Cell } from './sheet.ts';
import { xlsx } from './sheet.ts';
import {
  barrier,
  barrierFinal,
  barrierFirm,
  cell,
  counterShare,
  grant,
  harm,
  ordinaryTotal,
  overtime,
  overtimeHoursTotal,
  overtimeTotal,
  reception,
  receptionHigh,
  receptionLow,
  thousands,
  union,
  written,
} from './world.ts';

const auc = (minor: bigint): string => `AUC ${written(minor)}`;

const budget: readonly Block[] = [
  title('Budget Act 2034 (extract: title 07, public order)'),
  {
    k: 'table',
    head: ['Line', 'Purpose', 'AUC'],
    rows: [
      ['07.11', 'Border Service, pay (ordinary and extraordinary)', written(5_420_000_000n)],
      ['07.12', 'Border Service, goods and services', written(1_186_000_000n)],
      [
        '07.31',
        'Physical barrier, Borovian section (of which preparatory study 2031: 1,250,000.00)',
        written(barrier.budget),
      ],
      ['07.32', 'Surveillance of the border (own share)', written(214_000_000n)],
      ['07.41', 'Reception of persons', written(420_000_000n)],
    ],
    align: ['l', 'l', 'r'],
    widths: [0.6, 3, 1.2],
  },
  n(1, `For the physical barrier ${auc(barrier.budget)} are appropriated.`),
  n(
    2,
    'Of this sum AUC 1,250,000.00 pay for a preparatory study that Parliament ordered on 4 February 2031.',
  ),
  n(3, 'Sums not spent in 2034 may be carried over.'),
  right('Speaker of Parliament\nVess, 21 December 2033'),
];

const SECTORS = ['I Šilgirė', 'II Vėšupis', 'III Ąžuolynė'] as const;
/** Splits hours over the three sectors: a fifth, a third of the rest rounded down, and what remains. */
const split = (hours: number): readonly number[] => {
  const a = Math.floor(hours / 5);
  const b = Math.floor((hours - a) / 3);
  return [a, b, hours - a - b];
};

function overtimeBook(): Uint8Array {
  const out: Cell[][] = [
    ['Month', 'Sector', 'Ordinary hours', 'Ordinary pay, AUC', 'Overtime hours', 'Overtime pay, AUC'],
  ];
  overtime.months.forEach((month, i) => {
    const ordinary = split(overtime.ordinaryHours[i] ?? 0);
    const extra = split(overtime.overtimeHours[i] ?? 0);
    SECTORS.forEach((sector, s) => {
      const o = ordinary[s] ?? 0;
      const e = extra[s] ?? 0;
      out.push([
        month,
        sector,
        o,
        cell(BigInt(o) * overtime.ordinaryRate),
        e,
        cell(BigInt(e) * overtime.overtimeRate),
      ]);
    });
  });
  const ordinaryHours = overtime.ordinaryHours.reduce((a, b) => a + b, 0);
  out.push([
    'Sum',
    null,
    ordinaryHours,
    cell(ordinaryTotal),
    Number(overtimeHoursTotal),
    cell(overtimeTotal),
  ]);
  return xlsx(
    [
      {
        name: 'Sheets',
        rows: [
          ...out,
          [],
          [
            `Overtime pay July to December 2033: ${auc(overtimeTotal)} for ${thousands(overtimeHoursTotal)} hours at 27.60.`,
          ],
          [
            'Overtime was ordered under paragraph 5 of Resolution no. 214; July was ordered by the Head of the Service alone.',
          ],
        ],
        widths: [10, 16, 16, 20, 16, 20],
        money: [3, 5],
      },
    ],
    {
      title: 'Overtime sheets 2033',
      author: 'Border Service of Aurelia, pay office',
      created: '2034-01-18T08:00:00Z',
    },
  );
}

function outturnBook(): Uint8Array {
  const pay = ordinaryTotal + overtimeTotal;
  return xlsx(
    [
      {
        name: '2033 H2',
        rows: [
          ['Outturn July - December 2033, title 07', null, 'AUC'],
          ['07.11', 'Border Service, pay (ordinary and extraordinary together)', cell(pay)],
          ['07.41', 'Reception of persons', cell(receptionLow + 18_442_170n)],
        ],
        widths: [16, 60, 20],
        money: [2],
      },
      {
        name: '2034',
        rows: [
          ['Outturn January - December 2034, title 07', null, 'AUC'],
          ['07.31', 'Physical barrier, Borovian section', cell(barrierFinal)],
          ['07.31', 'Preparatory study 2031 (paid 2034)', 1_250_000],
          ['07.32', 'Surveillance of the border (own share)', 2_140_000],
          ['Income', `${union}, grant for surveillance`, cell(grant.paid)],
        ],
        widths: [16, 60, 20],
        money: [2],
      },
    ],
    { title: 'Outturn 2033 H2 and 2034', author: 'Treasury of Aurelia', created: '2035-03-30T08:00:00Z' },
  );
}

const contract: readonly Block[] = [
  title('Contract for the construction of a physical barrier'),
  p(
    `between the Ministry of the Interior of Aurelia (the Employer) and ${barrierFirm} (the Contractor), Vess`,
  ),
  head('1  Works'),
  n(
    '1.1',
    `The Contractor builds a steel barrier of ${barrier.km} km on the land border with Borovia, with gates, drains and a patrol road.`,
  ),
  n('1.2', 'Cameras, masts and cables are not part of the Works.'),
  head('2  Price'),
  n('2.1', `The price is ${auc(barrier.contract)}, without tax. Works of this kind are exempt.`),
  n('2.2', 'The price may be changed only by a change order signed by both.'),
  head('3  Ground'),
  n('3.1', 'The Works are ordered under paragraph 4 of Resolution no. 214 of 2 August 2033.'),
  right('For the Employer   For the Contractor\nVess, 20 February 2034'),
];

const [CO1, CO2, CO3] = [
  barrier.changeOrders[0] ?? 0n,
  barrier.changeOrders[1] ?? 0n,
  barrier.changeOrders[2] ?? 0n,
];
const orders: readonly Block[] = [
  title('Change orders 1 to 3 to contract MI-34/007'),
  n(1, `Change order 1 of 29 May 2034: deeper foundations in the marsh at Vėšupis, plus ${auc(CO1)}.`),
  n(2, `Change order 2 of 14 August 2034: patrol road left out on 11.2 km, minus ${auc(-CO2)}.`),
  n(3, `Change order 3 of 2 October 2034: price of steel under clause 2.2, plus ${auc(CO3)}.`),
  {
    k: 'table',
    head: ['Item', 'AUC'],
    rows: [
      ['Contract price', written(barrier.contract)],
      ['Change order 1', written(CO1)],
      ['Change order 2', written(CO2)],
      ['Change order 3', written(CO3)],
      ['Price as changed', written(barrierFinal)],
    ],
    align: ['l', 'r'],
    sumRow: true,
  },
  right('Employer   Contractor'),
];

const finalAccount = (): Uint8Array =>
  xlsx(
    [
      {
        name: 'Final account',
        rows: [
          ['Contract MI-34/007, final account of 18 December 2034', null],
          ['Contract price', cell(barrier.contract)],
          ['Change order 1', cell(CO1)],
          ['Change order 2', cell(CO2)],
          ['Change order 3', cell(CO3)],
          ['Final account', cell(barrierFinal)],
          ['Paid before', cell(barrierFinal - 790_546_454n)],
          ['Paid with this account', cell(790_546_454n)],
          ['Kilometres built', Number(barrier.km)],
          [],
          [`The final account is settled at ${auc(barrierFinal)}. Nothing remains to be paid.`],
        ],
        widths: [34, 22],
        money: [1],
      },
    ],
    {
      title: 'Final account MI-34/007',
      author: 'Ministry of the Interior, Works Section',
      created: '2034-12-18T09:00:00Z',
    },
  );

const grantBlocks: readonly Block[] = [
  title('Grant agreement NBU/2034/19'),
  p(`between the ${union} and the Ministry of the Interior of Aurelia`),
  n(
    1,
    `The ${union} grants up to ${auc(grant.amount)} for cameras, masts, cables and a control room on the border with Borovia.`,
  ),
  n(2, 'Physical barriers of any kind are not eligible and no part of the grant may be used for them.'),
  n(3, 'The last payment depends on an audited statement of cost.'),
  head('Annex: payments'),
  {
    k: 'table',
    head: ['Date', 'AUC'],
    rows: [
      ['12 May 2034', written(925_000_000n)],
      ['20 November 2034', written(grant.paid - 925_000_000n)],
      ['Sum', written(grant.paid)],
    ],
    align: ['l', 'r'],
    sumRow: true,
  },
  right(`For the ${union}   For the Ministry\nLumen, 14 March 2034`),
];

const ministry: readonly Block[] = [
  title('Answer to the question of the Committee on the Budget: cost of reception'),
  n(
    1,
    `From 1 July to 31 December 2033 the reception centres counted ${thousands(reception.personDays)} days of persons in care.`,
  ),
  n(
    2,
    `The cost of one person for one day was AUC ${written(reception.ministryRate)}, all staff and buildings included.`,
  ),
  n(3, `The cost of the period was therefore ${auc(receptionHigh)}.`),
];

const audit: readonly Block[] = [
  title('Audit report 12/2034: reception of persons, second half of 2033'),
  head('Findings'),
  n(1, `The count of ${thousands(reception.personDays)} person-days is correct.`),
  n(
    2,
    `The cost of one person for one day that would not have arisen otherwise was AUC ${written(reception.auditRate)}.`,
  ),
  n(
    3,
    `The Ministry’s figure of AUC ${written(reception.ministryRate)} contains pay of staff who would have been paid in any case, and rent of buildings owned by the State.`,
  ),
  n(4, `On that footing the cost of the period was ${auc(receptionLow)}.`),
  head('Not examined'),
  n(
    5,
    'We did not examine the cost of disturbance of public order in the border districts. No figure for it exists.',
  ),
  right('Auditor General\nVess, 11 September 2034'),
];

const districts: readonly Block[] = [
  title('Resolution of the councils of the border districts on the disturbance of public order'),
  n(
    1,
    'From July to November 2033 roads, fields and wells of the districts of Šilgirė, Vėšupis and Ąžuolynė were damaged, schools were closed on 34 days, and 212 households left their homes for a time.',
  ),
  n(2, 'No account was kept. The councils do not know what it cost.'),
  n(
    3,
    `What was paid out of the relief funds of the districts came to ${auc(harm.low)}; much was never asked for.`,
  ),
  n(4, `The councils hold that the harm as a whole did not exceed ${auc(harm.high)}.`),
  right('For the three councils\nVėšupis, 12 March 2034'),
];

/** The other side's table: one share cut off instead of rounded, one total wrong by ten thousand. */
function counterTable(): Uint8Array {
  return xlsx(
    [
      {
        name: 'Costs',
        rows: [
          ['Item', 'Stated by Aurelia, AUC', 'Share', 'Share in AUC'],
          ['Barrier', written(barrierFinal), '15 %', written(counterShare.barrier)],
          ['Overtime', written(overtimeTotal), '50 %', written(counterShare.overtime)],
          ['Reception', written(receptionLow), '100 %', written(receptionLow)],
          [
            'Total',
            written(barrierFinal + overtimeTotal + receptionLow),
            null,
            written(counterShare.barrier + counterShare.overtime + receptionLow - 1_000_000n),
          ],
          [],
          ['Even on the figures of Aurelia no more than the share in the last column could be in dispute.'],
        ],
        widths: [16, 26, 10, 22],
        money: [],
      },
    ],
    {
      title: 'Table of costs',
      author: 'Ministry of Finance of Borovia',
      created: '2036-02-11T08:00:00Z',
    },
  );
}

const ministryPaper = (
  title: string,
  blocks: readonly Block[],
  ref: string,
  date: string,
  madeAt: string,
): Uint8Array =>
  pdf({
    office: ['Ministry of the Interior', 'Republic of Aurelia'],
    colour: '#1f4e6b',
    mark: 'ring',
    ref,
    date,
    blocks,
    madeAt,
    title,
  });

/** Makes the nine exhibits. */
export function money(): readonly Exhibit[] {
  const works = { group: 'works-section', says: 'Works Section of the Ministry of the Interior of Aurelia' };
  const worksFile = (at: string) =>
    from(
      'Ministry of the Interior of Aurelia, Works Section',
      at,
      'contract file, certified copies',
      step(
        at,
        'copied from volume MI-34/007',
        'Works Section',
        'Legal Section of the Ministry',
        'Vess',
        'print-out and file',
      ),
    );
  const treasury = { group: 'treasury-of-aurelia', says: 'Treasury of Aurelia, from its own ledger' };
  return [
    exhibit(
      {
        id: 'E44',
        file: 'E44-budget-act-2034.pdf',
        title: 'Aurelia, Budget Act 2034, title 07 (extract)',
        class: 'instrument',
        origin: { group: 'parliament-of-aurelia', says: 'Parliament of Aurelia' },
        provenance: from('Parliament of Aurelia', '2034-02-02', 'official journal'),
        madeAt: '2033-12-21',
        eventAt: '2034',
        side: 'aurelia',
        signed: true,
        authenticity: 'verified',
        authenticityGround: 'official journal',
        release: { to: 'public' },
        relations: [{ kind: 'extract-of', part: 'title 07', note: 'the other titles are not annexed' }],
        trap: 'A budget is not an outturn: 152 million was never paid. The study of 2031 is older than the conduct. Line 07.11 mixes ordinary and extraordinary pay.',
      },
      pdf({
        office: ['Parliament of the Republic of Aurelia', 'Official journal 2033, no. 160'],
        colour: '#1f4e6b',
        mark: 'bars',
        ref: 'Act XXII-188',
        date: '21 December 2033',
        blocks: budget,
        madeAt: '2033-12-21',
        title: 'Budget Act 2034',
      }),
    ),
    exhibit(
      {
        id: 'E45',
        file: 'E45-outturn.xlsx',
        title: 'Treasury of Aurelia, outturn of title 07, second half of 2033 and 2034',
        class: 'record',
        origin: treasury,
        provenance: from('Treasury of Aurelia', '2035-04-02', 'export, certified'),
        madeAt: '2035-03-30',
        eventAt: '2033-07-01/2034-12-31',
        side: 'aurelia',
        authenticity: 'verified',
        authenticityGround: 'audited accounts of the State',
        release: { to: 'public' },
        trap: 'Pay is one line for ordinary and extraordinary together. The grant stands as income beside the barrier: the sheet does not tie one to the other, and E49 forbids it. Reception does not equal either price.',
      },
      outturnBook(),
    ),
    exhibit(
      {
        id: 'E46',
        file: 'E46-barrier-contract.pdf',
        title: 'Contract MI-34/007 for a physical barrier, 20 February 2034',
        class: 'record',
        origin: works,
        provenance: worksFile('2035-01-20'),
        madeAt: '2034-02-20',
        eventAt: '2034-02-20',
        side: 'aurelia',
        signed: true,
        authenticity: 'verified',
        authenticityGround: 'equal to the contractor’s counterpart',
        trap: 'The price at signature is not the price paid. Cameras are outside the Works.',
      },
      ministryPaper('Contract MI-34/007', contract, 'Contract MI-34/007', '20 February 2034', '2034-02-20'),
    ),
    exhibit(
      {
        id: 'E47',
        file: 'E47-change-orders.docx',
        title: 'Change orders 1 to 3 to contract MI-34/007',
        class: 'record',
        origin: works,
        provenance: worksFile('2035-01-20'),
        madeAt: '2034-10-02',
        eventAt: '2034-05-29/2034-10-02',
        side: 'aurelia',
        signed: true,
        authenticity: 'verified',
        authenticityGround: 'equal to the contractor’s counterpart',
        relations: [{ kind: 'attachment-of', to: 'E46' }],
        trap: 'One order is negative. Order 3, the price of steel, may be met with mitigation.',
      },
      docx({
        office: ['Ministry of the Interior', 'Works Section'],
        colour: '#1f4e6b',
        ref: 'MI-34/007',
        date: '2 October 2034',
        blocks: orders,
        title: 'Change orders MI-34/007',
        author: 'Works Section',
        created: '2034-10-02T08:00:00Z',
        modified: '2034-10-02T09:30:00Z',
        language: 'en-GB',
      }),
    ),
    exhibit(
      {
        id: 'E48',
        file: 'E48-final-account.xlsx',
        title: 'Contract MI-34/007, final account of 18 December 2034',
        class: 'record',
        origin: works,
        provenance: worksFile('2035-01-20'),
        madeAt: '2034-12-18',
        eventAt: '2034-12-18',
        side: 'aurelia',
        signed: true,
        authenticity: 'verified',
        authenticityGround: 'equal to the contractor’s counterpart',
        relations: [{ kind: 'attachment-of', to: 'E46' }],
        trap: 'Contract plus three orders equals the account to the cent; the two payments add up to it as well.',
      },
      finalAccount(),
    ),
    exhibit(
      {
        id: 'E49',
        file: 'E49-grant-agreement.pdf',
        title: `${union}, grant agreement NBU/2034/19`,
        class: 'instrument',
        origin: { group: 'northern-basin-union', says: 'The regional union' },
        provenance: from(union, '2035-02-12', 'registered post'),
        madeAt: '2034-03-14',
        eventAt: '2034-03-14/2034-11-20',
        side: 'third',
        signed: true,
        authenticity: 'verified',
        authenticityGround: 'register of grants of the union',
        trap: 'For surveillance, not for the fence: must not be netted against the barrier. Less was paid than granted.',
      },
      pdf({
        office: [union, 'Directorate for Common Borders  ·  Lumen'],
        colour: '#2b3a8c',
        mark: 'wave',
        face: 'sans',
        ref: 'NBU/2034/19',
        date: '14 March 2034',
        blocks: grantBlocks,
        madeAt: '2034-03-14',
        title: 'Grant agreement NBU/2034/19',
      }),
    ),
    exhibit(
      {
        id: 'E50',
        file: 'E50-overtime-sheets-2033.xlsx',
        title: 'Border Service of Aurelia, overtime sheets July to December 2033',
        class: 'record',
        origin: { group: 'pay-office-border-service', says: 'Pay office of the Border Service' },
        provenance: from('Border Service of Aurelia, pay office', '2034-02-01', 'export with cover letter'),
        madeAt: '2034-01-18',
        eventAt: '2033-07-01/2033-12-31',
        side: 'aurelia',
        authenticity: 'verified',
        authenticityGround: 'adds up to line 07.11 of the outturn with ordinary pay',
        trap: 'Ordinary pay stands beside overtime: only overtime is extra. July was not ordered under the Resolution, which is of 2 August.',
      },
      overtimeBook(),
    ),
    exhibit(
      {
        id: 'E51',
        file: 'E51-reception-ministry.docx',
        title: 'Ministry of the Interior, answer on the cost of reception, 5 March 2034',
        class: 'official-statement',
        origin: { group: 'interior-ministry-of-aurelia', says: 'The applicant’s ministry' },
        provenance: from('Parliament of Aurelia, Committee on the Budget', '2034-03-12', 'committee papers'),
        madeAt: '2034-03-05',
        eventAt: '2033-07-01/2033-12-31',
        side: 'aurelia',
        signed: true,
        release: { to: 'public' },
        trap: 'AUC 41.20 a day, ordinary staff and owned buildings included: contradicted by E52.',
      },
      docx({
        office: ['Ministry of the Interior', 'Budget Section'],
        colour: '#1f4e6b',
        ref: 'Answer 34/118',
        date: '5 March 2034',
        blocks: [...ministry, small('The figures are rounded to the cent.')],
        title: 'Answer 34/118',
        author: 'Budget Section',
        created: '2034-03-05T08:00:00Z',
        modified: '2034-03-05T09:00:00Z',
        language: 'en-GB',
      }),
    ),
    exhibit(
      {
        id: 'E52',
        file: 'E52-audit-report-12-2034.pdf',
        title: 'Auditor General of Aurelia, report 12/2034 on reception',
        class: 'record',
        origin: { group: 'auditor-general-of-aurelia', says: 'The Auditor General' },
        provenance: from('Audit Office of Aurelia', '2034-09-20', 'public site'),
        madeAt: '2034-09-11',
        eventAt: '2033-07-01/2033-12-31',
        side: 'aurelia',
        signed: true,
        methodStated: true,
        authenticity: 'verified',
        authenticityGround: 'electronic seal',
        release: { to: 'public' },
        trap: 'AUC 29.85 a day. An own organ against the own ministry. Says that no figure for public order exists.',
      },
      pdf({
        office: ['Audit Office', 'Republic of Aurelia'],
        colour: '#444444',
        mark: 'bars',
        ref: 'Report 12/2034',
        date: '11 September 2034',
        blocks: audit,
        madeAt: '2034-09-11',
        title: 'Audit report 12/2034',
      }),
    ),
  ];
}

/** Makes the two that came later: the resolution of the districts and the other side's table. */
export function laterMoney(): readonly Exhibit[] {
  return [
    exhibit(
      {
        id: 'E55',
        file: 'E55-districts-resolution.pdf',
        title: 'Councils of the border districts, resolution on the disturbance of public order',
        class: 'official-statement',
        origin: {
          group: 'border-districts-of-aurelia',
          says: 'The three councils, each from its own relief fund',
        },
        provenance: from('Council of Vėšupis', '2035-02-20', 'certified copy'),
        madeAt: '2034-03-12',
        eventAt: '2033-07/2033-11',
        side: 'aurelia',
        signed: true,
        authenticity: 'verified',
        authenticityGround: 'register of resolutions',
        release: { to: 'public' },
        trap: 'Says itself that no account was kept: a floor (what was paid out) and a ceiling (what the councils hold), and no sum between. It stands against E52, which says that no figure exists.',
      },
      pdf({
        office: ['Councils of the border districts', 'Republic of Aurelia'],
        colour: '#4a6b2a',
        mark: 'bars',
        ref: 'Resolution 2034/3',
        date: '12 March 2034',
        blocks: districts,
        madeAt: '2034-03-12',
        title: 'Resolution 2034/3',
      }),
    ),
    exhibit(
      {
        id: 'E56',
        file: 'E56-borovia-table-of-costs.xlsx',
        title: 'Ministry of Finance of Borovia, table of costs, 11 February 2036',
        class: 'official-statement',
        origin: {
          group: 'finance-ministry-of-borovia',
          says: 'The respondent’s ministry, from the figures of the applicant',
        },
        provenance: from('Ministry of Foreign Affairs of Borovia', '2036-02-14', 'annexed to a letter'),
        madeAt: '2036-02-11',
        eventAt: '2033-07-01/2034-12-31',
        side: 'borovia',
        authenticity: 'verified',
        authenticityGround: 'received under a covering letter',
        trap: 'A share of 15 % is cut off after the cent instead of rounded, and the last total is ten thousand too low.',
      },
      counterTable(),
    ),
  ];
}
