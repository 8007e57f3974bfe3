// Talks to the workspace's server. Whatever goes wrong becomes a sentence for a person.

const SILENT = "The workspace does not answer. Check that it is still running, then try again. " +
  "What you typed is kept.";

/** Something the server or the connection refused; `message` is the sentence to show. */
export class Refused extends Error {}

let person = "";

/** Says as whom every later request is made. */
export function speakAs(userId) {
  person = userId;
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, { cache: "no-store", ...options });
  } catch {
    throw new Refused(SILENT);
  }
  const body = await response.json().catch(() => null);
  if (body === null) {
    throw new Refused(`The workspace gave an answer that this page cannot read (${response.status}). Please try again.`);
  }
  if (!response.ok || (body.ok === false && !body.errors)) {
    throw new Refused(body.error || `The workspace refused this (${response.status}). Please try again.`);
  }
  return body;
}

/** Reads `/page/<name>` with the given query. */
export function read(name, query = {}) {
  const asked = new URLSearchParams({ as: person, ...query });
  return ask(`/page/${name}?${asked}`, {});
}

/** Does `/page/<name>`; returns its answer or throws Refused. */
export function act(name, body = {}) {
  return ask(`/page/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Reckoner-Page": "1" },
    body: JSON.stringify({ as: person, ...body }),
  });
}

/** Hands a file over; returns the workspace's file object. */
export async function upload(file) {
  const form = new FormData();
  form.append("file", file, file.name || "pasted file");
  const answer = await ask(`/page/upload?as=${encodeURIComponent(person)}`, {
    method: "POST", headers: { "X-Reckoner-Page": "1" }, body: form,
  });
  return answer.file;
}

/** Where a file can be downloaded. */
export function fileAddress(fileId) {
  return `/page/file/${encodeURIComponent(fileId)}?as=${encodeURIComponent(person)}`;
}

/** Where this person's live events come from. */
export function streamAddress() {
  return `/page/stream?as=${encodeURIComponent(person)}`;
}
