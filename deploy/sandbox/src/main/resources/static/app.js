// Puts the parts of the page together: what the events change, and what a person does.
import { call, events } from "./api.js";
import { liveCard, showLive, titleOf } from "./bars.js";
import { showChats } from "./chats.js";
import { Composer } from "./composer.js";
import { closeDrawer } from "./drawers.js";
import { watchSwipes } from "./gestures.js";
import { bringBot, found, groupCard } from "./groups.js";
import { showConnection, showConnectionAgain, showHead, showTyping } from "./head.js";
import { heardChat, showListening, toggleListening } from "./listening.js";
import { loginCard } from "./logins.js";
import { MessageList } from "./messages.js";
import { showPeople } from "./people.js";
import { showLevels, voiceCard } from "./room.js";
import { watchServices } from "./services.js";
import { attempt, tell, toast } from "./toast.js";
import { become, chat, isBot, isIn, myChats, people, place, take, user, world } from "./world.js";
import { speak } from "./words.js";

const $ = id => document.getElementById(id);
const REFETCHES = 5; // of a chat in which something happens all the time
const told = new Map(); // chat id → number of events
const ANSWER = 15000; // ms that a pressed button waits
const pressed = new Map(); // callback id → {messageId, data}, of the speaker
let watching = false, loginPage = null, liveShown = "";

const list = new MessageList($("messages"), $("to-end"), {
  reply: post => composer.reply(post),
  command: followCommand,
  begin: () => attempt(() => say("/start", null)),
  bring: link => attempt(async () => {
    const id = chat().kind === "PRIVATE" ? await found() : world.current;
    await bringBot(id, link);
    await open(id);
  }),
  waiting: (messageId, data) => [...pressed.values()].some(one => one.messageId === messageId && one.data === data),
  press: (post, data) => attempt(async () => {
    const press = await call("POST", `/chats/${world.current}/messages/${post.id}/buttons`, { as: world.viewer, data });
    if (press.answer) return;
    pressed.set(press.id, { messageId: post.id, data });
    list.update();
    setTimeout(() => pressed.delete(press.id) && list.update(), ANSWER);
  }),
});
const composer = new Composer({ say, files, sent: where => where === place() && list.toEnd() });

async function say(text, replyTo) {
  const where = place();
  await call("POST", `/chats/${world.current}/messages`, { as: world.viewer, text, replyTo, topicId: topicFor(replyTo) });
  if (where === place()) list.toEnd();
}

function files(replyTo) {
  return { path: `/chats/${world.current}/messages`, fields: { as: world.viewer, replyTo, topicId: topicFor(replyTo) } };
}

/**
 * Returns the topic for a message: an answer goes where the answered message stands, everything else into the chosen
 * topic.
 */
function topicFor(replyTo) {
  return !chat()?.forum || replyTo || world.topic <= 1 ? null : world.topic;
}

/**
 * Follows a command in a message. The bot's own commands are sent, as in Telegram. People's are examples: one that
 * begins the message is written again to be sent, another one answers the message.
 */
function followCommand(post, command, offset) {
  if (isBot(post.userId)) attempt(() => say(command, null));
  else if (offset === 0 && !post.media) composer.write(post.text);
  else composer.reply(post, command);
}

async function load() {
  const all = await call("GET", "");
  take(all);
  if (!people().some(one => one.id === world.viewer)) become(people()[0]?.id ?? 0);
  speak(user(world.viewer)?.languageCode);
  if (!chat() || !isIn(chat(), world.viewer)) world.current = myChats()[0]?.id ?? 0;
  if (all.supervised && !watching) { watching = true; watchServices($("services")); }
  showPeople(choose);
  showConnectionAgain();
  showLogins();
  await open(world.current);
}

function choose(userId) {
  become(userId);
  composer.open(place());
  showPeople(choose);
  attempt(load);
}

/** Fetches a chat as it is. What was told of it meanwhile may be missing in the answer, which then is asked for again. */
async function fetched(id) {
  let before, fresh, tries = 0;
  do {
    before = told.get(id);
    fresh = await call("GET", `/chats/${id}?as=${world.viewer}`);
  } while (before !== told.get(id) && ++tries < REFETCHES);
  return fresh;
}

async function open(id) {
  if (id !== world.current) world.topic = 0;
  world.current = id;
  localStorage.setItem("chat", id);
  if (!id) return;
  const where = place();
  composer.open(where);
  const fresh = await fetched(id);
  world.chats.set(id, fresh);
  if (where !== place()) return;
  showHead();
  list.show(fresh, where);
  showChat();
}

/** Shows everything of the open chat but its head and messages. */
function showChat() {
  composer.open(place());
  composer.know(chat());
  showLive(chat(), id => list.reveal(id));
  showVoice();
  groupCard($("group"), chat());
  showList();
}

function showList() {
  const goTo = action => { closeDrawer(); attempt(action); };
  const begin = async () => {
    const { id } = await call("POST", "/private-chats", { as: world.viewer, with: world.botId });
    await open(id);
  };
  showChats(id => goTo(() => open(id)), () => goTo(begin));
}

function showVoice() {
  liveShown = liveTitle();
  const act = { open: id => attempt(() => open(id)), changed: showVoice };
  voiceCard($("voice"), chat(), liveCard(chat()), heardChat() === world.current, {
    listen: () => toggleListening(world.current, showVoice),
    start: () => attempt(() => call("POST", `/chats/${world.current}/voice-chat`, { as: world.viewer, title: "" })),
    end: () => attempt(() => call("DELETE", `/chats/${world.current}/voice-chat?as=${world.viewer}`)),
  });
  showListening(chat(), act);
}

async function showLogins() {
  if (world.passwords.length) loginPage = await call("GET", "/login-page").then(found => found?.url ?? null, () => null);
  loginCard($("logins"), loginPage, (token, userId) =>
    attempt(() => call("POST", `/logins/${encodeURIComponent(token)}/approve`, { as: userId })));
}

/** Shows a changed message where it matters. */
function changed(chatId, freshId) {
  if (chatId === world.current) {
    list.update(freshId);
    showLive(chat(), id => list.reveal(id));
    if (liveShown !== liveTitle()) showVoice();
  }
  showList();
}

function liveTitle() {
  const card = liveCard(chat());
  return card ? titleOf(card) : "";
}

const handlers = {
  post(post) {
    const one = world.chats.get(post.chatId);
    if (!one) return refresh(post.chatId);
    if (!one.messages.some(other => other.id === post.id)) one.messages.push(post);
    if (post.chatId === world.current) showTyping(null);
    changed(post.chatId, post.id);
  },
  edit(post) {
    const one = world.chats.get(post.chatId);
    const at = one?.messages.findIndex(other => other.id === post.id) ?? -1;
    if (at >= 0) one.messages[at] = post;
    changed(post.chatId);
  },
  delete({ chatId, messageIds }) {
    const one = world.chats.get(chatId);
    if (one) one.messages = one.messages.filter(post => !messageIds.includes(post.id));
    if (chatId === world.current) composer.know(one);
    changed(chatId);
  },
  chat: id => refresh(id),
  commands: () => refresh(world.current),
  action({ chatId, userId, action }) {
    if (chatId === world.current && userId !== world.viewer) showTyping(userId, action);
  },
  answer(press) {
    pressed.delete(press.id);
    if (press.chatId === world.current) list.update();
    if (press.userId !== world.viewer || !press.answer?.text) return;
    if (press.answer.alert) tell(press.answer.text);
    else toast(press.answer.text);
  },
  voice(voice) {
    const one = world.chats.get(voice.chatId);
    if (!one || (!voice.active && one.voiceChat && one.voiceChat.id !== voice.id)) return;
    one.voiceChat = voice.active ? voice : null;
    if (voice.chatId === world.current) showVoice();
    showList();
  },
  logins({ codes, passwords, phoneCodes }) { Object.assign(world, { logins: codes, passwords, phoneCodes }); showLogins(); },
  levels: levels => showLevels(levels[world.current]),
};

const refresh = id => attempt(async () => {
  const fresh = await fetched(id);
  world.chats.set(id, fresh);
  if (id !== world.current) return showList();
  list.show(fresh, place());
  showHead();
  showChat();
});

$("topic").onchange = event => { world.topic = Number(event.target.value); list.show(chat(), place()); };
$("new-group").onclick = () => { closeDrawer(); attempt(async () => open(await found())); };
$("skip").onclick = event => { event.preventDefault(); $("text").focus(); };
watchSwipes($("messages"), article => composer.reply(chat().messages.find(post => post.id === Number(article.id.slice(1)))));
speak("en");
showConnection(null);
events(
  () => { showConnection(true); attempt(load); },
  (type, data) => {
    const id = type === "chat" ? data : data?.chatId;
    told.set(id, (told.get(id) ?? 0) + 1);
    handlers[type]?.(data);
  },
  () => showConnection(false));
