// Teams' dialogs, which a button of a card or the menu of a message opens.
import { act } from "./api.js";
import { drawBody } from "./card.js";
import { drawActions } from "./cardactions.js";
import { focusInput } from "./cardinputs.js";
import { el, freshId, iconButton } from "./dom.js";
import { failed, notice } from "./notices.js";

let dialog = null;

function close() {
  dialog?.close();
}

function ensureDialog(ts) {
  if (dialog) return;
  dialog = el("dialog", { class: "dialog task", on: { close: () => {
    dialog.remove();
    dialog = null;
    // The button that opened it may be gone with its card.
    if (document.activeElement === document.body) document.querySelector(`.message[data-ts="${ts}"]`)?.focus();
  } } });
  document.body.append(dialog);
  dialog.showModal();
}

function head(title) {
  const id = freshId("title");
  dialog.setAttribute("aria-labelledby", id);
  return el("header", { class: "dialog-head" }, el("h2", { id, tabindex: "-1" }, title), iconButton("close", "Close", close));
}

function show(title, card, place) {
  ensureDialog(place.message.ts);
  const host = { heading: "h3", submit: (data) => send(data, place) };
  const actions = card.actions?.length > 0 ? el("footer", { class: "dialog-foot" }, drawActions(card.actions, host)) : null;
  const form = el("form", { class: "modal-form card-root", novalidate: true, on: { submit: (event) => {
    event.preventDefault();
    actions?.querySelector("button")?.click();
  } } }, head(title), el("div", { class: "dialog-body" }, el("p", { class: "form-error", role: "alert", hidden: true }), drawBody(card, host)), actions);
  dialog.replaceChildren(form);
  if (!focusInput(form)) form.querySelector("h2").focus();
}

async function send(data, place) {
  try {
    showTask((await act("card/submit", { ...place, data })).answer, place);
  } catch (cause) {
    const error = dialog.querySelector(".form-error");
    error.textContent = cause.message;
    error.hidden = false;
    error.scrollIntoView({ block: "nearest" });
  }
}

/** Shows what the app has answered: a dialog, a line, or nothing more. `place`: {message, command?}. */
export function showTask(answer, place) {
  const task = answer?.task;
  if (task?.type === "continue") {
    show(task.value.title, task.value.card.content, place);
    return;
  }
  close();
  if (task?.type === "message") notice(task.value);
}

/** Asks for a dialog by `path` and shows it. */
export async function openTask(path, place, more) {
  try {
    showTask((await act(path, { ...place, ...more })).answer, place);
  } catch (cause) {
    failed(cause);
  }
}
