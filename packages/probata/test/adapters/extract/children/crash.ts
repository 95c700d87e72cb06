// A reader that dies at every file.
import { onJob } from './base.ts';

onJob(() => process.kill(process.pid, 'SIGKILL'));
