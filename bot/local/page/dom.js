// Builds the page's elements. Data only ever becomes text or attributes, never markup.

const SVG = "http://www.w3.org/2000/svg";
let counter = 0;

/** An id that no other element of the page has. */
export function freshId(stem = "id") {
  counter += 1;
  return `${stem}-${counter}`;
}

/**
 * Makes an element. `props`: "class", "data" (an object), "on" (event name to listener), any attribute;
 * false, null and undefined leave the attribute out, true sets it empty.
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "class") node.className = value;
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "on") for (const [event, heard] of Object.entries(value)) node.addEventListener(event, heard);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** One of the drawings in index.html's sprite; decoration only, so the words stand beside it. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** A button that shows only a drawing; `label` is its name for everyone else, and its tooltip. */
export function iconButton(name, label, run, props = {}) {
  return el("button", { type: "button", class: "icon-button", "aria-label": label, title: label,
    on: { click: run }, ...props }, icon(name));
}

/** Words for screen readers only. */
export function unseen(text) {
  return el("span", { class: "visually-hidden" }, text);
}

/** Keeps a control from being used twice while `work` runs, without taking the focus from it. */
export async function whileBusy(control, work) {
  if (control.getAttribute("aria-busy") === "true") return undefined;
  control.setAttribute("aria-busy", "true");
  try {
    return await work();
  } finally {
    control.removeAttribute("aria-busy");
  }
}

/** Lets `draw` rebuild what is in `root`, and puts the focus back on the same control if it was there. */
export function keepingFocus(root, draw) {
  const active = document.activeElement;
  const inside = root.contains(active);
  const { action, block, reaction } = inside ? active.dataset : {};
  draw();
  if (!inside || active.isConnected) return;
  const all = [...root.querySelectorAll("[data-action], [data-reaction]")];
  const same = all.find((one) => (action === undefined
    ? reaction !== undefined && one.dataset.reaction === reaction
    : one.dataset.action === action && one.dataset.block === block));
  // A view that was published anew has other block ids: what stands there once is known by its action alone.
  const alike = all.filter((one) => action !== undefined && one.dataset.action === action);
  (same ?? (alike.length === 1 ? alike[0] : root)).focus();
}
