// A reader that never comes back.
import { onJob } from './base.ts';

onJob(() => {
  for (;;);
});
