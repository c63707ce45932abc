// Making a group, bringing the bot in, and the rights that it and its assistants have there.
import { call } from "./api.js";
import { el, keepFocus } from "./markup.js";
import { attempt } from "./toast.js";
import { isBot, isIn, nameOf, world } from "./world.js";
import { word } from "./words.js";

/** What the suite needs rights for: the README's table says why. */
const NEEDED = { bot: "INVITE_USERS", assistant: "MANAGE_VIDEO_CHATS" };

/** Makes a group of the speaker's alone. Returns its id. */
export async function found() {
  const taken = new Set([...world.chats.values()].map(one => one.title));
  let number = 1, title;
  do title = word("groupTitle", nameOf(world.viewer), number++); while (taken.has(title));
  return (await call("POST", "/groups", { as: world.viewer, title })).id;
}

/**
 * Does what the bot's link to a group does in Telegram: brings the bot in, as an admin if the link says so.
 *
 * @param link that the bot made
 */
export async function bringBot(id, link) {
  const rights = new URL(link).searchParams.get("admin")?.toUpperCase().split(" ") ?? [];
  const { members } = await call("GET", `/chats/${id}?as=${world.viewer}`);
  if (!members.some(one => one.userId === world.botId)) await add(id);
  if (rights.length) await promote(id, world.botId, rights);
}

/** Tells whether a button's link brings the bot into a group. Telegram's own site must not be asked for that. */
export const bringsBot = link => /^https:\/\/t\.me\/\w+\?startgroup/.test(link);

const add = id => call("POST", `/chats/${id}/members`, { as: world.viewer, userId: world.botId });
const promote = (id, userId, rights) => call("PUT", `/chats/${id}/members/${userId}/rights`, { as: world.viewer, rights });

/** Shows whom the speaker may give what in their group. */
export function groupCard(root, chat) {
  const shown = chat && chat.kind !== "PRIVATE" && chat.members.some(one => one.userId === world.viewer && one.role === "OWNER");
  root.hidden = !shown;
  if (!shown) return;
  const rows = chat.members.filter(one => isBot(one.userId) || world.assistants.some(other => other.userId === one.userId)).map(one => row(chat.id, one));
  if (!isIn(chat, world.botId)) rows.unshift(el("button", { type: "button", className: "primary", id: "add-bot", textContent: word("addBot"), onclick: () => attempt(() => add(chat.id)) }));
  keepFocus(root, () => root.replaceChildren(el("h2", { textContent: word("rights") }), ...rows));
}

function row(id, { userId, rights }) {
  const right = isBot(userId) ? NEEDED.bot : NEEDED.assistant;
  const box = el("input", { type: "checkbox", dataset: { key: userId }, checked: rights.includes(right) });
  box.onchange = () => attempt(() => promote(id, userId, box.checked ? [...rights, right] : rights.filter(one => one !== right)));
  return el("label", { className: "right" }, box, el("span", { textContent: word("right." + right, nameOf(userId)) }));
}
