// What can be done with a message: react, reply, edit, delete, the app's message shortcuts.
import { act } from "./api.js";
import { sure } from "./confirm.js";
import { el, iconButton } from "./dom.js";
import { EMOJI, REACTIONS, spoken } from "./emoji.js";
import { isMine, react } from "./messages.js";
import { failed } from "./notices.js";
import { openMenu, openPopup, rove } from "./popup.js";
import { inTeams, known } from "./store.js";
import { openTask } from "./task.js";

function chooseReaction(anchor, channel, message) {
  const grid = el("div", { class: "reaction-grid" }, REACTIONS.map((name) => el("button", {
    type: "button", class: "icon-button", "aria-label": spoken(name), title: spoken(name), data: { react: name },
    on: { click: () => { close(); react(channel, message, name); } },
  }, EMOJI.get(name))));
  const { close } = openPopup(anchor, grid, { label: "Choose a reaction" });
  rove(grid, "button");
  grid.querySelector("button").focus();
}

/** Asks first, then deletes a message for everybody. */
async function remove(channel, message) {
  const agreed = await sure("Delete this message?", "It disappears for everybody in this conversation.", "Delete");
  if (!agreed) return;
  try {
    await act("delete", { channel, ts: message.ts });
  } catch (cause) {
    failed(cause);
  }
}

async function shortcut(callbackId, channel, message) {
  if (inTeams()) {
    await openTask("shortcut", { message: { channel, ts: message.ts }, command: callbackId }, { callback_id: callbackId });
    return;
  }
  try {
    await act("shortcut", { callback_id: callbackId, message: { channel, ts: message.ts } });
  } catch (cause) {
    failed(cause);
  }
}

function more(anchor, channel, message, edit) {
  const shortcuts = known.shortcuts.filter((one) => one.type === "message");
  openMenu(anchor, [
    isMine(message) && { label: "Edit message", run: edit },
    ...shortcuts.map((one) => ({ label: one.name, detail: known.app.name, icon: "bolt", run: () => shortcut(one.callback_id, channel, message) })),
    isMine(message) && { label: "Delete message", danger: true, run: () => remove(channel, message) },
  ].filter(Boolean), "Message actions");
}

/** The toolbar of a message, or null where nothing can be done with it. */
export function messageTools(message, { channel, openThread, edit }) {
  if (message.ephemeral || message.deleted || message.subtype === "tombstone") return null;
  const hasMore = isMine(message) || known.shortcuts.some((one) => one.type === "message");
  const apart = { tabindex: "-1" };
  return el("div", { class: "tools", role: "group", "aria-label": "Message actions" },
    inTeams() ? null : iconButton("smile", "Add a reaction", (event) => chooseReaction(event.currentTarget, channel, message), { ...apart, "aria-haspopup": "dialog" }),
    openThread ? iconButton("reply", inTeams() ? "Reply" : "Reply in thread", () => openThread(message.thread_ts ?? message.ts, message), apart) : null,
    hasMore ? iconButton("more", "Message actions", (event) => more(event.currentTarget, channel, message, edit), { ...apart, "aria-haspopup": "menu" }) : null);
}
