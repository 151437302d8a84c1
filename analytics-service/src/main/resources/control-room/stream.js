// The stream of updates: comes back by itself, and says for how long nothing has come.
import {beside} from './dom.js';

const STALE_MILLIS = 3000;
const RETRY_MILLIS = 3000;

/**
 * @param onFrame what does not change, at each (re)connection
 * @param onUpdate once a second
 * @param onConnection 'live', 'stale', 'lost', 'full' or 'login', and the milliseconds since the last update
 */
export function follow({onFrame, onUpdate, onConnection}) {
  let source;
  let lastNews = Date.now();
  let connection = 'connecting';

  function connect() {
    source = new EventSource(beside('stream'));
    source.addEventListener('frame', (event) => onFrame(JSON.parse(event.data)));
    source.addEventListener('update', (event) => {
      lastNews = Date.now();
      connection = 'live';
      onUpdate(JSON.parse(event.data));
      onConnection(connection, 0);
    });
    source.onerror = () => {
      connection = source.readyState === EventSource.CLOSED ? 'full' : 'lost';
      if (connection === 'full') {
        // The browser has given up: the service answers, but has no place for us, or is about to end.
        source.close();
        setTimeout(connect, RETRY_MILLIS);
        // It does not tell why; a plain request does.
        fetch(beside('actuator/pipeline')).then((answer) => {
          if (answer.status === 401) {
            connection = 'login';
          }
        }, () => {});
      }
    };
  }

  setInterval(() => {
    const silent = Date.now() - lastNews;
    if (silent > STALE_MILLIS) {
      onConnection(connection === 'live' ? 'stale' : connection, silent);
    }
  }, 1000);
  connect();
}
