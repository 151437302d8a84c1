// The books: received = accepted + rejected, and each partition's offsets.
import {byId, element, keyed, text} from './dom.js';
import {bytes, count, percent} from './format.js';

const row = (attributes = {}) =>
  element('tr', attributes, element('th', {scope: 'row'}), element('td', {class: 'number'}), element('td', {class: 'unit'}),
    element('td', {class: 'number'}));

/** How flags compare with the sender's labels, while there are any. */
const truth = (found, ledger) => !found ? [] : [
  {key: 'labelled', name: 'labelled by the sender', count: ledger.labelled, of: ledger.accepted},
  {key: 'precision', name: 'precision of the flags', share: found.precision, child: true},
  {key: 'recall', name: 'recall of the labels', share: found.recall, child: true},
];

function lines(ledger, found) {
  const children = (counts, of) => Object.entries(counts).filter(([, n]) => n > 0)
    .map(([name, n]) => ({key: `${of}.${name}`, name, count: n, unit: of === 'rejected' ? 'records' : 'events', of: of === 'rejected' ? ledger.received : ledger.accepted, child: true}));
  return [
    ...(ledger.records == null ? [] : [{key: 'records', name: 'records', count: ledger.records, unit: 'records'},
      {key: 'empty', name: 'without an event', count: ledger.empty, unit: 'records', of: ledger.records, child: true}]),
    {key: 'received', name: 'received', count: ledger.received, unit: ledger.records == null ? 'records' : 'events'},
    {key: 'accepted', name: 'accepted', count: ledger.accepted, of: ledger.received},
    {key: 'rejected', name: 'rejected', count: ledger.rejected.total, unit: 'records', of: ledger.received},
    ...children(ledger.rejected.byReason, 'rejected'),
    {key: 'flagged', name: 'flagged', count: ledger.flagged.total, of: ledger.accepted},
    ...children(ledger.flagged.byLayer, 'flagged'),
    ...truth(found, ledger),
    ...(ledger.alerts.withheld > 0 ? [{key: 'withheld', name: 'alerts withheld', count: ledger.alerts.withheld, unit: 'alerts', of: ledger.flagged.total}] : []),
    {key: 'selected', name: 'selected by'},
    ...children(ledger.selected, 'selected'),
    {key: 'late', name: 'late', count: ledger.late},
    {key: 'future', name: 'future', count: ledger.future},
    {key: 'skipped', name: 'skipped', count: ledger.skipped, unit: 'offsets'},
    {key: 'lost', name: 'lost', count: ledger.lost, unit: 'offsets'},
  ];
}

const closes = (ledger) => ledger.received === ledger.accepted + ledger.rejected.total
  && ledger.partitions.every((p) => p.nextOffset - p.firstOffset === (p.records ?? p.received) + p.skipped + p.lost);

export function show({snapshot}) {
  const {ledger, service, troubles} = snapshot;
  keyed(byId('ledger'), lines(ledger, snapshot.truth), (line) => line.key,
    (line) => row({class: line.child ? 'child' : '', id: `ledger-${line.key}`}),
    (tr, line) => {
      text(tr.children[0], line.name);
      text(tr.children[1], line.count == null ? '' : count(line.count));
      text(tr.children[2], line.count == null ? '' : line.unit ?? 'events');
      text(tr.children[3], line.share != null ? percent(line.share, 1) : line.of ? percent(line.count, line.of) : '');
    });
  const books = byId('closes');
  byId('share').hidden = !snapshot.share;
  text(byId('share'), snapshot.share ?? '');
  const how = ledger.partitions.length === 0 ? '' : closes(ledger) ? 'good' : 'bad';
  text(books, {'': 'nothing is read yet', good: 'the books close', bad: 'the books do not close'}[how]);
  books.className = how;

  keyed(byId('partitions'), ledger.partitions, (p) => p.partition,
    () => element('tr', {}, element('th', {scope: 'row'}), ...Array.from({length: 3}, () => element('td', {class: 'number'}))),
    (tr, p) => {
      text(tr.children[0], String(p.partition));
      text(tr.children[1], count(p.nextOffset));
      text(tr.children[2], p.endOffset == null ? '–' : count(p.endOffset));
      text(tr.children[3], p.lag == null ? '–' : count(p.lag));
      tr.className = troubles[p.partition] ? 'bad' : '';
      tr.title = troubles[p.partition] ?? '';
    });

  text(byId('commit'), service.commits === 0 ? '–' : `${Math.round(service.commitMillis)} ms`);
  text(byId('disk'), bytes(service.diskFreeBytes));
}
