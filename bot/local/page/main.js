// Starts the page, follows its address, and shows in the middle what the address asks for.
import { read, speakAs } from "./api.js";
import { drawClock, startClock } from "./clock.js";
import { closeConversation, focusComposer, markRead, openConversation, refreshConversation } from "./conversation.js";
import { el } from "./dom.js";
import { closeHome, openHome } from "./home.js";
import { startEvents } from "./events.js";
import { drawFace } from "./face.js";
import { failed, notice } from "./notices.js";
import { drawYou, forgetMe, rememberMe, whoAmI } from "./people.js";
import { drawSidebar, startDrawer } from "./sidebar.js";
import { appConversation, hear, inTeams, known, learn, say } from "./store.js";
import { closeThread, openThread, refreshThread } from "./thread.js";
import { setNow } from "./times.js";
import { startTour } from "./tour.js";

const view = document.getElementById("view");
let opener = null;

function takeOver(state) {
  learn(state);
  setNow(state.clock.now);
  document.getElementById("team-name").textContent = state.team.name;
  document.body.dataset.face = inTeams() ? "teams" : "slack";
}

async function firstState() {
  speakAs(whoAmI());
  try {
    return await read("state");
  } catch (cause) {
    const asked = whoAmI();
    forgetMe();
    history.replaceState(null, "", location.pathname);
    if (whoAmI() === asked) throw cause;
    speakAs(whoAmI());
    const state = await read("state");
    notice("That person is not in this workspace. You are the owner again.", { error: true });
    return state;
  }
}

/** What the address asks for, or the best place to start. */
function asked() {
  const query = new URLSearchParams(location.search);
  const place = query.get("in");
  if (place === "home" && known.app.home) return { home: true, channel: null, thread: null };
  if (known.conversations.has(place)) return { home: false, channel: place, thread: query.get("thread") };
  const first = appConversation() ?? [...known.conversations.values()][0];
  return { home: false, channel: first?.id ?? null, thread: null };
}

function addressOf({ home, channel, thread }) {
  const query = new URLSearchParams({ as: known.me.id, in: home ? "home" : channel });
  if (thread) query.set("thread", thread);
  return `?${query}`;
}

async function show(place, { focus = false } = {}) {
  const before = known.place;
  known.place = place;
  const moved = before.home !== place.home || before.channel !== place.channel;
  if (moved && before.channel) document.getElementById("toasts").querySelectorAll(".toast[role=status]").forEach((toast) => toast.remove());
  if (!place.thread) closeThread();
  drawSidebar();
  say("place");
  if (moved && place.home) {
    closeConversation();
    await openHome(view);
  } else if (moved && place.channel) {
    closeHome();
    await openConversation(view, known.conversations.get(place.channel), threadFrom);
  } else if (!place.channel && !place.home) {
    view.replaceChildren(el("p", { class: "loading" }, "There is no conversation here for you."));
  }
  if (place.thread) await openThread(place.channel, place.thread, leaveThread, { focus });
  else if (focus && moved) arrive();
}

/** Puts the focus where writing begins; on touch screens on the heading, so that no keyboard pops up. */
function arrive() {
  if (!known.place.home && matchMedia("(pointer: fine)").matches) focusComposer();
  else view.querySelector("h1")?.focus();
}

/** Goes to a conversation or to "home", and on to a thread in it. */
function go(target, thread = null) {
  const place = { home: target === "home", channel: target === "home" ? null : target, thread };
  history.pushState(null, "", addressOf(place));
  return show(place, { focus: true });
}

function threadFrom(ts) {
  opener = document.activeElement;
  go(known.place.channel, ts);
}

function leaveThread() {
  const { thread } = known.place;
  history.pushState(null, "", addressOf({ ...known.place, thread: null }));
  show({ ...known.place, thread: null });
  const message = view.querySelector(`.message[data-ts="${thread}"]`);
  if (opener?.isConnected && opener !== document.body) opener.focus();
  else (message?.querySelector(".reply-count") ?? message ?? view.querySelector("h1"))?.focus();
}

async function catchUp() {
  try {
    takeOver(await read("state"));
  } catch (cause) {
    failed(cause);
    return;
  }
  drawSidebar();
  drawClock();
  await Promise.all([refreshConversation(), refreshThread()]);
}

/** Opens the direct conversation with somebody, begun by the reading of its history. */
async function writeTo(userId) {
  try {
    await read("history", { channel: userId });
    takeOver(await read("state"));
    go([...known.conversations.values()].find((one) => one.with === userId).id);
  } catch (cause) {
    failed(cause);
  }
}

/** Goes to the message that a permalink of this workspace leads to. */
async function goToMessage({ channel, ts, thread }) {
  await go(channel, thread);
  const message = document.querySelector(`${thread ? "#thread" : "#view"} .message[data-ts="${ts}"]`);
  message?.scrollIntoView({ block: "center" });
  message?.focus();
}

function permalink(link) {
  const address = new URL(link.href, location.href);
  const match = /^\/archives\/(\w+)\/p(\d+)(\d{6})$/u.exec(address.pathname);
  if (address.origin !== location.origin || !match || !known.conversations.has(match[1])) return null;
  return { channel: match[1], ts: `${match[2]}.${match[3]}`, thread: address.searchParams.get("thread_ts") };
}

/** The message that a permalink of Teams leads to; null where the person at the page does not see it. */
function teamsMessage(place, id) {
  const ofMine = inTeams() && place.startsWith(`19:${known.me.account}_`);
  const channel = ofMine ? appConversation()?.id : place;
  return known.conversations.has(channel) ? { channel, ts: `${id.slice(0, -3)}.${id.slice(-3)}`, thread: null } : null;
}

/** Goes to a message in Teams, which is here and not at Microsoft's, or says why not; false for any other link. */
function followedInTeams(link) {
  const address = new URL(link.href, location.href);
  const match = /^\/l\/message\/([^/]+)\/(\d+)/u.exec(address.pathname);
  if (address.hostname !== "teams.microsoft.com" || !match) return false;
  const target = teamsMessage(decodeURIComponent(match[1]), match[2]);
  if (target) goToMessage(target);
  else notice("You cannot see that message.", { error: true });
  return true;
}

/** Follows links within the workspace without leaving the page. */
function follow(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  if (!link.dataset.go && followedInTeams(link)) {
    event.preventDefault();
    return;
  }
  const target = link.dataset.go ? null : permalink(link);
  if (!link.dataset.go && !target) return;
  event.preventDefault();
  if (target) goToMessage(target);
  else go(link.dataset.go);
}

async function start() {
  let state;
  try {
    state = await firstState();
  } catch (cause) {
    view.replaceChildren(el("p", { class: "loading" }, cause.message), el("button", { type: "button", class: "button", on: { click: () => location.reload() } }, "Try again"));
    return;
  }
  takeOver(state);
  speakAs(known.me.id);
  rememberMe(known.me.id);
  drawYou();
  drawFace();
  drawClock();
  startClock();
  startDrawer();
  startTour();
  hear("strange-conversation", catchUp);
  hear("write-to", writeTo);
  document.addEventListener("click", follow);
  document.addEventListener("visibilitychange", markRead);
  addEventListener("popstate", () => show(asked()));
  await startEvents(catchUp);
  const place = asked();
  history.replaceState(null, "", addressOf(place) + location.hash);
  await show(place);
  document.body.dataset.ready = "yes";
}

start();
