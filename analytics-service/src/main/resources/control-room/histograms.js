// Energy spectrum and score distribution: the last minute, and since the service reads.
import {axis, chart, colour, powers, series} from './charts.js';
import {byId} from './dom.js';
import {compact, value} from './format.js';

let edges = [];
let scoreWidth = 0.25;
let threshold = 4;
let spectrum;
let scores;

const logarithmic = (floor) => ({
  distr: 3,
  range: (u, min, max) => [10 ** Math.floor(Math.log10(min > 0 ? min : floor)), 10 ** Math.ceil(Math.log10(max > 0 ? max : floor * 10))],
});

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
    scales: {x: {time: false, ...logarithmic(1)}, y: logarithmic(0.1)},
    axes: [axis({...powers, label: 'GeV', labelSize: 16, labelFont: '11px system-ui', labelGap: 0}), axis({...powers, size: 44})],
    series: [{label: 'GeV', value: (u, v) => (v == null ? '–' : value(v))},
      series('since start', 'accent', {}), series('last minute', 'second', {})],
  }, [[], [], []]);
  scores = chart(byId('chart-scores'), 230, {
    scales: {x: {time: false}, y: logarithmic(1)},
    axes: [axis(), axis({...powers, size: 44})],
    series: [{label: 'score', value: (u, v) => (v == null ? '–' : v.toFixed(2))},
      series('since start', 'accent', {value: (u, v) => (v == null ? '–' : compact(v))}),
      series('last minute', 'second', {value: (u, v) => (v == null ? '–' : compact(v))})],
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
  const data = [[], [], []];
  for (let bin = first; bin <= last; bin++) {
    const width = edges[bin + 1] - edges[bin];
    data[0].push(edges[bin]);
    data[1].push(total[bin] > 0 ? total[bin] / width : null);
    data[2].push(minute[bin] > 0 ? minute[bin] / width : null);
  }
  return data;
}

function counts(total, minute) {
  const last = Math.max(total.findLastIndex((n) => n > 0) + 1, Math.ceil((threshold + 1) / scoreWidth));
  const bins = Array.from({length: Math.min(last, total.length)}, (_, bin) => bin);
  return [bins.map((bin) => bin * scoreWidth), bins.map((bin) => total[bin] || null), bins.map((bin) => minute[bin] || null)];
}
