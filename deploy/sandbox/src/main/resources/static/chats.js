// The list of the speaker's chats.
import { avatar, el, keepFocus } from "./markup.js";
import { brief } from "./media.js";
import { chatName, isIn, myChats, nameOf, partner, user, world } from "./world.js";
import { time, word } from "./words.js";

const $ = id => document.getElementById(id);

/** Returns the picture of a chat. */
export const face = one => avatar(one.kind === "PRIVATE" ? partner(one) : one.id, chatName(one));

/**
 * Shows the list.
 *
 * @param open is called with a chat's id
 * @param begin begins the chat with the bot
 */
export function showChats(open, begin) {
  // As in Telegram's apps, a private chat is listed once somebody has written in it.
  const mine = myChats().filter(one => one.kind !== "PRIVATE" || one.messages.length || one.id === world.current);
  const items = mine.map(one => item(one, chatName(one), face(one), () => open(one.id)));
  const bot = user(world.botId);
  if (bot && !mine.some(one => one.kind === "PRIVATE" && isIn(one, bot.id))) {
    items.push(item({ id: bot.id, messages: [] }, nameOf(bot.id), avatar(bot.id, nameOf(bot.id)), begin, word("writeToBot")));
  }
  keepFocus($("chats"), () => $("chats").replaceChildren(...items));
}

function item(one, name, picture, action, note) {
  const last = one.messages.findLast(post => !post.action);
  if (one.voiceChat?.active) picture.classList.add("live");
  return el("li", {}, el("button", { type: "button", dataset: { key: one.id }, attrs: { "aria-current": String(one.id === world.current) }, onclick: action },
    picture, el("div", { className: "about" },
      el("div", { className: "top" }, el("b", { textContent: name }), el("time", { textContent: last ? time(last.date) : "" })),
      el("p", { textContent: note ?? (last ? who(one, last) + brief(last) : "") }))));
}

function who(one, post) {
  if (post.userId === world.viewer) return word("you") + ": ";
  return post.userId && one.kind !== "PRIVATE" ? user(post.userId)?.firstName + ": " : "";
}
