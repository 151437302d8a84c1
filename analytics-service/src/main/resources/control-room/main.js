// The control room: takes the stream and hands each update to the views.
import * as concerns from './concerns.js';
import * as detectors from './detectors.js';
import {byId, text} from './dom.js';
import {clock, seconds} from './format.js';
import * as histograms from './histograms.js';
import * as ledger from './ledger.js';
import * as menu from './menu.js';
import * as notices from './notices.js';
import * as quantities from './quantities.js';
import * as rates from './rates.js';
import * as schema from './schema.js';
import {follow} from './stream.js';

const LOST = {
  stale: (age) => `no news for ${age}`,
  lost: (age) => `no news for ${age}: the service does not answer; reconnecting`,
  full: (age) => `no news for ${age}: the service has no place for one more browser, or is ending; trying again`,
  login: (age) => `no news for ${age}: your login has ended; reload the page to log in again`,
  connecting: () => 'connecting',
};

function showFrame(frame) {
  text(byId('source'), `${frame.topic} → ${frame.folder}`);
  text(byId('frame'), `version ${frame.version} · dataset ${frame.dataset} · configuration ${frame.configuration}`);
  schema.frame(frame);
  histograms.frame(frame);
  detectors.frame(frame);
  menu.load();
}

function showConnection(connection, silentMillis) {
  const live = connection === 'live';
  document.body.className = live ? '' : 'stale';
  const words = live ? `live at ${clock(new Date().toISOString())}` : LOST[connection](seconds(silentMillis / 1000));
  text(byId('connection'), words);
  if (!live) {
    concerns.lost(words);
  }
}

const views = [rates, ledger, histograms, quantities, detectors, notices, menu, concerns];
views.forEach((view) => view.start?.());
follow({
  onFrame: showFrame,
  onUpdate: (update) => views.forEach((view) => view.show(update)),
  onConnection: showConnection,
});
