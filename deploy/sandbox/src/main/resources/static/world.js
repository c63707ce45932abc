// The page's copy of the world, and questions about it. The events keep it fresh.
import { word } from "./words.js";

export const world = {
  users: new Map(), chats: new Map(), assistants: [], logins: [], passwords: [], phoneCodes: {}, covers: {}, botId: 0,
  viewer: Number(localStorage.getItem("viewer")) || 0,
  current: Number(localStorage.getItem("chat")) || 0,
  topic: 0, // of a forum, 0 for all
};

export function take(all) {
  world.users = new Map(all.users.map(user => [user.id, user]));
  world.chats = new Map(all.chats.map(one => [one.id, one]));
  for (const name of ["assistants", "logins", "passwords", "phoneCodes", "covers", "botId"]) world[name] = all[name];
}

export function become(userId) {
  world.viewer = userId;
  localStorage.setItem("viewer", userId);
}

export const user = id => world.users.get(id);
export const isBot = id => user(id)?.bot ?? false;
export const chat = () => world.chats.get(world.current);
export const isIn = (one, id) => one.members.some(member => member.userId === id);

/** Tells whether the speaker may start and end voice chats there. */
export function mayManageVoiceChats(one) {
  const me = one.members.find(member => member.userId === world.viewer);
  return me?.role === "OWNER" || (me?.role === "ADMIN" && me.rights.includes("MANAGE_VIDEO_CHATS"));
}

export const people = () => [...world.users.values()].filter(one => !one.bot && !world.assistants.some(other => other.userId === one.id));
export const myChats = () => [...world.chats.values()].filter(one => isIn(one, world.viewer));

export function nameOf(id) {
  const one = user(id);
  return one ? [one.firstName, one.lastName].filter(Boolean).join(" ") : word("somebody");
}

/** Returns the other side of a private chat. */
export const partner = one => one.members.find(member => member.userId !== world.viewer)?.userId ?? 0;
export const chatName = one => one.kind !== "PRIVATE" ? one.title : partner(one) ? nameOf(partner(one)) : word("savedMessages");
export const authorOf = post => post.userId ? nameOf(post.userId) : world.chats.get(post.asChat)?.title ?? world.chats.get(post.chatId)?.title ?? word("aChat");

/** Names the draft of the speaker in the open chat. */
export const place = () => `${world.viewer} ${world.current}`;
