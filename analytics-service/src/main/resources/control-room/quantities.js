// The configured histograms since the beginning of the dataset, one at a time, chosen by name.
import {axis, chart, Decades, discard, named, powers, series} from './charts.js';
import {byId, element, text} from './dom.js';
import {count, value} from './format.js';
import {unitOf, withUnit} from './schema.js';

let histograms = [];
let drawn;
let drawnAs = '';
const events = new Decades(0.5);

const chosen = () => histograms.find((h) => h.name === byId('quantity').value) ?? histograms[0];

/** What decides about the axes: another chart is needed when it changes. */
const kind = (h) => [h.name, h.scale, byId('quantity-log').checked].join();

function make(h) {
  if (drawn) {
    discard(drawn);
  }
  const logX = h.scale === 'log';
  const logY = byId('quantity-log').checked;
  drawn = chart(byId('chart-quantity'), 260, {
    scales: {
      x: {time: false, distr: logX ? 3 : 1, range: () => [h.edges[0], h.edges.at(-1)]},
      y: logY ? events.scale : {range: (u, min, max) => [0, Math.max(max, 1) * 1.08]},
    },
    axes: [axis({...(logX ? powers : {}), ...named(unitOf(h.quantity))}), axis(logY ? {...powers, size: 48} : {size: 56})],
    series: [{label: h.quantity, value: (u, v) => (v == null ? '–' : withUnit(value(v), unitOf(h.quantity)))},
      series('events', 'accent', {fill: logY ? undefined : 'rgba(80, 140, 255, .14)', value: logY ? events.read(count) : (u, v) => (v == null ? '–' : count(v))})],
  }, [[], []]);
  drawnAs = kind(h);
}

function draw() {
  const h = chosen();
  if (!h || document.hidden) {
    return;
  }
  if (drawnAs !== kind(h)) {
    make(h);
  }
  // The last step needs an end.
  const counts = [...h.counts, h.counts.at(-1)];
  drawn.setData([h.edges, ...(byId('quantity-log').checked ? events.fit(counts) : [counts])]);
  tell(h);
}

function tell(h) {
  const inside = h.counts.reduce((sum, n) => sum + n, 0);
  const fullest = h.counts.indexOf(Math.max(...h.counts));
  const beside = [['below', h.underflow], ['beyond', h.overflow], ['no number', h.undefined], ['without a partner', h.unpaired]]
    .filter(([, n]) => n > 0).map(([what, n]) => `, ${count(n)} ${what}`).join('');
  text(byId('quantity-counts'), `${count(inside)} in range${beside}`);
  text(byId('quantity-peak'), inside === 0 ? 'nothing yet'
    : `fullest bin ${value(h.edges[fullest])} to ${withUnit(value(h.edges[fullest + 1]), unitOf(h.quantity))}: ${count(h.counts[fullest])}`);
}

export function start() {
  byId('quantity').addEventListener('change', draw);
  byId('quantity-log').addEventListener('change', draw);
}

export function show(update) {
  if (update.histograms == null) {
    return;
  }
  histograms = update.histograms;
  byId('quantities').hidden = histograms.length === 0;
  const select = byId('quantity');
  const names = histograms.map((h) => h.name);
  if (names.join() !== [...select.options].map((option) => option.value).join()) {
    select.replaceChildren(...histograms.map((h) => element('option', {value: h.name}, `${h.name} (${h.quantity}${unitOf(h.quantity) ? `, ${unitOf(h.quantity)}` : ''})`)));
  }
  draw();
}
