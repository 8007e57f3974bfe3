// Asks before something is done that the app or the page marks as worth asking.
import { el, freshId } from "./dom.js";
import { textObject } from "./mrkdwn.js";

/** Shows a Block Kit confirm object ({title, text, confirm, deny, style}); resolves to true or false. */
export function confirmed({ title, text, confirm, deny, style }) {
  const titleId = freshId("confirm");
  const textId = freshId("confirm");
  return new Promise((resolve) => {
    const dialog = el("dialog", { class: "dialog small", role: "alertdialog", "aria-labelledby": titleId, "aria-describedby": textId },
      el("div", { class: "dialog-body" }, el("h2", { id: titleId }, textObject(title ?? { type: "plain_text", text: "Are you sure?" })),
        el("div", { id: textId }, textObject(text))),
      el("div", { class: "dialog-foot" },
        el("button", { type: "button", class: "button", on: { click: () => dialog.close() } }, deny?.text ?? "Cancel"),
        el("button", { type: "button", class: style === "danger" ? "button danger solid" : "button primary",
          on: { click: () => dialog.close("yes") } }, confirm?.text ?? "Yes")));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** The same with plain words. */
export function sure(title, text, confirm) {
  const plain = (words) => ({ type: "plain_text", text: words });
  return confirmed({ title: plain(title), text: plain(text), confirm: plain(confirm), style: "danger" });
}
