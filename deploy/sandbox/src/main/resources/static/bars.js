// Bars under the head: the live card or the pinned message, wherever it has scrolled to, and the chat that is heard.
import { cover } from "./covers.js";
import { brief } from "./media.js";
import { el, icon, keepFocus } from "./markup.js";
import { word } from "./words.js";

const $ = id => document.getElementById(id);
const CROSS = "M6 6l12 12M18 6L6 18", PIN = "M9 3h6l-1 7 4 4H6l4-4zM12 14v7", SOUND = "M5 10v4M9 6v12M13 9v6M17 4v16M21 10v4";
const PLAYER_BUTTONS = /^(⏹|⏭)/u;
let shown = "";

/** Returns the newest message with a player's buttons, if there is one. */
export const liveCard = chat => chat?.messages.findLast(post => post.keyboard.flat().some(button => PLAYER_BUTTONS.test(button.text)));

/** Returns the title on a card: what it prints bold. */
export function titleOf(card) {
  const bold = card.entities.find(one => one.type === "BOLD");
  return bold ? card.text.slice(bold.offset, bold.offset + bold.length) : card.text.split("\n")[0];
}

/** Returns the word for the song of a card: one that is paused or waits does not play. */
export const stateOf = card => card.text.startsWith("▶") ? "nowPlaying" : "currentSong";

export function showLive(chat, reveal) {
  const card = liveCard(chat), post = card ?? chat.messages.find(one => one.id === chat.pinned);
  $("live").hidden = !post;
  const title = !post ? "" : card ? titleOf(card) : brief(post);
  const label = card ? stateOf(card) : "pinned";
  const content = JSON.stringify([chat.id, post?.id, title, label, document.documentElement.lang]);
  if (content === shown) return;
  shown = content;
  keepFocus($("live"), () => $("live").replaceChildren(...(post ? [el("button", {
    type: "button", className: "lead", onclick: () => reveal(post.id),
  }, card ? cover(title) : icon(PIN), el("span", {}, el("small", { textContent: word(label) }), el("b", { textContent: title })))] : [])));
}

/**
 * Shows which chat is heard while another is open.
 *
 * @param title null for none
 */
export function showHeard(title, open, stop) {
  $("heard").hidden = title === null;
  keepFocus($("heard"), () => $("heard").replaceChildren(...(title === null ? [] : [
    el("button", { type: "button", className: "lead", dataset: { key: "open" }, onclick: open }, icon(SOUND), el("b", { textContent: word("listeningTo", title) })),
    el("button", { type: "button", className: "icon", dataset: { key: "stop" }, ariaLabel: word("stopListening"), title: word("stopListening"), onclick: stop }, icon(CROSS))])));
}
