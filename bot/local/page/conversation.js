// The middle of the page: one channel or direct conversation.
import { act, read } from "./api.js";
import { Composer } from "./composer.js";
import { el, icon } from "./dom.js";
import { MessageLog } from "./log.js";
import { avatar } from "./messages.js";
import { failed } from "./notices.js";
import { conversationName, inTeams, known } from "./store.js";

let shown = null;

/** The two tabs of the app: its Home and the messages with it. */
export function appTabs(current, channel) {
  const tab = (name, target, words) => el("a", { href: "#", "aria-current": current === name ? "page" : null, data: { go: target } }, words);
  return el("nav", { class: "tabs", "aria-label": known.app.name }, known.app.home ? tab("home", "home", "Home") : null, channel ? tab("messages", channel, "Messages") : null);
}

function title(conversation) {
  const partner = known.people.get(conversation.with);
  const isApp = conversation.with === known.app.user_id;
  const topic = conversation.kind === "im" ? partner?.title : conversation.topic;
  return el("header", { class: "view-head" },
    conversation.kind === "im" ? avatar(conversation.with) : el("span", { class: "avatar place", "aria-hidden": "true" }, icon(inTeams() ? "people" : "hash")),
    el("div", { class: "view-title" }, el("h1", { tabindex: "-1" }, conversationName(conversation).replace(/^#/u, "")), topic ? el("p", { class: "muted" }, topic) : null),
    isApp && known.app.home ? appTabs("messages", conversation.id) : null);
}

function opening(conversation) {
  const name = conversationName(conversation);
  const words = conversation.with === known.app.user_id
    ? [`Here ${known.app.name} writes to you and you answer in your own words.`, el("span", { class: "while-empty" }, known.register.empty ? (inTeams() ? " Write “home” for the first steps." : " Home has the first steps.") : " Nothing yet? Move the clock to see what arrives.")]
    : conversation.kind === "im" ? `These are your direct messages with ${name}. Only the two of you see them.` : `This is the very beginning of ${name}.`;
  return el("p", { class: "opening muted" }, words);
}

/** Opens the conversation in `view`; `openThread` is called with a message's ts. */
export async function openConversation(view, conversation, openThread) {
  const channel = conversation.id;
  const label = conversationName(conversation);
  const isChannel = conversation.kind === "channel";
  // Teams shows a channel's threads where they stand, and answers in a chat by quoting.
  const answering = inTeams() ? (_, message) => composer.answer(message) : openThread;
  const log = new MessageLog({ channel, label: `Messages in ${label}`, openThread: answering, opening: opening(conversation), earlier: () => earlier(channel), threaded: inTeams() && isChannel });
  const composer = new Composer({ channel, label: `Message ${label}`, editLast: () => log.editLast(), takesFiles: !(inTeams() && isChannel) });
  composer.takeDrops(view);
  shown = { channel, log, composer };
  view.className = "view";
  view.replaceChildren(title(conversation), log.node, composer.node);
  await refreshConversation();
}

/** Reads the open conversation's messages again. */
export async function refreshConversation() {
  if (!shown) return;
  const { channel, log } = shown;
  try {
    const page = await read("history", { channel });
    if (shown?.log !== log) return;
    log.show(page.messages, { more: page.has_more });
    markRead();
  } catch (cause) {
    failed(cause);
  }
}

async function earlier(channel) {
  const { log } = shown;
  const before = [...log.messages.values()].map((message) => message.ts).sort((one, other) => Number.parseFloat(one) - Number.parseFloat(other))[0];
  try {
    const page = await read("history", { channel, before });
    if (shown?.log === log) log.prepend(page.messages, { more: page.has_more });
  } catch (cause) {
    failed(cause);
  }
}

/** Leaves the conversation, for the Home tab. */
export function closeConversation() {
  shown = null;
}

/** The log of `channel` if it is open, else null. */
export function openLog(channel) {
  return shown?.channel === channel ? shown.log : null;
}

export function focusComposer() {
  shown?.composer.field.focus();
}

/** Tells the workspace that what is open has been seen, while the page is in view. */
export function markRead() {
  const conversation = shown && known.conversations.get(shown.channel);
  if (!conversation || document.hidden || !conversation.unread) return;
  act("read", { channel: shown.channel }).catch(() => {});
}
