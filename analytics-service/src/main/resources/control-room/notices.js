// The latest flags with their explanation, and the latest rejects with their reason.
import {byId, element, text} from './dom.js';
import {oneIn, preciseClock, value} from './format.js';

const MOST = 200;

/** A list, the newest first, that can be filtered and held. */
function list({id, make, words, held = () => false}) {
  const place = byId(id);
  const filter = byId(`${id}-filter`);
  let waiting = [];

  const fits = (node) => node.dataset.words.includes(filter.value.trim().toLowerCase());
  const refilter = () => {
    let shown = 0;
    for (const node of place.children) {
      node.hidden = !fits(node);
      shown += node.hidden ? 0 : 1;
    }
    text(byId(`${id}-shown`), `the latest ${place.children.length}${filter.value ? `, ${shown} of them shown` : ''}`);
  };
  filter.addEventListener('input', refilter);

  return (entries) => {
    waiting.push(...entries);
    waiting = waiting.slice(-MOST);
    if (waiting.length === 0 || held()) {
      return;
    }
    const nodes = waiting.reverse().map(({value: notice}) => {
      const node = make(notice);
      node.dataset.words = words(notice).toLowerCase();
      return node;
    });
    waiting = [];
    place.prepend(...nodes);
    while (place.children.length > MOST) {
      place.lastElementChild.remove();
    }
    refilter();
  };
}

const span = (name, content) => element('span', {class: name}, content);

function sentence(part) {
  const features = Object.entries(part.features).map(([name, x]) => `${name} ${value(x)}`).join(', ');
  const off = part.pull === 0 ? '' : `, ${value(part.pull)} times its usual deviation`;
  return element('p', {}, element('strong', {}, part.layer.replace(/_/g, ' ')),
    ` – observed ${value(part.observed)}, expected ${value(part.expected)}${off}; ${oneIn(part.pValue)} clean events looks as odd`
    + (features ? ` (${features})` : '') + '.');
}

function flag(f) {
  return element('details', {},
    element('summary', {}, span('score', `score ${f.score.toFixed(2)}`), span('when', preciseClock(f.timestamp)), span('what', f.particleType),
      span('number', `${value(f.energyGev)} GeV`), span('what', f.detector), span('why', f.reasons.replace(/;/g, '  '))),
    element('div', {class: 'body'}, ...f.explanation.contributions.map(sentence),
      element('p', {class: 'quiet'}, `event ${f.eventId}, ${f.timestamp.replace('T', ' ')} UTC, momentum (${value(f.momentumX)}, ${value(f.momentumY)}, `
        + `${value(f.momentumZ)}) GeV, partition ${f.partition} offset ${f.offset}${f.labelled ? ', labelled as an anomaly by the sender' : ''}`)));
}

function reject(r) {
  return element('div', {class: 'row'}, span('bad', r.reason.replace(/_/g, ' ')), span('why', r.detail),
    span('quiet', `partition ${r.partition} offset ${r.offset}`));
}

let addFlags;
let addRejects;

export function start() {
  addFlags = list({
    id: 'flags', make: flag, held: () => byId('flags-hold').checked,
    words: (f) => [f.particleType, f.detector, f.reasons, f.eventId, f.timestamp, f.labelled ? 'labelled' : ''].join(' '),
  });
  addRejects = list({id: 'rejects', make: reject, words: (r) => `${r.reason} ${r.reason.replace(/_/g, ' ')} ${r.detail}`});
}

export function show({flags, rejections}) {
  addFlags(flags);
  addRejects(rejections);
}
