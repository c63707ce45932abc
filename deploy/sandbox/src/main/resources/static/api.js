// The sandbox's REST and its stream of events.
import { refusal, word } from "./words.js";

export class Refused extends Error {}

export async function call(method, path, body) {
  const answer = await fetch("/sandbox" + path, {
    method,
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body && JSON.stringify(body),
  }).catch(() => { throw new Refused(word("noAnswer")); });
  const text = await answer.text().catch(() => { throw new Refused(word("noAnswer")); });
  return read(answer.status, answer.headers.get("Content-Type"), text);
}

/**
 * Sends a form with files.
 *
 * @param progress is told the sent part, 0–1
 * @return the answer to come, and a way to cancel it
 */
export function upload(path, form, progress) {
  const request = new XMLHttpRequest();
  const answer = new Promise((resolve, reject) => {
    request.upload.onprogress = event => event.lengthComputable && progress(event.loaded / event.total);
    request.onerror = () => reject(new Refused(word("noAnswer")));
    request.onabort = () => reject(new Refused(""));
    request.onload = () => {
      try {
        resolve(read(request.status, request.getResponseHeader("Content-Type"), request.responseText));
      } catch (e) {
        reject(e);
      }
    };
  });
  request.open("POST", "/sandbox" + path);
  request.send(form);
  return { answer, cancel: () => request.abort() };
}

function read(status, type, text) {
  const json = text && (type ?? "").includes("json") ? JSON.parse(text) : null;
  if (status < 200 || status > 299) throw new Refused(refusal(status, json?.code));
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
