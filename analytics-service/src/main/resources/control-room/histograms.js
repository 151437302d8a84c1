// Spectra of the measures, one at a time, and score distribution: the last minute, and since the service reads.
import {axis, chart, colour, Decades, discard, named, powers, series} from './charts.js';
import {byId, element, text} from './dom.js';
import {compact, value} from './format.js';
import {title} from './schema.js';

let measures = [];
let latest;
let scoreWidth = 0.25;
let threshold = 4;
let spectrum;
let drawnAs = '';
let scores;

const density = new Decades();
const events = new Decades(0.5);

function drawThreshold(u) {
  const x = Math.round(u.valToPos(threshold, 'x', true));
  const {top, height, left, width} = u.bbox;
  if (x < left || x > left + width) {
    return;
  }
  const c = u.ctx;
  c.save();
  c.strokeStyle = colour('bad');
  c.fillStyle = colour('bad');
  c.setLineDash([5, 4]);
  c.lineWidth = devicePixelRatio;
  c.beginPath();
  c.moveTo(x, top);
  c.lineTo(x, top + height);
  c.stroke();
  c.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
  c.textAlign = 'left';
  c.fillText('flagged', x + 5 * devicePixelRatio, top + 12 * devicePixelRatio);
  c.restore();
}

export function start() {
  byId('measure').addEventListener('change', () => latest && showSpectrum(latest));
  scores = chart(byId('chart-scores'), 230, {
    scales: {x: {time: false}, y: events.scale},
    axes: [axis(), axis({...powers, size: 44})],
    series: [{label: 'score', value: (u, v) => (v == null ? '–' : v.toFixed(2))},
      series('since start', 'accent', {value: events.read(compact)}), series('last minute', 'second', {value: events.read(compact)})],
    hooks: {draw: [drawThreshold]},
  }, [[], [], []]);
}

export function frame(given) {
  measures = given.measures;
  scoreWidth = given.scoreBinWidth;
  threshold = given.flagThreshold;
  byId('measures').hidden = measures.length < 2;
  const names = measures.map((m) => (m.unit ? `${m.name}, ${m.unit}` : m.name));
  if (names.join() !== [...byId('measure').options].map((option) => option.textContent).join()) {
    byId('measure').replaceChildren(...names.map((name, i) => element('option', {value: i}, name)));
  }
}

export function show({snapshot}) {
  latest = snapshot;
  if (document.hidden) {
    return;
  }
  if (measures.length > 0) {
    showSpectrum(snapshot);
  }
  scores.setData(counts(snapshot.total.scores, snapshot.minute.scores));
}

function showSpectrum({total, minute}) {
  const chosen = Number(byId('measure').value) || 0;
  const measure = measures[chosen];
  const zero = measure.edges.indexOf(0);
  const isLinear = total.spectra[chosen].slice(0, Math.max(0, zero)).some((n) => n > 0);
  const kind = `${measure.name} ${isLinear}`;
  if (drawnAs !== kind) {
    makeSpectrum(measure, isLinear);
    drawnAs = kind;
  }
  spectrum.setData(densities(measure.edges, isLinear ? 0 : Math.max(0, zero), total.spectra[chosen], minute.spectra[chosen]));
}

/** A logarithmic axis has no room for zero and what is below it. */
function makeSpectrum(measure, isLinear) {
  if (spectrum) {
    discard(spectrum);
  }
  const heading = byId('h-spectrum');
  text(heading.firstElementChild, `${title(measure.name)} spectrum`);
  text(heading.lastElementChild, `events per ${measure.unit || `unit of ${measure.name}`}`);
  const below = measure.unit || measure.name;
  spectrum = chart(byId('chart-spectrum'), 230, {
    scales: {x: {time: false, distr: isLinear ? 1 : 3, range: (u, min, max) => [min ?? 1, max ?? 10]}, y: density.scale},
    axes: [axis({...(isLinear ? {} : powers), ...named(below)}), axis({...powers, size: 44})],
    series: [{label: below, value: (u, v) => (v == null ? '–' : value(v))},
      series('since start', 'accent', {value: density.read(value)}), series('last minute', 'second', {value: density.read(value)})],
  }, [[], [], []]);
}

/** Events per unit between the first and the last bin, from a certain one on, that holds something. */
function densities(edges, from, total, minute) {
  const first = Math.max(from, total.findIndex((n, bin) => bin >= from && n > 0));
  const last = Math.max(first, total.findLastIndex((n) => n > 0));
  const perUnit = (counts) => counts.slice(first, last + 1).map((n, i) => n / (edges[first + i + 1] - edges[first + i]));
  const shownEdges = edges.slice(first, last + 2).map((edge) => (edge === 0 && from > 0 ? edges[from + 1] / 2 : edge));
  return [shownEdges, ...density.fit(closed(perUnit(total)), closed(perUnit(minute)))];
}

function counts(total, minute) {
  const last = Math.min(total.length, Math.max(total.findLastIndex((n) => n > 0) + 1, Math.ceil((threshold + 1) / scoreWidth)));
  const at = Array.from({length: last + 1}, (_, bin) => bin * scoreWidth);
  return [at, ...events.fit(closed(total.slice(0, last)), closed(minute.slice(0, last)))];
}

/** The last step needs an end. */
const closed = (bins) => (bins.length === 0 ? [0] : [...bins, bins.at(-1)]);
