// Hands live events to the parts of the page that show them.
import { act } from "./api.js";
import { clockMoved } from "./clock.js";
import { openLog } from "./conversation.js";
import { el } from "./dom.js";
import { drawHome } from "./home.js";
import { authorOf, isMine, isReply } from "./messages.js";
import { closeView, openView, updateView } from "./modal.js";
import { plainText } from "./mrkdwn.js";
import { announce, notice } from "./notices.js";
import { drawSidebar } from "./sidebar.js";
import { conversationName, hear, inTeams, known, nameOf, say } from "./store.js";
import { listen } from "./stream.js";
import { typedInTeams } from "./teams.js";
import { threadLog } from "./thread.js";

const LONGEST_SAID = 400;

const inChannel = (message) => inTeams() || !isReply(message) || message.subtype === "thread_broadcast";

function announceMessage(message, channel) {
  if (authorOf(message) === known.me.id && !message.ephemeral) return;
  const conversation = known.conversations.get(channel);
  const where = channel === known.place.channel || !conversation ? "" : ` in ${conversationName(conversation)}`;
  const how = message.ephemeral ? ", only visible to you" : isReply(message) ? ", in a thread" : "";
  const words = (inTeams() ? typedInTeams(message.text) : plainText(message.text)).slice(0, LONGEST_SAID);
  const files = message.files?.length ? ` ${message.files.map((file) => `File: ${file.name}.`).join(" ")}` : "";
  announce(`${nameOf(authorOf(message))}${where}${how}: ${words}${files}`);
}

function arrived({ message, channel }) {
  if (!known.conversations.has(channel)) {
    say("strange-conversation");
    announceMessage(message, channel);
    return;
  }
  const follow = message.user === known.me.id || Boolean(message.ephemeral);
  if (inChannel(message)) openLog(channel)?.put(message, { follow });
  if (isReply(message) && !inTeams()) {
    threadLog(channel, message.thread_ts)?.put(message, { follow });
    if (!message.ephemeral) openLog(channel)?.patch(message.thread_ts, (parent) => longer(parent, message));
  }
  announceMessage(message, channel);
  say("arrived", { message, channel });
}

/** The parent of a new reply; one that its history already counted changes nothing. */
function longer(parent, reply) {
  if (Number.parseFloat(parent.latest_reply ?? "0") >= Number.parseFloat(reply.ts)) return {};
  return { reply_count: (parent.reply_count ?? 0) + 1, latest_reply: reply.ts };
}

function changed({ message, channel }) {
  const ofChannel = openLog(channel);
  const key = message.ephemeral ? `${message.ts}e` : message.ts;
  if (ofChannel?.messages.has(key)) ofChannel.put(message);
  const ofThread = threadLog(channel, message.thread_ts ?? message.ts);
  if (ofThread?.messages.has(key)) ofThread.put(message);
}

function gone(ephemeral) {
  return ({ ts, thread_ts: parent, channel }) => {
    const mine = inTeams() ? openLog(channel)?.messages.get(ts) : null;
    if (mine && isMine(mine)) {
      // In Teams one can still bring back what one has deleted.
      openLog(channel).put({ ...mine, deleted: true });
      return;
    }
    openLog(channel)?.remove(ts, { ephemeral });
    threadLog(channel, parent ?? ts)?.remove(ts, { ephemeral });
    if (parent && parent !== ts && !ephemeral) openLog(channel)?.patch(parent, (one) => ({ reply_count: Math.max(0, (one.reply_count ?? 1) - 1) }));
  };
}

function unread({ channel, unread: count, mentions }) {
  const conversation = known.conversations.get(channel);
  if (!conversation) return;
  const seen = channel === known.place.channel && !document.hidden;
  Object.assign(conversation, { unread: seen ? 0 : count, mentions: seen ? 0 : mentions });
  if (seen && count > 0) act("read", { channel }).catch(() => {});
  drawSidebar();
}

function connection({ connected }) {
  if (known.app.connected === connected) return;
  known.app.connected = connected;
  drawSidebar();
  announce(connected ? `${known.app.name} is connected.` : `${known.app.name} is not connected.`);
}

const KINDS = {
  message: arrived,
  ephemeral: arrived,
  message_changed: changed,
  ephemeral_changed: changed,
  reaction: changed,
  message_deleted: gone(false),
  ephemeral_deleted: gone(true),
  unread,
  view_opened: ({ view }) => openView(view),
  view_updated: ({ view }) => updateView(view),
  view_closed: ({ view_id: id, view }) => closeView(id ?? view.id),
  home: ({ view }) => drawHome(view),
  clock: clockMoved,
  app: connection,
  command_failed: ({ error }) => notice(error, { error: true }),
};

/** Opens the stream of live events; `catchUp` is called after every gap in it. Resolves when it is open. */
export function startEvents(catchUp) {
  hear("card", ({ channel, ts, card }) => openLog(channel)?.patch(ts, () => ({ card })));
  const gap = el("p", { class: "line-down", role: "status", hidden: true }, "The workspace does not answer. This page keeps trying, and keeps what you type.");
  document.getElementById("conversation").prepend(gap);
  hear("line", ({ up }) => { gap.hidden = up; });
  return listen((event) => KINDS[event.type]?.(event), catchUp);
}
