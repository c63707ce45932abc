// A person at the chat page: asks for music, listens, skips, speaks Russian, kills a service, and takes pictures.
// Usage: node chat.mjs PAGE PICTURES [FIRST=HERTZ SECOND=HERTZ]. PAGE is the address, PICTURES a folder. FIRST and
// SECOND are titles that the suite can play. With HERTZ that tone must be heard, without it any sound will do. Ends
// with 1 and the reason when a step fails.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Ear } from "./ear.mjs";
import { NARROW, WIDE, launch, openChat, run, say, speakAs } from "./person.mjs";
import { until } from "./until.mjs";

const [address, pictures, first = "Nocturne", second = "Evening Rain"] = process.argv.slice(2);
if (!pictures) {
  console.error("usage: node chat.mjs PAGE PICTURES [FIRST=HERTZ SECOND=HERTZ]");
  process.exit(2);
}

const song = text => {
  const [title, hertz] = text.split("=");
  return { title, hertz: hertz && Number(hertz) };
};

/** Waits for the newest message of somebody else after that one that contains the words, and has buttons if wanted. */
async function message(page, after, words, { buttons = false } = {}) {
  const look = () => page.evaluate(({ after, words, buttons }) => [...document.querySelectorAll("#messages article:not(.mine)")]
    .findLast(one => Number(one.id.slice(1)) > after && one.innerText.includes(words) && (!buttons || one.querySelector(".keyboard")))?.id,
  { after, words, buttons });
  const id = await until(`${buttons ? "card" : "message"} with "${words}"`, look,
    async () => `the last message is: ${await page.locator("#messages article").last().innerText()}`);
  return page.locator("#" + id);
}

async function photograph(page, name) {
  for (const [size, viewport] of Object.entries({ wide: WIDE, narrow: NARROW })) {
    for (const colorScheme of ["light", "dark"]) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(pictures, `${name}-${size}-${colorScheme}.png`), animations: "disabled" });
    }
  }
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: "light" });
}

async function playsListensAndSkips(page) {
  const one = song(first), other = song(second);
  await speakAs(page, "Alice");
  await openChat(page, "Muzon Lounge");
  const asked = await say(page, `/play ${one.title}`);
  const card = await message(page, asked, one.title, { buttons: true });
  await page.locator("#listen", { hasText: "Listen" }).click();
  const ear = await Ear.of(page);
  await ear.hears(one.hertz);
  await until("a moving level meter", () => page.evaluate(() =>
    [...document.querySelectorAll("#voice .meter")].some(meter => Number(meter.style.getPropertyValue("--level")) > 0.2)));
  await say(page, `/play ${other.title}`);
  await message(page, asked, "in the queue");
  await photograph(page, "playing");
  await card.getByRole("button", { name: "⏭" }).click();
  await message(page, asked, other.title, { buttons: true });
  await ear.hears(other.hertz);
  await photograph(page, "skipped");
  const stopping = await say(page, "/stop");
  await message(page, asked, "Stopped");
  await ear.hearsNothing();
  await page.locator("#listen").click();
}

async function speaksRussian(page) {
  await speakAs(page, "Борис");
  await openChat(page, "Ночная кухня");
  const asked = await say(page, "/help");
  await message(page, asked, "Что я умею");
  await photograph(page, "russian");
}

async function killsAServiceThatComesBack(page) {
  await speakAs(page, "Alice");
  const service = page.locator("#services li", { hasText: "extractor-service" });
  const restarts = async () => Number(/(\d+) restart/.exec(await service.innerText())?.[1] ?? 0);
  const before = await restarts();
  await service.getByRole("button", { name: "Kill" }).click();
  await until("the extractor's restart", async () => await restarts() > before, () => service.innerText());
  await photograph(page, "killed");
  await until("the extractor ready again", async () => /ready/.test(await service.innerText()), () => service.innerText());
}

mkdirSync(pictures, { recursive: true });
const browser = await launch();
const page = await browser.newPage({ viewport: WIDE, colorScheme: "light", locale: "en-GB" });
try {
  await page.goto(address);
  await page.locator("#connection.on").waitFor();
  const steps = [playsListensAndSkips, speaksRussian, killsAServiceThatComesBack];
  if (!await run(steps, page, () => page.screenshot({ path: join(pictures, "failed.png") }))) process.exitCode = 1;
} finally {
  await browser.close();
}
