// Small layers beside a control: menus, lists to pick from, short forms. One is open at a time.
import { el, freshId, icon } from "./dom.js";

// A layer belongs to the landmark, or the dialog, from which it was opened.
const HOMES = "dialog, .top, .sidebar, .conversation, .thread";

function place(layer, anchor) {
  const box = anchor.getBoundingClientRect();
  layer.style.left = "0";
  const { offsetWidth: width, offsetHeight: height } = layer;
  const below = box.bottom + 4;
  const top = below + height > innerHeight - 8 && box.top - 4 - height > 8 ? box.top - 4 - height : below;
  layer.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
  layer.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`;
}

/**
 * Opens `content` beside `anchor`; Escape, a click elsewhere or `close()` closes it and the focus goes back.
 * `closed` is called afterwards.
 */
export function openPopup(anchor, content, { role = "dialog", label = null, closed = () => {} } = {}) {
  const layer = el("div", { class: "popup", popover: "auto", id: freshId("popup"), role, "aria-label": label }, content);
  (anchor.closest(HOMES) ?? document.body).append(layer);
  anchor.setAttribute("aria-expanded", "true");
  let open = true;
  const settle = () => place(layer, anchor);
  const finish = () => {
    if (!open) return;
    open = false;
    const hadFocus = layer.contains(document.activeElement) || document.activeElement === document.body;
    anchor.setAttribute("aria-expanded", "false");
    removeEventListener("resize", settle);
    layer.remove();
    if (hadFocus && anchor.isConnected) anchor.focus();
    closed();
  };
  layer.addEventListener("beforetoggle", (event) => {
    if (event.newState === "closed") queueMicrotask(finish);
  });
  layer.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    layer.hidePopover();
  });
  layer.showPopover();
  settle();
  addEventListener("resize", settle);
  return { layer, close: () => (open ? layer.hidePopover() : undefined) };
}

/** Moves the focus among `items` with the arrow keys, Home and End. */
export function rove(container, itemSelector) {
  container.addEventListener("keydown", (event) => {
    const items = [...container.querySelectorAll(itemSelector)];
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined || items.length === 0) return;
    event.preventDefault();
    items[(to + items.length) % items.length].focus();
  });
}

/**
 * Opens a menu. `items`: {label, detail?, aside?, icon?, lead? (a node), danger?, current?, run} or null for a line.
 */
export function openMenu(anchor, items, label) {
  const menu = el("div", { class: "menu", role: "menu", "aria-label": label });
  const { close } = openPopup(anchor, menu, { role: "presentation" });
  const radio = items.some((item) => item?.current !== undefined);
  menu.append(...items.map((item) => (item === null ? el("hr", {}) : el("button", {
    type: "button", role: radio ? "menuitemradio" : "menuitem",
    "aria-checked": radio ? String(Boolean(item.current)) : null,
    class: item.danger ? "menu-item danger" : "menu-item",
    on: { click: () => { close(); item.run(); } },
  }, item.lead ?? (item.icon ? icon(item.icon) : null),
  el("span", { class: "menu-words" }, el("span", {}, item.label), item.detail ? el("span", { class: "muted" }, item.detail) : null),
  item.aside ? el("span", { class: "badge" }, item.aside) : null, item.current ? icon("check") : null))));
  rove(menu, "[role^=menuitem]");
  menu.addEventListener("keydown", (event) => { if (event.key === "Tab") close(); });
  dispatchEvent(new Event("resize"));
  (menu.querySelector("[aria-checked=true]") ?? menu.querySelector("[role^=menuitem]"))?.focus();
}
