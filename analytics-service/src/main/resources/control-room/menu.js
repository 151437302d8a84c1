// The trigger menu: what it demands, what it accepts, and what another one would.
import {beside, byId, element, keyed, text} from './dom.js';
import {count, percent, value} from './format.js';
import {unitOf, withUnit} from './schema.js';

let selections = [];

function words(conditions) {
  const each = Object.entries(conditions).map(([quantity, c]) => {
    if (c.in) {
      return `${quantity} in ${c.in.join(', ')}`;
    }
    const bound = (x) => withUnit(value(x), unitOf(quantity));
    return `${c.min == null ? '' : `${bound(c.min)} ≤ `}${quantity}${c.max == null ? '' : ` ≤ ${bound(c.max)}`}`;
  });
  return each.length === 0 ? 'every event' : each.join(' and ');
}

/** As it would stand under analytics.selections. */
function yaml(selection) {
  const conditions = Object.entries(selection.conditions).map(([quantity, c]) => {
    const inner = c.in ? `in: [${c.in.join(', ')}]`
      : ['min', 'max'].filter((bound) => c[bound] != null).map((bound) => `${bound}: ${c[bound]}`).join(', ');
    return `${quantity}: {${inner}}`;
  });
  return `${selection.name}: {${[...conditions, `prescale: ${selection.prescale}`, ...(selection.enabled ? [] : ['enabled: false'])].join(', ')}}`;
}

export async function load() {
  const answer = await fetch(beside('actuator/selections'));
  if (!answer.ok) {
    return;
  }
  const menu = await answer.json();
  selections = menu.selections;
  text(byId('menu-hash'), `configuration ${menu.configuration}`);
  const draft = byId('try-menu');
  if (draft.value === '') {
    draft.value = selections.map(yaml).join('\n');
  }
}

export function show({snapshot}) {
  keyed(byId('menu'), selections, (s) => s.name,
    () => element('tr', {}, element('th', {scope: 'row'}), element('td', {class: 'words'}),
      ...Array.from({length: 4}, () => element('td', {class: 'number'}))),
    (tr, s) => {
      const {evaluated, passed, accepted} = snapshot.menu[s.name] ?? {evaluated: 0, passed: 0, accepted: 0};
      text(tr.children[0], s.enabled ? s.name : `${s.name} (counted only)`);
      text(tr.children[1], words(s.conditions));
      text(tr.children[2], String(s.prescale));
      text(tr.children[3], count(passed));
      text(tr.children[4], percent(passed, evaluated));
      text(tr.children[5], count(accepted));
    });
}

function table(heads, rows) {
  return element('table', {class: 'figures'},
    element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', {scope: 'col'}, head)))),
    element('tbody', {}, ...rows.map(([head, ...cells]) => element('tr', {}, element('th', {scope: 'row'}, head),
      ...cells.map((cell) => element('td', {class: 'number'}, cell))))));
}

const faults = (list) => list.map((f) => element('p', {class: 'bad'}, `${f.path}: found ${f.found}, expected ${f.expected}`));

function outcome(dry) {
  const seen = dry.complete ? `${count(dry.events)} recorded events` : `the first ${count(dry.events)} of ${count(dry.recorded)} recorded events`;
  const entries = Object.entries(dry.selections);
  return [
    element('p', {}, `Of ${seen} would pass:`),
    table(['selection', 'pass', 'of all', 'accepted'],
      entries.map(([name, s]) => [name, count(s.passed), percent(s.passed, dry.events), count(s.accepted)])),
    ...entries.filter(([, s]) => s.examples.length > 0).map(([name, s]) => element('details', {},
      element('summary', {}, `examples of ${name}`),
      element('pre', {}, s.examples.map((event) => Object.values(event).join(', ')).join('\n')))),
  ];
}

async function attempt(operation) {
  const answer = await fetch(beside(`actuator/selections/${operation}`), {
    method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({menu: byId('try-menu').value}),
  });
  const content = await answer.json();
  if (content.error) {
    return [element('p', {class: 'bad'}, content.error)];
  }
  if (content.valid === false) {
    return faults(content.faults);
  }
  return content.valid ? [element('p', {class: 'good'}, 'This menu would be obeyed.')] : outcome(content);
}

export function start() {
  byId('try').addEventListener('submit', async (event) => {
    event.preventDefault();
    const buttons = [...byId('try').querySelectorAll('button')];
    buttons.forEach((button) => { button.disabled = true; });
    try {
      byId('try-answer').replaceChildren(...await attempt(event.submitter?.value ?? 'dry-run'));
    } catch {
      byId('try-answer').replaceChildren(element('p', {class: 'bad'}, 'The service did not answer.'));
    } finally {
      buttons.forEach((button) => { button.disabled = false; });
    }
  });
}
