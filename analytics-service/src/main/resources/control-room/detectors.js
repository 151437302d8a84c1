// Particle mix, what the watch thinks of each detector, its alarms, and what the layers are doing.
import {byId, element, keyed, text} from './dom.js';
import {clock, compact, counted, inUtc, percent} from './format.js';
import {newNormal} from './judge.js';

const MOST_DETECTORS = 400;
const MOST_PARTICLES = 12;

const words = (name) => name.replace(/_/g, ' ');

let modelNanos = {};

export function frame(given) {
  modelNanos = given.modelNanos;
}

export function show({snapshot}) {
  showMix(snapshot.minute.particles, snapshot.total.particles);
  showMap(snapshot.detectors);
  showAlarms(snapshot.alarms, snapshot.openAlarms);
  showLayers(snapshot.layers, snapshot.judged);
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

function summary(detectors) {
  if (detectors.length === 0) {
    return 'no events yet';
  }
  const bad = detectors.filter((d) => d.state === 'bad');
  const told = detectors.filter((d) => d.state !== 'unknown');
  const verdict = bad.length > 0 ? `bad: ${bad.slice(0, 5).map((d) => d.name).join(', ')}${bad.length > 5 ? ' …' : ''}`
    : told.length === detectors.length ? 'none is bad' : told.length > 0 ? `none of the ${told.length} that are judged is bad`
      : `unknown: ${inUtc(detectors[0].reason)}`;
  return `${detectors.length} detectors; ${verdict}`;
}

function showMap(detectors) {
  text(byId('detector-summary'), summary(detectors));
  keyed(byId('detectors'), detectors.slice(0, MOST_DETECTORS), (d) => d.name,
    () => element('li', {}, element('span', {class: 'name'}), element('span')),
    (li, d) => {
      li.dataset.state = d.state;
      text(li.children[0], d.name);
      text(li.children[1], `${compact(d.events)}/min${d.state === 'good' || d.state === 'unknown' ? '' : ` ${d.state}`}`);
      li.title = `${d.name}: ${d.state}${d.since ? ` since ${inUtc(d.since)}` : ''}, ${inUtc(d.reason)}. `
        + `${counted(d.events, 'events')} in the last minute, ${counted(d.flagged, 'events')} flagged; ${counted(d.total, 'events')} in all`;
    });
}

function showAlarms(alarms, {open, reason}) {
  byId('alarms').dataset.empty = open == null ? `unknown: ${inUtc(reason)}` : 'none so far';
  keyed(byId('alarms'), alarms, (a) => `${a.detector} ${a.observable} ${a.raised}`,
    (a) => element('li', {}, element('span', {class: 'when'}), element('strong'), element('span', {class: 'why'}), newNormal(a.detector)),
    (li, a) => {
      li.children[3].hidden = Boolean(a.cleared);
      li.dataset.state = a.cleared ? 'good' : 'bad';
      text(li.children[0], clock(a.raised));
      text(li.children[1], `${a.detector}${a.cleared ? '' : ' open'}`);
      text(li.children[2], `${inUtc(a.reason)}${a.cleared ? `; over at ${clock(a.cleared)}` : ''}`);
    });
}

/** What a model that is tried would have flagged. */
const tried = ({tried: t, eventsSeen}) => (t
  ? `would have flagged ${counted(t.wouldFlag, 'events')} of ${compact(eventsSeen)}, ${compact(t.alsoFlagged)} of them are flagged` : '');

const cost = ({layer}) => (modelNanos[layer] ? `${compact(modelNanos[layer])} ns an event` : '');

/** What people have said of its flags, with the interval that holds the true share in 19 of 20 cases. */
const judged = (p) => (p?.precision == null ? '' : `${p.real} of ${counted(p.real + p.false, 'judged flags')} real: `
  + `${percent(p.precision, 1)} (${percent(p.from, 1)} to ${percent(p.to, 1)})`);

function showLayers(layers, verdicts) {
  keyed(byId('layers'), layers, (l) => l.layer,
    () => element('li', {}, element('span', {class: 'name'}), element('span', {class: 'what'}), element('span', {class: 'why'})),
    (li, l) => {
      li.dataset.state = l.state;
      text(li.children[0], words(l.layer));
      text(li.children[1], words(l.state));
      text(li.children[2], [l.reason, tried(l), l.reason || l.tried ? '' : `${compact(l.eventsSeen)} events seen`, cost(l), judged(verdicts[l.layer] ?? l.tried?.judged)].filter(Boolean).join('; '));
    });
}
