// The way back from a sent text to what stands in the field when it is edited.
import { inTeams, known } from "./store.js";
import { typedInTeams } from "./teams.js";
import { unescaped } from "./mrkdwn.js";

/** A message's text as its author typed it: handles, channel names and addresses instead of Slack's forms. */
export function asTyped(text) {
  if (inTeams()) return typedInTeams(text);
  return unescaped(text
    .replaceAll(/<@(\w+)(?:\|[^>]*)?>/gu, (whole, id) => (known.people.has(id) ? `@${known.people.get(id).name}` : whole))
    .replaceAll(/<#(\w+)(?:\|[^>]*)?>/gu, (whole, id) => (known.conversations.has(id) ? `#${known.conversations.get(id).name}` : whole))
    .replaceAll(/<(https?:[^|>]+)(?:\|[^>]*)?>/gu, "$1"));
}
