// A real reader's watchdog around a parser that never comes back.
import { watchOverMyself } from '../../../../src/adapters/extract/watchdog.ts';
import { onJob } from './base.ts';

watchOverMyself();
onJob(() => {
  for (;;);
});
