// Writing: text, files, replies, and the bot's commands as they are typed.
import { el } from "./markup.js";
import { brief } from "./messages.js";

const $ = id => document.getElementById(id);

export class Composer {
  #commands = [];
  #selected = 0;
  #reply = null;

  /**
   * Makes a composer.
   *
   * @param on {say(text, replyTo), sendFiles(files, text, replyTo), nameOf}
   */
  constructor(on) {
    this.on = on;
    this.text = $("text");
    $("composer").onsubmit = event => { event.preventDefault(); this.#send(); };
    $("file").onchange = event => this.#attach(event.target);
    $("replying-cancel").onclick = () => this.reply(null);
    this.text.oninput = () => this.#suggest();
    this.text.onkeydown = event => this.#key(event);
    this.text.onblur = () => setTimeout(() => $("suggestions").hidden = true, 150);
  }

  commands(list) {
    this.#commands = list;
  }

  reply(post, name) {
    this.#reply = post?.id ?? null;
    $("replying").hidden = !post;
    if (post) {
      $("replying-name").textContent = name;
      $("replying-text").textContent = brief(post);
      this.text.focus();
    }
  }

  #send() {
    const text = this.text.value.trim();
    if (!text) return;
    this.on.say(text, this.#reply);
    this.text.value = "";
    this.#suggest();
    this.reply(null);
  }

  #attach(input) {
    const files = [...input.files];
    if (files.length) this.on.sendFiles(files, this.text.value.trim(), this.#reply);
    input.value = this.text.value = "";
    this.reply(null);
  }

  #matching() {
    const typed = /^\/(\w*)$/.exec(this.text.value);
    return typed ? this.#commands.filter(one => one.command.startsWith(typed[1].toLowerCase())) : [];
  }

  #suggest(selected = 0) {
    const found = this.#matching();
    this.#selected = found.length ? (selected + found.length) % found.length : 0;
    $("suggestions").hidden = found.length === 0;
    $("suggestions").replaceChildren(...found.map((one, i) => el("li", {
      role: "option", ariaSelected: String(i === this.#selected), onmousedown: event => { event.preventDefault(); this.#complete(one); },
    }, el("b", { textContent: "/" + one.command }), el("span", { textContent: one.description }))));
    $("suggestions").querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  #complete({ command }) {
    this.text.value = `/${command} `;
    this.text.focus();
    this.#suggest();
  }

  #key(event) {
    const found = this.#matching();
    const open = found.length > 0 && !$("suggestions").hidden;
    if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      this.#suggest(this.#selected + (event.key === "ArrowDown" ? 1 : -1));
    } else if (open && event.key === "Tab") {
      event.preventDefault();
      this.#complete(found[this.#selected]);
    } else if (event.key === "Escape") {
      $("suggestions").hidden = true;
      this.reply(null);
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      const exact = found.some(one => this.text.value === "/" + one.command);
      if (open && !exact) this.#complete(found[this.#selected]);
      else this.#send();
    }
  }
}
