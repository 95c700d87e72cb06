// What Node adds: its own fast SHA-256. The one file of the seal that touches node: modules.
import { hash } from 'node:crypto';
import { adoptSha256 } from './hash.ts';

// Importing this file is the whole of it: from here on `sha256` is the platform's, after it agreed with ours.
adoptSha256((bytes) => hash('sha256', bytes, 'buffer'));
