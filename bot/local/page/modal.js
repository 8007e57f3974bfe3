// The app's modals: a stack of views in one dialog.
import { act } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { el, iconButton, keepingFocus, whileBusy } from "./dom.js";
import { collected } from "./elements.js";
import { withEmoji } from "./mrkdwn.js";
import { failed } from "./notices.js";

const stack = [];
let dialog = null;

const top = () => stack.at(-1);
const REQUIRED = "Please fill in this field.";
const FIELDS = "input, textarea, select, .picker";

function host(view, kept) {
  return { kept, heading: "h3", dispatch: async (action) => {
    try {
      await act("action", { view: { id: view.id }, action, state: { values: collected(form(view.id)) } });
    } catch (cause) {
      complain(form(view.id), cause.message);
    }
  } };
}

const form = (id) => dialog?.querySelector(`form[data-view="${id}"]`);

function draw(view, kept = {}) {
  const titleId = `title-${view.id}`;
  const canSubmit = Boolean(view.submit) || view.blocks.some((block) => block.type === "input");
  return el("form", { class: "modal-form", novalidate: true, data: { view: view.id, title: titleId }, on: { submit: (event) => { event.preventDefault(); submit(view); } } },
    el("header", { class: "dialog-head" }, el("h2", { id: titleId, tabindex: "-1" }, withEmoji(view.title.text)), iconButton("close", "Close", () => leave())),
    el("div", { class: "dialog-body" }, el("p", { class: "form-error", role: "alert", hidden: true }), drawBlocks(view.blocks, host(view, kept))),
    el("footer", { class: "dialog-foot" },
      el("button", { type: "button", class: "button", on: { click: () => leave() } }, view.close?.text ?? (canSubmit ? "Cancel" : "Close")),
      canSubmit ? el("button", { type: "submit", class: "button primary" }, view.submit?.text ?? "Submit") : null));
}

function show() {
  dialog.querySelectorAll("form").forEach((one) => { one.hidden = one.dataset.view !== top().id; });
  const current = form(top().id);
  dialog.setAttribute("aria-labelledby", current.dataset.title);
  (current.querySelector(`.dialog-body :is(${FIELDS}, button, a)`) ?? current.querySelector("h2")).focus();
}

function ensureDialog() {
  if (dialog) return;
  dialog = el("dialog", { class: "dialog", on: {
    cancel: (event) => {
      if (event.target !== dialog) return;
      event.preventDefault();
      leave();
    },
    // A browser lets nobody keep a dialog open at a second Escape.
    close: (event) => { if (event.target === dialog) leave(stack[0]); },
  } });
  document.body.append(dialog);
  dialog.showModal();
}

/** Opens a view, on top of those that are open. */
export function openView(view) {
  if (stack.some((one) => one.id === view.id)) return updateView(view);
  ensureDialog();
  stack.push(view);
  dialog.append(draw(view));
  return show();
}

/** Shows a newer state of an open view; what has been typed into fields that stay is kept. */
export function updateView(view) {
  const at = stack.findIndex((one) => one.id === view.id);
  if (at < 0) return openView(view);
  const old = form(view.id);
  const kept = collected(old);
  stack[at] = view;
  const fresh = draw(view, kept);
  fresh.hidden = old.hidden;
  keepingFocus(dialog, () => old.replaceWith(fresh));
  return undefined;
}

/** Closes a view and those above it. */
export function closeView(id) {
  const at = stack.findIndex((one) => one.id === id);
  if (at < 0) return;
  for (const gone of stack.splice(at)) form(gone.id)?.remove();
  if (stack.length > 0) {
    show();
    return;
  }
  dialog.close();
  dialog.remove();
  dialog = null;
}

async function leave(view = top()) {
  closeView(view.id);
  try {
    await act("view/close", { view_id: view.id });
  } catch (cause) {
    failed(cause);
  }
}

function complain(at, sentence) {
  const place = at.querySelector(".form-error");
  place.textContent = sentence;
  place.hidden = false;
  place.scrollIntoView({ block: "nearest" });
}

const GROUP = "[role=group], [role=radiogroup]";

/** What carries the error of an input block: its field, or the group of its choices. */
function control(block) {
  const node = block.querySelector("[data-action]");
  return node.matches(`${FIELDS}, ${GROUP}`) ? node : node.querySelector(FIELDS);
}

function clearErrors(at) {
  at.querySelector(".form-error").hidden = true;
  for (const block of at.querySelectorAll("[data-input]")) {
    const error = block.querySelector(".field-error");
    const field = control(block);
    error.hidden = true;
    error.textContent = "";
    block.classList.remove("wrong");
    field.removeAttribute("aria-invalid");
    field.setAttribute("aria-describedby", (field.getAttribute("aria-describedby") ?? "").replace(error.id, "").trim());
    if (!field.getAttribute("aria-describedby")) field.removeAttribute("aria-describedby");
  }
}

/** Puts each sentence beside its field and the focus on the first. */
function showErrors(at, errors) {
  const loose = [];
  let first = null;
  for (const [blockId, sentence] of Object.entries(errors)) {
    const block = [...at.querySelectorAll("[data-input]")].find((one) => one.dataset.input === blockId);
    if (!block) {
      loose.push(sentence);
      continue;
    }
    const error = block.querySelector(".field-error");
    const field = control(block);
    error.textContent = sentence;
    error.hidden = false;
    block.classList.add("wrong");
    if (!field.matches(GROUP)) field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${error.id}`.trim());
    first ??= field.matches(GROUP) ? field.querySelector("input") : field;
  }
  if (loose.length > 0) complain(at, loose.join(" "));
  first?.focus();
}

const isEmpty = (state) => Object.entries(state).every(([name, value]) => name === "type" || value === null || value === undefined || value.length === 0);

function missing(at, values) {
  const errors = {};
  for (const block of at.querySelectorAll("[data-input][data-optional=no]")) {
    const state = Object.values(values[block.dataset.input] ?? {})[0];
    if (state && isEmpty(state)) errors[block.dataset.input] = REQUIRED;
  }
  return errors;
}

async function submit(view) {
  const at = form(view.id);
  const values = collected(at);
  clearErrors(at);
  const gaps = missing(at, values);
  if (at.querySelector(".chip[aria-busy=true]")) return complain(at, "A file has not arrived yet. Wait until it has, then send again.");
  if (Object.keys(gaps).length > 0) return showErrors(at, gaps);
  return whileBusy(at, async () => {
    try {
      const answer = await act("view/submit", { view_id: view.id, state: { values } });
      if (answer.errors) showErrors(at, answer.errors);
      else if (answer.view) openView(answer.view);
      else if (top()?.id === view.id) closeView(view.id);
    } catch (cause) {
      complain(at, cause.message);
    }
  });
}
