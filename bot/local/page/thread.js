// The side panel with one thread.
import { read } from "./api.js";
import { Composer } from "./composer.js";
import { el, iconButton } from "./dom.js";
import { MessageLog } from "./log.js";
import { failed } from "./notices.js";
import { conversationName, known } from "./store.js";

let shown = null;

/** Opens the thread under message `ts`; `close` is called by its close button and Escape. */
export async function openThread(channel, ts, close, { focus = true } = {}) {
  if (shown?.channel === channel && shown.ts === ts) {
    if (focus) shown.composer.field.focus();
    return;
  }
  const panel = document.getElementById("thread");
  const conversation = known.conversations.get(channel);
  const label = conversation ? conversationName(conversation) : "";
  const log = new MessageLog({ channel, label: "Messages in the thread", openThread: null });
  const composer = new Composer({ channel, thread: ts, label: "Reply in the thread", editLast: () => log.editLast() });
  composer.takeDrops(panel);
  shown = { channel, ts, log, composer };
  log.list.classList.add("with-parent");
  panel.replaceChildren(el("header", { class: "view-head" },
    el("div", { class: "view-title" }, el("h1", {}, "Thread"), el("p", { class: "muted" }, label)),
    iconButton("close", "Close the thread", close)), log.node, composer.node);
  panel.hidden = false;
  panel.onkeydown = (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) close();
  };
  document.body.classList.add("with-thread");
  await refreshThread();
  if (focus) composer.field.focus();
}

/** Reads the open thread's messages again. */
export async function refreshThread() {
  if (!shown) return;
  const { channel, ts, log } = shown;
  try {
    const page = await read("history", { channel, thread: ts });
    if (shown?.log === log) log.show(page.messages);
  } catch (cause) {
    failed(cause);
  }
}

export function closeThread() {
  const panel = document.getElementById("thread");
  shown = null;
  panel.hidden = true;
  panel.replaceChildren();
  document.body.classList.remove("with-thread");
}

/** The log of the thread under `ts` in `channel` if it is open, else null. */
export function threadLog(channel, ts) {
  return shown?.channel === channel && shown.ts === ts ? shown.log : null;
}
