// The switch of who is at the keyboard.
import { el, icon } from "./dom.js";
import { avatar } from "./messages.js";
import { openMenu } from "./popup.js";
import { known, persons, roleName, surfaceName } from "./store.js";

const KEY = "reckoner-as";
const OWNER = "U0ANNA001";

/** Who this browser tab is: said in the address, remembered, or the owner by default. */
export function whoAmI() {
  return new URLSearchParams(location.search).get("as") ?? sessionStorage.getItem(KEY) ?? OWNER;
}

export function rememberMe(userId) {
  sessionStorage.setItem(KEY, userId);
}

export function forgetMe() {
  sessionStorage.removeItem(KEY);
}

function become(userId) {
  if (userId === known.me.id) return;
  rememberMe(userId);
  const asked = new URLSearchParams({ as: userId });
  if (known.place.home) asked.set("in", "home");
  else if (known.people.get(userId).surface === known.me.surface && known.conversations.get(known.place.channel)?.kind === "channel") asked.set("in", known.place.channel);
  location.assign(`?${asked}`);
}

/** Draws the switch in the page's head. */
export function drawYou() {
  const { me } = known;
  const button = el("button", { type: "button", class: "you-button", id: "you-button", "aria-haspopup": "menu", "aria-expanded": "false",
    "aria-label": `You are ${me.real_name}, ${me.title}. Become somebody else`, on: { click: () => openMenu(button, persons().map((person) => ({
      label: person.real_name, detail: person.title, aside: known.moves ? `${roleName(person)} · ${surfaceName(person.surface)}` : roleName(person), lead: avatar(person.id), current: person.id === me.id, run: () => become(person.id),
    })), "You are") } },
  avatar(me.id), el("span", { class: "you-words" }, el("span", {}, el("span", { class: "muted" }, "You are "), me.real_name), el("span", { class: "muted you-title" }, me.title)), icon("chevron"));
  document.getElementById("you").replaceChildren(button);
}
