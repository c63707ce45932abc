// One message as people see it.
import { attachment, brief } from "./media.js";
import { bringsBot } from "./groups.js";
import { avatar, el, formatted, hue, icon } from "./markup.js";
import { authorOf, isBot, nameOf, world } from "./world.js";
import { time, word } from "./words.js";

const REPLY = "M10 7L4 12l6 5M4 12h9a6 6 0 016 6";

/**
 * Makes a message.
 *
 * @param shape {chat, first, last, fresh, topic, answered}: of its group of messages, its topic's name, and the message
 * that it answers
 * @param on {press, waiting, reply, command, reveal, bring}
 */
export function message(post, shape, on) {
  const { chat, first, last, fresh, topic, answered } = shape;
  const name = authorOf(post), mine = post.userId === world.viewer;
  const node = el("article", {
    className: ["message", mine && "mine", first && "first", last && "last", fresh && "fresh"].filter(Boolean).join(" "),
    id: "m" + post.id, style: { "--hue": hue(post.userId ?? chat.id) }, ariaLabel: `${name}, ${time(post.date)}: ${brief(post)}`,
  });
  if (!mine) node.append(last ? avatar(post.userId ?? chat.id, name) : el("span"));
  const bubble = el("div", { className: "bubble" });
  if (first && topic) bubble.append(el("div", { className: "in-topic", textContent: "# " + topic }));
  if (first && !mine) bubble.append(el("div", { className: "author" }, name, badge(post, chat)));
  if (post.origin) bubble.append(el("div", { className: "forwarded", textContent: word("forwarded", origin(post.origin)) }));
  if (post.externalReply) bubble.append(el("div", { className: "forwarded", textContent: word("answersElsewhere", origin(post.externalReply.origin)) }));
  if (post.quote) bubble.append(el("div", { className: "forwarded", textContent: "“" + post.quote + "”" }));
  if (post.replyTo) bubble.append(quote(post.replyTo, answered, on));
  if (post.media) bubble.append(attachment(post.media));
  const text = post.text ? formatted(post.text, post.entities, (command, offset) => on.command(post, command, offset)) : bubble;
  text.append(stamp(post));
  if (post.text) bubble.append(text);
  if (post.preview) bubble.append(preview(post.preview));
  bubble.append(el("button", { type: "button", className: "reply-to", ariaLabel: word("reply"), title: word("reply"), onclick: () => on.reply(post) }, icon(REPLY)));
  bubble.ondblclick = () => on.reply(post);
  node.append(bubble);
  if (post.keyboard.length) node.append(keyboard(post, on));
  return node;
}

/** Stands for the picture of a link, which Telegram fetches. The page reaches nothing but the sandbox. */
function preview(link) {
  const host = new URL(link).hostname;
  return el("div", { className: "preview", role: "img", ariaLabel: word("pictureOf", host) },
    el("span", { textContent: "🖼", ariaHidden: "true" }), el("small", { textContent: host }));
}

function stamp({ date, edited }) {
  return el("span", {
    className: "stamp", textContent: edited ? `${word("edited")} ${time(edited)}` : time(date),
    title: edited ? word("sentAndEdited", time(date), time(edited)) : "",
  });
}

function origin({ userId, name, chatId }) {
  return userId ? nameOf(userId) : name ?? (world.chats.get(chatId)?.title || word("aChat"));
}

function badge(post, chat) {
  if (!post.userId) return el("small", { textContent: word(post.asChat === chat.id ? "anonymousAdmin" : "channel") });
  return isBot(post.userId) ? el("small", { textContent: word("bot") }) : null;
}

function quote(id, post, on) {
  return el("button", { type: "button", className: "quote", onclick: () => on.reveal(id) },
    el("b", { textContent: post ? authorOf(post) : word("deleted") }), el("span", { textContent: post ? brief(post) : "" }));
}

function keyboard(post, on) {
  return el("div", { className: "keyboard" }, ...post.keyboard.map(row => el("div", {}, ...row.map(button => {
    if (button.url && bringsBot(button.url)) return el("button", { type: "button", textContent: button.text, onclick: () => on.bring(button.url) });
    if (button.url) return el("a", { textContent: button.text, href: /^https?:/i.test(button.url) ? button.url : "#", target: "_blank", rel: "noopener noreferrer" });
    const waits = on.waiting(post.id, button.data);
    return el("button", { type: "button", textContent: button.text, className: waits ? "pressed" : "", onclick: () => on.press(post, button.data) });
  }))));
}

/** Returns the words of a service message. */
export function service(post, topic) {
  const about = post.about.map(nameOf).join(", ");
  return word(post.action, authorOf(post), about, post.about.includes(post.userId), topic ?? "") ?? post.action;
}
