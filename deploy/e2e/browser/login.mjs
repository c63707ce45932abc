// What the assistants' login page promises. Its files are served here, with accounts in every state.
import { strict as assert } from "node:assert";
import { join } from "node:path";
import { isLegible, obeysWcag } from "./accessible.mjs";
import { NARROW, WIDE } from "./person.mjs";

const ADDRESS = "http://127.0.0.1:1/";
const QR = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#fff" d="M0 0h9v9H0z"/><path d="M1 1h3v3H1zM5 5h3v3H5z"/></svg>';
const ROLES = ["MUSIC", "NOTES", "CHANNELS"];
const account = (id, state, rest = {}, login = {}, more = {}) => ({
  account: { id, state, name: "@" + id, activeCalls: 0, failure: null, roles: ROLES, ...rest },
  since: "2026-11-28T10:00:00Z", rolesFixed: false, removable: false, notesOff: false, loggedOutHere: false,
  login: { phoneEnd: null, qr: null, codeWay: null, passwordHint: null, ...login }, ...more,
});
const ACCOUNTS = [
  account("main", "READY", { activeCalls: 2 }, { phoneEnd: "17" }, { rolesFixed: true }), account("second", "WAITING_FOR_PASSWORD", {}, { passwordHint: "what the demo plays" }),
  account("third", "WAITING_FOR_QR_SCAN", { roles: ["NOTES"] }, { qr: QR }, { removable: true, notesOff: true }), account("fourth", "CLOSED", { failure: { code: "telegram.unavailable" } }),
  account("wrong", "STARTING", { failure: { code: "configuration.invalid" } }), account("fifth", "WAITING_FOR_CODE", {}, { phoneEnd: "42", codeWay: "TELEGRAM" }, { removable: true }),
  account("unknown", "CLOSED", { failure: { code: "store.unavailable" } }), account("ended", "CLOSED", {}, {}, { loggedOutHere: true }), account("back", "WAITING_FOR_QR_SCAN", {}, { qr: QR }, { loggedOutHere: true }),
];

const field = page => page.getByRole("textbox", { name: "Two-step password" });

export function onTheLoginPage(folder, pictures) {
  async function thePasswordAndItsHintAreClear(page) {
    await page.route(ADDRESS + "**", route => {
      const path = new URL(route.request().url()).pathname;
      if (path === "/login/accounts") return route.fulfill({ json: ACCOUNTS });
      if (path === "/login/session") return route.fulfill({ json: { password: true, provider: "login.example.org" } });
      return route.fulfill({ path: join(folder, path === "/" ? "index.html" : path) });
    });
    await page.goto(ADDRESS);
    await field(page).waitFor();
    const wrong = page.locator("article", { hasText: "wrong" }).locator(".failure");
    assert.match(await wrong.innerText(), /Take both from my\.telegram\.org/);
    const unknown = page.locator("article", { has: page.getByRole("heading", { name: "unknown", exact: true }) });
    assert.match(await unknown.locator(".failure").innerText(), /^MongoDB does not answer/);
    const main = page.locator("article", { has: page.getByRole("heading", { name: "main", exact: true }) });
    assert.match(await main.locator(".words").innerText(), /@main.*17.* In 2 voice chats\.$/s);
    assert.match(await main.locator(".since").innerText(), /^Since .*28/);
    const hint = await field(page).getAttribute("aria-describedby");
    assert.equal(await page.locator("#" + hint).innerText(), "Its owner left this hint: “what the demo plays”");
  }

  /** Works with the keyboard alone, as far as accounts come and go. The service hears exactly what was meant. */
  async function accountsAreAddedChangedAndRemoved(page) {
    const heard = [];
    await page.route(ADDRESS + "login/accounts**", route => {
      const request = route.request();
      if (request.method() === "GET") return route.fallback();
      heard.push(`${request.method()} ${new URL(request.url()).pathname} ${request.postData() ?? ""}`.trim());
      return route.fulfill({ status: 204 });
    });
    await page.route(ADDRESS + "login/accounts/**", route => {
      const request = route.request();
      heard.push(`${request.method()} ${new URL(request.url()).pathname} ${request.postData() ?? ""}`.trim());
      return route.fulfill({ status: 204 });
    });
    await page.locator("#add summary").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type("sixth");
    await page.keyboard.press("Enter");
    const third = page.locator("article", { hasText: "third" });
    await third.getByRole("checkbox", { name: "Music in voice chats" }).check();
    await third.getByRole("button", { name: "Remove" }).click();
    const dialog = page.getByRole("dialog");
    assert.equal(await dialog.getByRole("heading").innerText(), "Remove third?");
    await page.keyboard.press("Enter"); // the harmless button has the focus
    await third.getByRole("button", { name: "Remove" }).click();
    await dialog.getByRole("button", { name: "Remove" }).click();
    await third.getByRole("button", { name: "Log in by phone number instead" }).click();
    await page.keyboard.type("+1 555 0100");
    await page.keyboard.press("Enter");
    const first = page.locator("article", { has: page.getByRole("button", { name: "Log out" }) }).first();
    await first.getByRole("button", { name: "Log out" }).click();
    assert.equal(await dialog.getByRole("heading").innerText(), "Log main out?");
    await page.keyboard.press("Enter"); // the harmless button has the focus
    await first.getByRole("button", { name: "Log out" }).click();
    await dialog.getByRole("button", { name: "Log out" }).click();
    while (heard.length < 5) await page.waitForTimeout(50);
    assert.deepEqual(heard, [
      `POST /login/accounts {"id":"sixth","roles":["MUSIC","NOTES","CHANNELS"]}`,
      `PUT /login/accounts/third/roles {"roles":["MUSIC","NOTES"]}`,
      "DELETE /login/accounts/third",
      `POST /login/accounts/third/phone {"value":"+1 555 0100"}`,
      "POST /login/accounts/main/log-out",
    ]);
    // Who scanned with the wrong account, or does not know its password, starts over.
    await page.locator("article", { has: field(page) }).getByRole("button", { name: "Start over with a QR code" }).click();
    while (heard.length < 6) await page.waitForTimeout(50);
    assert.equal(heard[5], "POST /login/accounts/second/qr");
    await third.getByRole("button", { name: "Log in by QR code instead" }).click();
  }

  /** The words are those of the way that is shown, and tell who ended the last session. */
  async function theWordsAreThoseOfWhatIsShown(page) {
    const words = name => page.locator("article", { has: page.getByRole("heading", { name, exact: true }) }).locator(".words");
    const third = page.locator("article", { hasText: "third" });
    assert.match(await third.locator(".notes-off").innerText(), /MUZON_NOTES_ENGINES names no recogniser/);
    assert.equal(await page.locator("article", { hasText: "back" }).locator(".notes-off").isVisible(), false);
    await words("third").filter({ hasText: "point it here" }).waitFor();
    await third.getByRole("button", { name: "Log in by phone number instead" }).click();
    await page.waitForResponse(answer => answer.url().endsWith("/login/accounts"));
    assert.equal(await words("third").innerText(), "Type the account's phone number. Telegram then sends a login code.");
    await third.getByRole("button", { name: "Log in by QR code instead" }).click();
    await words("third").filter({ hasText: "point it here" }).waitFor();
    assert.equal(await words("ended").innerText(), "You logged it out here. A new code appears in a moment.");
    assert.equal(await page.locator("article", { hasText: "ended" }).first().getAttribute("data-mood"), "waiting");
    assert.match(await words("back").innerText(), /^You logged it out here\. On the account's phone: .*point it here/);
  }

  /** Returns what a button says right after a click, before anything is asked again. */
  const labelAfterAClick = button => button.evaluate(node => { node.click(); return node.textContent; });

  /** A number that is typed beside a QR code goes to a new session. The page tells of that alone until the answer is there. */
  async function aRefusedNumberIsToldWithoutAClosedAccount(page) {
    let third = ACCOUNTS[2];
    let answer = () => {};
    await page.route(ADDRESS + "login/accounts", route => route.fulfill({ json: [ACCOUNTS[0], third] }));
    await page.route(ADDRESS + "login/accounts/third/phone", async route => {
      await new Promise(given => { answer = given; });
      return route.fulfill({ status: 400, json: { code: "input.bad" } });
    });
    for (const [language, starting, wrong] of [
      ["en", "Starting over. Telegram's answer to the number appears in a moment.", /^Telegram does not take this number\./],
      ["ru", "Начинаем заново. Ответ Telegram на этот номер появится через мгновение.", /^Telegram не принимает этот номер\./],
    ]) {
      await page.addInitScript(chosen => Object.defineProperty(navigator, "language", { get: () => chosen, configurable: true }), language);
      await page.goto(ADDRESS);
      const card = page.locator("article", { has: page.getByRole("heading", { name: "third", exact: true }) });
      const [qrFirst, phoneFirst] = [await card.locator(".way").innerText(), await labelAfterAClick(card.locator(".way"))];
      assert.notEqual(phoneFirst, qrFirst, "the button names the other way at once");
      await page.keyboard.type("abc");
      await page.keyboard.press("Enter");
      third = account("third", "STARTING", {}, {}, { removable: true });
      await card.locator(".words", { hasText: starting }).waitFor();
      assert.equal(await card.getByRole("textbox").isVisible(), true);
      await page.keyboard.type("lost");
      assert.equal(await card.getByRole("textbox").inputValue(), "abc", "an entry that is checked takes nothing more");
      assert.equal(await card.locator(".way").isVisible(), true, "the way back stays");
      await card.evaluate((node, starting) => {
        const error = node.querySelector(":scope > .error");
        new MutationObserver(() => {
          // A picture is drawn after this turn.
          setTimeout(() => { window.contradicts = node.querySelector(".words").textContent === starting; });
        }).observe(error, { childList: true });
      }, starting);
      answer();
      await page.waitForFunction(() => window.contradicts !== undefined);
      assert.equal(await page.evaluate(() => window.contradicts), false, "no answer is awaited beside the answer");
      third = ACCOUNTS[2];
      await card.locator(".error").filter({ hasText: wrong }).waitFor();
      await page.keyboard.type("d");
      assert.equal(await card.getByRole("textbox").inputValue(), "abcd");
      await page.waitForResponse(answered => answered.url().endsWith("/login/accounts"));
      assert.match(await card.locator(".error").innerText(), wrong);
    }
    await page.addInitScript(() => Object.defineProperty(navigator, "language", { get: () => "en", configurable: true }));
    await page.unroute(ADDRESS + "login/accounts/third/phone");
    await page.unroute(ADDRESS + "login/accounts");
  }

  /** What was wrong goes with the step that it was said of: the other way to log in, a changed name, a removed account. */
  async function anErrorGoesWithItsStep(page) {
    let accounts = ACCOUNTS;
    await page.route(ADDRESS + "login/accounts", route => route.request().method() === "GET"
      ? route.fulfill({ json: accounts })
      : route.fulfill({ status: 400, json: { code: "input.bad" } }));
    await page.route(ADDRESS + "login/accounts/third/phone", route => route.fulfill({ status: 400, json: { code: "input.bad" } }));
    await page.goto(ADDRESS);
    const third = page.locator("article", { has: page.getByRole("heading", { name: "third", exact: true }) });
    const error = third.locator(":scope > .error");
    const refuse = async () => {
      await third.locator(".way").click();
      await page.keyboard.type("abc");
      await page.keyboard.press("Enter");
      await error.filter({ hasText: "Telegram does not take this number" }).waitFor();
    };
    await refuse();
    await third.getByRole("button", { name: "Log in by QR code instead" }).click();
    await error.filter({ hasText: /^$/ }).waitFor({ state: "attached" });
    await refuse();
    accounts = ACCOUNTS.with(2, account("third", "WAITING_FOR_CODE", {}, { phoneEnd: "00", codeWay: "SMS" }));
    await error.filter({ hasText: /^$/ }).waitFor({ state: "attached" });

    const adding = page.locator("#add .error");
    const name = page.locator("#add [name=id]");
    await page.locator("#add summary").click();
    await name.fill("third");
    await page.keyboard.press("Enter");
    await adding.filter({ hasText: "This name is taken or cannot be used." }).waitFor();
    accounts = ACCOUNTS.toSpliced(2, 1);
    await adding.filter({ hasText: /^$/ }).waitFor({ state: "attached" });
    await page.keyboard.press("Enter");
    await adding.filter({ hasText: "This name is taken" }).waitFor();
    await name.fill("thirdly");
    assert.equal(await adding.innerText(), "");
    await page.unroute(ADDRESS + "login/accounts/third/phone");
    await page.unroute(ADDRESS + "login/accounts");
  }

  /** Nobody is told that accounts go on working when none does. */
  async function leavingTellsWhatGoesOn(page) {
    let accounts = ACCOUNTS;
    let wrong = 403;
    await page.route(ADDRESS + "login/accounts", route => route.fulfill({ json: accounts }));
    await page.route(ADDRESS + "login/session", route => {
      const method = route.request().method();
      if (method === "GET") return route.fulfill({ json: { password: false, provider: null } });
      return route.fulfill({ status: method === "DELETE" ? 204 : wrong, json: {} });
    });
    for (const [list, told] of [[ACCOUNTS, "You left the page. The accounts that are logged in go on working."], [ACCOUNTS.slice(1), "You left the page."]]) {
      accounts = list;
      await page.goto(ADDRESS);
      await page.getByRole("heading", { name: "third", exact: true }).waitFor();
      await page.getByRole("button", { name: "Leave this page" }).click();
      await page.locator("#locked").waitFor();
      assert.equal(await page.locator("[data-text=lockedWhy]").innerText(), told);
    }
    wrong = 429;
    await page.goto(ADDRESS + "#guessed");
    await page.locator("[data-text=lockedWhy]", { hasText: "The newest one opens the page at once." }).waitFor();
    await page.unroute(ADDRESS + "login/accounts");
    await page.unroute(ADDRESS + "login/session");
  }

  async function itLooksLikeTheDemoAndObeysWcag(page) {
    assert.equal(await page.locator("form button").first().evaluate(node => getComputedStyle(node).backgroundColor), "rgb(90, 61, 224)");
    for (const colorScheme of ["light", "dark"]) {
      for (const viewport of [WIDE, NARROW]) {
        const view = `login page, ${colorScheme}, ${viewport.width} px`;
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize(viewport);
        await obeysWcag(page, view);
        await isLegible(page, view, ["header p", ".words", "[data-mood=well] .state", "[data-mood=waiting] .state", "[data-mood=wrong] .state", ".failure:not(:empty)", "[data-state=WAITING_FOR_PASSWORD] form button", "[data-state=READY] .log-out", ".since", "[data-state=WAITING_FOR_QR_SCAN] .way", ".roles label", "[data-state=WAITING_FOR_CODE] .entry .hint", "#add summary"]);
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
        await isLegible(page, `locked page, ${language}, ${colorScheme}`, ["#locked p", "#locked code", "#by-provider button"]);
        await page.screenshot({ path: join(pictures, `locked-${language}-${colorScheme}.png`), fullPage: true });
      }
    }
  }

  /** The provider's page leads back here, with a refusal that the page puts into words and takes out of the address. */
  async function theWayToTheProviderAndBackWorksByKeyboard(page) {
    const button = page.getByRole("button", { name: "Log in with login.example.org" });
    await page.addInitScript(() => Object.defineProperty(navigator, "language", { get: () => "en", configurable: true }));
    await page.route(ADDRESS + "login/session", route => route.fulfill({ json: { password: false, provider: "login.example.org" } }));
    await page.route(ADDRESS + "login/provider", route => {
      assert.equal(route.request().headers()["x-muzon-page"], "1");
      return route.fulfill({ json: { page: "https://login.example.org/authorize?state=s" } });
    });
    await page.route("https://login.example.org/**", route => route.fulfill({ contentType: "text/html", body: "Who are you?" }));
    await page.goto(ADDRESS);
    await button.waitFor();
    await page.waitForFunction(() => document.activeElement?.closest("#by-provider"));
    assert.equal(await page.locator("#by-password").isVisible(), false);
    await page.keyboard.press("Enter");
    await page.waitForURL("https://login.example.org/authorize?state=s");

    await page.goto(ADDRESS + "?login=login.unlisted");
    const alert = page.locator("#by-provider .error");
    await alert.filter({ hasText: "You are not among those who may log in here" }).waitFor();
    assert.equal(page.url(), ADDRESS);
    await isLegible(page, "refused by the provider", ["#by-provider .error"]);
    await obeysWcag(page, "refused by the provider");
    await page.setViewportSize(NARROW);
    await page.screenshot({ path: join(pictures, "provider-refused.png"), fullPage: true });

    await page.unroute(ADDRESS + "login/provider");
    await page.route(ADDRESS + "login/provider", route => route.fulfill({ status: 503, json: { code: "login.unavailable" } }));
    await button.click();
    await alert.filter({ hasText: "does not answer as it should" }).waitFor();
    await page.waitForFunction(() => document.activeElement?.closest("#by-provider"));
  }

  return [
    thePasswordAndItsHintAreClear,
    accountsAreAddedChangedAndRemoved,
    theWordsAreThoseOfWhatIsShown,
    itLooksLikeTheDemoAndObeysWcag,
    aLockedPageIsWholeOnAPhoneInBothLanguages,
    theWayToTheProviderAndBackWorksByKeyboard,
    aRefusedNumberIsToldWithoutAClosedAccount,
    anErrorGoesWithItsStep,
    leavingTellsWhatGoesOn,
  ];
}
