// Files on their way: how large, how long, how far. What is refused stays, to be tried again or taken back.
import { upload } from "./api.js";
import { el, icon } from "./markup.js";
import { seconds } from "./media.js";
import { toast } from "./toast.js";
import { length, size, word } from "./words.js";

const CROSS = "M6 6l12 12M18 6L6 18", AGAIN = "M4 12a8 8 0 108-8H7M10 1L7 4l3 3";

export class Uploads {
  #waiting = [];

  /** @param on {sent, back}: files were accepted, or their words are taken back */
  constructor(root, on) {
    this.root = root;
    this.on = on;
  }

  /**
   * Sends files.
   *
   * @param one {place, path, fields, words, files}: where it belongs, what is posted, and the words of the draft
   */
  async send(one) {
    one.lengths ??= await Promise.all(one.files.map(seconds));
    if (!this.#waiting.includes(one)) this.#waiting.push(one);
    Object.assign(one, { error: null, part: 0 });
    this.show(this.place);
    const form = new FormData();
    for (const [name, value] of Object.entries(one.fields)) if (value) form.append(name, value);
    one.files.forEach((file, i) => { form.append("file", file); form.append("seconds", one.lengths[i]); });
    const { answer, cancel } = upload(one.path, form, part => { one.part = part; this.#progress(one); });
    one.cancel = cancel;
    try {
      await answer;
      this.#forget(one);
      this.on.sent(one.place);
    } catch (e) {
      if (!this.#waiting.includes(one)) return;
      one.error = e.message;
      toast(e.message);
      this.show(this.place);
    }
  }

  /** Shows those of a person in a chat. */
  show(place) {
    this.place = place;
    this.root.replaceChildren(...this.#waiting.filter(one => one.place === place).map(one => one.node = this.#row(one)));
  }

  #row(one) {
    const [first] = one.files, total = one.files.reduce((sum, file) => sum + file.size, 0), name = word("files", first.name, one.files.length - 1);
    const facts = [size(total), one.lengths[0] ? length(one.lengths[0]) : null, one.error].filter(Boolean).join(" · ");
    const row = el("li", { className: one.error ? "failed" : "" },
      el("div", {}, el("b", { textContent: name }), el("span", { textContent: facts }), one.words.text ? el("q", { textContent: one.words.text }) : null,
        one.error ? null : el("progress", { max: 1, value: one.part, ariaLabel: name })),
      one.error ? this.#button("retry", AGAIN, () => this.send(one)) : el("small"),
      this.#button(one.error ? "discard" : "cancel", CROSS, () => { this.#forget(one); one.cancel(); this.on.back(one); }));
    return row;
  }

  #button(name, path, onclick) {
    return el("button", { type: "button", className: "icon", ariaLabel: word(name), title: word(name), onclick }, icon(path));
  }

  #progress({ node, part }) {
    if (!node?.isConnected) return;
    node.querySelector("progress").value = part;
    node.querySelector("small").textContent = part < 1 ? word("uploading", Math.floor(part * 100)) : word("received");
  }

  #forget(one) {
    this.#waiting = this.#waiting.filter(other => other !== one);
    this.show(this.place);
  }
}
