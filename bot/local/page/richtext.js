// Draws rich_text blocks. https://api.slack.com/reference/block-kit/blocks#rich_text
import { el } from "./dom.js";
import { EMOJI } from "./emoji.js";
import { channelLink, emoji, link, mention } from "./mrkdwn.js";
import { fillDate, instantOf } from "./times.js";

const STYLES = [["code", "code"], ["strike", "s"], ["italic", "em"], ["bold", "strong"]];

function bare(part) {
  switch (part.type) {
    case "link": return link(part.url, part.text);
    case "user": return mention(part.user_id);
    case "channel": return channelLink(part.channel_id);
    case "emoji": return EMOJI.has(part.name) ? emoji(part.name) : document.createTextNode(`:${part.name}:`);
    case "broadcast": return el("span", { class: "mention mention-me" }, `@${part.range}`);
    case "usergroup": return el("span", { class: "mention" }, "@group");
    case "date": return el("time", {}, fillDate(part.format ?? "{date_short}", instantOf(part.timestamp)));
    default: return document.createTextNode(part.text ?? "");
  }
}

function run(part) {
  let node = bare(part);
  for (const [style, tag] of STYLES) if (part.style?.[style]) node = el(tag, {}, node);
  return node;
}

const RUNS = {
  rich_text_section: (group) => el("p", { class: "plain" }, group.elements.map(run)),
  rich_text_quote: (group) => el("blockquote", { class: "plain" }, group.elements.map(run)),
  rich_text_preformatted: (group) => el("pre", { tabindex: "0" }, group.elements.map(run)),
  rich_text_list: (group) => el(group.style === "ordered" ? "ol" : "ul",
    { class: `rich-list indent-${Math.min(group.indent ?? 0, 4)}`, start: group.offset ? group.offset + 1 : null },
    group.elements.map((item) => el("li", { class: "plain" }, (item.elements ?? []).map(run)))),
};

export function richText(block) {
  return el("div", { class: "mrkdwn" }, (block.elements ?? []).map((group) => RUNS[group.type]?.(group)));
}
