// The Markdown of an Adaptive Card's texts. https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
import { el } from "./dom.js";
import { link } from "./mrkdwn.js";

const ESCAPED = /^\\([\\`*_[\]<>&~{}()#+\-.!|])/u;
const MARKS = [
  { tag: "strong", find: /^\*\*(?=\S)((?:\\.|(?!\*\*).)*?\S)\*\*/su },
  { tag: "em", find: /^_(?=\S)((?:\\.|[^_\\])*?)_(?![\p{L}\p{N}])/su },
  { tag: "em", find: /^\*(?=\S)((?:\\.|[^*\\])*?)\*/su },
];
const LINK = /^\[((?:\\.|[^\]\\])*)\]\(([^)\s]+)\)/su;

/** Appends a text, with its bold, italic and links, to `into`. */
export function inlineMarkdown(text, into) {
  let rest = text;
  let plain = "";
  const flush = () => {
    if (plain) into.append(plain);
    plain = "";
  };
  while (rest) {
    const escaped = ESCAPED.exec(rest);
    const linked = escaped ? null : LINK.exec(rest);
    const marked = escaped || linked ? null : MARKS.map(({ tag, find }) => ({ tag, match: find.exec(rest) })).find(({ match }) => match);
    let taken = rest[0].length;
    if (escaped) {
      plain += escaped[1];
      taken = escaped[0].length;
    } else if (linked) {
      flush();
      into.append(link(linked[2], inlineMarkdown(linked[1], document.createElement("span")).textContent));
      taken = linked[0].length;
    } else if (marked) {
      flush();
      into.append(inlineMarkdown(marked.match[1], el(marked.tag)));
      taken = marked.match[0].length;
    } else {
      plain += rest.slice(0, taken);
    }
    rest = rest.slice(taken);
  }
  flush();
  return into;
}
