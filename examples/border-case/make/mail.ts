/** E53: a thread of mails with attachments, one of them byte for byte an exhibit that is already in the file. */
import type { Exhibit } from './exhibit.ts';
import { handlingBook } from './flights.ts';
import { exhibit, from, utf8 } from './record.ts';
import { INVENTED } from './world.ts';

const CRLF = '\r\n';
/** RFC 2045 §6.8: lines of 76 characters. */
const folded = (bytes: Uint8Array): string =>
  (
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join(CRLF);
/** RFC 2047 §4.1. */
const word = (text: string): string => `=?UTF-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;

const BODY = [
  'Dear colleague,',
  '',
  'attached are the two files you asked for: the handling workbook as it came from Qamar, and the list of our calls on the hot line.',
  '',
  'On your question about the pictures: the clocks of cameras 118-2 and 121-1 stay on UTC+2 all year. In summer the log is one hour ahead of them. The clock sheet of 1 July 2033 shows a deviation of two seconds.',
  '',
  'From 15 June to 30 November 2033 we called the hot line 211 times. No call was answered.',
  '',
  'Border Service of Aurelia, Registry',
  '',
  '> On 16 January 2034 the Office of the Agent wrote:',
  '> Two questions before we file the pictures. Why does the camera say 01:44',
  '> when the log says 02:44? And do you have a record of the calls?',
  '>> On 15 January 2034 the Registry wrote:',
  '>> The stick with the log and the pictures left today by courier.',
  '',
  '-- ',
  INVENTED,
].join(CRLF);

const calls = (): string => {
  const rows = ['date;time;called from;rang (s);answered'];
  for (let i = 0; i < 211; i += 1) {
    const day = new Date(Date.UTC(2033, 5, 15 + Math.floor((i * 169) / 211))).toISOString().slice(0, 10);
    rows.push(
      `${day};${`${7 + ((i * 5) % 13)}`.padStart(2, '0')}:${`${(i * 17) % 60}`.padStart(2, '0')};duty desk Vess;${20 + ((i * 7) % 41)};no`,
    );
  }
  return [...rows, INVENTED, ''].join(CRLF);
};

function thread(): Uint8Array {
  const outer = 'b-33-118-outer';
  return utf8(
    [
      'Return-Path: <registry@border.aurelia.example>',
      'Received: from mail.border.aurelia.example by mail.agent.aurelia.example; Tue, 17 Jan 2034 10:21:08 +0200',
      'Date: Tue, 17 Jan 2034 10:21:02 +0200',
      `From: ${word('Pasienė Tarnybė, Registry')} <registry@border.aurelia.example>`,
      'To: Evidence registrar <evidence@agent.aurelia.example>',
      'Cc: Duty desk <duty@border.aurelia.example>',
      `Subject: ${word('Re: Stulpė 118, laikė / clocks and calls')}`,
      'Message-ID: <33-118-3@border.aurelia.example>',
      'In-Reply-To: <33-118-2@agent.aurelia.example>',
      'References: <33-118-1@border.aurelia.example> <33-118-2@agent.aurelia.example>',
      'MIME-Version: 1.0',
      `Content-Type: multipart/mixed; boundary="${outer}"`,
      '',
      `--${outer}`,
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      BODY,
      `--${outer}`,
      'Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      `Content-Disposition: attachment; filename="handling qamar copy.xlsx"`,
      'Content-Transfer-Encoding: base64',
      '',
      folded(handlingBook()),
      `--${outer}`,
      'Content-Type: text/csv; charset=utf-8',
      'Content-Disposition: attachment; filename="hotline-calls.csv"',
      'Content-Transfer-Encoding: base64',
      '',
      folded(utf8(calls())),
      `--${outer}--`,
      '',
    ].join(CRLF),
  );
}

/** Makes the mail. */
export const mail = (): readonly Exhibit[] => [
  exhibit(
    {
      id: 'E53',
      file: 'E53-registry-thread.eml',
      title: 'Border Service to the Agent’s Office, 17 January 2034, with two attachments',
      class: 'record',
      language: ['en', 'art-x-aurelian'],
      origin: { group: 'border-log-of-aurelia', says: 'Registry of the Border Service of Aurelia' },
      provenance: from(
        'Office of the Agent of Aurelia, mailbox evidence@',
        '2034-01-17',
        'saved from the mailbox as it came',
      ),
      madeAt: '2034-01-17T10:21:02+02:00',
      eventAt: '2033-06-15/2033-11-30',
      side: 'aurelia',
      privilege: 'work-product',
      consent: 'Agent’s Office may waive',
      relations: [
        {
          kind: 'duplicate-of',
          to: 'E22',
          part: 'attachment "handling qamar copy.xlsx"',
          note: 'byte for byte; a second name, no second source',
        },
      ],
      trap: 'The workbook under another name is E22, and was at the Border Service five days before it came to the Agent by the official road. The text explains the hour between camera and log. Work product: releasing it waives.',
    },
    thread(),
  ),
];
