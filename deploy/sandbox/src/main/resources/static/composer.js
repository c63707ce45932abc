// Writing: text, files, replies, and the bot's commands as they are typed. Each person has a draft in each chat.
import { Drafts } from "./drafts.js";
import { brief } from "./media.js";
import { Suggestions } from "./suggestions.js";
import { attempt } from "./toast.js";
import { Uploads } from "./uploads.js";
import { authorOf, nameOf, world } from "./world.js";
import { word } from "./words.js";

const $ = id => document.getElementById(id);
const NARROW = matchMedia("(max-width: 720px)");

export class Composer {
  #drafts = new Drafts();
  #place = "";

  /**
   * Makes a composer.
   *
   * @param on {say(text, replyTo), files(replyTo), sent()}: sends to the open chat, tells where and with what files go,
   * and is told what was accepted
   */
  constructor(on) {
    this.on = on;
    this.text = $("text");
    this.suggestions = new Suggestions($("suggestions"), this.text, one => this.#complete(one));
    this.uploads = new Uploads($("uploads"), { sent: on.sent, back: one => { this.#drafts.of(one.place).putBack(one.words); this.#show(); } });
    $("composer").onsubmit = event => { event.preventDefault(); this.#send(); };
    $("attach").onclick = () => $("file").click();
    $("file").onchange = event => this.#attach(event.target);
    $("replying-cancel").onclick = () => { this.#draft.reply = null; this.#show(); this.text.focus(); };
    this.text.oninput = () => { this.#draft.text = this.text.value; this.suggestions.show(); };
    this.text.onkeydown = event => this.#key(event);
    this.text.onblur = () => this.suggestions.hide();
  }

  get #draft() {
    return this.#drafts.of(this.#place);
  }

  /** Shows the draft of a person in a chat. */
  open(place) {
    this.#place = place;
    this.text.placeholder = word(NARROW.matches ? "shortPlaceholder" : "placeholder", nameOf(world.viewer));
    this.#show();
  }

  /** Takes the open chat's commands, and forgets the answered message if it is gone. */
  know(chat) {
    this.suggestions.commands = chat.commands;
    const { reply } = this.#draft;
    if (!reply || chat.messages.some(post => post.id === reply.id && post.date === reply.date)) return;
    this.#draft.reply = null;
    this.#show();
  }

  /**
   * Answers a message.
   *
   * @param command to write into the draft, null for none
   */
  reply(post, command = null) {
    this.#draft.reply = post;
    if (command) this.#draft.putBack({ text: command, reply: null });
    this.#show();
    this.text.focus();
  }

  write(text) {
    this.#draft.putBack({ text, reply: null });
    this.#show();
    this.text.focus();
  }

  #show() {
    const { text, reply } = this.#draft;
    if (this.text.value !== text) {
      this.text.value = text;
      this.suggestions.hide();
    }
    $("replying").hidden = !reply;
    $("replying-name").textContent = reply ? authorOf(reply) : "";
    $("replying-text").textContent = reply ? brief(reply) : "";
    this.uploads.show(this.#place);
  }

  async #send() {
    const draft = this.#draft;
    this.suggestions.hide();
    await attempt(() => draft.send((text, replyTo) => this.on.say(text, replyTo)));
    if (draft === this.#draft) this.#show();
  }

  #attach(input) {
    const files = [...input.files];
    input.value = "";
    if (!files.length) return;
    const words = this.#draft.take();
    const { path, fields } = this.on.files(words.reply?.id);
    this.uploads.send({ place: this.#place, path, fields: { ...fields, text: words.text }, words, files });
    this.#show();
  }

  #complete({ command }) {
    this.text.value = this.#draft.text = `/${command} `;
    this.text.focus();
    this.suggestions.show();
  }

  #key(event) {
    const selected = this.suggestions.selected;
    if (selected && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      this.suggestions.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (selected && event.key === "Tab" && !event.shiftKey) {
      event.preventDefault();
      this.#complete(selected);
    } else if (event.key === "Escape") {
      if (selected) return this.suggestions.hide();
      this.#draft.reply = null;
      this.#show();
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      const exact = this.suggestions.commands.some(one => this.text.value === "/" + one.command);
      if (selected && !exact) this.#complete(selected);
      else this.#send();
    }
  }
}
