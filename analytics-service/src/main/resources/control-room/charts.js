// What all charts share: colours of the scheme, size of the room, log axes.

import {value} from './format.js';

const charts = new Set();
const watches = new WeakMap();

export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** A stroke that follows the colour scheme. */
export const stroke = (name) => () => colour(name);

export function axis(options = {}) {
  return {
    stroke: stroke('quiet'),
    grid: {stroke: stroke('grid'), width: 1},
    ticks: {stroke: stroke('grid'), width: 1, size: 5},
    font: '11px system-ui, "DejaVu Sans", sans-serif',
    ...options,
  };
}

/** A word below an axis, such as its unit. */
export const named = (label) => (label ? {label, labelSize: 16, labelFont: '11px system-ui', labelGap: 0} : {});

const twoDigits = (n) => String(n).padStart(2, '0');

/** Times of day below a time axis, UTC; seconds only where ticks are closer than a minute. */
export function timesOfDay(u, ticks, axisIndex, space, step) {
  return ticks.map((tick) => {
    const at = new Date(tick * 1000);
    const minutes = `${twoDigits(at.getUTCHours())}:${twoDigits(at.getUTCMinutes())}`;
    return step < 60 ? `${minutes}:${twoDigits(at.getUTCSeconds())}` : minutes;
  });
}

const PIXELS_PER_TICK = {0: 38, 1: 24};

/** Ticks of a log axis: powers of ten, as many as there is room for. */
export const powers = {
  splits: (u, axisIndex, from, to) => {
    const first = Math.ceil(Math.log10(from) - 1e-9);
    const last = Math.floor(Math.log10(to) + 1e-9);
    const room = (axisIndex === 0 ? u.bbox.width : u.bbox.height) / devicePixelRatio / PIXELS_PER_TICK[axisIndex];
    const step = Math.max(1, Math.ceil((last - first) / Math.max(1, room)));
    return Array.from({length: Math.floor((last - first) / step) + 1}, (_, i) => 10 ** (first + i * step));
  },
  values: (u, ticks) => ticks.map((tick) => superscript(Math.round(Math.log10(tick)))),
  filter: (u, ticks) => ticks,
};

function superscript(power) {
  if (power >= -1 && power <= 3) {
    return String(power === -1 ? 0.1 : 10 ** power);
  }
  return `10${[...String(power)].map((c) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[c] ?? '⁻').join('')}`;
}

/** Bins as steps. */
export const series = (label, name, extra) => ({
  label, stroke: stroke(name), width: 1.8, points: {show: false}, paths: (u, ...rest) => uPlot.paths.stepped({align: 1})(u, ...rest),
  value: (u, v) => (v == null ? '–' : value(v)), ...extra,
});

/**
 * A logarithmic axis has no zero. A gap instead would draw a bin between two empty ones as a mere spike, so that empty bins
 * stand just below the axis: their neighbours' steps keep their width, and they themselves are out of sight.
 */
export class Decades {
  /** @param lowest where the axis begins; without it, where the smallest value demands it */
  constructor(lowest) {
    this.lowest = lowest;
    this.limits = [lowest ?? 1, 10];
    this.scale = {distr: 3, range: () => this.limits};
  }

  /** Lays the axis around what there is, and gives the values that can be drawn. */
  fit(...series) {
    const values = series.flat().filter((n) => n > 0);
    const least = values.reduce((a, b) => Math.min(a, b), Infinity);
    const most = values.reduce((a, b) => Math.max(a, b), 0);
    if (most > 0) {
      const bottom = this.lowest ?? 10 ** Math.floor(Math.log10(least) - 0.3);
      this.limits = [bottom, Math.max(10 ** Math.ceil(Math.log10(most)), bottom * 10)];
    }
    return series.map((each) => each.map((n) => (n > 0 ? n : this.limits[0] / 10)));
  }

  /** How a value reads that fit() may have put below the axis. */
  read(format) {
    return (u, v) => (v == null ? '–' : format(v < this.limits[0] ? 0 : v));
  }
}

/** Makes a chart that fills its place. */
export function chart(place, height, options, data) {
  const made = new uPlot({
    width: place.clientWidth || 300,
    height,
    padding: [8, 18, 0, 0],
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    cursor: {points: {size: 6}, drag: {x: false, y: false}},
    ...options,
  }, data, place);
  charts.add(made);
  const watch = new ResizeObserver(() => {
    if (place.clientWidth > 0 && place.clientWidth !== made.width) {
      made.setSize({width: place.clientWidth, height});
    }
  });
  watch.observe(place);
  watches.set(made, watch);
  return made;
}

/** Takes a chart away for good. */
export function discard(made) {
  charts.delete(made);
  watches.get(made).disconnect();
  made.destroy();
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => charts.forEach((each) => each.redraw(false, true)));
