// The latest flags with their explanation, and the latest rejects with their reason.
import {byId, element, text} from './dom.js';
import {oneIn, preciseClock, value} from './format.js';
import {buttons} from './judge.js';
import {field, indexOf, label, others, withUnit} from './schema.js';

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
    ` – observed ${withUnit(value(part.observed), part.unit)}, expected ${withUnit(value(part.expected), part.unit)}${off}; ${oneIn(part.pValue)} clean events looks as odd`
    + (features ? ` (${features})` : '') + '.');
}

/** A value as people read it: numbers short, identifiers whole. */
function shown(f, text) {
  return text == null ? '–' : isNumber(f) ? withUnit(value(Number(text)), f.unit) : text;
}

const isNumber = (f) => (f.type === 'number' || f.type === 'integer') && f !== field('EVENT_ID');

const valueOf = (f, role) => (field(role) ? shown(field(role), f.values[indexOf(role)]) : undefined);

/** The energy; where there is none the first number, with its name. */
function measure(f) {
  const [first, i] = others().find(([each]) => isNumber(each)) ?? [];
  return valueOf(f, 'ENERGY') ?? (first && `${label(first.name)} ${shown(first, f.values[i])}`);
}

const AXES = ['MOMENTUM_X', 'MOMENTUM_Y', 'MOMENTUM_Z'];

function momentum(f) {
  const axes = AXES.filter(field);
  const numbers = axes.map((axis) => value(Number(f.values[indexOf(axis)]))).join(', ');
  return axes.length === 0 ? undefined : `momentum ${withUnit(`(${numbers})`, field(axes[0]).unit)}`;
}

/** The record, and which element of its list where it holds many events. */
const place = (n) => `partition ${n.partition} offset ${n.offset}${n.index == null ? '' : ` index ${n.index}`}`;

/** All of the event that its line does not show. */
function details(f) {
  const id = valueOf(f, 'EVENT_ID');
  const further = others().filter(([, i]) => f.values[i] != null).map(([each, i]) => `${label(each.name)} ${shown(each, f.values[i])}`);
  return [id && `event ${id}`, `${f.timestamp.replace('T', ' ')} UTC`, momentum(f), ...further, place(f),
    isLabelled(f) && 'labelled as an anomaly by the sender'].filter(Boolean).join(', ');
}

const isLabelled = (f) => valueOf(f, 'LABEL') === 'true';

function flag(f) {
  const part = (name, content) => (content == null ? [] : [span(name, content)]);
  return element('details', {},
    element('summary', {}, span('score', `score ${f.score.toFixed(2)}`), span('when', preciseClock(f.timestamp)), ...part('what', valueOf(f, 'PARTICLE_TYPE')),
      ...part('number', measure(f)), ...part('what', valueOf(f, 'DETECTOR')), span('why', f.reasons.replace(/;/g, '  '))),
    element('div', {class: 'body'}, ...f.explanation.contributions.map(sentence), element('p', {class: 'quiet'}, details(f)), buttons(f)));
}

function reject(r) {
  return element('div', {class: 'row'}, span('bad', r.reason.replace(/_/g, ' ')), span('why', r.detail),
    span('quiet', place(r)));
}

let addFlags;
let addRejects;

export function start() {
  addFlags = list({
    id: 'flags', make: flag, held: () => byId('flags-hold').checked,
    words: (f) => [...f.values, f.reasons, f.timestamp, isLabelled(f) ? 'labelled' : ''].join(' '),
  });
  addRejects = list({id: 'rejects', make: reject, words: (r) => `${r.reason} ${r.reason.replace(/_/g, ' ')} ${r.detail}`});
}

export function show({flags, rejections}) {
  addFlags(flags);
  addRejects(rejections);
}
