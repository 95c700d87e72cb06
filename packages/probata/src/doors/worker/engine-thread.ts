// Where the engine thread begins: what was compiled before is taken from the cache, which halves the start.
import { enableCompileCache } from 'node:module';

enableCompileCache();
await import('./engine.ts');
