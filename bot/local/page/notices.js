// What is said beside the conversation: notices that pass, and words for screen readers.
import { el, iconButton } from "./dom.js";

const STAYS = 9000;
const SAID_AT_MOST = 20;

/** Shows a sentence for a while; errors stay until they are closed. */
export function notice(sentence, { error = false } = {}) {
  const region = document.getElementById("toasts");
  for (const same of region.querySelectorAll(".toast")) if (same.dataset.said === sentence) same.remove();
  const toast = el("div", { class: error ? "toast error" : "toast", role: error ? "alert" : "status", data: { said: sentence } },
    el("p", {}, sentence), iconButton("close", "Close this notice", () => toast.remove()));
  region.append(toast);
  if (!error) setTimeout(() => toast.remove(), STAYS);
}

/** Shows whatever stopped something, as a sentence. */
export function failed(cause) {
  notice(cause.message, { error: true });
}

/** Says something to screen readers when they have finished what they are saying. */
export function announce(sentence) {
  const log = document.getElementById("announcer");
  log.append(el("p", {}, sentence));
  while (log.children.length > SAID_AT_MOST) log.firstElementChild.remove();
}
