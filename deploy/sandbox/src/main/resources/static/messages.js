// The list of messages. It stays at the end while the newest message is in sight. The Tab key stops at one message, and
// the arrow keys choose which.
import { fit } from "./fit.js";
import { Children, el } from "./markup.js";
import { message, service } from "./message.js";
import { world } from "./world.js";
import { day, word } from "./words.js";

const NEAR = 90; // px above the end that count as the end
const CONTROLS = "button, a[href], video";

export class MessageList {
  #atEnd = true;
  #unseen = 0;
  #view = "";
  #room = ""; // the heights when the list last followed
  #active = null; // the message where Tab stops

  /**
   * Makes a list.
   *
   * @param end the button that leads to the newest message
   * @param on {press, reply, command, waiting, begin, bring}
   */
  constructor(root, end, on) {
    this.root = root;
    this.end = end;
    this.on = { ...on, reveal: id => this.reveal(id) };
    this.children = new Children(root);
    root.onscroll = () => this.#scrolled();
    root.onkeydown = event => this.#key(event);
    root.addEventListener("focusin", event => this.#activate(event.target.closest("article")));
    end.onclick = () => this.toEnd();
    new ResizeObserver(() => { fit(root.querySelectorAll(".bubble")); this.#follow(); }).observe(root);
  }

  /**
   * Shows a chat from its end, or what is new in it when it is shown already.
   *
   * @param place names the chat and its reader
   */
  show(chat, place) {
    this.chat = chat;
    const view = `${place} ${world.topic} ${document.documentElement.lang}`;
    if (view !== this.#view) {
      this.#view = view;
      this.children.clear();
      this.#atEnd = true;
      this.#active = null;
    }
    this.update();
  }

  /** @param freshId of a message that has just come, if one has */
  update(freshId) {
    const held = this.#held();
    const before = new Set(this.root.children);
    const nodes = this.children.show(this.#items(freshId));
    const made = nodes.filter(node => !before.has(node));
    for (const node of made) setStop(node, -1);
    this.#activate(document.getElementById(this.#active?.id) ?? this.root.querySelector("article:last-of-type"));
    fit(made.flatMap(node => [...node.querySelectorAll(".bubble")]));
    if (held) this.#restore(held);
    if (freshId && !this.#atEnd) this.#unseen++;
    this.#follow();
  }

  toEnd() {
    this.#atEnd = true;
    this.#follow();
  }

  /** Leads to a message, and shows which it is. */
  reveal(id) {
    const target = document.getElementById("m" + id);
    if (!target) return;
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
    target.classList.add("flash");
    setTimeout(() => target.classList.remove("flash"), 1300);
  }

  /** A scroll away from the end is a person's, unless the room has changed: then the list follows. */
  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.root;
    const near = scrollHeight - scrollTop - clientHeight < NEAR, room = `${scrollHeight} ${clientHeight}`;
    if (this.#atEnd && !near && room !== this.#room) return this.#follow();
    this.#atEnd = near;
    this.#showEnd();
  }

  #follow() {
    if (this.#atEnd) this.root.scrollTop = this.root.scrollHeight;
    this.#room = `${this.root.scrollHeight} ${this.root.clientHeight}`;
    this.#showEnd();
  }

  #showEnd() {
    if (this.#atEnd) this.#unseen = 0;
    this.end.hidden = this.#atEnd;
    this.end.lastElementChild.textContent = this.#unseen || "";
  }

  #items(freshId) {
    const items = [];
    let lastDay = "", previous = null;
    const posts = this.chat.messages.filter(post => !world.topic || post.topicId === world.topic);
    posts.forEach((post, i) => {
      if (day(post.date) !== lastDay) {
        const textContent = lastDay = day(post.date);
        items.push({ id: textContent, content: textContent, make: () => el("div", { className: "day", textContent }) });
      }
      if (post.action) {
        const textContent = service(post, this.#topicName(post));
        items.push({ id: post.id, content: textContent, make: () => el("div", { className: "service", textContent }) });
      } else {
        const shape = this.#shape(post, previous, posts[i + 1]);
        const waiting = post.keyboard.flat().map(button => this.on.waiting(post.id, button.data));
        items.push({
          id: post.id, content: [post, shape.first, shape.last, shape.topic, shape.answered, waiting],
          make: () => message(post, { ...shape, fresh: post.id === freshId }, this.on),
        });
      }
      previous = post;
    });
    return items.length || this.chat.kind !== "PRIVATE" ? items : [{ id: "begin", content: null, make: () => this.#begin() }];
  }

  #begin() {
    return el("div", { className: "begin" }, el("p", { textContent: word("beginLead") }),
      el("button", { type: "button", className: "primary", textContent: word("begin"), onclick: this.on.begin }));
  }

  #shape(post, previous, next) {
    const same = other => other && !other.action && other.userId === post.userId && other.asChat === post.asChat && other.topicId === post.topicId;
    return {
      chat: this.chat, first: !same(previous), last: !same(next), topic: this.#topicName(post),
      answered: post.replyTo ? this.chat.messages.find(one => one.id === post.replyTo) : null,
    };
  }

  /** Returns a topic's name, only while all topics are shown together. */
  #topicName({ topicId }) {
    if (!this.chat.forum || world.topic || !topicId) return null;
    return this.chat.topics.find(one => one.id === topicId)?.name ?? null;
  }

  #activate(article) {
    if (!article || article === this.#active) return;
    if (this.#active) setStop(this.#active, -1);
    setStop(article, 0);
    this.#active = article;
  }

  #key(event) {
    if (event.target !== this.#active || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = [...this.root.querySelectorAll("article")], at = all.indexOf(this.#active);
    const next = { ArrowUp: all[at - 1], ArrowDown: all[at + 1], Home: all[0], End: all.at(-1) }[event.key];
    if (!next) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  /** Remembers the focus in a message, which may be made again. */
  #held() {
    const article = document.activeElement?.closest("#messages article");
    return article && { id: article.id, control: [...article.querySelectorAll(CONTROLS)].indexOf(document.activeElement), was: document.activeElement };
  }

  #restore({ id, control, was }) {
    if (was.isConnected) return;
    const article = document.getElementById(id);
    (article?.querySelectorAll(CONTROLS)[control] ?? article)?.focus({ preventScroll: true });
  }
}

function setStop(node, tabIndex) {
  if (!node.matches("article")) return;
  node.tabIndex = tabIndex;
  for (const control of node.querySelectorAll(CONTROLS)) control.tabIndex = tabIndex;
}
