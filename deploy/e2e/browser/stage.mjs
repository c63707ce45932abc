// A group for one run, and what other people and the bot do in it.
import { until } from "./until.mjs";

const BOT = "1000001:sandbox-bot-token-on-loopback-only"; // the demo's

const row = labels => labels.map(text => ({ text, callback_data: "none" }));

export const CARD = { inline_keyboard: [row(["⏪ 15", "⏸", "15 ⏩"]), row(["🔁", "🔀", "⏭", "⏹"]), row(["🔉", "🔊", "✖️"])] };

export class Stage {
  /** Founds the group of Alice. Everybody of the demo is in it, and the bot. */
  static async set(address, title) {
    const stage = new Stage();
    stage.address = address.replace(/\/$/, "");
    const all = await stage.ask("GET", "");
    stage.people = Object.fromEntries(all.users.filter(one => !one.bot).map(one => [one.firstName, one.id]));
    stage.alice = stage.people.Alice;
    const group = await stage.ask("POST", "/groups", { as: stage.alice, title });
    stage.title = title;
    stage.id = group.id;
    for (const name of ["Борис", "Chiara", "Дарья"]) await stage.ask("POST", `/chats/${stage.id}/members`, { as: stage.alice, userId: stage.people[name] });
    await stage.ask("POST", `/chats/${stage.id}/members`, { as: stage.alice, userId: all.botId });
    await stage.bot("setMyCommands", { commands: ["play", "pause", "dance"].map(command => ({ command, description: "to " + command })), scope: { type: "chat", chat_id: stage.id } });
    return stage;
  }

  async ask(method, path, body) {
    const answer = await fetch(this.address + "/sandbox" + path, { method, headers: { "Content-Type": "application/json" }, body: body && JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text && JSON.parse(text);
  }

  async bot(method, parameters) {
    const answer = await fetch(`${this.address}/bot${BOT}/${method}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(parameters) });
    const { ok, result, description } = await answer.json();
    if (!ok) throw new Error(`${method}: ${description}`);
    return result;
  }

  /** Lets somebody write. Returns the message's id. */
  async says(name, text, rest = {}) {
    return (await this.ask("POST", `/chats/${this.id}/messages`, { as: this.people[name], text, ...rest })).id;
  }

  async sends(name, file, content, type, text = "") {
    const form = new FormData();
    form.append("as", this.people[name]);
    form.append("text", text);
    form.append("file", new Blob([content], { type }), file);
    const answer = await fetch(`${this.address}/sandbox/chats/${this.id}/messages`, { method: "POST", body: form });
    return (await answer.json()).id;
  }

  /** Lets the bot show a player's card. Returns the message's id. */
  async plays(title) {
    const sent = await this.bot("sendMessage", { chat_id: this.id, text: `🎵 <b><a href="https://example.org/song">${title}</a></b>\nMuzon Ensemble`, parse_mode: "HTML", reply_markup: CARD });
    return sent.message_id;
  }

  /** Returns the newest message of a person. */
  async newest() {
    const { messages } = await this.ask("GET", `/chats/${this.id}?as=${this.alice}`);
    return messages.findLast(one => !one.action && Object.values(this.people).includes(one.userId));
  }

  /** Waits until the page shows a message. */
  async seen(page, id) {
    await until("message " + id, () => page.locator("#m" + id).count());
    return page.locator("#m" + id);
  }
}
