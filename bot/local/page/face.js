// The switch of where the person at the page is: in Slack or in Teams.
import { act, read } from "./api.js";
import { el, icon, whileBusy } from "./dom.js";
import { failed } from "./notices.js";
import { openMenu } from "./popup.js";
import { known, surfaceName } from "./store.js";

const SURFACES = ["slack", "teams"];

/** Moves the person at the page, or everybody, and draws the page anew. */
async function move(button, user, surface) {
  await whileBusy(button, async () => {
    try {
      await act("surface", { user, surface });
      location.assign(`?${new URLSearchParams({ as: known.me.id })}`);
    } catch (cause) {
      failed(cause);
    }
  });
}

const REGISTERS = [
  { empty: false, label: "The sample register", detail: "Starts on 1 December 2022" },
  { empty: true, label: "A register of your own", detail: "Empty, starting today" },
];
const AGAIN_IN = 500;

/** Begins again on another register, and opens the page once that is there. */
async function begin(button, empty) {
  await whileBusy(button, async () => {
    try {
      await act("register", { empty });
      for (let is = null; is !== empty;) {
        await new Promise((resolve) => { setTimeout(resolve, AGAIN_IN); });
        is = await read("state").then((state) => state.register.empty, () => null);
      }
      location.assign(empty ? "?as=U0PRIYA01" : "?");
    } catch (cause) {
      failed(cause);
    }
  });
}

const registers = (button) => (known.register.chooses ? [null, ...REGISTERS.map(({ empty, label, detail }) => ({
  label, detail, current: known.register.empty === empty, run: () => (known.register.empty === empty ? null : begin(button, empty)) }))] : []);

/** Draws the switch in the page's head. */
export function drawFace() {
  if (!known.moves) return;
  const { me } = known;
  const here = surfaceName(me.surface);
  const all = [...known.people.values()].filter((one) => !one.is_bot);
  const isEverybody = (surface) => known.committee === surface && all.every((one) => one.surface === surface);
  const button = el("button", { type: "button", class: "you-button face-button", "aria-haspopup": "menu", "aria-expanded": "false",
    "aria-label": `In ${here}. Choose Slack or Teams`, on: { click: () => openMenu(button, [
      ...SURFACES.map((surface) => ({ label: `${me.real_name} in ${surfaceName(surface)}`, current: me.surface === surface,
        run: () => move(button, me.id, surface) })),
      null,
      ...SURFACES.map((surface) => ({ label: `Everybody in ${surfaceName(surface)}`, detail: "And the committee’s channel", current: isEverybody(surface),
        run: () => move(button, null, surface) })),
      ...registers(button),
    ], "Slack or Teams") } }, el("span", {}, el("span", { class: "muted" }, "In "), here), icon("chevron"));
  document.getElementById("face").replaceChildren(button);
}
