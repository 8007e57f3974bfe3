// Live events, with reconnection; after a gap the page is told to catch up.
import { streamAddress } from "./api.js";
import { say } from "./store.js";

const FIRST_WAIT = 500;
const LONGEST_WAIT = 8000;
const PATIENCE = 3000;

/**
 * Opens the stream; each event is passed to `heard`, and `caughtUp` is called after every gap. Resolves when
 * events can be heard, so that nothing is missed between what is then read and the first event; or soon anyway.
 */
export function listen(heard, caughtUp) {
  let wait = FIRST_WAIT;
  let opened = false;
  let ready;
  const isReady = new Promise((resolve) => { ready = resolve; });
  setTimeout(() => ready(), PATIENCE);
  const connect = () => {
    const source = new EventSource(streamAddress());
    source.addEventListener("open", () => {
      wait = FIRST_WAIT;
      say("line", { up: true });
      if (opened) caughtUp();
      opened = true;
      ready();
    });
    source.addEventListener("message", (event) => heard(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      source.close();
      say("line", { up: false });
      setTimeout(connect, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    });
  };
  connect();
  return isReady;
}
