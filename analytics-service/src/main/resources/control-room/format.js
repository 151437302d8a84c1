// Numbers as people read them.

const whole = new Intl.NumberFormat('en', {maximumFractionDigits: 0});
const three = new Intl.NumberFormat('en', {maximumSignificantDigits: 3});
const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P'];
const four = new Intl.NumberFormat('en', {maximumSignificantDigits: 4});

export const count = (n) => whole.format(n);

/** Three digits and a prefix: 12.3k, 4.56M. */
export function compact(n) {
  let size = n;
  let prefix = 0;
  while (Math.abs(size) >= 999.5 && prefix < PREFIXES.length - 1) {
    size /= 1000;
    prefix++;
  }
  return three.format(size) + PREFIXES[prefix];
}

export function rate(perSecond) {
  return perSecond === 0 ? '0' : perSecond < 10 ? three.format(perSecond) : compact(perSecond);
}

export function seconds(age) {
  if (age < 10) {
    return `${age.toFixed(1)} s`;
  }
  if (age < 120) {
    return `${Math.round(age)} s`;
  }
  return age < 7200 ? `${Math.round(age / 60)} min` : `${Math.round(age / 3600)} h`;
}

export function bytes(n) {
  return n < 0 ? 'unknown' : `${compact(n).replace(/([a-zA-Z]?)$/, ' $1')}B`;
}

export const percent = (part, all) => (all === 0 ? '–' : `${three.format((100 * part) / all)} %`);

/** A measured number, whatever its size. */
export function value(x) {
  const size = Math.abs(x);
  return size !== 0 && (size < 1e-3 || size >= 1e6) ? x.toExponential(2) : four.format(x);
}

/** How rare: one in so many. */
export function oneIn(p) {
  return p < 1e-12 ? 'fewer than 1 in 10¹²' : `1 in ${compact(1 / p)}`;
}

/** Time of day of a timestamp on the wire, to the second: wire, files, log and page are all in UTC. */
export const clock = (timestamp) => `${timestamp.slice(11, 19)} UTC`;

/** The same to the millisecond. */
export const preciseClock = (timestamp) => `${timestamp.slice(11, 23)} UTC`;

/** A sentence whose timestamps are those of the wire, for people. */
export const inUtc = (sentence) => sentence.replace(/(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?Z?/g, '$1 $2 UTC');

/** How many of what. */
export const counted = (n, unit) => `${count(n)} ${unit}`;
