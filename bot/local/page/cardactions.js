// What can be pressed in an Adaptive Card: buttons, what is behind a menu, and cards within the card.
import { areComplete, inputsOf } from "./cardinputs.js";
import { el, freshId, iconButton, whileBusy } from "./dom.js";
import { openMenu } from "./popup.js";

const STYLES = { positive: "button primary", destructive: "button danger" };
const opensDialog = (action) => action.data?.msteams?.type === "task/fetch";

/** Does what an action does; `control` is what was pressed. */
async function run(action, host, control) {
  const root = control.closest(".card-root");
  if (!opensDialog(action) && !areComplete(root)) return;
  const data = { ...action.data, ...inputsOf(root) };
  await whileBusy(control, async () => {
    if (action.type === "Action.Execute") await host.press({ verb: action.verb, title: action.title, data });
    else if (opensDialog(action)) await host.open(data);
    else await host.submit(data);
  });
}

/** A button that shows a card beneath its row, as Teams asks before something is done. */
function showing(action, host, drawCard) {
  const inner = drawCard(action.card, host, { within: true });
  const panel = el("div", { class: "card-within", id: freshId("card"), hidden: true }, inner);
  const button = el("button", { type: "button", class: "button", "aria-expanded": "false", "aria-controls": panel.id, data: { action: action.title },
    on: { click: () => {
      panel.hidden = !panel.hidden;
      button.setAttribute("aria-expanded", String(!panel.hidden));
      if (!panel.hidden) panel.querySelector("button")?.focus();
    } } }, action.title);
  return { button, panel };
}

function button(action, host) {
  if (action.type === "Action.OpenUrl") {
    return el("a", { class: "button", href: action.url, target: "_blank", rel: "noopener noreferrer" }, action.title);
  }
  return el("button", { type: "button", class: STYLES[action.style] ?? "button", data: { action: `${action.title} ${action.data?.press ?? ""}` },
    on: { click: (event) => run(action, host, event.currentTarget) } }, action.title);
}

/** Draws actions side by side; those that are secondary are in a menu. `drawCard` draws a card within the card. */
export function drawActions(actions, host, drawCard) {
  const panels = [];
  const made = (action) => {
    if (action.type !== "Action.ShowCard") return button(action, host);
    const { button: opener, panel } = showing(action, host, drawCard);
    panels.push(panel);
    return opener;
  };
  const shown = actions.filter((one) => one.mode !== "secondary").map(made);
  const rarer = actions.filter((one) => one.mode === "secondary");
  const hidden = new Map(rarer.filter((one) => one.type === "Action.ShowCard").map((one) => [one, made(one)]));
  const more = rarer.length === 0 ? null : iconButton("more", "More actions", (event) => {
    const anchor = event.currentTarget;
    openMenu(anchor, rarer.map((action) => ({ label: action.title, danger: action.style === "destructive",
      run: () => (hidden.has(action) ? hidden.get(action).click() : run(action, host, anchor)) })), "More actions");
  }, { class: "icon-button outlined", "aria-haspopup": "menu", "aria-expanded": "false", data: { action: "more actions" } });
  return [el("div", { class: "card-actions" }, shown, more), ...panels];
}
