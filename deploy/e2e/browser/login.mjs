// What the assistants' login page promises. Its files are served here, with accounts in every state.
import { strict as assert } from "node:assert";
import { join } from "node:path";
import { isLegible, obeysWcag } from "./accessible.mjs";
import { NARROW, WIDE } from "./person.mjs";

const ADDRESS = "http://127.0.0.1:1/";
const QR = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#fff" d="M0 0h9v9H0z"/><path d="M1 1h3v3H1zM5 5h3v3H5z"/></svg>';
const account = (id, state, rest = {}, more = {}) => ({ account: { id, state, name: "@" + id, activeCalls: 0, failure: null, ...rest }, qr: null, passwordHint: null, ...more });
const ACCOUNTS = [
  account("main", "READY", { activeCalls: 2 }), account("second", "WAITING_FOR_PASSWORD", {}, { passwordHint: "what the demo plays" }),
  account("third", "WAITING_FOR_QR_SCAN", {}, { qr: QR }), account("fourth", "CLOSED", { failure: { code: "telegram.unavailable" } }),
];

export function onTheLoginPage(folder, pictures) {
  async function thePasswordAndItsHintAreClear(page) {
    await page.route(ADDRESS + "**", route => {
      const path = new URL(route.request().url()).pathname;
      if (path === "/login/accounts") return route.fulfill({ json: ACCOUNTS });
      return route.fulfill({ path: join(folder, path === "/" ? "index.html" : path) });
    });
    await page.goto(ADDRESS);
    const field = page.getByRole("textbox", { name: "Two-step password" });
    await field.waitFor();
    const hint = await field.getAttribute("aria-describedby");
    assert.equal(await page.locator("#" + hint).innerText(), "Its owner left this hint: “what the demo plays”");
  }

  async function itLooksLikeTheDemoAndObeysWcag(page) {
    assert.equal(await page.locator("form button").first().evaluate(node => getComputedStyle(node).backgroundColor), "rgb(90, 61, 224)");
    for (const colorScheme of ["light", "dark"]) {
      for (const viewport of [WIDE, NARROW]) {
        const view = `login page, ${colorScheme}, ${viewport.width} px`;
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize(viewport);
        await obeysWcag(page, view);
        await isLegible(page, view, ["header p", ".words", "[data-mood=well] .state", "[data-mood=waiting] .state", "[data-mood=wrong] .state", ".failure:not(:empty)", "[data-state=WAITING_FOR_PASSWORD] form button", "[data-state=READY] .log-out"]);
        await page.screenshot({ path: join(pictures, `login-${viewport.width}-${colorScheme}.png`), fullPage: true });
      }
    }
  }

  async function aLockedPageIsWholeOnAPhoneInBothLanguages(page) {
    await page.setViewportSize(NARROW);
    await page.route(ADDRESS + "login/accounts", route => route.fulfill({ status: 403, json: {} }));
    for (const language of ["en", "ru"]) {
      await page.addInitScript(chosen => Object.defineProperty(navigator, "language", { get: () => chosen, configurable: true }), language);
      await page.goto(ADDRESS);
      await page.locator("#locked").waitFor();
      const cut = await page.locator("#locked").evaluate(node => [node, ...node.querySelectorAll("*")].filter(one => one.scrollWidth > one.clientWidth && one.clientWidth > 0).map(one => one.textContent));
      assert.deepEqual(cut, [], `the locked page, ${language}`);
      assert.equal(await page.locator("html").getAttribute("lang"), language);
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        await isLegible(page, `locked page, ${language}, ${colorScheme}`, ["#locked p", "#locked code"]);
        await page.screenshot({ path: join(pictures, `locked-${language}-${colorScheme}.png`), fullPage: true });
      }
    }
  }

  return [thePasswordAndItsHintAreClear, itLooksLikeTheDemoAndObeysWcag, aLockedPageIsWholeOnAPhoneInBothLanguages];
}
