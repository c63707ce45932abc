// What each person has begun to write in each chat, and the message that it answers.

class Draft {
  text = "";
  /** The answered message, null for none. */
  reply = null;
  #sending = new Set();

  /**
   * Sends the draft. It is cleared when it was accepted, and only of what was sent: people may write on meanwhile.
   *
   * @param send is called with the text and the id of the answered message
   */
  async send(send) {
    const sent = this.text, text = sent.trim(), reply = this.reply;
    if (!text || this.#sending.has(text)) return;
    this.#sending.add(text);
    try {
      await send(text, reply?.id ?? null);
      if (this.text.startsWith(sent)) this.text = this.text.slice(sent.length).trimStart();
      if (this.reply === reply) this.reply = null;
    } finally {
      this.#sending.delete(text);
    }
  }

  /** Takes out what it holds. */
  take() {
    const taken = { text: this.text.trim(), reply: this.reply };
    this.text = "";
    this.reply = null;
    return taken;
  }

  /** Puts back what was taken, before what has been written since. */
  putBack({ text, reply }) {
    this.text = [text, this.text].filter(Boolean).join(" ");
    this.reply ??= reply;
  }
}

export class Drafts {
  #drafts = new Map();

  /** @param place names a person and a chat */
  of(place) {
    if (!this.#drafts.has(place)) this.#drafts.set(place, new Draft());
    return this.#drafts.get(place);
  }
}
