// The head of the chat: its name, who types, whether the page is connected, and a forum's topics.
import { el } from "./markup.js";
import { face } from "./chats.js";
import { chat, chatName, nameOf, world } from "./world.js";
import { word } from "./words.js";

const $ = id => document.getElementById(id);
const TYPING = 5000; // ms
let typing = null, typingUntil = 0, connected = null;

export function showHead() {
  const one = chat(), picture = face(one);
  picture.id = "chat-avatar";
  $("chat-avatar").replaceWith(picture);
  $("chat-title").textContent = chatName(one);
  document.title = word("pageTitle", chatName(one));
  showTopics();
  showSubtitle();
}

function showTopics() {
  const { forum, topics } = chat();
  $("topic").hidden = !forum;
  if (!topics.some(one => one.id === world.topic)) world.topic = 0;
  $("topic").replaceChildren(el("option", { value: "0", textContent: word("allTopics") }), ...topics.map(one => el("option", {
    value: String(one.id), textContent: one.name + (one.hidden ? ` (${word("hidden")})` : one.closed ? ` (${word("closed")})` : ""),
  })));
  $("topic").value = String(world.topic);
}

function showSubtitle() {
  const one = chat();
  $("chat-subtitle").classList.toggle("typing", connected !== false && Boolean(typing));
  $("chat-subtitle").classList.toggle("lost", connected === false);
  if (connected === false) $("chat-subtitle").textContent = word("lost");
  else if (one) $("chat-subtitle").textContent = typing ?? about(one);
}

function about(one) {
  if (one.kind === "PRIVATE") return word("bot");
  return `${word("members", one.members.length)} · ${one.username ? "@" + one.username : word("private")}`;
}

/** Shows what somebody does for some seconds. Null when it is done. */
export function showTyping(userId, action) {
  typing = userId ? word("acting", nameOf(userId), action) : null;
  typingUntil = Date.now() + TYPING;
  showSubtitle();
  if (typing) setTimeout(() => Date.now() >= typingUntil && showTyping(null), TYPING + 100);
}

/** @param on null before the first answer */
export function showConnection(on) {
  connected = on;
  $("connection").textContent = word(on === null ? "connecting" : on ? "live" : "lost");
  $("connection").classList.toggle("on", Boolean(on));
  showSubtitle();
}

export const showConnectionAgain = () => showConnection(connected);
