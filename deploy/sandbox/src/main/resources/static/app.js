// The page's copy of the world. It is kept fresh by the events and passed to the parts of the page.
import { call, events } from "./api.js";
import { Composer } from "./composer.js";
import { Listener } from "./listen.js";
import { avatar, el, hue, time } from "./markup.js";
import { MessageList, brief } from "./messages.js";
import { BARS, loginCard, showLevels, showWave, voiceCard, watchServices } from "./room.js";

const $ = id => document.getElementById(id);
const world = { users: new Map(), chats: new Map(), assistants: [], logins: [], botId: 0 };
const pressed = new Map(); // callback id → {messageId, data}, of the speaker
let viewer = Number(localStorage.getItem("viewer")) || 0;
let current = Number(localStorage.getItem("chat")) || 0;
let listener = null, typingUntil = 0, watching = false;
let topic = 0; // of a forum, 0 for all

const nameOf = id => {
  const user = world.users.get(id);
  return user ? [user.firstName, user.lastName].filter(Boolean).join(" ") : "Somebody";
};
const list = new MessageList($("messages"), {
  nameOf, chatName: id => world.chats.get(id)?.title, viewer: () => viewer, isBot: id => world.users.get(id)?.bot ?? false,
  reply: post => composer.reply(post, post.userId ? nameOf(post.userId) : chat().title),
  command: text => say(text, null),
  waiting: (messageId, data) => [...pressed.values()].some(one => one.messageId === messageId && one.data === data),
  press: (post, data) => attempt(async () => {
    const press = await call("POST", `/chats/${current}/messages/${post.id}/buttons`, { as: viewer, data });
    if (press.answer) return;
    pressed.set(press.id, { messageId: post.id, data });
    list.update();
    setTimeout(() => pressed.delete(press.id) && list.update(), 15000);
  }),
});
const composer = new Composer({ say, sendFiles });
const chat = () => world.chats.get(current);
const chatName = one => one.kind === "PRIVATE" ? nameOf(one.members.find(member => member.userId !== viewer)?.userId) : one.title;
const isIn = (one, id) => one.members.some(member => member.userId === id);
const people = () => [...world.users.values()].filter(user => !user.bot && !world.assistants.some(one => one.userId === user.id));

async function attempt(action) {
  try { await action(); } catch (e) { toast(e.message); }
}

function say(text, replyTo) {
  attempt(() => call("POST", `/chats/${current}/messages`, { as: viewer, text, replyTo, topicId: topicFor(replyTo) }));
}

/**
 * Returns the topic for a message: an answer goes where the answered message stands, everything else into the chosen
 * topic.
 */
function topicFor(replyTo) {
  return !chat()?.forum || replyTo || topic <= 1 ? null : topic;
}

function sendFiles(files, text, replyTo) {
  const form = new FormData();
  form.append("as", viewer);
  form.append("text", text);
  if (replyTo) form.append("replyTo", replyTo);
  if (topicFor(replyTo)) form.append("topicId", topicFor(replyTo));
  for (const file of files) form.append("file", file);
  attempt(() => call("POST", `/chats/${current}/messages`, form));
}

function toast(text) {
  $("toast").textContent = text;
  $("toast").classList.add("on");
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => $("toast").classList.remove("on"), 3200);
}

async function load() {
  const all = await call("GET", "");
  world.users = new Map(all.users.map(user => [user.id, user]));
  world.assistants = all.assistants;
  world.logins = all.logins;
  world.botId = all.botId;
  world.chats = new Map(all.chats.map(one => [one.id, one]));
  if (!people().some(user => user.id === viewer)) viewer = people()[0]?.id ?? 0;
  if (!chat() || !isIn(chat(), viewer)) current = [...world.chats.values()].find(one => isIn(one, viewer))?.id ?? 0;
  if (all.supervised && !watching) { watching = true; watchServices($("services"), e => toast(e.message)); }
  showPeople();
  showLogins();
  await open(current);
}

async function open(id) {
  if (id !== current) topic = 0;
  current = id;
  localStorage.setItem("chat", id);
  if (!id) return;
  world.chats.set(id, await call("GET", `/chats/${id}?as=${viewer}`));
  if (current !== id) return;
  list.show(chat(), topic);
  composer.commands(chat().commands);
  showHead();
  showChats();
  showVoice();
}

function showPeople() {
  $("speaker").replaceChildren(...people().map(user => el("button", {
    type: "button", role: "radio", ariaChecked: String(user.id === viewer), title: nameOf(user.id),
    onclick: () => { viewer = user.id; localStorage.setItem("viewer", viewer); attempt(load); },
  }, avatar(user.id, nameOf(user.id)), el("span", { textContent: user.firstName }))));
}

function showChats() {
  const mine = [...world.chats.values()].filter(one => isIn(one, viewer));
  const items = mine.map(one => chatItem(one, chatName(one), () => open(one.id)));
  const bot = world.users.get(world.botId);
  if (bot && !mine.some(one => one.kind === "PRIVATE" && isIn(one, bot.id))) {
    const begin = async () => open((await call("POST", "/private-chats", { as: viewer, with: bot.id })).id);
    items.push(chatItem({ id: bot.id, messages: [] }, nameOf(bot.id), begin, "Write to the bot"));
  }
  $("chats").replaceChildren(...items);
}

function chatItem(one, name, action, note) {
  const last = one.messages.findLast(post => !post.action);
  const face = avatar(one.kind === "PRIVATE" ? one.members.find(member => member.userId !== viewer)?.userId ?? 0 : one.id, name);
  if (one.voiceChat?.active) face.classList.add("live");
  const who = last?.userId === viewer ? "You: " : last?.userId && one.kind !== "PRIVATE" ? `${world.users.get(last.userId)?.firstName}: ` : "";
  return el("li", {}, el("button", {
    type: "button", attrs: { "aria-current": String(one.id === current) },
    onclick: () => { document.body.dataset.view = "chat"; attempt(action); },
  }, face, el("div", { className: "about" },
    el("div", { className: "top" }, el("b", { textContent: name }), el("time", { textContent: last ? time(last.date) : "" })),
    el("p", { textContent: note ?? (last ? who + brief(last) : "") }))));
}

function showHead() {
  const one = chat();
  const name = chatName(one);
  const face = avatar(one.kind === "PRIVATE" ? one.members.find(member => member.userId !== viewer)?.userId ?? 0 : one.id, name);
  face.id = "chat-avatar";
  $("chat-avatar").replaceWith(face);
  $("chat-title").textContent = name;
  showTopics();
  showSubtitle();
}

function showTopics() {
  const { forum, topics } = chat();
  $("topic").hidden = !forum;
  if (!topics.some(one => one.id === topic)) topic = 0;
  $("topic").replaceChildren(el("option", { value: "0", textContent: "All topics" }), ...topics.map(one => el("option", {
    value: String(one.id), textContent: one.name + (one.hidden ? " (hidden)" : one.closed ? " (closed)" : ""),
  })));
  $("topic").value = String(topic);
}

function showSubtitle(typing) {
  const one = chat();
  $("chat-subtitle").classList.toggle("typing", Boolean(typing));
  $("chat-subtitle").textContent = typing ?? (one.kind === "PRIVATE" ? "bot" : `${one.members.length} members${one.username ? " · @" + one.username : " · private"}`);
}

function showVoice() {
  const on = Boolean(chat()?.voiceChat?.active), listening = listener?.chatId === current;
  voiceCard($("voice"), chat(), { nameOf, listening: listener?.chatId }, {
    listen: toggleListening,
    start: () => attempt(() => call("POST", `/chats/${current}/voice-chat`, { as: viewer, title: "" })),
    end: () => attempt(() => call("DELETE", `/chats/${current}/voice-chat?as=${viewer}`)),
  });
  $("listen-pill").hidden = !on;
  $("listen-pill").textContent = listening ? "Listening" : "Listen";
  $("listen-pill").title = listening ? "Stop listening" : "";
  $("listen-pill").ariaPressed = String(listening);
}

function toggleListening() {
  const same = listener?.chatId === current;
  listener?.stop();
  listener = same ? null : new Listener(current, () => { listener = null; showVoice(); toast("Listening ended"); });
  window.muzonListener = listener;
  showVoice();
  if (listener) requestAnimationFrame(animate);
}

function animate() {
  showWave(listener?.chatId === current ? listener.bars(BARS) : null);
  if (listener) requestAnimationFrame(animate);
}

function showLogins() {
  loginCard($("logins"), world.logins, world.assistants, nameOf, (token, userId) =>
    attempt(() => call("POST", `/logins/${encodeURIComponent(token)}/approve`, { as: userId })));
}

const handlers = {
  post(post) {
    const one = world.chats.get(post.chatId);
    if (!one) return refresh(post.chatId);
    if (!one.messages.some(other => other.id === post.id)) one.messages.push(post);
    if (post.chatId === current) { typingUntil = 0; showSubtitle(); list.update(post.id); }
    showChats();
  },
  edit(post) {
    const one = world.chats.get(post.chatId);
    const at = one?.messages.findIndex(other => other.id === post.id) ?? -1;
    if (at >= 0) one.messages[at] = post;
    if (post.chatId === current) list.update();
    showChats();
  },
  delete({ chatId, messageIds }) {
    const one = world.chats.get(chatId);
    if (one) one.messages = one.messages.filter(post => !messageIds.includes(post.id));
    if (chatId === current) list.update();
    showChats();
  },
  chat: id => refresh(id),
  commands: () => refresh(current),
  action({ chatId, userId, action }) {
    if (chatId !== current || userId === viewer) return;
    showSubtitle(`${nameOf(userId)} is ${action.replaceAll("_", " ")}…`);
    typingUntil = Date.now() + 5000;
    setTimeout(() => Date.now() >= typingUntil && showSubtitle(), 5100);
  },
  press() {},
  answer(press) {
    pressed.delete(press.id);
    if (press.chatId === current) list.update();
    if (press.userId !== viewer || !press.answer?.text) return;
    if (!press.answer.alert) return toast(press.answer.text);
    $("alert-text").textContent = press.answer.text;
    $("alert").showModal();
  },
  voice(voice) {
    const one = world.chats.get(voice.chatId);
    if (!one || (!voice.active && one.voiceChat && one.voiceChat.id !== voice.id)) return;
    one.voiceChat = voice.active ? voice : null;
    if (voice.chatId === current) showVoice();
    showChats();
  },
  logins(logins) { world.logins = logins; showLogins(); },
  levels: levels => showLevels(levels[current]),
};

const refresh = id => attempt(async () => {
  const fresh = await call("GET", `/chats/${id}?as=${viewer}`);
  world.chats.set(id, fresh);
  if (id === current) { list.chat = fresh; list.update(); composer.commands(fresh.commands); showHead(); showVoice(); }
  showChats();
});

for (const button of document.querySelectorAll("[data-go]")) button.onclick = () => document.body.dataset.view = button.dataset.go;
$("listen-pill").onclick = toggleListening;
$("topic").onchange = event => { topic = Number(event.target.value); list.show(chat(), topic); };
events(
  () => { $("connection").textContent = "Live"; $("connection").classList.add("on"); attempt(load); },
  (type, data) => handlers[type]?.(data),
  () => { $("connection").textContent = "Reconnecting…"; $("connection").classList.remove("on"); });
