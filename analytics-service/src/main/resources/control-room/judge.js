// What a person says of a flag: three buttons below it.
import {beside, byId, element, text} from './dom.js';

const WORDS = {real: 'real', false: 'false', unclear: 'unclear'};

async function send(f, verdict) {
  const token = byId('judge-token').value;
  const answer = await fetch(beside('actuator/detection/verdict'), {
    method: 'POST',
    headers: {'Content-Type': 'application/json', ...(token ? {Authorization: `Bearer ${token}`} : {})},
    body: JSON.stringify({partition: f.partition, offset: f.offset, ...(f.index == null ? {} : {index: f.index}), verdict, by: byId('judge-name').value}),
  });
  const content = await answer.json();
  return content.error ?? `${verdict}, says ${content.by}; it is in the next commit`;
}

/** Buttons for a flag, and beside them what became of the verdict. */
export function buttons(f) {
  const said = element('span', {class: 'quiet', role: 'status'});
  const each = Object.entries(WORDS).map(([verdict, word]) => {
    const button = element('button', {type: 'button', class: 'second', value: verdict}, word);
    button.addEventListener('click', async () => {
      try {
        text(said, await send(f, verdict));
      } catch {
        text(said, 'The service did not answer.');
      }
    });
    return button;
  });
  return element('p', {class: 'judge'}, 'This flag is ', ...each, ' ', said);
}
