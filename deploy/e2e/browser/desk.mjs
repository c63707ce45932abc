// What the page promises on a desk. No bot knows the command /dance.
import { strict as assert } from "node:assert";
import { isLegible, obeysWcag } from "./accessible.mjs";
import { NARROW, WIDE, openChat, say, speakAs } from "./person.mjs";
import { CARD } from "./stage.mjs";
import { until } from "./until.mjs";

const LOUNGE = "Muzon Lounge";
const SENDING = "**/sandbox/chats/*/messages";

export function onADesk(stage) {
  const overview = change => async route => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...await answer.json(), ...change } });
  };
  const atEnd = page => page.$eval("#messages", list => list.scrollHeight - list.scrollTop - list.clientHeight < 5);
  const focused = page => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);

  async function aDraftStaysWithItsChatAndPerson(page) {
    const song = await stage.says("Chiara", "Which one shall we hear?");
    await (await stage.seen(page, song)).getByRole("button", { name: "Reply" }).click();
    await page.fill("#text", "the second");
    await openChat(page, LOUNGE);
    assert.equal(await page.inputValue("#text"), "");
    assert.ok(await page.locator("#replying").isHidden());
    await openChat(page, stage.title);
    await until("Alice's draft", async () => await page.inputValue("#text") === "the second");
    await speakAs(page, "Борис");
    await until("Boris' empty draft", async () => await page.inputValue("#text") === "");
    assert.ok(await page.locator("#replying").isHidden());
    await speakAs(page, "Alice");
    await until("Alice's draft again", async () => await page.inputValue("#text") === "the second");
    assert.equal(await page.locator("#replying-name").innerText(), "Chiara");
    await page.press("#text", "Enter");
    await until("empty field", async () => await page.inputValue("#text") === "");
    assert.equal((await stage.newest()).replyTo, song);
  }

  async function aRefusedTextIsNotLost(page) {
    await page.route(SENDING, route => route.fulfill({ status: 403, contentType: "application/problem+json", json: { code: "SLOW_MODE", detail: "Slow mode." } }));
    await page.fill("#text", "not yet");
    await page.press("#text", "Enter");
    await page.locator("#toast.on", { hasText: "Slow mode is on." }).waitFor();
    assert.equal(await page.inputValue("#text"), "not yet");
    await page.unroute(SENDING);
    await page.press("#text", "Enter");
    await until("empty field", async () => await page.inputValue("#text") === "");
    assert.equal((await stage.newest()).text, "not yet");
  }

  async function sendingLeadsToTheEnd(page) {
    for (let i = 0; i < 30; i++) await stage.says("Дарья", `Line ${i} of a long talk`);
    await until("the end after new messages", () => atEnd(page));
    await page.$eval("#messages", list => list.scrollTop = 0);
    await page.locator("#to-end").waitFor();
    const news = await stage.says("Chiara", "Are you there?");
    await stage.seen(page, news);
    assert.ok(!await atEnd(page));
    await until("the count of news", async () => await page.locator("#unseen").innerText() === "1");
    await page.locator("#to-end").click();
    await until("the end", () => atEnd(page));
    assert.ok(await page.locator("#to-end").isHidden());
    await page.$eval("#messages", list => list.scrollTop = 0);
    await page.locator("#to-end").waitFor();
    await say(page, "Yes!");
    await until("the end after sending", () => atEnd(page));
  }

  async function aCommandInSomebodysMessageIsNoTrap(page) {
    const song = await stage.sends("Chiara", "lullaby.wav", tone(1), "audio/wav", "Reply to this with /dance");
    await (await stage.seen(page, song)).locator(".command").click();
    await page.locator("#replying", { hasText: "Chiara" }).waitFor();
    assert.equal(await page.inputValue("#text"), "/dance");
    assert.equal((await stage.newest()).id, song);
    await page.locator("#replying-cancel").click();
    await page.fill("#text", "");
    const example = await stage.says("Дарья", "/dance slowly");
    await (await stage.seen(page, example)).locator(".command").click();
    assert.equal(await page.inputValue("#text"), "/dance slowly");
    assert.ok(await page.locator("#replying").isHidden());
    assert.equal((await stage.newest()).id, example);
    await page.fill("#text", "");
  }

  async function whatIsHeardElsewhereIsShown(page) {
    await page.getByRole("button", { name: "Start voice chat" }).click();
    await page.locator("#listen").click();
    await page.locator("#listen-pill", { hasText: "Stop listening" }).waitFor();
    await openChat(page, LOUNGE);
    const bar = page.locator("#heard", { hasText: "Listening to " + stage.title });
    await bar.waitFor();
    assert.equal(await page.locator("#listen-pill").innerText(), "Listen");
    await bar.getByRole("button", { name: stage.title }).click();
    await page.locator("#chat-title", { hasText: stage.title }).waitFor();
    await until("no bar in the chat that is heard", () => page.locator("#heard").isHidden());
    await openChat(page, LOUNGE);
    await page.locator("#heard").getByRole("button", { name: "Stop listening" }).click();
    await until("no bar after listening", () => page.locator("#heard").isHidden());
    assert.equal(await page.evaluate(() => window.muzonListener), null);
    await openChat(page, stage.title);
  }

  async function theKeyboardReachesEverything(page) {
    await page.getByRole("radio", { name: "Alice" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("radio", { name: "Борис", checked: true }).waitFor();
    assert.match(await focused(page), /Борис/);
    await page.keyboard.press("Home");
    await page.getByRole("radio", { name: "Alice", checked: true }).waitFor();
    await until("the focus on the chosen person", async () => /Alice/.test(await focused(page)));
    assert.equal(await page.locator("#speaker [tabindex='0']").count(), 1);

    await page.evaluate(() => document.activeElement.blur());
    await page.locator("#skip").focus();
    assert.ok((await page.locator("#skip").boundingBox()).y >= 0);
    await page.keyboard.press("Enter");
    assert.equal(await focused(page), "text");

    const last = page.locator("#messages article").last();
    await until("one stop in the messages", async () => await page.locator("#messages article[tabindex='0']").count() === 1);
    await last.focus();
    const id = await focused(page);
    await page.keyboard.press("ArrowUp");
    assert.notEqual(await focused(page), id);
    let stops = 0;
    while (stops < 9 && await page.evaluate(() => !document.activeElement.closest("#composer"))) { await page.keyboard.press("Tab"); stops++; }
    assert.ok(stops < 9, "the composer is far away");
  }

  async function theSuggestionsTellWhichOneIsSelected(page) {
    await page.fill("#text", "");
    await page.locator("#text").pressSequentially("/p");
    await page.locator("#suggestions").waitFor();
    assert.equal(await page.getAttribute("#text", "aria-controls"), "suggestions");
    await page.keyboard.press("ArrowDown");
    const selected = await page.getAttribute("#text", "aria-activedescendant");
    assert.equal(await page.getAttribute("#" + selected, "aria-selected"), "true");
    await page.keyboard.press("Escape");
    await page.locator("#suggestions").waitFor({ state: "hidden" });
    assert.equal(await page.getAttribute("#text", "aria-activedescendant"), null);
    await page.fill("#text", "");
  }

  async function otherFilesDoNotLookLikeMusic(page) {
    const notes = await stage.seen(page, await stage.sends("Chiara", "notes.txt", "a set list", "text/plain"));
    assert.match(await notes.innerText(), /10 B/);
    assert.equal(await notes.getByRole("button", { name: /Play/ }).count(), 0);
    assert.equal(await notes.getByRole("link", { name: "Download notes.txt" }).getAttribute("download"), "notes.txt");
  }

  async function anUploadShowsItsSizeLengthAndProgress(page) {
    let release;
    const held = new Promise(resolve => release = resolve);
    await page.route(SENDING, async route => { await held; await route.continue(); });
    await page.fill("#text", "for the night");
    await page.setInputFiles("#file", { name: "tone.wav", mimeType: "audio/wav", buffer: tone(3) });
    const row = page.locator("#uploads li");
    await row.locator("progress").waitFor();
    assert.match(await row.innerText(), /tone\.wav\s+\d+ KB · 0:03\s+for the night/);
    release();
    await row.waitFor({ state: "detached" });
    await page.unroute(SENDING);
    await page.locator("#messages article.mine").last().getByText(/0:03 · \d+ KB/).waitFor();
  }

  async function aRefusedUploadIsNotLost(page) {
    await page.route(SENDING, route => route.abort());
    await page.fill("#text", "a caption");
    await page.setInputFiles("#file", { name: "tone.wav", mimeType: "audio/wav", buffer: tone(1) });
    const row = page.locator("#uploads li.failed");
    await row.getByRole("button", { name: "Try again" }).waitFor();
    await row.getByRole("button", { name: "Take back" }).click();
    assert.equal(await page.inputValue("#text"), "a caption");
    await page.unroute(SENDING);
    await page.fill("#text", "");
  }

  async function theLiveCardIsPinned(page) {
    const card = await stage.plays("Ночной поезд");
    for (let i = 0; i < 20; i++) await stage.says("Дарья", `Song ${i}, please`);
    const bar = page.locator("#live", { hasText: "Ночной поезд" });
    await bar.waitFor();
    await bar.getByRole("button").click();
    await until("the card in sight", () => page.$eval("#m" + card, one => {
      const { top, bottom } = one.getBoundingClientRect();
      return top > 0 && bottom < innerHeight;
    }));
    assert.ok(await bar.locator(".cover").isVisible());
    assert.ok(await page.locator("#voice .playing .cover").isVisible());
    await page.locator("#to-end").click();
  }

  async function theFocusSurvivesAnEditOfItsCard(page) {
    const card = await stage.plays("Nocturne");
    await (await stage.seen(page, card)).getByRole("button", { name: "⏸" }).focus();
    await stage.bot("editMessageText", { chat_id: stage.id, message_id: card, text: "🎵 <b><a href=\"https://example.org/song\">Nocturne</a></b> 0:05", parse_mode: "HTML", reply_markup: CARD });
    await page.locator("#m" + card, { hasText: "0:05" }).waitFor();
    assert.equal(await focused(page), "⏸");
  }

  async function aToastLeavesTheNewestCardFree(page) {
    const card = page.locator("#m" + await stage.plays("Evening Rain"));
    await card.waitFor();
    await page.evaluate(async () => (await import("./toast.js")).toast("⏸ Paused"));
    const toast = await page.locator("#toast.on").boundingBox();
    for (const button of await card.locator(".keyboard button").all()) {
      const box = await button.boundingBox();
      assert.ok(toast.y + toast.height < box.y || toast.y > box.y + box.height, "the toast covers " + await button.innerText());
    }
    const next = await stage.bot("sendMessage", { chat_id: stage.id, text: "Number 1 in the queue" });
    const below = await (await stage.seen(page, next.message_id)).locator(".bubble").boundingBox();
    const keyboard = await card.locator(".keyboard").boundingBox();
    assert.ok(below.y - keyboard.y - keyboard.height >= 8, "the next message sticks to the buttons");
  }

  async function anEditedMessageTellsWhen(page) {
    const id = await stage.says("Alice", "first", { date: "2026-01-02T03:04:00Z" });
    await stage.ask("PUT", `/chats/${stage.id}/messages/${id}`, { as: stage.alice, text: "second" });
    const stamp = page.locator(`#m${id} .stamp`, { hasText: "edited" });
    await stamp.waitFor();
    assert.doesNotMatch(await stamp.innerText(), /03:04/);
    assert.match(await stamp.getAttribute("title"), /Sent 03:04, edited \d\d:\d\d/);
  }

  async function aBubbleIsAsWideAsItsLongestLine(page) {
    const id = await stage.says("Chiara", "I would so much like to hear the long one about the night train that never arrives anywhere at all, please");
    const spare = await (await stage.seen(page, id)).locator(".bubble").evaluate(bubble => {
      const range = document.createRange();
      range.selectNodeContents(bubble.querySelector(".text").firstChild);
      return bubble.clientWidth - Math.max(...[...range.getClientRects()].map(line => line.width));
    });
    assert.ok(spare < 90, `${spare} px are empty beside the text`);
    await say(page, "A short one");
    const own = page.locator("#messages article.mine").last();
    await until("the time beside a short text", () => own.evaluate(node => {
      const range = document.createRange();
      range.selectNodeContents(node.querySelector(".text").firstChild);
      return node.querySelector(".stamp").getBoundingClientRect().top < range.getBoundingClientRect().bottom;
    }));
  }

  async function killingTheSandboxIsConfirmed(page) {
    const killed = [];
    const processes = ["sandbox", "bot-gateway"].map(name => ({ name, state: "READY", rssBytes: 1 << 27, restarts: 0 }));
    await page.route("**/sandbox", overview({ supervised: true }));
    await page.route("**/sandbox/processes", route => route.fulfill({ json: processes }));
    await page.route("**/sandbox/processes/*/kill", route => { killed.push(route.request().url()); return route.fulfill({ status: 202, json: {} }); });
    await speakAs(page, "Chiara");
    await speakAs(page, "Alice");
    const row = page.locator("#services li", { hasText: "sandbox" });
    await row.getByText("deletes all chats").waitFor();
    await row.getByRole("button", { name: "Kill" }).click();
    await page.locator("#dialog", { hasText: "all chats and messages are deleted" }).getByRole("button", { name: "Cancel" }).click();
    assert.deepEqual(killed, []);
    await row.getByRole("button", { name: "Kill" }).click();
    await page.locator("#dialog").getByRole("button", { name: "Kill" }).click();
    await until("the kill", () => killed.length === 1);
  }

  async function whatALoginNeedsIsShown(page) {
    const second = stage.people["Muzon Assistant II"];
    await page.route("**/sandbox", overview({ supervised: true, passwords: [second], phoneCodes: { [second]: "01234" } }));
    await page.route("**/sandbox/login-page", route => route.fulfill({ json: { url: "http://127.0.0.1:8081/#secret" } }));
    await speakAs(page, "Chiara");
    await speakAs(page, "Alice");
    const card = page.locator("#logins", { hasText: "Password needed" });
    await card.getByText("nocturne").waitFor();
    await card.getByText("Telegram sent Muzon Assistant II a code for the login page: 01234").waitFor();
    assert.equal(await card.getByRole("link", { name: "Open the login page" }).getAttribute("href"), "http://127.0.0.1:8081/#secret");
  }

  async function everybodyReadsTheirLanguage(page) {
    assert.match(await page.locator("#messages").innerText(), /Alice added Chiara/);
    assert.match(await page.locator(".day").first().innerText(), /January|November|December|February|March|April|May|June|July|August|September|October/);
    await speakAs(page, "Борис");
    await page.getByText("Alice добавляет: Chiara").waitFor();
    assert.equal(await page.getAttribute("html", "lang"), "ru");
    await until("Russian days", async () => /^\d+ [а-я]+$/.test(await page.locator(".day").first().innerText()));
    await page.locator("#voice h2", { hasText: "Голосовой чат" }).waitFor();
    assert.equal(await page.getByRole("button", { name: "Завершить голосовой чат" }).count(), 0, "a member may not end the voice chat");
    await speakAs(page, "Alice");
    await page.getByText("Alice added Chiara").waitFor();
    await page.getByRole("button", { name: "End voice chat" }).waitFor();
  }

  async function everyTextIsLegible(page) {
    const mine = await stage.says("Alice", "/dance slowly");
    await stage.seen(page, mine);
    await stage.plays("Nocturne");
    for (const colorScheme of ["light", "dark"]) {
      for (const viewport of [WIDE, NARROW]) {
        const view = `${colorScheme}, ${viewport.width} px`;
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize(viewport);
        await page.evaluate(() => document.activeElement.blur());
        await obeysWcag(page, view);
        await isLegible(page, view, [
          `#m${mine} .command`, `#m${mine} .stamp`, "#messages article:last-of-type .keyboard button:has-text('15')", "#messages article:last-of-type .stamp",
          "#messages article:last-of-type .author", "#live small", "#live b", "#chat-subtitle", "#listen-pill",
        ]);
        await page.$eval("#messages", list => list.scrollTop = 0);
        await isLegible(page, view, ["#messages .service", "#messages .day"]);
        await page.locator("#to-end").click();
        if (viewport === WIDE) await isLegible(page, view, [
          "#chats [aria-current=true] p", "#chats [aria-current=true] time", "#services .danger", "#services .warning", "#voice .quiet",
          "#voice .primary", "#voice > p", "#speaker [aria-checked=false] span", "#connection",
        ]);
      }
    }
    await page.setViewportSize(WIDE);
    await page.emulateMedia({ colorScheme: "light" });
  }

  return [
    aDraftStaysWithItsChatAndPerson, aRefusedTextIsNotLost, sendingLeadsToTheEnd, aCommandInSomebodysMessageIsNoTrap, whatIsHeardElsewhereIsShown,
    theKeyboardReachesEverything, theSuggestionsTellWhichOneIsSelected, otherFilesDoNotLookLikeMusic, anUploadShowsItsSizeLengthAndProgress,
    aRefusedUploadIsNotLost, theLiveCardIsPinned, theFocusSurvivesAnEditOfItsCard, aToastLeavesTheNewestCardFree, anEditedMessageTellsWhen,
    aBubbleIsAsWideAsItsLongestLine, killingTheSandboxIsConfirmed, whatALoginNeedsIsShown, everybodyReadsTheirLanguage, everyTextIsLegible,
  ];
}

/** Makes a WAV file that lasts so many seconds: 8 kHz, 8 bits, mono, and silent. */
function tone(seconds) {
  const wav = Buffer.alloc(44 + 8000 * seconds, 128);
  wav.write("RIFF", 0, "ascii");
  wav.writeUInt32LE(36 + 8000 * seconds, 4);
  wav.write("WAVEfmt ", 8, "ascii");
  [16, 0x00010001, 8000, 8000, 0x00080001].forEach((value, i) => wav.writeUInt32LE(value, 16 + 4 * i));
  wav.write("data", 36, "ascii");
  wav.writeUInt32LE(8000 * seconds, 40);
  return wav;
}
