// A newcomer who looks into the kitchen: Boris's voice note and its text are there. Takes pictures at a desk and on a phone.
// Usage: node kitchen.mjs PAGE PICTURES WORDS. PAGE is the address of a demo, PICTURES a folder, WORDS what Boris says.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { NARROW, WIDE, launch, openChat } from "./person.mjs";

const [address, pictures, words] = process.argv.slice(2);
if (!words) {
  console.error("usage: node kitchen.mjs PAGE PICTURES WORDS");
  process.exit(2);
}

mkdirSync(pictures, { recursive: true });
const browser = await launch();
try {
  for (const [name, viewport] of Object.entries({ desk: WIDE, phone: NARROW })) {
    const page = await browser.newPage({ viewport, locale: "en-GB" });
    await page.goto(address);
    await page.locator("#connection.on").waitFor({ state: "attached" });
    if (viewport === NARROW) {
      await page.locator(".chat-head [data-go=list]").click();
      await page.waitForFunction(() => document.getElementById("list").getAnimations().length === 0);
    }
    await openChat(page, "Ночная кухня");
    const text = page.locator("#messages article", { hasText: "🎙 " + words });
    await text.waitFor();
    await text.scrollIntoViewIfNeeded();
    await page.locator("#messages article", { hasText: "Voice message" }).last().waitFor();
    await page.screenshot({ path: join(pictures, `kitchen-${name}.png`) });
    await page.close();
  }
} finally {
  await browser.close();
}
