/** E01 to E05: the broadcast and the letter of suspension, each in the original and in a translation that leans. */
import type { Block } from './blocks.ts';
import { n, p, right, small, title } from './blocks.ts';
import { docx } from './docx.ts';
import type { Exhibit } from './exhibit.ts';
import { pdf } from './paper.ts';
import { exhibit, from, step, utf8 } from './record.ts';
import { scan } from './scan.ts';
import { dates, INVENTED, longDate } from './world.ts';

const BOROVIAN = 'art-x-borovian';

const broadcast = `${INVENTED}

РАДІО ДРОХН, ПРВИ ПРОГРАМ
Препис емисије, 26 мај 2033, 20:05-20:31 (UTC+3)
Лист 1 од 1. Препис № 1147/33. Преписала: служба архива, смена Б.

[20:05:40] ВОДИТЕЉ: Предсєдатељу, наши сосєди говорет о граници. Что вы им скажете?

[20:06:02] ПРЕДСЄДАТЕЉ: Мы много лєт стојали на граници и задрживали људіј, кторі хотєли идти на запад. Мы то дєлали за свој пєњези. Од днес мы јих больше не будемо задрживати.

[20:06:31] ПРЕДСЄДАТЕЉ: Нехај идут, куда хочут. Наша погранична служба имаје ине дєло.

[20:07:10] ВОДИТЕЉ: А конвенција?

[20:07:14] ПРЕДСЄДАТЕЉ: Конвенција је папір. Они положили условје на свој папір, мы положимо наше.

[20:09:55] ВОДИТЕЉ: Сут ли то ваши самолоты?

[20:10:03] ПРЕДСЄДАТЕЉ: Самолоты лєтајут, гдє им је дозволено. Ја не продавајем билеты.

[музика]
`;

const broadcastTranslation = `> ${INVENTED}

# Translation: Radio Drohn, First Programme, 26 May 2033, 20:05 to 20:31

Ministry of Foreign Affairs of Aurelia, Language Service. Translation no. LS-233/33 of 30 May 2033, from Borovian. Made for the daily press digest. Whole text.

| Time | Speaker | Text |
| --- | --- | --- |
| 20:05:40 | Presenter | Chairman, our neighbours talk about the border. What do you say to them? |
| 20:06:02 | Chairman | For many years we stood at the border and held back people who wanted to go west. We did it at our own cost. From today we shall no longer hold them back. |
| 20:06:31 | Chairman | Make them go where they want. Our border service has other work. |
| 20:07:10 | Presenter | And the Convention? |
| 20:07:14 | Chairman | The Convention is paper. They laid a condition on their paper, we shall lay ours. |
| 20:09:55 | Presenter | Are those your aeroplanes? |
| 20:10:03 | Chairman | Aeroplanes fly where they are allowed to. I do not sell tickets. |

*Translator's initials on the file copy. Not revised.*
`;

const letterBlocks: readonly Block[] = [
  right('Началнику Пограничној службы Аурелије\nВес'),
  p('Господине началниче,'),
  n(
    1,
    'Державны пограничны комитет приостановјаје од 15 јунија 2033 обмєн информаціјеју и работу сполној горучој линије.',
  ),
  n(2, 'Пограничне представитељи до новаго рєшенија не будут отповєдати на обрашченија вашеј страны.'),
  n(
    3,
    'Групы иноземцев, кторе идут в ваш крај, не сут прєдмет дєјателности Комитета. Комитет не имаје приказа их задрживати.',
  ),
  n(4, 'Задржане особы, о кторых пишете в писме од 9 јунија, не будут назад прийети.'),
  p('С почитанијем,'),
  right('Замєститељ предсєдатеља Комитета\n(подпис)  (печат Комитета)'),
];

/** The letter as it left the Committee; only its scan is in the file. */
const cleanLetter = (): Uint8Array =>
  pdf({
    office: ['Державны пограничны комитет Боровије', 'Дрохн, Набережна 4  ·  канцеларија, 2. оддєл'],
    colour: '#4a5a3c',
    mark: 'diamond',
    ref: '№ 14/2-311',
    date: '14 јунија 2033',
    blocks: letterBlocks,
    madeAt: dates.letter,
    title: 'Писмо 14/2-311',
    size: 11.5,
  });

const letterTranslation: readonly Block[] = [
  title('Letter of the State Border Committee of Borovia no. 14/2-311'),
  small(
    'Translation LS-261/33 of 16 June 2033, whole text, from Borovian. Certified by the Language Service, Ministry of Foreign Affairs of Aurelia.',
  ),
  p('To the Head of the Border Service of Aurelia, Vess. Dated 14 June 2033.'),
  n(
    1,
    'The State Border Committee terminates as from 15 June 2033 the exchange of information and the work of the common hot line.',
  ),
  n(2, 'Border representatives will, until a new decision, not answer communications from your side.'),
  n(
    3,
    'Groups of foreigners who go to your country are not a matter of the Committee’s activity. The Committee has no order to hold them back.',
  ),
  n(4, 'The detained persons of whom you write in your letter of 9 June will not be taken back.'),
  p('With respect, Deputy Chairman of the Committee (signature, seal of the Committee).'),
];

const letterExtract: readonly Block[] = [
  title('Extract in translation: letter no. 14/2-311, paragraphs 1 and 2'),
  small(
    'Prepared for annexing to note verbale no. 1. The extract covers paragraphs 1 and 2 of four. Paragraphs 3 and 4 and the signature are left out.',
  ),
  n(
    1,
    'The State Border Committee suspends as from 15 June 2033 the exchange of information and the work of the common hot line.',
  ),
  n(2, 'Border representatives will, until a new decision, not answer communications from your side.'),
  p(
    'I certify that this extract is a true translation of the two paragraphs named, made by me from the scan of the original.',
  ),
  right('Sworn translator no. 88 at the District Court of Karst, Ostmark\n(seal)  9 January 2035'),
];

const radioCustody = step(
  '2033-05-26T20:31:00+03:00',
  'recorded off air and written down by the archive of the station',
  'Radio Drohn',
  'Press Section, Embassy of Aurelia at Drohn',
  'Drohn',
  'subscription transcript service of the station',
);

/** Makes the five papers. Needs the picture library for the scan, hence the promise. */
export async function voices(): Promise<readonly Exhibit[]> {
  const scanned = await scan(cleanLetter(), 'Писмо 14/2-311, скен', '2033-07-02');
  return [
    exhibit(
      {
        id: 'E01',
        file: 'E01-radio-drohn-2033-05-26.txt',
        title: 'Radio Drohn, transcript of the broadcast of 26 May 2033',
        class: 'admission',
        language: [BOROVIAN],
        script: ['Cyrl'],
        origin: {
          group: 'head-of-state-of-borovia',
          says: 'Words of the Chairman of Borovia on State radio',
        },
        provenance: from(
          'Embassy of Aurelia at Drohn',
          '2033-05-27',
          'e-mail to the Ministry, attachment',
          radioCustody,
        ),
        madeAt: dates.broadcast,
        eventAt: '2033-05-26T20:06:02+03:00',
        side: 'borovia',
        release: { to: 'public' },
        trap: 'An admission against interest, but of a policy of not holding back, not of bringing people. The verb is «нехај идут», let them go.',
      },
      utf8(broadcast),
    ),
    exhibit(
      {
        id: 'E02',
        file: 'E02-radio-drohn-2033-05-26-translation.md',
        title: 'Translation of the broadcast of 26 May 2033 (Language Service)',
        class: 'admission',
        origin: {
          group: 'head-of-state-of-borovia',
          says: 'Same words as E01, through the applicant’s translator',
        },
        provenance: from(
          'Language Service, Ministry of Foreign Affairs of Aurelia',
          '2033-05-30',
          'shared folder',
        ),
        madeAt: '2033-05-30',
        eventAt: '2033-05-26T20:06:02+03:00',
        side: 'aurelia',
        relations: [
          {
            kind: 'translation-of',
            to: 'E01',
            part: 'whole',
            certifiedBy: 'nobody: initials only, not revised',
            at: '2033-05-30',
            note: 'one word is stronger than the original: «Нехај идут» is "Let them go", rendered "Make them go"',
          },
        ],
        trap: '"Make them go" for «нехај идут»: one word turns leave into command. Cite the original beside it.',
      },
      utf8(broadcastTranslation),
    ),
    exhibit(
      {
        id: 'E03',
        file: 'E03-letter-14-2-311-scan.pdf',
        title: 'State Border Committee, letter no. 14/2-311 of 14 June 2033 (scan with text layer)',
        class: 'admission',
        language: [BOROVIAN],
        script: ['Cyrl'],
        origin: { group: 'border-committee', says: 'Act of the State Border Committee of Borovia itself' },
        provenance: from(
          'Border Service of Aurelia, chancery',
          '2033-07-03',
          'courier, sealed folder; scan on disc',
          step(
            '2033-06-14',
            'handed over at border point 3 against signature',
            'Border representative of Borovia',
            'Border representative of Aurelia',
            'bridge at Lozna',
          ),
          step(
            '2033-07-02',
            'scanned, with a text layer by the scanner',
            'chancery of the Border Service',
            'chancery of the Border Service',
            'Vess',
            'flat scanner, 150 dpi',
          ),
        ),
        madeAt: dates.letter,
        eventAt: '2033-06-15',
        side: 'borovia',
        signed: true,
        authenticity: 'verified',
        authenticityGround: 'Borovia confirmed the closing of the line in agreed minutes (E38, paragraph 3)',
        relations: [
          {
            kind: 'copy-of-paper',
            to: 'X2',
            place: 'chancery of the Border Service, Vess, volume 33/7, leaf 12',
            seal: 'round seal of the Committee, green ink, legible',
            at: '2033-07-02',
          },
        ],
        trap: 'Scanned eighteen days after receipt; the file’s date is not the letter’s. The verb is «приостановјаје», suspends. Paragraph 3 helps the respondent as well.',
      },
      scanned,
    ),
    exhibit(
      {
        id: 'E04',
        file: 'E04-letter-14-2-311-translation.docx',
        title: 'Letter no. 14/2-311, translation of the whole (Language Service)',
        class: 'admission',
        origin: { group: 'border-committee', says: 'Same act as E03, through the applicant’s translator' },
        provenance: from(
          'Language Service, Ministry of Foreign Affairs of Aurelia',
          '2033-06-16',
          'shared folder',
        ),
        madeAt: '2033-06-16',
        eventAt: '2033-06-15',
        side: 'aurelia',
        relations: [
          {
            kind: 'translation-of',
            to: 'E03',
            part: 'whole',
            certifiedBy: 'Language Service, Ministry of Foreign Affairs of Aurelia',
            at: '2033-06-16',
            note: 'renders «приостановјаје» (suspends) as "terminates"; made before the scan, from the paper',
          },
        ],
        trap: '"terminates" against "suspends" in the sworn extract E05: the stronger word is the applicant’s own.',
      },
      docx({
        office: ['Ministry of Foreign Affairs of Aurelia', 'Language Service'],
        colour: '#1f4e6b',
        blocks: letterTranslation,
        title: 'Translation LS-261/33',
        author: 'Language Service',
        created: '2033-06-16T08:12:00Z',
        modified: '2033-06-16T11:40:00Z',
        language: 'en-GB',
      }),
    ),
    exhibit(
      {
        id: 'E05',
        file: 'E05-letter-14-2-311-extract.pdf',
        title: 'Letter no. 14/2-311, extract in sworn translation, paragraphs 1 and 2',
        class: 'admission',
        origin: {
          group: 'border-committee',
          says: 'Same act as E03, through a sworn translator of a third State',
        },
        provenance: from('Sworn translator no. 88, Karst', '2035-01-11', 'registered post'),
        madeAt: '2035-01-09',
        eventAt: '2033-06-15',
        side: 'ostmark',
        signed: true,
        authenticity: 'verified',
        authenticityGround: 'seal of the court translator checked in the register at Karst',
        relations: [
          { kind: 'extract-of', to: 'E03', part: 'paragraphs 1 and 2', at: '2035-01-09' },
          {
            kind: 'translation-of',
            to: 'E03',
            part: 'paragraphs 1 and 2',
            certifiedBy: 'Sworn translator no. 88 at the District Court of Karst',
            at: '2035-01-09',
          },
          { kind: 'attachment-of', to: 'E29', note: 'annexed to note verbale no. 1' },
        ],
        trap: 'An extract: the two paragraphs left out are the ones that the respondent relies on. Its word is "suspends".',
      },
      pdf({
        office: ['Sworn Translator no. 88', 'District Court of Karst, Republic of Ostmark'],
        colour: '#6b3f1f',
        mark: 'ring',
        ref: 'Register no. 2035/14',
        date: longDate('2035-01-09'),
        blocks: letterExtract,
        madeAt: '2035-01-09',
        title: 'Extract of letter 14/2-311',
      }),
    ),
  ];
}
