// Energy spectrum and score distribution: the last minute, and since the service reads.
import {axis, chart, colour, Decades, powers, series} from './charts.js';
import {byId} from './dom.js';
import {compact, value} from './format.js';

let edges = [];
let scoreWidth = 0.25;
let threshold = 4;
let spectrum;
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
  spectrum = chart(byId('chart-spectrum'), 230, {
    scales: {x: {time: false, distr: 3, range: (u, min, max) => [min ?? 1, max ?? 10]}, y: density.scale},
    axes: [axis({...powers, label: 'GeV', labelSize: 16, labelFont: '11px system-ui', labelGap: 0}), axis({...powers, size: 44})],
    series: [{label: 'GeV', value: (u, v) => (v == null ? '–' : value(v))},
      series('since start', 'accent', {value: density.read(value)}), series('last minute', 'second', {value: density.read(value)})],
  }, [[], [], []]);
  scores = chart(byId('chart-scores'), 230, {
    scales: {x: {time: false}, y: events.scale},
    axes: [axis(), axis({...powers, size: 44})],
    series: [{label: 'score', value: (u, v) => (v == null ? '–' : v.toFixed(2))},
      series('since start', 'accent', {value: events.read(compact)}), series('last minute', 'second', {value: events.read(compact)})],
    hooks: {draw: [drawThreshold]},
  }, [[], [], []]);
}

export function frame(given) {
  edges = given.energyEdges;
  scoreWidth = given.scoreBinWidth;
  threshold = given.flagThreshold;
}

export function show({snapshot}) {
  if (document.hidden || edges.length === 0) {
    return;
  }
  spectrum.setData(densities(snapshot.total.energy, snapshot.minute.energy));
  scores.setData(counts(snapshot.total.scores, snapshot.minute.scores));
}

/** Events per GeV between the first and the last bin that holds something. */
function densities(total, minute) {
  const first = Math.max(0, total.findIndex((n) => n > 0));
  const last = total.findLastIndex((n) => n > 0);
  const perGev = (counts) => counts.slice(first, last + 1).map((n, i) => n / (edges[first + i + 1] - edges[first + i]));
  return [edges.slice(first, last + 2), ...density.fit(closed(perGev(total)), closed(perGev(minute)))];
}

function counts(total, minute) {
  const last = Math.min(total.length, Math.max(total.findLastIndex((n) => n > 0) + 1, Math.ceil((threshold + 1) / scoreWidth)));
  const at = Array.from({length: last + 1}, (_, bin) => bin * scoreWidth);
  return [at, ...events.fit(closed(total.slice(0, last)), closed(minute.slice(0, last)))];
}

/** The last step needs an end. */
const closed = (bins) => (bins.length === 0 ? [0] : [...bins, bins.at(-1)]);
