// The first visit's guide: five steps, ticked off as they are done.
import { el, icon, iconButton, unseen } from "./dom.js";
import { hear, known } from "./store.js";

const DISMISSED = "reckoner-tour-dismissed";
const DONE = "reckoner-tour-done";

const STEPS = [
  { id: "review", words: ["Move the clock to ", ["b", "the next review"], ": a reminder arrives in Anna’s direct message with Reckoner."] },
  { id: "answer", words: ["Answer it ", ["b", "in its thread, with a file"], ". Reckoner says what it recorded."] },
  { id: "status", words: ["Type ", ["code", "/rec status 10618"], " to see your answer in the register."] },
  { id: "digest", words: ["Become ", ["b", "Priya Shah"], " (top right) and type ", ["code", "/rec digest"], " in #joint-audit-committee."] },
  { id: "committee", words: ["Move the clock to ", ["b", "three days before the committee"], ": the digest is posted by itself."] },
];

let folded = true;
const done = () => new Set(JSON.parse(sessionStorage.getItem(DONE) ?? "[]"));

function tick(id) {
  const all = done();
  if (all.has(id) || localStorage.getItem(DISMISSED)) return;
  sessionStorage.setItem(DONE, JSON.stringify([...all, id]));
  draw();
}

function step({ words }, state, number) {
  return el("li", { class: `tour-step ${state}`, "aria-current": state === "now" ? "step" : null, value: number },
    el("span", { class: "tour-mark", "aria-hidden": "true" }, state === "done" ? icon("check") : String(number)),
    el("span", {}, state === "done" ? unseen("Done: ") : null, words.map((word) => (Array.isArray(word) ? el(word[0], {}, word[1]) : word))));
}

function draw() {
  const panel = document.getElementById("tour");
  const finished = done();
  const at = STEPS.findIndex((one) => !finished.has(one.id));
  const steps = STEPS.map((one, index) => step(one, finished.has(one.id) ? "done" : index === at ? "now" : "later", index + 1));
  const fold = el("button", { type: "button", class: "link", "aria-expanded": String(!folded), "aria-controls": "tour-steps", on: { click: () => {
    folded = !folded;
    draw();
    panel.querySelector(".tour-head .link").focus();
  } } }, folded ? "All steps" : "One step at a time");
  panel.hidden = localStorage.getItem(DISMISSED) !== null;
  panel.classList.toggle("folded", folded || at < 0);
  panel.replaceChildren(
    el("div", { class: "tour-head" }, el("h2", { id: "tour-title" }, "Two-minute tour"),
      el("span", { class: "muted" }, at < 0 ? "All done" : [unseen("Step "), `${at + 1} of ${STEPS.length}`]), at < 0 ? null : fold,
      iconButton("close", "Close the tour", () => {
        localStorage.setItem(DISMISSED, "yes");
        draw();
        document.getElementById("middle").focus();
      })),
    el("ol", { id: "tour-steps" }, at < 0 ? el("li", { class: "tour-step now" }, "That is the whole circle: reminder, answer, register, digest. Look around as you like.") : folded ? steps[at] : steps));
}

/** Shows the guide and ticks its steps off as they happen. */
export function startTour() {
  let moved = false;
  hear("clock-moving", () => { moved = true; });
  hear("arrived", ({ message, channel }) => {
    if (message.user !== known.app.user_id && !message.bot_id) return;
    const kind = known.conversations.get(channel)?.kind;
    if (moved && kind === "im" && !message.thread_ts) tick("review");
    if (moved && kind === "channel" && done().has("digest")) tick("committee");
  });
  hear("sent", ({ text, files, thread, isCommand }) => {
    if (thread && files.length > 0) tick("answer");
    if (isCommand && /^\/rec\s+(status|show)\s+\S/u.test(text)) tick("status");
    if (isCommand && /^\/rec\s+digest/u.test(text)) tick("digest");
  });
  hear("tour-wanted", () => {
    localStorage.removeItem(DISMISSED);
    sessionStorage.removeItem(DONE);
    folded = false;
    draw();
    document.querySelector("#tour .link")?.focus();
  });
  draw();
}
