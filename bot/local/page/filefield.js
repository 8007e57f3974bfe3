// Files that wait to be sent: chips that upload at once, in the composer and in a modal's file field.
import { upload } from "./api.js";
import { el, icon, iconButton } from "./dom.js";
import { fileSize } from "./times.js";

/** A row of chips. `changed()` is called whenever a file comes, arrives at the workspace or goes. */
export class Tray {
  constructor(changed = () => {}) {
    this.node = el("ul", { class: "tray", "aria-label": "Files to be sent", hidden: true });
    this.entries = [];
    this.changed = changed;
  }

  /** Takes browser files and starts uploading each. */
  add(files) {
    for (const file of files) {
      const entry = { file, sent: null, failed: "" };
      this.entries.push(entry);
      this.#upload(entry);
    }
  }

  async #upload(entry) {
    entry.failed = "";
    this.#draw();
    try {
      entry.sent = await upload(entry.file);
    } catch (refused) {
      entry.failed = refused.message;
    }
    this.#draw();
  }

  #drop(entry) {
    this.entries = this.entries.filter((one) => one !== entry);
    this.#draw();
  }

  clear() {
    this.entries = [];
    this.#draw();
  }

  get size() {
    return this.entries.length;
  }

  /** True once every file has arrived. */
  get ready() {
    return this.entries.every((entry) => entry.sent !== null);
  }

  /** The workspace's file objects. */
  get files() {
    return this.entries.map((entry) => entry.sent).filter(Boolean);
  }

  #draw() {
    this.node.hidden = this.entries.length === 0;
    this.node.replaceChildren(...this.entries.map((entry) => {
      const { name, size } = entry.file;
      const state = entry.failed || (entry.sent ? fileSize(size) : "Uploading…");
      return el("li", { class: entry.failed ? "chip failed" : "chip", "aria-busy": String(!entry.sent && !entry.failed) }, icon("file"),
        el("span", { class: "chip-words" }, el("span", { class: "chip-name" }, name || "Pasted file"), el("span", { class: "muted", role: entry.failed ? "alert" : null }, state)),
        entry.failed ? el("button", { type: "button", class: "link", on: { click: () => this.#upload(entry) } }, "Try again") : null,
        iconButton("close", `Remove ${name}`, () => this.#drop(entry)));
    }));
    this.changed();
  }
}

/** Block Kit's file_input. */
export function fileField(element, place) {
  const tray = new Tray(() => input.setCustomValidity(""));
  const accept = element.filetypes?.map((kind) => `.${kind}`).join(",");
  const input = el("input", { type: "file", class: "field", accept, multiple: (element.max_files ?? 10) > 1, ...place.props, on: {
    change: () => {
      tray.add([...input.files].slice(0, (element.max_files ?? 10) - tray.size));
      input.value = "";
    },
  } });
  const node = el("div", {}, input, tray.node);
  return { node, read: () => ({ type: element.type, files: tray.files }) };
}
