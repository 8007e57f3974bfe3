// Where people write: messages, commands, files. What is typed stays until the workspace has it.
import { act } from "./api.js";
import { el, icon, iconButton, whileBusy } from "./dom.js";
import { Tray } from "./filefield.js";
import { authorOf } from "./messages.js";
import { failed, notice } from "./notices.js";
import { openMenu } from "./popup.js";
import { inTeams, known, nameOf, say } from "./store.js";
import { Suggestions } from "./suggest.js";

const TALLEST = 220;
const trays = new Map();

/** `options`: {channel, thread?, label, editLast (true if there was one), takesFiles} */
export class Composer {
  constructor(options) {
    this.options = options;
    this.answers = null;
    this.draftKey = `reckoner-draft ${known.me.id} ${options.channel} ${options.thread ?? ""}`;
    this.field = el("textarea", { class: "composer-field", rows: "1", "aria-label": options.label, placeholder: inTeams() ? "Type a message" : options.label, enterkeyhint: "send" });
    this.field.value = sessionStorage.getItem(this.draftKey) ?? "";
    this.tray = trays.get(this.draftKey) ?? new Tray();
    this.tray.changed = () => this.#refresh();
    trays.set(this.draftKey, this.tray);
    this.suggestions = new Suggestions(this.field);
    this.usage = el("p", { class: "usage muted", hidden: true });
    this.chooser = el("input", { type: "file", multiple: true, class: "visually-hidden", tabindex: "-1", "aria-label": "Files to attach", on: { change: () => {
      this.#attach([...this.chooser.files]);
      this.chooser.value = "";
    } } });
    this.button = el("button", { type: "submit", class: "button primary send" }, icon("send"), el("span", {}, "Send"));
    this.node = el("form", { class: "composer", on: { submit: (event) => { event.preventDefault(); this.send(); } } }, this.suggestions.list,
      el("div", { class: "composer-box" }, this.answering = el("div", { class: "answers", hidden: true }), this.tray.node, this.field, this.usage,
        el("div", { class: "composer-foot" }, this.chooser, this.#takesFiles() ? iconButton("clip", "Attach files", () => this.chooser.click()) : null, this.#shortcuts(),
          el("span", { class: "composer-hint muted" }, "Enter sends, Shift + Enter starts a new line"), this.button)));
    this.#listen();
    requestAnimationFrame(() => this.#refresh());
  }

  /** In Teams files reach the app in the chat with it alone. */
  #takesFiles() {
    return this.options.takesFiles !== false;
  }

  /** Makes what is written next an answer to `message`; to none if that is null. */
  answer(message) {
    this.answers = message;
    this.answering.hidden = message === null;
    this.answering.replaceChildren(...(message === null ? [] : [icon("reply"), el("span", { class: "answers-words" }, `Replying to ${nameOf(authorOf(message))}`),
      iconButton("close", "Cancel the reply", () => { this.answer(null); this.field.focus(); })]));
    if (message) this.field.focus();
  }

  #prompts() {
    return iconButton("bolt", "Prompts", (event) => openMenu(event.currentTarget, known.commands.map((one) => ({
      label: one.command.slice(1), detail: one.description, run: () => {
        this.field.value = one.command.slice(1);
        this.field.dispatchEvent(new Event("input"));
        this.field.focus();
      },
    })), "Prompts"), { "aria-haspopup": "menu", "aria-expanded": "false" });
  }

  #shortcuts() {
    if (inTeams()) return this.#takesFiles() ? this.#prompts() : null;
    const global = known.shortcuts.filter((one) => one.type === "global");
    if (global.length === 0) return null;
    return iconButton("bolt", "Shortcuts", (event) => openMenu(event.currentTarget, global.map((one) => ({
      label: one.name, detail: known.app.name, icon: "bolt", run: () => act("shortcut", { callback_id: one.callback_id }).catch(failed),
    })), "Shortcuts"), { "aria-haspopup": "menu", "aria-expanded": "false" });
  }

  #listen() {
    this.field.addEventListener("input", () => {
      sessionStorage.setItem(this.draftKey, this.field.value);
      this.#refresh();
    });
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.field.addEventListener("paste", (event) => {
      const files = [...event.clipboardData.files];
      if (files.length === 0) return;
      event.preventDefault();
      this.#attach(files);
    });
  }

  /** Lets files be dropped anywhere on `panel`. */
  takeDrops(panel) {
    const carries = (event) => event.dataTransfer?.types.includes("Files");
    panel.ondragover = (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      panel.classList.add("dropping");
    };
    panel.ondragleave = (event) => { if (!panel.contains(event.relatedTarget)) panel.classList.remove("dropping"); };
    panel.ondrop = (event) => {
      panel.classList.remove("dropping");
      if (!carries(event)) return;
      event.preventDefault();
      this.#attach([...event.dataTransfer.files]);
    };
  }

  #attach(files) {
    if (!this.#takesFiles()) {
      notice(`Files reach ${known.app.name} in the chat with it.`, { error: true });
      return;
    }
    this.tray.add(files);
    this.field.focus();
  }

  #key(event) {
    if (event.isComposing || this.suggestions.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && this.answers) {
      event.preventDefault();
      this.answer(null);
    } else if (event.key === "ArrowUp" && this.field.value === "" && this.tray.size === 0) {
      if (this.options.editLast()) event.preventDefault();
    }
  }

  #refresh() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, TALLEST)}px`;
    const typed = /^(\/\S+)\s/u.exec(this.field.value)?.[1];
    const command = known.commands.find((one) => one.command === typed);
    this.usage.hidden = !command;
    if (command) this.usage.textContent = `${command.command} ${command.usage_hint ?? ""}`;
    this.button.classList.toggle("idle", this.field.value.trim() === "" && this.tray.size === 0);
  }

  /** Sends what stands in the field; it is emptied only when the workspace has it. */
  async send() {
    const text = this.field.value.trim();
    if (text === "" && this.tray.size === 0) return;
    if (!this.tray.ready) {
      notice("A file has not arrived yet. Wait until it has, or remove it, then send again.", { error: true });
      return;
    }
    const isCommand = !inTeams() && text.startsWith("/");
    if (isCommand && this.tray.size > 0) {
      notice("A command cannot carry files. Send the files in a message, or remove them first.", { error: true });
      return;
    }
    await whileBusy(this.node, () => this.#deliver(text, isCommand));
  }

  async #deliver(text, isCommand) {
    const { channel } = this.options;
    const thread = this.answers?.ts ?? this.options.thread;
    const files = this.tray.files.map((file) => file.id);
    this.suggestions.close();
    this.field.readOnly = true;
    try {
      if (isCommand) await act("command", { channel, thread_ts: thread, text });
      else await act("message", { channel, thread_ts: thread, text, files: files.length > 0 ? files : undefined });
      this.field.value = "";
      sessionStorage.removeItem(this.draftKey);
      this.tray.clear();
      this.answer(null);
      say("sent", { text, files, thread, channel, isCommand });
    } catch (cause) {
      failed(cause);
    } finally {
      this.field.readOnly = false;
      this.#refresh();
    }
  }
}
