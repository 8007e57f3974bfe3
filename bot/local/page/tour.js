// The first visit's guide: a few steps in Slack's words or in Teams', ticked off as they are done.
import { el, icon, iconButton, unseen } from "./dom.js";
import { hear, inTeams, known } from "./store.js";

const DISMISSED = "reckoner-tour-dismissed";
const DONE = "reckoner-tour-done";

const IN_SLACK = [
  { id: "review", words: ["Move the clock to ", ["b", "the next review"], ": Anna gets a reminder from Reckoner as a direct message."] },
  { id: "answer", words: ["Answer it ", ["b", "in its thread, with a file"], ". Reckoner confirms what it saved."] },
  { id: "status", words: ["Type ", ["code", "/rec status 10618"], " to see your answer in the register."] },
  { id: "summary", words: ["Become ", ["b", "Priya Shah"], " (top right) and type ", ["code", "/rec summary"], " in #joint-audit-committee."] },
  { id: "committee", words: ["Move the clock to ", ["b", "three days before the committee"], ": Reckoner posts the summary."] },
];

const IN_TEAMS = [
  { id: "review", words: ["Move the clock to ", ["b", "the next review"], ": a reminder arrives in your chat with Reckoner."] },
  { id: "answer", words: [["b", "Reply to it, with a file"], ", in your own words. Reckoner confirms what it saved."] },
  { id: "status", words: ["Type ", ["code", "status 10618"], " to see your answer in the register."] },
  { id: "everybody", words: ["Choose ", ["b", "Everybody in Teams"], " (top right) to see the committee’s channel too."], when: () => known.committee !== "teams" },
  { id: "summary", words: ["Become ", ["b", "Priya Shah"], " (top right) and write ", ["code", "@Reckoner summary"], " in joint-audit-committee."] },
  { id: "committee", words: ["Move the clock to ", ["b", "three days before the committee"], ": Reckoner posts the summary."] },
  { id: "paper", words: ["In the chat with Reckoner type ", ["code", "paper"], " and choose ", ["b", "Allow"], ": you get the committee’s paper in your OneDrive."] },
];

const steps = () => (inTeams() ? IN_TEAMS : IN_SLACK).filter((one) => one.when?.() ?? true);

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
  const all = steps();
  const at = all.findIndex((one) => !finished.has(one.id));
  const rows = all.map((one, index) => step(one, finished.has(one.id) ? "done" : index === at ? "now" : "later", index + 1));
  const fold = el("button", { type: "button", class: "link", "aria-expanded": String(!folded), "aria-controls": "tour-steps", on: { click: () => {
    folded = !folded;
    draw();
    panel.querySelector(".tour-head .link").focus();
  } } }, folded ? "All steps" : "One at a time");
  panel.hidden = known.register.empty || localStorage.getItem(DISMISSED) !== null;
  panel.classList.toggle("folded", folded || at < 0);
  panel.replaceChildren(
    el("div", { class: "tour-head" }, el("h2", { id: "tour-title" }, "Two-minute tour"),
      el("span", { class: "muted" }, at < 0 ? "All done" : [unseen("Step "), `${at + 1} of ${all.length}`]), at < 0 ? null : fold,
      iconButton("close", "Close the tour", () => {
        localStorage.setItem(DISMISSED, "yes");
        draw();
        document.getElementById("middle").focus();
      })),
    el("ol", { id: "tour-steps" }, at < 0 ? el("li", { class: "tour-step now" }, `That is the whole cycle: reminder, answer, register, summary. Have a look around${known.moves && !inTeams() ? ", or choose Teams (top right) to see it there" : ""}.`) : folded ? rows[at] : rows));
}

/** Shows the guide and ticks its steps off as they happen. */
export function startTour() {
  let moved = false;
  hear("clock-moving", () => { moved = true; });
  hear("arrived", ({ message, channel }) => {
    if (message.user !== known.app.user_id && !message.bot_id) return;
    const kind = known.conversations.get(channel)?.kind;
    if (moved && kind === "im" && !message.thread_ts) tick("review");
    if (moved && kind === "channel" && !message.ephemeral && !message.thread_ts && done().has("summary")) tick("committee");
  });
  hear("consented", ({ accepts }) => { if (accepts && done().has("committee")) tick("paper"); });
  hear("sent", ({ text, files, thread, isCommand }) => {
    if ((thread || inTeams()) && files.length > 0) tick("answer");
    if (inTeams() && /^(?:\/?rec\s+)?(?:status\s+|show\s+)?\d{3,}$/u.test(text)) tick("status");
    if (isCommand && /^\/rec\s+(status|show)\s+\S/u.test(text)) tick("status");
    if (/^(?:\/rec|@reckoner)\s+(?:summary|digest)/iu.test(text)) tick("summary");
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
