// The sandbox's REST and its stream of events.

export class Refused extends Error {}

export async function call(method, path, body) {
  const form = body instanceof FormData;
  const answer = await fetch("/sandbox" + path, {
    method,
    headers: body && !form ? { "Content-Type": "application/json" } : {},
    body: form ? body : body && JSON.stringify(body),
  }).catch(() => { throw new Refused("No answer from the sandbox. It may be restarting."); });
  const text = await answer.text();
  const json = text && (answer.headers.get("Content-Type") ?? "").includes("json") ? JSON.parse(text) : null;
  if (!answer.ok) throw new Refused(json?.detail ?? `${answer.status} ${answer.statusText}`);
  return json;
}

/**
 * Calls back with each event, and with open() whenever the stream begins (again). What was missed has to be fetched.
 */
export function events(open, on, lost) {
  const stream = new EventSource("/sandbox/events");
  stream.onopen = open;
  stream.onerror = lost;
  stream.onmessage = message => {
    const { type, data } = JSON.parse(message.data);
    on(type, data);
  };
}
