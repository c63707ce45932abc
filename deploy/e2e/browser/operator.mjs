// The person who runs Muzon at a desk, told line by line what to do: {"do": …} comes in, a line of JSON goes out.
// Usage: node operator.mjs PICTURES, a folder. It ends with its input.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { WIDE, launch } from "./person.mjs";
import { until } from "./until.mjs";

const [pictures] = process.argv.slice(2);
if (!pictures) {
  console.error("usage: node operator.mjs PICTURES");
  process.exit(2);
}

mkdirSync(pictures, { recursive: true });
const browser = await launch();
const context = await browser.newContext({ viewport: WIDE, locale: "en-GB", timezoneId: "UTC" });
const page = await context.newPage();
page.setDefaultTimeout(60_000);
const errors = [];
page.on("pageerror", error => errors.push(error.stack));

const seen = async () => ({ text: await page.locator("body").innerText(), address: page.url() });

const steps = {
  /** Opens a page and waits until it shows something. */
  async opens({ address, awaits }) {
    await page.goto("about:blank"); // a link that differs behind the # only would open nothing
    await page.goto(address);
    await page.locator(awaits).first().waitFor();
    return seen();
  },
  /** Opens the page once more in another language. */
  async speaks({ language }) {
    await page.addInitScript(chosen => Object.defineProperty(navigator, "language", { get: () => chosen, configurable: true }), language);
    await page.reload();
    await page.locator("article .failure:not(:empty)").first().waitFor();
    return seen();
  },
  async presses({ button }) {
    await page.getByRole("button", { name: button, exact: true }).click();
  },
  /** Reads until the page, or a part of it, says this. */
  async reads({ words, within = "body" }) {
    await until(`"${words}" within ${within}`, async () => (await page.locator(within).first().innerText()).includes(words), async () => await page.locator(within).first().innerText());
    return seen();
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { do: step, ...how } = JSON.parse(line);
  let answer;
  try {
    answer = await steps[step](how) ?? {};
    if (errors.length) throw new Error("the page's own errors: " + errors.join("\n"));
  } catch (error) {
    await page.screenshot({ path: join(pictures, "operator-failed.png") });
    answer = { failed: `${step} ${JSON.stringify(how)}: ${error.message}` };
  }
  console.log(JSON.stringify(answer));
}
await page.screenshot({ path: join(pictures, "operator.png") });
await browser.close();
