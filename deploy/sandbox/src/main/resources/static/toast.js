// Short words above the messages, where they cover no button of the newest card. And questions.
import { word } from "./words.js";

const $ = id => document.getElementById(id);
const SHOWN = 3200; // ms
let timer = 0;

export function toast(text) {
  if (!text) return;
  $("toast").textContent = text;
  $("toast").classList.add("on");
  clearTimeout(timer);
  timer = setTimeout(() => $("toast").classList.remove("on"), SHOWN);
}

/** Runs an action. Tells why when it is refused. */
export async function attempt(action) {
  try {
    return await action();
  } catch (e) {
    toast(e.message);
  }
}

export function tell(text) {
  show(text, null);
}

/** Asks before something that cannot be undone. */
export function confirmed(text, yes) {
  show(text, yes);
  return new Promise(resolve => $("dialog").onclose = () => resolve($("dialog").returnValue === "yes"));
}

function show(text, yes) {
  $("dialog").onclose = null;
  $("dialog").returnValue = "";
  $("dialog-text").textContent = text;
  $("dialog-yes").textContent = yes ?? word("ok");
  $("dialog-no").textContent = word("cancel");
  $("dialog-no").hidden = !yes;
  $("dialog").showModal();
  if (yes) $("dialog-no").focus();
}
