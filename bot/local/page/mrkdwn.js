// Draws Slack's mrkdwn as elements. https://api.slack.com/reference/surfaces/formatting
import { el } from "./dom.js";
import { EMOJI, spoken } from "./emoji.js";
import { known, nameOf } from "./store.js";
import { fillDate, instantOf } from "./times.js";

const INLINE = [
  { kind: "entity", find: /<([^<>\n]+)>/u },
  { kind: "address", find: /\bhttps?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"\]*_~`]/u },
  { kind: "code", find: /`([^`\n]+)`/u },
  { kind: "strong", find: /(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]*[^*\s])\*(?![\p{L}\p{N}*])/u },
  { kind: "em", find: /(?<![\p{L}\p{N}_])_(?=\S)([^_\n]*[^_\s])_(?![\p{L}\p{N}_])/u },
  { kind: "s", find: /(?<![\p{L}\p{N}~])~(?=\S)([^~\n]*[^~\s])~(?![\p{L}\p{N}~])/u },
  { kind: "emoji", find: new RegExp(`:(${[...EMOJI.keys()].map((name) => name.replace("+", "\\+")).join("|")}):`, "u") },
];
const QUOTE = /^(?:&gt;|>) ?/u;

/** Slack escapes exactly these three. */
export function unescaped(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

export function emoji(name) {
  return el("span", { class: "emoji", role: "img", "aria-label": spoken(name), title: `:${name}:` }, EMOJI.get(name));
}

export function mention(userId, label) {
  const text = `@${known.people.has(userId) ? nameOf(userId) : label ?? "someone"}`;
  return el("span", { class: userId === known.me?.id ? "mention mention-me" : "mention" }, text);
}

export function channelLink(channelId, label) {
  const channel = known.conversations.get(channelId);
  const text = `#${channel?.name ?? label ?? "private channel"}`;
  if (!channel) return el("span", { class: "mention" }, text);
  return el("a", { class: "mention", href: `?as=${known.me.id}&in=${channelId}`, data: { go: channelId } }, text);
}

/** A link that opens apart; addresses that are not web or mail addresses stay text. */
export function link(address, label) {
  if (!/^(https?:|mailto:)/iu.test(address)) return document.createTextNode(label ?? address);
  const words = label ?? address.replace(/^mailto:/iu, "");
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, words);
}

function date(spec, fallback) {
  const [, seconds, format, address] = spec.split("^");
  const instant = instantOf(seconds);
  if (Number.isNaN(instant.getTime())) return document.createTextNode(fallback ?? spec);
  const text = el("time", { datetime: instant.toISOString() }, fillDate(format ?? "{date_short}", instant));
  return address ? el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text) : text;
}

function entity(inside) {
  const cut = inside.indexOf("|");
  const target = unescaped(cut < 0 ? inside : inside.slice(0, cut));
  const label = cut < 0 ? undefined : unescaped(inside.slice(cut + 1));
  if (target.startsWith("@")) return mention(target.slice(1), label);
  if (target.startsWith("#")) return channelLink(target.slice(1), label);
  if (target.startsWith("!date^")) return date(target, label);
  if (target.startsWith("!subteam^")) return el("span", { class: "mention" }, label ?? "@group");
  if (target.startsWith("!")) return el("span", { class: "mention mention-me" }, `@${target.slice(1)}`);
  return link(target, label);
}

function first(text) {
  let best = null;
  for (const { kind, find } of INLINE) {
    const match = find.exec(text);
    if (match && (best === null || match.index < best.match.index)) best = { kind, match };
  }
  return best;
}

/** Appends one run of text, with its inline marks, to `into`. */
export function inline(text, into) {
  let rest = text;
  for (let found = first(rest); found; found = first(rest)) {
    const { kind, match } = found;
    if (match.index > 0) into.append(unescaped(rest.slice(0, match.index)));
    if (kind === "entity") into.append(entity(match[1]));
    else if (kind === "address") into.append(link(unescaped(match[0])));
    else if (kind === "emoji") into.append(emoji(match[1]));
    else if (kind === "code") into.append(el("code", {}, unescaped(match[1])));
    else into.append(inline(match[1], el(kind)));
    rest = rest.slice(match.index + match[0].length);
  }
  if (rest) into.append(unescaped(rest));
  return into;
}

function lines(group, into) {
  group.forEach((line, index) => {
    if (index > 0) into.append(el("br"));
    inline(line, into);
  });
  return into;
}

function paragraphs(text, into) {
  let group = [];
  let quoted = false;
  let quoteAll = false;
  const flush = () => {
    if (group.length > 0) into.append(lines(group, el(quoted ? "blockquote" : "p")));
    group = [];
  };
  for (const line of text.split("\n")) {
    const startsAll = /^(?:&gt;|>){3} ?/u.exec(line);
    const isQuote = quoteAll || startsAll !== null || QUOTE.test(line);
    if (isQuote !== quoted) flush();
    quoted = isQuote;
    if (startsAll) quoteAll = true;
    if (!isQuote && line.trim() === "") flush();
    else group.push(startsAll ? line.slice(startsAll[0].length) : quoteAll ? line : line.replace(QUOTE, ""));
  }
  flush();
}

/** Draws a whole text: paragraphs, quotes and preformatted parts. */
export function mrkdwn(text) {
  const into = el("div", { class: "mrkdwn" });
  text.split("```").forEach((part, index, all) => {
    const closed = index % 2 === 1 && index < all.length - 1;
    if (closed) into.append(el("pre", { tabindex: "0" }, unescaped(part.replace(/^\n|\n$/gu, ""))));
    else paragraphs(index % 2 === 1 ? `\`\`\`${part}` : part.replace(/^\n|\n$/gu, ""), into);
  });
  return into;
}

/** Draws a text object ({type: mrkdwn | plain_text, text}). */
export function textObject(object) {
  return object.type === "plain_text" ? withEmoji(object.text) : mrkdwn(object.text);
}

/** Plain text whose known shortcodes are drawn; line breaks are kept. */
export function withEmoji(text) {
  const into = el("span", { class: "plain" });
  for (const piece of text.split(/(:[a-z0-9_+-]+:)/u)) {
    const name = piece.slice(1, -1);
    if (piece.startsWith(":") && EMOJI.has(name)) into.append(emoji(name));
    else if (piece) into.append(piece);
  }
  return into;
}

/** A text without its marks and with names for ids, on one line. */
export function plainText(text) {
  return [...mrkdwn(text ?? "").children].map((part) => part.textContent).join(" ");
}
