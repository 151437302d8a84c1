// What a person says: of a flag, by three buttons below it; of a detector's alarm, by one beside it.
import {beside, byId, element, text} from './dom.js';

const WORDS = {real: 'real', false: 'false', unclear: 'unclear'};

/** @returns what became of it, in words */
async function send(operation, said, words) {
  try {
    const token = byId('judge-token').value;
    const answer = await fetch(beside(`actuator/detection/${operation}`), {
      method: 'POST',
      headers: {'Content-Type': 'application/json', ...(token ? {Authorization: `Bearer ${token}`} : {})},
      body: JSON.stringify({...said, by: byId('judge-name').value}),
    });
    const content = await answer.json();
    return content.error ?? words(content);
  } catch {
    return 'The service did not answer.';
  }
}

const status = () => element('span', {class: 'quiet', role: 'status'});

/** Buttons for a flag, and beside them what became of the verdict. */
export function buttons(f) {
  const became = status();
  const place = {partition: f.partition, offset: f.offset, ...(f.index == null ? {} : {index: f.index})};
  const each = Object.entries(WORDS).map(([verdict, word]) => {
    const button = element('button', {type: 'button', class: 'second', value: verdict}, word);
    button.addEventListener('click', async () =>
      text(became, await send('verdict', {...place, verdict}, ({by}) => `${verdict}, says ${by}; it is in the next commit`)));
    return button;
  });
  return element('p', {class: 'judge'}, 'This flag is ', ...each, ' ', became);
}

/** A button for a detector's alarm, which asks before it acts, and beside it what became of it. */
export function newNormal(detector) {
  const became = status();
  const button = element('button', {type: 'button', class: 'second'}, 'this is the new normal');
  button.addEventListener('click', async () => {
    if (confirm(`Forget what was usual of ${detector}, and learn it anew from now on?\nWhat it does now will raise no flag and no alarm any more. This cannot be taken back.`)) {
      text(became, await send('new-normal', {detector}, ({by}) => `said ${by}; it is in the next commit`));
    }
  });
  return element('span', {class: 'judge'}, button, ' ', became);
}
