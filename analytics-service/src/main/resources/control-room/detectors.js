// Particle mix, and each detector against the median of all.
import {byId, element, keyed, text} from './dom.js';
import {compact, count, percent} from './format.js';

const MOST_DETECTORS = 400;
const MOST_PARTICLES = 12;

export function show({snapshot}) {
  showMix(snapshot.minute.particles, snapshot.total.particles);
  showMap(snapshot.detectors);
}

function showMix(minute, total) {
  const all = Object.values(minute).reduce((sum, n) => sum + n, 0);
  const most = Object.entries(total).sort((a, b) => b[1] - a[1]).slice(0, MOST_PARTICLES)
    .map(([name]) => ({name, share: all === 0 ? 0 : (minute[name] ?? 0) / all, events: minute[name] ?? 0}));
  const largest = Math.max(1e-9, ...most.map((p) => p.share));
  keyed(byId('mix'), most, (p) => p.name,
    () => element('li', {}, element('span', {class: 'name'}),
      element('span', {class: 'track', 'aria-hidden': 'true'}, element('span', {class: 'bar'})), element('span', {class: 'number'})),
    (li, p) => {
      text(li.children[0], p.name);
      li.children[1].firstChild.style.width = `${(100 * p.share) / largest}%`;
      text(li.children[2], all === 0 ? '–' : percent(p.events, all));
    });
}

function showMap(detectors) {
  const odd = detectors.filter((d) => d.state === 'dead' || d.state === 'hot');
  const quiet = detectors.length > 0 && detectors.every((d) => d.state === 'quiet');
  const verdict = odd.length === 0 ? 'none is dead or hot' : odd.slice(0, 5).map((d) => `${d.name} is ${d.state}`).join(', ');
  text(byId('detector-summary'), detectors.length === 0 ? 'no events yet'
    : `${detectors.length} detectors; ${quiet ? 'too few events in the last minute to tell' : verdict}`);
  keyed(byId('detectors'), detectors.slice(0, MOST_DETECTORS), (d) => d.name,
    () => element('li', {}, element('span', {class: 'name'}), element('span')),
    (li, d) => {
      li.dataset.state = d.state;
      text(li.children[0], d.name);
      text(li.children[1], `${compact(d.events)}${d.state === 'ok' || d.state === 'quiet' ? '' : ` ${d.state}`}`);
      li.title = `${d.name}: ${d.state}, ${count(d.events)} events in the last minute, ${d.ratio.toFixed(2)} of the median, `
        + `${count(d.flagged)} flagged; ${count(d.total)} in all`;
    });
}
