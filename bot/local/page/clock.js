// The workspace's clock: what it says, and the moments to which it can be moved on.
import { act, read } from "./api.js";
import { el, freshId, icon, whileBusy } from "./dom.js";
import { announce, failed } from "./notices.js";
import { openPopup } from "./popup.js";
import { known, say } from "./store.js";
import { fieldValue, instantOfField, longDay, moment, now, setNow, shortDay, time } from "./times.js";

const TICK = 5000;
let face = null;

/** Moves the clock: `to` is {stop: id} or {at: ISO instant}. */
async function moveClock(to) {
  say("clock-moving");
  try {
    const answer = await act("clock", to);
    setNow(answer.now);
    tell();
  } catch (cause) {
    failed(cause);
  }
}

function tell() {
  tick();
  announce(`The clock now says ${longDay(now())}, ${time(now())}.`);
}

function tick() {
  if (!face) return;
  face.querySelector(".clock-day").textContent = shortDay(now());
  face.querySelector(".clock-time").textContent = time(now());
  face.setAttribute("datetime", now().toISOString());
}

function other(anchor) {
  const errorId = freshId("error");
  const field = el("input", { type: "datetime-local", class: "field", id: freshId("field"), value: fieldValue(now()), min: fieldValue(now()), required: true });
  const error = el("p", { class: "field-error", id: errorId, role: "alert", hidden: true });
  const words = el("p", { class: "muted" });
  const tellWords = () => { words.textContent = field.value ? moment(new Date(instantOfField(field.value))) : ""; };
  field.addEventListener("input", tellWords);
  const refuse = (sentence) => {
    error.textContent = sentence;
    error.hidden = false;
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", errorId);
    field.focus();
  };
  const form = el("form", { class: "popup-form", novalidate: true, on: { submit: async (event) => {
    event.preventDefault();
    if (!field.value) return refuse("Enter a date and a time.");
    say("clock-moving");
    try {
      const answer = await act("clock", { at: instantOfField(field.value) });
      setNow(answer.now);
      tell();
      close();
    } catch (cause) {
      refuse(cause.message);
    }
    return undefined;
  } } }, el("label", { for: field.id }, "Move the clock to"), field, words, error,
  el("button", { type: "submit", class: "button primary" }, "Move the clock"));
  tellWords();
  const { close } = openPopup(anchor, form, { label: "Move the clock" });
  field.focus();
}

/** Draws the clock and its stops. */
export function drawClock() {
  const bar = document.getElementById("clock");
  const stopsId = "clock-stops";
  const wasOpen = bar.classList.contains("open");
  const focused = bar.contains(document.activeElement) ? document.activeElement.dataset.stop : undefined;
  face = el("time", { class: "clock-face" }, el("span", { class: "clock-day" }), el("span", { class: "clock-time" }));
  const toggle = el("button", { type: "button", class: "clock-toggle", id: "clock-toggle", "aria-expanded": String(wasOpen), "aria-controls": stopsId, on: { click: () => {
    const open = bar.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
  } } }, "Move clock");
  const stops = known.stops.map((stop) => el("button", { type: "button", class: "stop", data: { stop: stop.id }, title: `Move the clock to ${moment(new Date(stop.at))}`, on: { click: (event) => {
    bar.classList.remove("open");
    whileBusy(event.currentTarget, () => moveClock({ stop: stop.id }));
  } } }, el("span", {}, stop.label), el("span", { class: "stop-day muted" }, shortDay(new Date(stop.at)).replace(/ \d{4}$/u, ""))));
  const elsewhere = el("button", { type: "button", class: "stop", data: { stop: "other" }, "aria-haspopup": "dialog", "aria-expanded": "false",
    on: { click: (event) => other(event.currentTarget) } }, "Other…");
  bar.replaceChildren(icon("clock"), face, toggle, el("div", { class: "stops", id: stopsId, role: "group", "aria-label": "Move the clock to" }, stops, elsewhere));
  bar.classList.toggle("open", wasOpen);
  tick();
  if (focused) (bar.querySelector(`[data-stop="${focused}"]`) ?? bar.querySelector("[data-stop]"))?.focus();
}

/** Keeps the clock going and closes its list of stops when the focus or a click goes elsewhere. */
export function startClock() {
  const bar = document.getElementById("clock");
  const shut = (event) => {
    if (!bar.classList.contains("open") || bar.contains(event.target) || event.target.closest?.(".popup")) return;
    bar.classList.remove("open");
    bar.querySelector("#clock-toggle").setAttribute("aria-expanded", "false");
  };
  addEventListener("pointerdown", shut);
  addEventListener("focusin", shut);
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !bar.classList.contains("open")) return;
    bar.classList.remove("open");
    bar.querySelector("#clock-toggle").setAttribute("aria-expanded", "false");
    bar.querySelector("#clock-toggle").focus();
  });
  setInterval(tick, TICK);
}

/** Takes over that the clock has been moved, here or in another tab, and asks for the new stops. */
export async function clockMoved({ now: at, stops }) {
  if (at) setNow(at);
  try {
    known.stops = stops ?? (await read("state")).clock.stops;
  } catch (cause) {
    failed(cause);
  }
  drawClock();
}
