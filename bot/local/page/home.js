// The app's Home tab.
import { act, read } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { appTabs } from "./conversation.js";
import { el, keepingFocus } from "./dom.js";
import { collected } from "./elements.js";
import { avatar } from "./messages.js";
import { failed } from "./notices.js";
import { appConversation, known } from "./store.js";

let body = null;

function empty() {
  return el("p", { class: "opening muted" }, known.app.connected
    ? `${known.app.name} has put nothing here yet.`
    : `${known.app.name} is not connected, so there is nothing here yet.`);
}

/** Shows a Home view, if Home is open. */
export function drawHome(view) {
  if (!body) return;
  const host = { heading: "h2", dispatch: async (action) => {
    try {
      await act("action", { view: { id: view.id }, action, state: { values: collected(body) } });
    } catch (cause) {
      failed(cause);
    }
  } };
  keepingFocus(body, () => body.replaceChildren(view ? drawBlocks(view.blocks, host) : empty()));
}

/** Opens Home in `place`; the app is told, and what it publishes may be here before the answer is. */
export async function openHome(place) {
  const opened = el("div", { class: "home-body", tabindex: "-1" });
  body = opened;
  place.className = "view home";
  place.replaceChildren(el("header", { class: "view-head" }, avatar(known.app.user_id),
    el("div", { class: "view-title" }, el("h1", { tabindex: "-1" }, known.app.name), el("p", { class: "muted" }, "Home")),
    appTabs("home", appConversation()?.id)), el("div", { class: "scroller" }, body));
  try {
    const { view } = await read("home");
    if (body === opened && !body.hasChildNodes()) drawHome(view);
  } catch (cause) {
    failed(cause);
  }
}

export function closeHome() {
  body = null;
}
