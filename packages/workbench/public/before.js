// The schema library would try whether it may make code from text; under the content policy even the try is a breach.
globalThis.__zod_globalConfig = { jitless: true };
