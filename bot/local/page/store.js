// What the page knows, and a way for its parts to hear of changes.

export const known = {
  team: { id: "", name: "" },
  me: null,
  people: new Map(),
  conversations: new Map(),
  app: { id: "", user_id: "", name: "", connected: false, home: false },
  commands: [],
  shortcuts: [],
  stops: [],
  moves: false,
  register: { empty: false, chooses: false },
  committee: "slack",
  place: { home: false, channel: null, thread: null },
};

const listeners = new Map();

/** Calls `heard` with what is said at each `say(name, …)`. */
export function hear(name, heard) {
  if (!listeners.has(name)) listeners.set(name, new Set());
  listeners.get(name).add(heard);
}

export function say(name, what = {}) {
  for (const heard of listeners.get(name) ?? []) heard(what);
}

/** Takes over what `/page/state` answered. */
export function learn(state) {
  known.team = state.team;
  known.me = state.me;
  known.people = new Map(state.people.map((person) => [person.id, person]));
  known.conversations = new Map(state.conversations.map((one) => [one.id, one]));
  known.app = state.app;
  known.commands = state.commands;
  known.shortcuts = state.shortcuts;
  known.stops = state.clock.stops;
  known.moves = state.moves;
  known.register = state.register;
  known.committee = state.committee;
}

/** Whether the person at the page is in Teams. */
export const inTeams = () => known.me?.surface === "teams";

/** A person's name; what the workspace says for itself carries its own. */
export function nameOf(userId) {
  if (userId === "USLACKBOT") return known.team.name;
  return known.people.get(userId)?.real_name ?? "Someone";
}

/** "#general", or the name of the person at the other end. */
export function conversationName(conversation) {
  if (conversation.kind === "im") return nameOf(conversation.with);
  return inTeams() ? conversation.name : `#${conversation.name}`;
}

/** The direct conversation with the app, if it is there. */
export function appConversation() {
  return [...known.conversations.values()].find((one) => one.kind === "im" && one.with === known.app.user_id);
}

/** Everyone with an account who is not a bot. */
export function persons() {
  return [...known.people.values()].filter((person) => !person.is_bot && !person.deleted);
}

/** What a surface is called. */
export const surfaceName = (surface) => (surface === "teams" ? "Teams" : "Slack");

const ROLES = { coordinator: "Coordinator", owner: "Owner", reader: "Reader" };

/** The person's part in Reckoner in words. */
export function roleName(person) {
  if (person.role) return ROLES[person.role] ?? person.role;
  return person.kind === "guest" ? "Guest" : "No role";
}
