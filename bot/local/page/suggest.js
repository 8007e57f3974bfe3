// Offers commands, people and channels while somebody types.
import { el, freshId } from "./dom.js";
import { announce } from "./notices.js";
import { known, persons } from "./store.js";

const AT_MOST = 8;

const begins = (words, typed) => words.toLowerCase().split(/[\s-]+/u).some((word) => word.startsWith(typed));

function commands(before) {
  const match = /^\/\S*$/u.exec(before);
  if (!match) return null;
  return { from: 0, items: known.commands.filter((one) => one.command.startsWith(before.toLowerCase()))
    .map((one) => ({ word: one.command, label: `${one.command} ${one.usage_hint ?? ""}`.trim(), detail: one.description })) };
}

function named(before) {
  const match = /(?:^|\s)([@#])([\w.-]*)$/u.exec(before);
  if (!match) return null;
  const typed = match[2].toLowerCase();
  const from = before.length - typed.length - 1;
  if (match[1] === "@") {
    return { from, items: [...persons(), ...[...known.people.values()].filter((one) => one.id === known.app.user_id)]
      .filter((one) => one.name.startsWith(typed) || begins(one.real_name, typed))
      .map((one) => ({ word: `@${one.name}`, label: one.real_name, detail: one.title })) };
  }
  return { from, items: [...known.conversations.values()].filter((one) => one.kind === "channel" && begins(one.name, typed))
    .map((one) => ({ word: `#${one.name}`, label: `#${one.name}`, detail: one.topic })) };
}

/** The list above a field. `key(event)` lets it take a key first and says whether it did. */
export class Suggestions {
  constructor(field) {
    this.field = field;
    this.list = el("ul", { class: "listbox suggestions", role: "listbox", id: freshId("suggestions"), "aria-label": "Suggestions", hidden: true });
    this.at = -1;
    this.found = null;
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    field.addEventListener("input", () => this.look());
    field.addEventListener("blur", () => this.close());
  }

  look() {
    const before = this.field.value.slice(0, this.field.selectionStart);
    const found = commands(before) ?? named(before);
    const items = (found?.items ?? []).slice(0, AT_MOST);
    if (items.length === 0) return this.close();
    const opens = this.list.hidden;
    this.found = { from: found.from, items };
    this.list.hidden = false;
    this.list.replaceChildren(...items.map((item, index) => el("li", { role: "option", class: "option", id: freshId("suggestion"),
      on: { pointerdown: (event) => { event.preventDefault(); this.#take(index); } } },
    el("span", { class: "menu-words" }, el("span", {}, item.label), item.detail ? el("span", { class: "muted" }, item.detail) : null))));
    this.#point(0);
    if (opens) announce(items.length === 1 ? `Suggestion: ${items[0].label}. Tab takes it.` : `${items.length} suggestions. Arrow keys choose, Tab takes one.`);
    return undefined;
  }

  close() {
    this.list.hidden = true;
    this.found = null;
    this.field.removeAttribute("aria-activedescendant");
  }

  #point(index) {
    this.at = (index + this.found.items.length) % this.found.items.length;
    [...this.list.children].forEach((item, position) => {
      item.classList.toggle("active", position === this.at);
      item.setAttribute("aria-selected", String(position === this.at));
    });
    this.field.setAttribute("aria-activedescendant", this.list.children[this.at].id);
    this.list.children[this.at].scrollIntoView({ block: "nearest" });
  }

  #take(index) {
    const { from, items } = this.found;
    const end = this.field.selectionStart;
    const { value } = this.field;
    this.field.value = `${value.slice(0, from)}${items[index].word} ${value.slice(end).trimStart()}`;
    const caret = from + items[index].word.length + 1;
    this.field.setSelectionRange(caret, caret);
    this.close();
    this.field.dispatchEvent(new Event("input"));
  }

  key(event) {
    if (!this.found) return false;
    const typed = this.field.value.slice(this.found.from, this.field.selectionStart);
    if (event.key === "ArrowDown") this.#point(this.at + 1);
    else if (event.key === "ArrowUp") this.#point(this.at - 1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Tab" && !event.shiftKey) this.#take(this.at);
    else if (event.key === "Enter" && !event.shiftKey && this.found.items[this.at].word !== typed) this.#take(this.at);
    else return false;
    event.preventDefault();
    return true;
  }
}
