// What is wrong stands first: state, open alarms, and all that somebody should see, in the tab's title, the header and a banner.
import {byId, element, keyed, text} from './dom.js';
import {inUtc, seconds} from './format.js';

const OLD_SECONDS = 5;
const GOOD_STATES = ['running', 'draining', 'drained'];

let latest;

/** Good only where it is known; the state itself may be well while something else is not. */
function level(snapshot) {
  if (!GOOD_STATES.includes(snapshot.state)) {
    return 'bad';
  }
  return snapshot.dataAgeSeconds == null && snapshot.state === 'running' ? 'unknown' : snapshot.concerns.length > 0 ? 'warn' : 'good';
}

function alarmWords({open, worst}) {
  if (open == null) {
    return 'alarms unknown';
  }
  return open === 0 ? 'no open alarm' : `${open} open alarm${open === 1 ? '' : 's'}: ${worst}`;
}

const alarmLevel = ({open}) => (open == null ? 'unknown' : open === 0 ? 'good' : 'bad');

/** A pill of the header. */
function pill(id, words, how) {
  byId(id).dataset.level = how;
  text(byId(id).lastElementChild, words);
}

function banner(concerns) {
  byId('concerns').hidden = concerns.length === 0;
  keyed(byId('concerns'), concerns, (c) => c.what,
    () => element('li', {}, element('strong'), element('span')),
    (li, c) => {
      text(li.firstChild, c.what);
      text(li.lastChild, inUtc(c.sentence));
    });
}

function showAge(age, state) {
  text(byId('data-age'), age == null ? 'no data yet' : seconds(age));
  const ended = state === 'draining' || state === 'drained';
  const tile = byId('data-age').parentElement;
  tile.dataset.level = age == null || state === 'no-data' ? 'bad' : age > OLD_SECONDS && !ended ? 'warn' : '';
}

/** All that is wrong; of books that do not close, the page itself finds out. */
const concernsOf = ({concerns}) =>
  (byId('closes').className === 'bad' ? [...concerns, {what: 'ledger', sentence: byId('closes').textContent}] : concerns);

export function show({snapshot}) {
  latest = snapshot;
  const {state, openAlarms} = snapshot;
  pill('state', state, level(snapshot));
  pill('open-alarms', alarmWords(openAlarms), alarmLevel(openAlarms));
  byId('open-alarms').title = inUtc(openAlarms.reason ?? '');
  banner(concernsOf(snapshot));
  showAge(snapshot.dataAgeSeconds, state);
  const words = [...(GOOD_STATES.includes(state) ? [] : [state]), ...(openAlarms.open > 0 ? [alarmWords(openAlarms)] : [])];
  document.title = `${words.length > 0 ? words.join(' · ') : state} – Control room`;
}

/** Nothing comes from the service: what was good when it was heard of last is not known to be so now. */
export function lost(sentence) {
  pill('state', 'stale', 'bad');
  if (!(latest?.openAlarms.open > 0)) {
    pill('open-alarms', 'alarms unknown', 'unknown');
  }
  banner([{what: 'stale', sentence: `${sentence}; all below is as it was then`}, ...(latest ? concernsOf(latest) : [])]);
  document.title = 'stale – Control room';
}
