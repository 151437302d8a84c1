// What all charts share: colours of the scheme, size of the room, log axes.

const charts = new Set();

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

/** Ticks of a log axis: powers of ten. */
export const powers = {
  splits: (chart, side, from, to) => {
    const ticks = [];
    for (let power = Math.ceil(Math.log10(from) - 1e-9); power <= Math.log10(to) + 1e-9; power++) {
      ticks.push(10 ** power);
    }
    return ticks;
  },
  values: (chart, ticks) => ticks.map((tick) => superscript(Math.round(Math.log10(tick)))),
  filter: (chart, ticks) => ticks,
};

function superscript(power) {
  if (power >= 0 && power <= 3) {
    return String(10 ** power);
  }
  return `10${[...String(power)].map((c) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[c] ?? '⁻').join('')}`;
}

/** Makes a chart that fills its place. */
export function chart(place, height, options, data) {
  const made = new uPlot({
    width: place.clientWidth || 300,
    height,
    padding: [8, 8, 0, 0],
    cursor: {points: {size: 6}, drag: {x: false, y: false}},
    ...options,
  }, data, place);
  charts.add(made);
  new ResizeObserver(() => {
    if (place.clientWidth > 0 && place.clientWidth !== made.width) {
      made.setSize({width: place.clientWidth, height});
    }
  }).observe(place);
  return made;
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => charts.forEach((each) => each.redraw(false, true)));
