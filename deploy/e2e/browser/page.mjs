// What the chat page promises to a person: on a desk and on a phone, with a mouse, fingers, or the keyboard alone.
// Usage: node page.mjs PAGE PICTURES LOGIN. PAGE is the address of a sandbox, whatever else runs, PICTURES a folder, and
// LOGIN the folder of the login page's files. Ends with 1 and the reason when a step fails.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { onADesk } from "./desk.mjs";
import { onTheLoginPage } from "./login.mjs";
import { NARROW, WIDE, launch, openChat, run } from "./person.mjs";
import { onAPhone } from "./phone.mjs";
import { Stage } from "./stage.mjs";

const [address, pictures, login] = process.argv.slice(2);
if (!login) {
  console.error("usage: node page.mjs PAGE PICTURES LOGIN");
  process.exit(2);
}

async function inside(browser, options, steps) {
  const context = await browser.newContext({ colorScheme: "light", locale: "ru-RU", timezoneId: "UTC", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const held = await run(await steps(page), page, () => page.screenshot({ path: join(pictures, "failed.png") }));
  await context.close();
  return held;
}

async function open(page, stage) {
  await page.goto(address);
  await page.locator("#connection.on").waitFor({ state: "attached" });
  if (page.viewportSize().width < 720) await page.locator("[data-go=list]").first().click();
  await openChat(page, stage.title);
}

mkdirSync(pictures, { recursive: true });
const browser = await launch();
try {
  const stage = await Stage.set(address, "Attic " + process.pid);
  const held = await inside(browser, { viewport: WIDE }, async page => { await open(page, stage); return onADesk(stage); })
    && await inside(browser, { viewport: NARROW, hasTouch: true, isMobile: true }, async page => { await open(page, stage); return onAPhone(stage, pictures); })
    && await inside(browser, { viewport: WIDE, locale: "en-GB" }, () => onTheLoginPage(login, pictures));
  if (!held) process.exitCode = 1;
} finally {
  await browser.close();
}
