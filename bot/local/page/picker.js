// A list to pick one or several things from, with a search field once it is long.
import { el, freshId, icon, unseen } from "./dom.js";
import { openPopup } from "./popup.js";

const SEARCH_FROM = 8;

/**
 * Makes a picker. `groups`: [{label?, options: [{key, label, detail?}]}]; `chosen`: keys.
 * `picked(keys)` is called when the choice has been made. The node's button carries `props`.
 */
export function picker({ groups, chosen = [], multiple = false, max = Infinity, placeholder, name, props = {}, picked = () => {} }) {
  const options = groups.flatMap((group) => group.options);
  let keys = chosen.filter((key) => options.some((option) => option.key === key));
  const words = el("span", { class: "picker-words" });
  const button = el("button", { type: "button", class: "picker", "aria-haspopup": "listbox", "aria-expanded": "false", ...props },
    name ? unseen(`${name}: `) : null, words, icon("chevron"));
  const show = () => {
    const labels = keys.map((key) => options.find((option) => option.key === key).label);
    words.textContent = labels.length > 0 ? labels.join(", ") : placeholder;
    button.classList.toggle("empty", labels.length === 0);
  };
  const choose = (next) => {
    const changed = next.join("\n") !== keys.join("\n");
    keys = next;
    show();
    if (changed) picked(keys);
  };
  button.addEventListener("click", () => openList({ button, groups, multiple, max, label: name ?? placeholder, keys, choose }));
  show();
  return { node: button, keys: () => keys };
}

function openList({ button, groups, multiple, max, label, keys, choose }) {
  const list = el("ul", { class: "listbox", role: "listbox", id: freshId("list"), tabindex: "0", "aria-label": label,
    "aria-multiselectable": multiple ? "true" : null });
  const total = groups.reduce((sum, group) => sum + group.options.length, 0);
  const search = total < SEARCH_FROM ? null : el("input", { type: "text", class: "field", role: "combobox", autocomplete: "off",
    "aria-label": `Search: ${label}`, placeholder: "Search", "aria-expanded": "true", "aria-controls": list.id });
  const driver = search ?? list;
  let picked = [...keys];
  let active = null;

  const point = (item) => {
    active?.classList.remove("active");
    active = item ?? null;
    active?.classList.add("active");
    active?.scrollIntoView({ block: "nearest" });
    if (active) driver.setAttribute("aria-activedescendant", active.id);
    else driver.removeAttribute("aria-activedescendant");
  };
  const items = () => [...list.querySelectorAll("[role=option]")];
  const take = (item) => {
    const { key } = item.dataset;
    if (!multiple) {
      picked = [key];
      close();
      return;
    }
    if (picked.includes(key)) picked = picked.filter((one) => one !== key);
    else if (picked.length < max) picked = [...picked, key];
    item.setAttribute("aria-selected", String(picked.includes(key)));
  };
  const draw = () => {
    const sought = (search?.value ?? "").trim().toLowerCase();
    const fits = (option) => `${option.label} ${option.detail ?? ""}`.toLowerCase().includes(sought);
    const drawn = groups.flatMap((group) => {
      const shown = group.options.filter(fits);
      if (shown.length === 0) return [];
      return [group.label ? el("li", { class: "listbox-group", role: "presentation" }, group.label) : null, ...shown.map((option) => el("li", {
        role: "option", id: freshId("option"), class: "option", data: { key: option.key }, "aria-selected": String(picked.includes(option.key)),
        on: { click: (event) => { point(event.currentTarget); take(event.currentTarget); }, pointerdown: (event) => event.preventDefault() },
      }, el("span", { class: "menu-words" }, el("span", {}, option.label), option.detail ? el("span", { class: "muted" }, option.detail) : null), icon("check")))];
    }).filter(Boolean);
    list.replaceChildren(...drawn);
    nothing.hidden = drawn.length > 0;
    point(items().find((item) => item.getAttribute("aria-selected") === "true") ?? items()[0]);
  };
  const nothing = el("p", { class: "muted listbox-none", role: "status" }, "No matches. Try fewer letters.");
  const { layer, close } = openPopup(button, el("div", { class: "picker-popup" }, search, list, nothing), {
    role: "presentation", closed: () => choose(picked),
  });
  layer.addEventListener("keydown", (event) => {
    const all = items();
    const at = all.indexOf(active);
    if (event.key === "ArrowDown") point(all[Math.min(at + 1, all.length - 1)]);
    else if (event.key === "ArrowUp") point(all[Math.max(at - 1, 0)]);
    else if (event.key === "Home" && !search) point(all[0]);
    else if (event.key === "End" && !search) point(all.at(-1));
    else if (event.key === "Enter" || (event.key === " " && !search)) { if (active) take(active); }
    else if (event.key === "Tab") close();
    else return;
    if (event.key !== "Tab") event.preventDefault();
  });
  search?.addEventListener("input", draw);
  draw();
  dispatchEvent(new Event("resize"));
  driver.focus();
}
