// Exponential and logarithm worked out from plain arithmetic, so that a run gives the same bytes on any machine.

// ECMAScript leaves the last digits of Math.exp and Math.log to the engine. Addition, multiplication, division and
// square root are exact by IEEE 754, and so is all that is built from them alone, in this order.

const LN2_HIGH = 0x162e42fee / 8_589_934_592; // 33 significant bits: k times it is exact for |k| < 2^20
const LN2_LOW = 1.9082149292705877e-10;
// One double and its two halves share these bytes; which half holds the exponent depends on the machine's byte order.
const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);
double[0] = 1;
const HIGH = halves[1] === 0x3ff00000 ? 1 : 0;

// Powers of two from 2^-1074 to 2^1023, each exact: scaling by a table is quicker than writing an exponent into a double.
const POWERS = new Float64Array(2098);
for (let k = 0, power = 5e-324; k < POWERS.length; k += 1, power *= 2) POWERS[k] = power;

/** e^x to within an ulp or so; 0 below -745.2, Infinity above 709.8. */
export function exp(x: number): number {
  if (!(x < 709.782712893384)) return Number.isNaN(x) ? Number.NaN : Number.POSITIVE_INFINITY;
  if (x < -745.133219101941) return 0;
  const k = Math.round(x / (LN2_HIGH + LN2_LOW));
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  // Taylor's series to the 14th power: |r| < 0.35, so that the next term is below 2^-60.
  let sum = 1 / 87_178_291_200;
  sum = sum * r + 1 / 6_227_020_800;
  sum = sum * r + 1 / 479_001_600;
  sum = sum * r + 1 / 39_916_800;
  sum = sum * r + 1 / 3_628_800;
  sum = sum * r + 1 / 362_880;
  sum = sum * r + 1 / 40_320;
  sum = sum * r + 1 / 5_040;
  sum = sum * r + 1 / 720;
  sum = sum * r + 1 / 120;
  sum = sum * r + 1 / 24;
  sum = sum * r + 1 / 6;
  sum = sum * r + 1 / 2;
  // What the subtraction of `low` rounded away is given back in first order.
  const lost = high - r - low;
  const value = 1 + (r + (r * r * sum + lost));
  return scale(value, k);
}

/** Natural logarithm to within an ulp or so; -Infinity at 0, NaN below. */
export function log(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (!(x > 0)) return Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  let m = x;
  let k = 0;
  if (m < 2.2250738585072014e-308) {
    m *= 18_014_398_509_481_984; // 2^54: a subnormal number has no exponent of its own
    k = -54;
  }
  double[0] = m;
  const exponent = ((halves[HIGH] as number) >>> 20) - 1023;
  k += exponent;
  m *= POWERS[1074 - exponent] as number;
  if (m > Math.SQRT2) {
    m *= 0.5;
    k += 1;
  }
  // log m = 2 atanh s with s = (m - 1) / (m + 1), written as f - s (f - R) to keep the last digits of f.
  const f = m - 1;
  const s = f / (m + 1);
  const z = s * s;
  let r = 1 / 23;
  r = r * z + 1 / 21;
  r = r * z + 1 / 19;
  r = r * z + 1 / 17;
  r = r * z + 1 / 15;
  r = r * z + 1 / 13;
  r = r * z + 1 / 11;
  r = r * z + 1 / 9;
  r = r * z + 1 / 7;
  r = r * z + 1 / 5;
  r = r * z + 1 / 3;
  const tail = 2 * z * r;
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + tail) + k * LN2_LOW) - f);
}

// For `nearLog`: the logarithm at the middle of each of 1,024 parts of the octave from 1 to 2, and one over that middle.
const MIDDLES = Float64Array.from({ length: 1024 }, (_, i) => 1 + (i + 0.5) / 1024);
const LOGS = Float64Array.from(MIDDLES, log);
const INVERSES = Float64Array.from(MIDDLES, (middle) => 1 / middle);

/** How far `nearLog` may be from the logarithm; it is at most a hundredth of this in fact. */
export const NEAR_LOG_ERROR = 1e-11;

/**
 * The natural logarithm of a normal positive number to within NEAR_LOG_ERROR, in a third of the time: for deciding where
 * the whole logarithm is worth its cost, never for a figure that is shown.
 */
export function nearLog(x: number): number {
  double[0] = x;
  const high = halves[HIGH] as number;
  const k = (high >>> 20) - 1023;
  const part = (high >>> 10) & 1023;
  // |r| <= 2^-11, so that the next term of the series is below 2^-46.
  const r = x * (POWERS[1074 - k] as number) * (INVERSES[part] as number) - 1;
  return k * Math.LN2 + ((LOGS[part] as number) + r * (1 - r * (0.5 - r * (1 / 3))));
}

/** log(1 + x) without the loss near zero. */
export function log1p(x: number): number {
  const u = 1 + x;
  if (u === 1) return x;
  if (u === Number.POSITIVE_INFINITY || !(u > 0)) return log(u);
  // The rounding of 1 + x is undone in proportion (a device of Kahan's).
  return (log(u) * x) / (u - 1);
}

/** x to a real power, for x above zero. */
export function power(x: number, exponent: number): number {
  return exp(exponent * log(x));
}

// The operator ** is the engine's own too; products are not.

export function square(x: number): number {
  return x * x;
}

export function cube(x: number): number {
  return x * x * x;
}

/** x to a whole power, zero or more, by repeated multiplication. */
export function wholePower(x: number, exponent: number): number {
  let result = 1;
  for (let i = 0; i < exponent; i += 1) result *= x;
  return result;
}

function scale(value: number, k: number): number {
  if (k >= -1022 && k <= 1023) return value * (POWERS[1074 + k] as number);
  // In two steps, so that neither factor leaves the range of a double.
  const first = k > 0 ? 1023 : -1022;
  return scale(scale(value, first), k - first);
}

/** cos(π u): the angle is brought into an eighth of a turn first, then by Taylor's series; within an ulp or so of 1. */
export function cosinePi(u: number): number {
  let v = Math.abs(u) % 2;
  if (v > 1) v = 2 - v;
  const sign = v > 0.5 ? -1 : 1;
  if (v > 0.5) v = 1 - v;
  return sign * (v <= 0.25 ? cosineSeries(Math.PI * v) : sineSeries(Math.PI * (0.5 - v)));
}

function cosineSeries(x: number): number {
  const z = x * x;
  let sum = 1;
  for (let k = 18; k >= 2; k -= 2) sum = 1 - (z / (k * (k - 1))) * sum;
  return sum;
}

function sineSeries(x: number): number {
  const z = x * x;
  let sum = 1;
  for (let k = 19; k >= 3; k -= 2) sum = 1 - (z / (k * (k - 1))) * sum;
  return x * sum;
}
