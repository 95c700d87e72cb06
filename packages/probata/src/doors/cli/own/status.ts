// Says in a few lines what a matter holds and whether its ledger is sound.
import { z } from 'zod';
import { CATALOGUE } from '../../../app/rooms.ts';
import type { OwnCommand } from '../desk.ts';
import { EXIT } from '../outcome.ts';

const input = z.strictObject({});

export const statusCommand: OwnCommand = {
  name: 'status',
  summary: 'What this matter is, how large its ledger is, and whether it may be written to.',
  input,
  example: {},
  async run(_given, desk) {
    const folder = desk.matterFolder();
    const { facts } = await desk.open(folder);
    const open = facts.state !== 'read-only';
    return {
      answer: {
        title: facts.title,
        matter: facts.matter,
        folder,
        log: facts.origin,
        entries: facts.size,
        ledger: open ? 'sound' : 'read-only',
        ...(facts.reason === null ? {} : { reason: facts.reason }),
        ...(facts.notices.length === 0 ? {} : { notices: facts.notices }),
        ...(facts.notice === null ? {} : { notice: facts.notice }),
      },
      last: open
        ? `Look at it in the browser: probata serve ${desk.near(folder)}${CATALOGUE.tasks.has('vault.fsck') ? '; check every byte: probata fsck' : ''}`
        : 'Nothing can be entered until this is cleared up; what is held can be read.',
      code: open ? EXIT.done : EXIT.breach,
    };
  },
};
