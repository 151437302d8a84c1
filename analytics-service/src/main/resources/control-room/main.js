// The control room: takes the stream and hands each update to the views.
import * as detectors from './detectors.js';
import {byId, text} from './dom.js';
import {seconds} from './format.js';
import * as histograms from './histograms.js';
import * as ledger from './ledger.js';
import * as menu from './menu.js';
import * as notices from './notices.js';
import * as quantities from './quantities.js';
import * as rates from './rates.js';
import {follow} from './stream.js';

const OLD_SECONDS = 5;
const VERY_OLD_SECONDS = 60;

const LOST = {
  stale: (age) => `no news for ${age}`,
  lost: (age) => `no news for ${age}: the service does not answer; reconnecting`,
  full: (age) => `no news for ${age}: the service has no place for one more browser, or is ending; trying again`,
  connecting: () => 'connecting',
};

function showFrame(frame) {
  text(byId('source'), `${frame.topic} → ${frame.folder}`);
  text(byId('frame'), `version ${frame.version} · dataset ${frame.dataset} · configuration ${frame.configuration}`);
  histograms.frame(frame);
  menu.load();
}

function showState({snapshot}) {
  byId('state').dataset.state = snapshot.state;
  text(byId('state-word'), snapshot.state);
  document.title = `${snapshot.state} – Control room`;
  byId('reason').hidden = !snapshot.reason;
  text(byId('reason'), snapshot.reason ?? '');
  const age = snapshot.dataAgeSeconds;
  text(byId('data-age'), age == null ? 'no data yet' : seconds(age));
  const level = age == null || age < OLD_SECONDS ? 'good' : age < VERY_OLD_SECONDS ? 'warn' : 'bad';
  byId('data-age').parentElement.dataset.level = level;
}

function showConnection(connection, silentMillis) {
  const live = connection === 'live';
  document.body.className = live ? '' : 'stale';
  text(byId('connection'), live ? 'live' : LOST[connection](seconds(silentMillis / 1000)));
  if (!live) {
    byId('state').dataset.state = 'lost';
    text(byId('state-word'), 'stale');
    document.title = 'stale – Control room';
  }
}

const views = [{show: showState}, rates, ledger, histograms, quantities, detectors, notices, menu];
views.forEach((view) => view.start?.());
follow({
  onFrame: showFrame,
  onUpdate: (update) => views.forEach((view) => view.show(update)),
  onConnection: showConnection,
});
