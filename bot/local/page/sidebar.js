// The list of places: the app's Home, channels, direct messages; and how the app is connected.
import { act } from "./api.js";
import { sure } from "./confirm.js";
import { el, icon, iconButton, unseen } from "./dom.js";
import { avatar } from "./messages.js";
import { failed } from "./notices.js";
import { openMenu } from "./popup.js";
import { appConversation, conversationName, hear, inTeams, known, persons, say } from "./store.js";

const address = (target) => `?${new URLSearchParams({ as: known.me.id, in: target })}`;

function row(target, lead, name, { unread = 0, mentions = 0 } = {}) {
  const current = target === "home" ? known.place.home : known.place.channel === target;
  const count = unread > 0 ? [el("span", { class: mentions > 0 ? "count strong" : "count", "aria-hidden": "true" }, String(unread)),
    unseen(`${unread} unread`)] : null;
  return el("li", {}, el("a", { class: unread > 0 ? "place-link unread" : "place-link", href: address(target), data: { go: target },
    "aria-current": current ? "page" : null }, lead, el("span", { class: "place-name" }, name), count));
}

function group(title, rows, extra = null) {
  return el("section", {}, el("div", { class: "places-head" }, el("h2", {}, title), extra), el("ul", {}, rows));
}

/** Offers everybody with whom there is no direct conversation yet. */
function writeTo(anchor) {
  const already = new Set([...known.conversations.values()].map((one) => one.with));
  openMenu(anchor, persons().filter((one) => one.id !== known.me.id && !already.has(one.id)).map((one) => ({
    label: one.real_name, detail: one.title, lead: avatar(one.id), run: () => say("write-to", one.id),
  })), "Write to");
}

/** Offers to close somebody's account, as when they leave the force, or to open it again. */
function accounts(anchor) {
  const others = [...known.people.values()].filter((one) => !one.is_bot && one.id !== known.me.id);
  openMenu(anchor, others.map((one) => ({
    label: one.real_name, detail: one.title, aside: one.deleted ? "Closed" : null, lead: avatar(one.id), run: () => change(one),
  })), "Close or open an account");
}

async function change(person) {
  const words = person.deleted
    ? ["Open this account again?", `${person.real_name} can get messages again, and ${known.app.name} is told.`, "Open it"]
    : ["Close this account?", `As if ${person.real_name} had left the force: they get no more messages, and ${known.app.name} is told.`, "Close it"];
  if (!await sure(...words)) return;
  try {
    await act("account", { user: person.id, closed: !person.deleted });
    location.reload();
  } catch (error) {
    failed(error);
  }
}

const body = el("div", { class: "sidebar-body" });

/** Draws the list anew, keeping the focus on the link that had it. */
export function drawSidebar() {
  const sidebar = document.getElementById("sidebar");
  if (!body.isConnected) sidebar.append(body);
  const focused = sidebar.contains(document.activeElement) ? document.activeElement.dataset.go : undefined;
  const all = [...known.conversations.values()];
  const direct = all.filter((one) => one.kind === "im");
  const app = appConversation();
  const ordered = app ? [app, ...direct.filter((one) => one !== app)] : direct;
  body.replaceChildren(el("div", { class: "places" }, iconButton("close", "Close the list", () => say("drawer-shut"), { class: "icon-button drawer-close" }),
    known.app.home ? el("section", {}, el("ul", {}, row("home", icon("home"), `${known.app.name} Home`))) : null,
    group(inTeams() ? "Chats" : "Direct messages", ordered.length > 0 ? ordered.map((one) => row(one.id, avatar(one.with, "small"), conversationName(one), one)) : el("li", { class: "muted none" }, "None yet"),
      inTeams() ? null : iconButton("plus", "Write to somebody", (event) => writeTo(event.currentTarget), { "aria-haspopup": "menu", "aria-expanded": "false", data: { go: "new" } })),
    group(inTeams() ? "Teams and channels" : "Channels", all.filter((one) => one.kind === "channel").map((one) => row(one.id, inTeams() ? null : icon(one.is_private ? "lock" : "hash"), one.name, one)))),
  el("div", { class: "sidebar-foot" },
    el("p", { class: known.app.connected ? "state on" : "state off" }, el("span", { class: "dot", "aria-hidden": "true" }),
      known.app.connected ? `${known.app.name} is connected` : `${known.app.name} is not connected. What you send waits for it.`),
    el("button", { type: "button", class: "link", id: "accounts", "aria-haspopup": "menu", "aria-expanded": "false",
      on: { click: (event) => accounts(event.currentTarget) } }, icon("people"), "Close an account"),
    el("button", { type: "button", class: "link", id: "tour-again", on: { click: () => say("tour-wanted") } }, icon("guide"), "Two-minute tour")));
  if (focused) sidebar.querySelector(`[data-go="${focused}"]`)?.focus();
  const unread = all.reduce((sum, one) => sum + one.unread, 0);
  const here = known.place.home ? `${known.app.name} Home` : known.conversations.has(known.place.channel) ? conversationName(known.conversations.get(known.place.channel)) : known.app.name;
  document.title = `${unread > 0 ? `(${unread}) ` : ""}${here} · ${known.team.name}`;
}

/** Makes the list a drawer on narrow windows. */
export function startDrawer() {
  const button = document.getElementById("drawer-button");
  const sidebar = document.getElementById("sidebar");
  const behind = document.getElementById("middle");
  const shade = el("div", { class: "shade", on: { click: () => set(false) } });
  const narrow = matchMedia("(max-width: 47.99rem)");
  const set = (open) => {
    document.body.classList.toggle("drawer-open", open);
    button.setAttribute("aria-expanded", String(open));
    behind.inert = open;
    if (open) (sidebar.querySelector("[aria-current=page]") ?? sidebar.querySelector("a"))?.focus();
    else if (sidebar.contains(document.activeElement)) button.focus();
  };
  document.getElementById("frame").append(shade);
  button.addEventListener("click", () => set(!document.body.classList.contains("drawer-open")));
  sidebar.addEventListener("keydown", (event) => { if (event.key === "Escape" && narrow.matches) set(false); });
  narrow.addEventListener("change", () => set(false));
  hear("drawer-shut", () => set(false));
  hear("place", () => { if (document.body.classList.contains("drawer-open")) set(false); });
}
