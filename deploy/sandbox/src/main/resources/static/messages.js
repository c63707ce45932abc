// The rendering of messages.
import { avatar, Children, day, el, formatted, hue, icon, length, time } from "./markup.js";

const PLAY = "M7 4.5v15l12-7.5z", PAUSE = "M6 5h4v14H6zM14 5h4v14h-4z";
const player = new Audio();
let playing = null;

export class MessageList {
  /** True while the newest message is in sight. It stays so when messages arrive or their room changes. */
  #atEnd = true;

  /**
   * Makes a list.
   *
   * @param on {press, reply, command, nameOf, chatName, isBot, viewer}
   */
  constructor(root, on) {
    this.root = root;
    this.on = on;
    this.children = new Children(root);
    root.onscroll = () => this.#atEnd = root.scrollHeight - root.scrollTop - root.clientHeight < 90;
    new ResizeObserver(() => this.#follow()).observe(root);
  }

  /**
   * Shows a chat.
   *
   * @param topic of a forum that alone is shown. 0 for all
   */
  show(chat, topic = 0) {
    this.chat = chat;
    this.topic = topic;
    this.children.clear();
    this.#atEnd = true;
    this.update();
  }

  update(freshId) {
    this.#layout(freshId);
    this.#follow();
  }

  #follow() {
    if (this.#atEnd) this.root.scrollTop = this.root.scrollHeight;
  }

  #layout(freshId) {
    const items = [];
    let lastDay = "", previous = null;
    const posts = this.chat.messages.filter(post => !this.topic || post.topicId === this.topic);
    posts.forEach((post, i) => {
      if (day(post.date) !== lastDay) {
        const textContent = lastDay = day(post.date);
        items.push({ id: textContent, content: textContent, make: () => el("div", { className: "day", textContent }) });
      }
      if (post.action) {
        const textContent = this.#service(post);
        items.push({ id: post.id, content: textContent, make: () => el("div", { className: "service", textContent }) });
      } else {
        const next = posts[i + 1];
        const same = other => other && !other.action && other.userId === post.userId && other.asChat === post.asChat && other.topicId === post.topicId;
        const first = !same(previous), last = !same(next);
        items.push({
          id: post.id,
          content: [post, first, last, this.#topicName(post), this.#answered(post), post.keyboard.flat().map(button => this.on.waiting(post.id, button.data))],
          make: () => this.#message(post, first, last, post.id === freshId),
        });
      }
      previous = post;
    });
    this.children.show(items);
  }

  /** Returns a topic's name, only while all topics are shown together. */
  #topicName({ topicId }) {
    if (!this.chat.forum || this.topic || !topicId) return null;
    return this.chat.topics.find(one => one.id === topicId)?.name ?? null;
  }

  #answered({ replyTo }) {
    return replyTo ? this.chat.messages.find(one => one.id === replyTo) : null;
  }

  #message(post, first, last, fresh) {
    const name = post.userId ? this.on.nameOf(post.userId) : (this.on.chatName(post.asChat) || this.chat.title);
    const mine = post.userId === this.on.viewer();
    const node = el("article", {
      className: ["message", mine && "mine", first && "first", last && "last", fresh && "fresh"].filter(Boolean).join(" "),
      id: "m" + post.id, style: { "--hue": hue(post.userId ?? this.chat.id) },
    });
    if (!mine) node.append(last ? avatar(post.userId ?? this.chat.id, name) : el("span"));
    const bubble = el("div", { className: post.edited ? "bubble edited" : "bubble" });
    const topic = this.#topicName(post);
    if (first && topic) bubble.append(el("div", { className: "in-topic", textContent: "# " + topic }));
    if (first && !mine) bubble.append(el("div", { className: "author" }, name, this.#badge(post)));
    if (post.origin) bubble.append(el("div", { className: "forwarded", textContent: "Forwarded from " + this.#origin(post.origin) }));
    if (post.externalReply) bubble.append(el("div", { className: "forwarded", textContent: "Answers " + this.#origin(post.externalReply.origin) + " elsewhere" }));
    if (post.quote) bubble.append(el("div", { className: "forwarded", textContent: "“" + post.quote + "”" }));
    if (post.replyTo) bubble.append(this.#quote(post.replyTo, this.#answered(post)));
    if (post.media) bubble.append(this.#media(post.media));
    bubble.append(el("span", { className: "stamp", textContent: (post.edited ? "edited " : "") + time(post.date) }));
    if (post.text) bubble.append(formatted(post.text, post.entities, this.on.command));
    bubble.append(el("button", {
      type: "button", className: "reply-to", ariaLabel: "Reply", title: "Reply", onclick: () => this.on.reply(post),
    }, icon("M10 7L4 12l6 5M4 12h9a6 6 0 016 6")));
    bubble.ondblclick = () => this.on.reply(post);
    node.append(bubble);
    if (post.keyboard.length) node.append(this.#keyboard(post));
    return node;
  }

  #origin({ userId, name, chatId }) {
    return userId ? this.on.nameOf(userId) : name ?? (this.on.chatName(chatId) || "a chat");
  }

  #badge(post) {
    if (!post.userId) return el("small", { textContent: post.asChat === this.chat.id ? "anonymous admin" : "channel" });
    return this.on.isBot(post.userId) ? el("small", { textContent: "bot" }) : null;
  }

  #quote(id, post) {
    const name = post?.userId ? this.on.nameOf(post.userId) : this.chat.title;
    return el("button", {
      type: "button", className: "quote", onclick: () => {
        const target = document.getElementById("m" + id);
        target?.scrollIntoView({ block: "center", behavior: "smooth" });
        target?.classList.add("flash");
        setTimeout(() => target?.classList.remove("flash"), 1300);
      },
    }, el("b", { textContent: post ? name : "Deleted message" }), el("span", { textContent: post ? brief(post) : "" }));
  }

  #media(media) {
    const url = "/sandbox/files/" + media.fileId;
    if (media.kind === "PHOTO") return el("img", { className: "photo", src: url, alt: media.name, width: media.width, height: media.height, style: { height: "auto" } });
    const title = media.title ?? media.name;
    const about = [media.performer, media.seconds ? length(media.seconds) : null, `${(media.size / 1048576).toFixed(1)} MB`].filter(Boolean).join(" · ");
    const button = el("button", { type: "button", ariaLabel: "Play " + title, onclick: () => toggle(url) }, icon(playing === url ? PAUSE : PLAY));
    button.dataset.plays = url;
    return el("div", { className: "audio" }, button, el("div", {}, el("b", { textContent: title }), el("span", { textContent: about })));
  }

  #keyboard(post) {
    return el("div", { className: "keyboard" }, ...post.keyboard.map(row => el("div", {}, ...row.map(button => {
      if (button.url) return el("a", { textContent: button.text, href: /^https?:/i.test(button.url) ? button.url : "#", target: "_blank", rel: "noopener noreferrer" });
      const waits = this.on.waiting(post.id, button.data);
      return el("button", { type: "button", textContent: button.text, className: waits ? "pressed" : "", onclick: () => this.on.press(post, button.data) });
    }))));
  }

  #service(post) {
    const who = post.userId ? this.on.nameOf(post.userId) : this.chat.title;
    const about = post.about.map(this.on.nameOf).join(", ");
    switch (post.action) {
      case "MembersJoined": return post.about.includes(post.userId) ? `${who} joined` : `${who} added ${about}`;
      case "MemberLeft": return `${about} left`;
      case "MessagePinned": return `${who} pinned a message`;
      case "VoiceChatStarted": return `${who} started the voice chat`;
      case "TopicCreated": return `${who} opened the topic ${this.#topicName(post) ?? ""}`;
      case "TopicEdited": return `${who} renamed the topic`;
      case "TopicClosed": return `${who} closed the topic ${this.#topicName(post) ?? ""}`;
      case "TopicReopened": return `${who} reopened the topic ${this.#topicName(post) ?? ""}`;
      case "GeneralTopicHidden": return `${who} hid the topic General`;
      case "GeneralTopicUnhidden": return `${who} showed the topic General`;
      case "UpgradedTo": return "This group became a supergroup";
      case "UpgradedFrom": return "This supergroup was a group";
      case "VoiceChatEnded": return `${who} ended the voice chat`;
      default: return post.action;
    }
  }
}

export function brief(post) {
  return post.text || post.media?.title || post.media?.name || "";
}

function toggle(url) {
  if (playing === url) { player.pause(); playing = null; } else { player.src = url; player.play().catch(() => mark(null)); playing = url; }
  mark(playing);
}
player.onended = () => mark(playing = null);

function mark(url) {
  for (const button of document.querySelectorAll("[data-plays]")) button.replaceChildren(icon(button.dataset.plays === url ? PAUSE : PLAY));
}
