// The plain values that may be stored, hashed and sent: no functions, no dates, no undefined.
export type { Json as JsonValue, JsonObject } from '@probata/seal';
