// The voice chat: what plays, who is in it and how loud.
import { stateOf, titleOf } from "./bars.js";
import { cover } from "./covers.js";
import { avatar, el, keepFocus } from "./markup.js";
import { mayManageVoiceChats, nameOf } from "./world.js";
import { word } from "./words.js";

export const BARS = 26;

/**
 * Shows the voice chat of a chat.
 *
 * @param card the bot's live card, if there is one
 * @param act {start, end, listen}
 */
export function voiceCard(root, chat, card, listening, act) {
  const voice = chat?.voiceChat?.active ? chat.voiceChat : null;
  keepFocus(root, () => root.replaceChildren(el("h2", { textContent: voice?.title || word("voiceChat") }), ...inside(chat, voice, card, listening, act)));
}

function inside(chat, voice, card, listening, act) {
  if (!chat || chat.kind === "PRIVATE") return [el("p", { textContent: word("groupsOnly") })];
  const manages = mayManageVoiceChats(chat);
  if (!voice) return [el("p", { textContent: word("noVoiceChat") }), manages ? button("primary", "start", word("startVoiceChat"), act.start) : null].filter(Boolean);
  const people = voice.participants;
  return [
    el("p", { textContent: people.length ? word("participants", people.length) : word("nobody") }),
    card ? playing(card) : null,
    el("div", { className: "wave", id: "wave", ariaHidden: "true" }, ...Array.from({ length: BARS }, () => el("i"))),
    el("ul", {}, ...people.map(participant)),
    Object.assign(button("primary" + (listening ? " on" : ""), "listen", word(listening ? "stopListening" : "listen"), act.listen), { id: "listen" }),
    manages ? button("quiet", "end", word("endVoiceChat"), act.end) : null,
  ].filter(Boolean);
}

const button = (className, key, textContent, onclick) => el("button", { type: "button", className, dataset: { key }, textContent, onclick });

function playing(card) {
  const title = titleOf(card);
  return el("div", { className: "playing" }, cover(title), el("div", {}, el("small", { textContent: word(stateOf(card)) }), el("b", { textContent: title })));
}

function participant(one) {
  const name = nameOf(one.userId);
  return el("li", {}, avatar(one.userId, name), el("div", {},
    el("b", { textContent: name }), el("small", { textContent: word(one.muted ? "muted" : "onAir") }),
    el("div", { className: "meter", dataset: { user: one.userId } }, el("i"))));
}

/**
 * Shows levels.
 *
 * @param levels of the shown chat, by user id: root mean square 0–1, shown in decibels
 */
export function showLevels(levels) {
  for (const meter of document.querySelectorAll(".meter")) meter.style.setProperty("--level", loudness(levels?.[meter.dataset.user] ?? 0));
}

const loudness = rms => rms > 0 ? Math.max(0, Math.min(1, 1 + 20 * Math.log10(rms) / 48)) : 0;

export function showWave(heights) {
  document.querySelectorAll("#wave i").forEach((bar, i) => bar.style.setProperty("--h", heights?.[i] ?? 0));
}
