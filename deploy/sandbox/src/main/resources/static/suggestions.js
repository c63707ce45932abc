// The bot's commands, as they are typed. The focus stays in the text, which names the selected one.
import { el } from "./markup.js";

export class Suggestions {
  commands = [];
  #found = [];
  #selected = 0;

  /** @param complete is called with the chosen command */
  constructor(root, text, complete) {
    this.root = root;
    this.text = text;
    this.complete = complete;
  }

  /** Returns the selected command while the list is open. */
  get selected() {
    return this.root.hidden ? null : this.#found[this.#selected];
  }

  show(selected = 0) {
    const typed = /^\/(\w*)$/.exec(this.text.value);
    this.#found = typed ? this.commands.filter(one => one.command.startsWith(typed[1].toLowerCase())) : [];
    this.#selected = this.#found.length ? (selected + this.#found.length) % this.#found.length : 0;
    this.root.replaceChildren(...this.#found.map((one, i) => el("li", {
      id: "suggestion-" + one.command, role: "option", ariaSelected: String(i === this.#selected),
      onmousedown: event => { event.preventDefault(); this.complete(one); },
    }, el("b", { textContent: "/" + one.command }), el("span", { textContent: one.description }))));
    this.root.hidden = this.#found.length === 0;
    this.#name();
    this.root.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  move(step) {
    this.show(this.#selected + step);
  }

  hide() {
    this.root.hidden = true;
    this.#name();
  }

  #name() {
    const selected = this.selected;
    if (selected) this.text.setAttribute("aria-activedescendant", "suggestion-" + selected.command);
    else this.text.removeAttribute("aria-activedescendant");
  }
}
