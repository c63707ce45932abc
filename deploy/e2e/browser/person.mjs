// What every script here does as a person at the chat page.
import { chromium } from "playwright-core";
import { until } from "./until.mjs";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const SWITCHES = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
];
export const WIDE = { width: 1280, height: 800 };
export const NARROW = { width: 390, height: 844 };

export const launch = () => chromium.launch({ executablePath: CHROMIUM, args: SWITCHES });

/** Runs steps one after the other. Returns whether all held, after the reason why one did not. */
export async function run(steps, page, failed) {
  const errors = [];
  page.on("pageerror", error => errors.push(error.stack));
  for (const step of steps) {
    const begin = Date.now();
    try {
      await step(page);
      if (errors.length) throw new Error("the page's own errors: " + errors.join("\n"));
      console.log(`ok ${step.name} after ${((Date.now() - begin) / 1000).toFixed(1)} s`);
    } catch (error) {
      console.error(`${step.name}: ${error.message}`);
      await failed(page);
      return false;
    }
  }
  return true;
}

export async function speakAs(page, name) {
  await page.getByRole("radio", { name }).click();
  await page.getByRole("radio", { name, checked: true }).waitFor();
}

export async function openChat(page, title) {
  await page.locator("#chats button", { hasText: title }).click();
  await page.locator("#chat-title", { hasText: title }).waitFor();
}

export const newest = page => page.evaluate(() => Math.max(0, ...[...document.querySelectorAll("#messages article")].map(one => Number(one.id.slice(1)))));

/**
 * Sends a text.
 *
 * @return the id of the newest message before
 */
export async function say(page, text) {
  const before = await newest(page);
  await page.fill("#text", text);
  await page.press("#text", "Enter");
  await until("empty field after sending", async () => await page.inputValue("#text") === "");
  return before;
}
