// Draws one message.
import { act, fileAddress } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { el, icon, unseen } from "./dom.js";
import { EMOJI, spoken } from "./emoji.js";
import { collected } from "./elements.js";
import { mrkdwn } from "./mrkdwn.js";
import { failed } from "./notices.js";
import { inTeams, known, nameOf } from "./store.js";
import { consentCard, deletedBody, messageCard, quotation, teamsText } from "./teams.js";
import { dateKey, fileSize, instantOf, moment, now, shortDay, time } from "./times.js";

const PICTURES = /^image\/(png|jpeg|gif|webp)$/u;
const TINTS = 8;

/** A square with a person's initials; the name stands beside it. */
export function avatar(userId, size = "") {
  const name = nameOf(userId);
  const initials = name.split(/\s+/u).map((word) => word[0]).slice(0, 2).join("").toUpperCase();
  const tint = [...userId].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % TINTS;
  const kind = userId === known.app.user_id ? "app" : `tint-${tint}`;
  return el("span", { class: `avatar ${kind} ${size}`, "aria-hidden": "true" }, kind === "app" ? icon("mark") : initials);
}

/** Who wrote a message. */
export function authorOf(message) {
  return message.user ?? known.app.user_id;
}

/** Whether a message stands in the thread of another. */
export const isReply = (message) => Boolean(message.thread_ts) && message.thread_ts !== message.ts;

export const isMine = (message) => message.user === known.me.id && !message.bot_id && !message.ephemeral;

function head(message) {
  const author = authorOf(message);
  const instant = instantOf(message.ts);
  return el("div", { class: "message-head" },
    el("span", { class: "author" }, nameOf(author)),
    author === known.app.user_id ? el("span", { class: "badge" }, "App") : null,
    el("time", { class: "muted when", datetime: instant.toISOString(), title: moment(instant) }, time(instant)));
}

function file(one) {
  if (one.mode === "tombstone") return el("li", { class: "file muted" }, "This file was deleted.");
  const address = fileAddress(one.id);
  const preview = PICTURES.test(one.mimetype) ? el("img", { class: "file-preview", src: address, alt: `Preview of ${one.name}`, loading: "lazy" }) : icon("file");
  const kind = one.name.includes(".") ? one.name.split(".").pop().toUpperCase() : "File";
  return el("li", { class: "file" }, preview,
    el("span", { class: "file-words" }, el("span", { class: "file-name" }, one.name), el("span", { class: "muted" }, `${kind}, ${fileSize(one.size)}`)),
    el("a", { class: "icon-button", href: address, download: one.name, title: `Download ${one.name}` }, icon("download"), unseen(`Download ${one.name}`)));
}

/** Gives or takes back a reaction as the person on this page. */
export async function react(channel, message, name) {
  const given = message.reactions?.find((one) => one.name === name)?.users.includes(known.me.id);
  try {
    await act("reaction", { channel, ts: message.ts, name, remove: given || undefined });
  } catch (cause) {
    failed(cause);
  }
}

function reactions(message, channel) {
  if (!message.reactions?.length) return null;
  return el("div", { class: "reactions" }, message.reactions.map((one) => {
    const mine = one.users.includes(known.me.id);
    const names = one.users.map((user) => (user === known.me.id ? "you" : nameOf(user))).join(", ");
    return el("button", { type: "button", class: "reaction", "aria-pressed": String(mine), title: `${names} reacted with ${spoken(one.name)}`,
      data: { reaction: one.name }, on: { click: () => react(channel, message, one.name) } },
    el("span", { "aria-hidden": "true" }, EMOJI.get(one.name) ?? `:${one.name}:`), unseen(`${spoken(one.name)}, ${names}: `), ` ${one.count ?? one.users.length}`);
  }));
}

function replies(message, openThread) {
  if (!message.reply_count || !openThread) return null;
  const count = message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`;
  const last = message.latest_reply ? instantOf(message.latest_reply) : null;
  const when = last && (dateKey(last) === dateKey(now()) ? `last today at ${time(last)}` : `last on ${shortDay(last)}`);
  return el("button", { type: "button", class: "reply-count", data: { thread: message.ts }, on: { click: () => openThread(message.ts) } },
    icon("reply"), el("span", {}, count), when ? el("span", { class: "muted" }, when) : null);
}

function onlyYou(message, channel) {
  if (inTeams()) return el("p", { class: "only-you" }, icon("eye"), el("span", {}, "Only you can see this message"));
  const dismiss = () => act("delete", { channel, ts: message.ts }).catch(failed);
  return el("p", { class: "only-you" }, icon("eye"), el("span", {}, "Only visible to you"), el("button", { type: "button", class: "link", on: { click: dismiss } }, "Dismiss"));
}

const SYSTEM = new Set(["channel_join", "channel_leave", "channel_topic", "channel_purpose", "channel_name", "group_join", "tombstone"]);

function body(message, host) {
  if (message.deleted) return deletedBody(message, host.channel);
  if (message.subtype === "tombstone") return el("p", { class: "muted" }, "This message was deleted.");
  if (message.card) return messageCard(message, host.channel);
  if (message.consent) return consentCard(message, host.channel);
  const byApp = Boolean(message.bot_id);
  if (inTeams() && byApp && message.files?.length) return el("p", { class: "muted" }, "In your OneDrive:");
  const edited = message.edited ? el("span", { class: "muted edited", title: `Edited ${moment(instantOf(message.edited.ts))}` }, "(edited)") : null;
  if (byApp && message.blocks?.length) {
    return [drawBlocks(message.blocks, host), edited ? el("p", { class: "edited-line" }, edited) : null];
  }
  const text = inTeams() ? teamsText(message.text ?? "") : mrkdwn(message.text ?? "");
  if (edited) (text.lastElementChild?.tagName === "P" ? text.lastElementChild : text).append(" ", edited);
  return text;
}

/**
 * Draws a message as a list item. `place`: {channel, openThread? (called with the parent's ts), compact (no
 * author line), tools? (the toolbar's node), find? (gives a message that is quoted, by its ts)}.
 */
export function drawMessage(message, { channel, openThread, compact, tools, find }) {
  const host = { channel, dispatch: async (action) => {
    try {
      await act("action", { message: { channel, ts: message.ts }, action, state: { values: collected(item) } });
    } catch (cause) {
      failed(cause);
    }
  } };
  const instant = instantOf(message.ts);
  const system = SYSTEM.has(message.subtype);
  const gutter = compact ? el("time", { class: "gutter-time muted", datetime: instant.toISOString(), "aria-hidden": "true" }, time(instant)) : avatar(authorOf(message));
  const kinds = [compact && "compact", message.ephemeral && "ephemeral", system && "system", isMine(message) && "mine", isReply(message) && "reply"];
  const item = el("li", { class: ["message", ...kinds].filter(Boolean).join(" "),
    data: { ts: message.ts }, tabindex: "-1" },
  el("div", { class: "gutter" }, gutter),
  el("div", { class: "message-main" },
    message.ephemeral ? onlyYou(message, channel) : null,
    compact ? unseen(`${nameOf(authorOf(message))}, ${time(instant)}: `) : head(message),
    el("div", { class: "message-body" }, message.quotes && !message.deleted ? quotation(message.quotes, find) : null, body(message, host)),
    message.files?.length && !message.deleted ? el("ul", { class: "files", "aria-label": "Files" }, message.files.map(file)) : null,
    reactions(message, channel), replies(message, openThread)), tools);
  return item;
}
