// A person at the chat page on a phone, who is told line by line what to do: {"do": …} comes in, a line of JSON goes out.
// Usage: node walk.mjs PAGE PICTURES. PAGE is the address of a demo and PICTURES a folder. It ends with its input.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { NARROW, launch, openChat, speakAs } from "./person.mjs";
import { until } from "./until.mjs";

const [address, pictures] = process.argv.slice(2);
if (!pictures) {
  console.error("usage: node walk.mjs PAGE PICTURES");
  process.exit(2);
}

mkdirSync(pictures, { recursive: true });
const browser = await launch();
const context = await browser.newContext({ viewport: NARROW, hasTouch: true, isMobile: true, locale: "ru-RU", timezoneId: "UTC" });
const page = await context.newPage();
page.setDefaultTimeout(60_000);
const errors = [], visited = [];
page.on("pageerror", error => errors.push(error.stack));
context.on("request", request => { if (!request.url().startsWith(address) && !request.url().startsWith("data:")) visited.push(request.url()); });

const title = () => page.locator("#chat-title").innerText();
const others = "#messages article:not(.mine)";

async function inDrawer(name, action) {
  await page.locator(`.chat-head [data-go=${name}]`).tap();
  await page.waitForFunction(id => getComputedStyle(document.getElementById(id)).visibility === "visible" && document.getElementById(id).getAnimations().length === 0, name);
  await action();
  if (await page.locator("body").getAttribute("data-view") !== "chat") await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.body.dataset.view === "chat");
}

const steps = {
  async opens() {
    await page.goto(address);
    await page.locator("#connection.on").waitFor({ state: "attached" });
  },
  async becomes({ name }) {
    await inDrawer("list", () => speakAs(page, name));
    return { language: await page.getAttribute("html", "lang") };
  },
  async goesTo({ chat }) {
    await inDrawer("list", () => openChat(page, chat));
  },
  async writesToTheBot({ bot, text }) {
    await inDrawer("list", () => page.locator("#chats button", { has: page.getByText(bot, { exact: true }) }).click());
    await page.locator("#chat-title", { hasText: bot }).waitFor();
    await steps.says({ text });
  },
  async makesAGroup() {
    const before = await title();
    await inDrawer("list", () => page.locator("#new-group").tap());
    await until("the new group", async () => await title() !== before);
    return { title: await title() };
  },
  /** Presses a button beside the chat: the voice chat's, the group's, a service's. */
  async pressesBeside({ button, service }) {
    const within = service ? page.locator("#services li", { hasText: service }) : page.locator("#room");
    await inDrawer("room", () => within.getByRole("button", { name: button }).tap());
  },
  async ticks({ right, given }) {
    await inDrawer("room", async () => {
      const box = page.getByRole("checkbox", { name: right });
      await box.setChecked(given);
    });
  },
  /** Presses a button of the newest message that has it. */
  async presses({ button }) {
    await page.locator("#messages article .keyboard").getByRole("button", { name: button }).last().tap();
  },
  async arrivesIn({ not }) {
    await until("another chat", async () => await title() !== not);
    return { title: await title() };
  },
  async says({ text }) {
    await page.fill("#text", text);
    await page.locator("#composer .send").tap();
    await until("an empty field after sending", async () => await page.inputValue("#text") === "");
  },
  /** Reads until a message of somebody else says this. */
  async reads({ words }) {
    await until(`message with "${words}"`, () => page.locator(others, { hasText: words }).count(), async () => `the last is: ${await page.locator(others).last().innerText()}`);
    return { text: await page.locator(others, { hasText: words }).last().innerText() };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { do: step, ...how } = JSON.parse(line);
  let answer;
  try {
    answer = await steps[step](how) ?? {};
    if (errors.length) throw new Error("the page's own errors: " + errors.join("\n"));
    if (visited.length) throw new Error("the page asked elsewhere: " + visited.join(", "));
  } catch (error) {
    await page.screenshot({ path: join(pictures, "walk-failed.png") });
    answer = { failed: `${step} ${JSON.stringify(how)}: ${error.message}` };
  }
  console.log(JSON.stringify(answer));
}
await page.screenshot({ path: join(pictures, "walk.png") });
await browser.close();
