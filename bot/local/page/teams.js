// What Teams alone has in a conversation: texts with mentions, quotations, cards, and files that ask whether they may come.
import { act } from "./api.js";
import { drawCard } from "./card.js";
import { el, icon, whileBusy } from "./dom.js";
import { link } from "./mrkdwn.js";
import { announce, failed, notice } from "./notices.js";
import { known, nameOf, say } from "./store.js";
import { openTask } from "./task.js";
import { fileSize } from "./times.js";

const CARD = "application/vnd.microsoft.card.adaptive";
const PIECES = /<at>(.*?)<\/at>|(https?:\/\/[^\s<>]*[^\s<>.,;:!?)'"])/u;
const AT_MOST = 160;

const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** What somebody typed, from the text that Teams keeps. */
export function typedInTeams(text) {
  return unescaped(text.replaceAll(/<at>(.*?)<\/at>/gu, "@$1"));
}

/** Draws what somebody wrote. */
export function teamsText(text) {
  const into = el("p", { class: "plain" });
  let rest = text;
  for (let found = PIECES.exec(rest); found; found = PIECES.exec(rest)) {
    into.append(unescaped(rest.slice(0, found.index)));
    into.append(found[1] === undefined ? link(unescaped(found[2])) : el("span", { class: "mention" }, found[1]));
    rest = rest.slice(found.index + found[0].length);
  }
  into.append(unescaped(rest));
  return into;
}

/** The beginning of a message that is quoted; `find` gives it by its ts. */
export function quotation(ts, find) {
  const quoted = find(ts);
  const words = quoted ? typedInTeams(quoted.text) : "A message that is not shown here";
  return el("blockquote", { class: "quoted" }, el("span", { class: "quoted-by" }, quoted ? nameOf(quoted.user) : ""),
    el("span", {}, words.length > AT_MOST ? `${words.slice(0, AT_MOST)}…` : words));
}

/** Does what the buttons of a message's card do. */
function hostOf(message, channel) {
  const place = { message: { channel, ts: message.ts } };
  return {
    press: async (action) => {
      try {
        const { answer } = await act("card/press", { ...place, action });
        if (answer?.type === CARD) say("card", { channel, ts: message.ts, card: answer.value });
        else if (answer?.value) {
          notice(answer.value);
          announce(answer.value);
        }
      } catch (cause) {
        failed(cause);
      }
    },
    open: (data) => openTask("card/open", place, { data }),
    submit: (data) => openTask("card/submit", place, { data }),
  };
}

export const messageCard = (message, channel) => drawCard(message.card, hostOf(message, channel));

/** What stands for one's own message once it is deleted, with the way to bring it back. */
export function deletedBody(message, channel) {
  const restore = () => act("restore", { channel, ts: message.ts }).catch(failed);
  return el("p", { class: "muted" }, "This message has been deleted. ", el("button", { type: "button", class: "link", data: { action: "restore" }, on: { click: restore } }, "Undo"));
}

/** A file of the app's that asks whether it may come. */
export function consentCard(message, channel) {
  const { name, description, size } = message.consent;
  const answer = (accepts) => async (event) => whileBusy(event.currentTarget.parentElement, async () => {
    try {
      await act("card/consent", { message: { channel, ts: message.ts }, accepts });
      say("consented", { accepts, name });
    } catch (cause) {
      failed(cause);
    }
  });
  return el("div", { class: "card consent" },
    el("p", { class: "consent-file" }, icon("file"), el("span", { class: "file-words" }, el("span", { class: "file-name" }, name), el("span", { class: "muted" }, fileSize(size)))),
    el("p", {}, description),
    el("div", { class: "card-actions" },
      el("button", { type: "button", class: "button primary", data: { action: "allow" }, on: { click: answer(true) } }, "Allow"),
      el("button", { type: "button", class: "button", data: { action: "decline" }, on: { click: answer(false) } }, "Decline")),
    el("p", { class: "muted small" }, `${known.app.name} puts it into your OneDrive if you allow it.`));
}
