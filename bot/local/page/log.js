// A list of messages that stays current: a conversation's, or a thread's.
import { act } from "./api.js";
import { el, icon, keepingFocus } from "./dom.js";
import { authorOf, drawMessage, isMine, isReply } from "./messages.js";
import { failed } from "./notices.js";
import { dateKey, dayName, instantOf } from "./times.js";
import { messageTools } from "./tools.js";
import { asTyped } from "./typed.js";

const TOGETHER = 5 * 60;
const NEAR_END = 80;

const keyOf = (message) => (message.ephemeral ? `${message.ts}e` : message.ts);

/**
 * `options`: {channel, label, openThread?, opening? (a node above the first message), earlier? (loads more), threaded?
 * (each thread stands together, beneath its first message)}
 */
export class MessageLog {
  constructor(options) {
    this.options = options;
    this.messages = new Map();
    this.items = new Map();
    this.editing = null;
    this.list = el("ol", { class: options.threaded ? "messages threaded" : "messages", "aria-label": options.label, tabindex: "-1" });
    this.earlier = el("button", { type: "button", class: "button earlier", hidden: true, on: { click: () => options.earlier() } }, "Show earlier messages");
    this.jump = el("button", { type: "button", class: "jump", hidden: true, on: { click: () => this.toEnd() } }, icon("chevron"), "New messages");
    this.scroller = el("div", { class: "scroller", on: { scroll: () => { if (this.atEnd()) this.jump.hidden = true; } } }, this.earlier, options.opening, this.list);
    this.node = el("div", { class: "log" }, this.scroller, this.jump);
    this.list.addEventListener("keydown", (event) => this.#move(event));
    this.list.addEventListener("focusin", (event) => this.#activate(event.target.closest(".message")));
    this.watch = new ResizeObserver(() => { if (this.stuck) this.toEnd(); });
    this.watch.observe(this.list);
    this.watch.observe(this.scroller);
    this.stuck = true;
    this.scroller.addEventListener("scroll", () => { this.stuck = this.atEnd(); }, { passive: true });
  }

  atEnd() {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller;
    return scrollTop + clientHeight > scrollHeight - NEAR_END;
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.jump.hidden = true;
    this.stuck = true;
  }

  /** Shows exactly these messages. */
  show(messages, { more = false } = {}) {
    this.messages = new Map(messages.map((message) => [keyOf(message), message]));
    this.items.clear();
    this.earlier.hidden = !more;
    this.#lay();
    this.toEnd();
  }

  /** Puts older messages above, leaving what is read where it is. */
  prepend(messages, { more = false } = {}) {
    const before = this.scroller.scrollHeight;
    for (const message of messages) this.messages.set(keyOf(message), message);
    this.earlier.hidden = !more;
    this.#lay();
    this.scroller.scrollTop += this.scroller.scrollHeight - before;
  }

  /** Takes a new message, or a newer state of one; with `follow` the list scrolls to it. */
  put(message, { follow = false } = {}) {
    const key = keyOf(message);
    const isNew = !this.messages.has(key);
    const atEnd = this.stuck;
    this.messages.set(key, message);
    if (this.editing !== key) this.items.delete(key);
    this.#lay();
    if (isNew && (follow || atEnd)) this.toEnd();
    else if (isNew) this.jump.hidden = false;
  }

  /** Changes what is known of a message, if it is shown. */
  patch(ts, change) {
    const message = this.messages.get(ts) ?? this.messages.get(`${ts}e`);
    if (message) this.put({ ...message, ...change(message) });
  }

  remove(ts, { ephemeral = false } = {}) {
    const key = ephemeral ? `${ts}e` : ts;
    this.messages.delete(key);
    this.items.delete(key);
    this.#lay();
  }

  #draw(message, compact) {
    const { channel, openThread } = this.options;
    const tools = messageTools(message, { channel, openThread, edit: () => this.edit(message.ts) });
    return drawMessage(message, { channel, openThread, compact, tools, find: (ts) => this.messages.get(ts) });
  }

  #lay() {
    const focused = document.activeElement?.closest?.(".message")?.dataset.ts;
    keepingFocus(this.list, () => this.#fill(this.#rows()));
    if (this.options.opening) this.options.opening.hidden = !this.earlier.hidden;
    this.#activate(this.list.querySelector(".message[tabindex='0']") ?? [...this.list.querySelectorAll(".message")].at(-1));
    if (focused && document.activeElement === this.list) this.list.querySelector(`.message[data-ts="${focused}"]`)?.focus();
  }

  #rows() {
    const rows = [];
    let day = "";
    let before = null;
    const { threaded } = this.options;
    for (const message of this.#sorted()) {
      if (threaded && before && !isReply(message)) rows.push(this.#answering(before));
      const instant = instantOf(message.ts);
      const key = threaded && isReply(message) ? day : dateKey(instant);
      if (key !== day) {
        rows.push(el("li", { class: "day" }, el("span", {}, dayName(instant))));
        before = null;
      }
      day = key;
      const compact = before !== null && authorOf(before) === authorOf(message) && !message.ephemeral && !before.ephemeral
        && Number.parseFloat(message.ts) - Number.parseFloat(before.ts) < TOGETHER && !before.reply_count && !threaded;
      const kept = this.items.get(keyOf(message));
      const item = kept && (kept.compact === compact || this.editing === keyOf(message)) ? kept.item : this.#draw(message, compact);
      this.items.set(keyOf(message), { item, compact });
      rows.push(item);
      before = message;
    }
    if (threaded && before) rows.push(this.#answering(before));
    return rows;
  }

  /** The messages in the order in which they stand. */
  #sorted() {
    const at = (message) => Number.parseFloat(message.ts);
    const root = (message) => (this.options.threaded && message.thread_ts ? Number.parseFloat(message.thread_ts) : at(message));
    return [...this.messages.values()].sort((one, other) => root(one) - root(other) || at(one) - at(other));
  }

  /** What stands beneath a thread, whose last message is `last`: the way to answer there. */
  #answering(last) {
    const root = last.thread_ts ?? last.ts;
    const kept = this.items.get(`answer ${root}`) ?? { item: this.#answer(root) };
    this.items.set(`answer ${root}`, kept);
    return kept.item;
  }

  /** A thread that only its author sees ends without a way to answer. */
  #answer(root) {
    if (this.messages.has(`${root}e`)) return el("li", { class: "answering", "aria-hidden": "true" });
    return el("li", { class: "answering" }, el("button", { type: "button", class: "link",
      on: { click: () => this.options.openThread(root, this.messages.get(root) ?? { ts: root }) } }, icon("reply"), "Reply"));
  }

  /** Replaces the rows without moving those that stay, so that focus and selection survive. */
  #fill(rows) {
    const wanted = new Set(rows);
    for (const row of [...this.list.children]) if (!wanted.has(row)) row.remove();
    rows.forEach((row, index) => {
      if (this.list.children[index] !== row) this.list.insertBefore(row, this.list.children[index] ?? null);
    });
  }

  #activate(item) {
    if (!item) return;
    for (const old of this.list.querySelectorAll(".message[tabindex='0']")) if (old !== item) this.#reachable(old, false);
    this.#reachable(item, true);
  }

  #reachable(item, yes) {
    item.tabIndex = yes ? 0 : -1;
    for (const tool of item.querySelectorAll(".tools button")) tool.tabIndex = yes ? 0 : -1;
  }

  #move(event) {
    const item = event.target;
    if (!item.matches(".message")) return;
    const all = [...this.list.querySelectorAll(".message")];
    const at = all.indexOf(item);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || !all[to]) return;
    event.preventDefault();
    all[to].focus();
  }

  /** Turns the person's last message into a field; false if there is none. */
  editLast() {
    const mine = [...this.messages.values()].filter((message) => isMine(message) && !message.deleted && !message.subtype?.startsWith("channel"));
    if (mine.length === 0) return false;
    this.edit(mine.sort((one, other) => Number.parseFloat(one.ts) - Number.parseFloat(other.ts)).at(-1).ts);
    return true;
  }

  edit(ts) {
    const message = this.messages.get(ts);
    const item = this.items.get(ts)?.item;
    if (!message || !item || this.editing) return;
    this.editing = ts;
    const field = el("textarea", { class: "field", rows: "2", "aria-label": "Edit your message" });
    field.value = asTyped(message.text);
    const stop = () => {
      this.editing = null;
      this.items.delete(ts);
      this.#lay();
      this.list.querySelector(`.message[data-ts="${ts}"]`)?.focus();
    };
    const save = async () => {
      const text = field.value.trim();
      if (text === asTyped(message.text) || text === "") return stop();
      try {
        await act("edit", { channel: this.options.channel, ts, text });
        return stop();
      } catch (cause) {
        return failed(cause);
      }
    };
    field.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Escape") stop();
      else if (event.key === "Enter" && !event.shiftKey) save();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    item.querySelector(".message-body").replaceChildren(el("div", { class: "edit" }, field, el("div", { class: "edit-foot" },
      el("button", { type: "button", class: "button small", on: { click: stop } }, "Cancel"),
      el("button", { type: "button", class: "button primary small", on: { click: save } }, "Save"))));
    item.classList.add("editing");
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }
}
