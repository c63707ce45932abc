// What the page promises on a phone.
import { strict as assert } from "node:assert";
import { join } from "node:path";
import { obeysWcag } from "./accessible.mjs";
import { until } from "./until.mjs";

export function onAPhone(stage, pictures) {
  async function aMessageIsAnsweredByAButtonOrASwipe(page) {
    const id = await stage.says("Chiara", "A lullaby, please");
    const message = await stage.seen(page, id);
    assert.equal(await message.locator(".reply-to").evaluate(node => getComputedStyle(node).opacity), "1");
    await message.getByRole("button", { name: "Reply" }).tap();
    await page.locator("#replying", { hasText: "A lullaby" }).waitFor();
    await page.locator("#replying-cancel").tap();
    await page.locator("#replying").waitFor({ state: "hidden" });
    await swipeLeft(page, message.locator(".text"), 120);
    await page.locator("#replying", { hasText: "A lullaby" }).waitFor();
    await page.press("#text", "Escape");
    await page.locator("#replying").waitFor({ state: "hidden" });
    await swipeLeft(page, message.locator(".text"), 20);
    assert.ok(await page.locator("#replying").isHidden());
  }

  async function whoSpeaksAndWhetherThePageIsConnectedIsVisible(page) {
    const me = page.getByRole("button", { name: "Speaking as Alice" });
    assert.ok(await me.isVisible());
    assert.match(await page.getAttribute("#text", "placeholder"), /Alice/);
    const other = await page.context().newPage();
    await other.route("**/sandbox/events", route => route.abort());
    await other.goto(page.url());
    await until("the lost connection", async () => await other.locator("#chat-subtitle").innerText() === "Reconnecting…");
    await other.close();
  }

  async function aDrawerTakesTheFocusAndClosesWithEscapeOrATapBeside(page) {
    for (const [opener, drawer] of [[page.locator(".chat-head [data-go=list]"), "#list"], [page.locator("#me"), "#list"], [page.locator("[data-go=room]"), "#room"]]) {
      for (const close of [() => page.keyboard.press("Escape"), () => page.touchscreen.tap(drawer === "#list" ? 380 : 10, 400)]) {
        await opener.focus();
        await page.keyboard.press("Enter");
        await until("the focus in " + drawer, () => page.$eval(drawer, node => node.contains(document.activeElement)));
        assert.ok(await page.$eval("#chat", node => node.inert));
        await page.waitForFunction(selector => document.querySelector(selector).getAnimations().length === 0, drawer);
        await close();
        await until(drawer + " closed", () => page.locator(drawer).isHidden());
        await until("the focus where it was", () => opener.evaluate(node => node === document.activeElement));
      }
    }
  }

  async function aRefusalIsReadAboveAnOpenDrawer(page) {
    for (const name of ["list", "room"]) {
      await page.locator(`.chat-head [data-go=${name}]`).tap();
      await page.waitForFunction(id => document.getElementById(id).getAnimations().length === 0, name);
      await page.evaluate(async () => (await import("./toast.js")).toast("Only admins with that right can do this."));
      await page.waitForFunction(() => document.getElementById("toast").getAnimations().length === 0);
      await page.screenshot({ path: join(pictures, `phone-refusal-${name}.png`) });
      const covered = await page.$eval("#toast", node => {
        node.style.pointerEvents = "auto"; // a point finds what can be pressed alone
        const { x, y, width, height } = node.getBoundingClientRect();
        const found = [0.1, 0.5, 0.9].map(share => document.elementFromPoint(x + width * share, y + height / 2));
        node.style.pointerEvents = "";
        return found.some(one => one !== node);
      });
      assert.ok(!covered, "the refusal lies behind the drawer " + name);
      await page.keyboard.press("Escape");
      await page.locator("#" + name).waitFor({ state: "hidden" });
    }
  }

  async function everyViewObeysWcag(page) {
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await obeysWcag(page, `chat, ${colorScheme}`);
      await page.screenshot({ path: join(pictures, `phone-${colorScheme}.png`) });
      for (const name of ["list", "room"]) {
        await page.locator(`.chat-head [data-go=${name}]`).tap();
        await page.waitForFunction(id => document.getElementById(id).getAnimations().length === 0, name);
        await obeysWcag(page, `${name}, ${colorScheme}`);
        await page.keyboard.press("Escape");
        await page.locator("#" + name).waitFor({ state: "hidden" });
      }
    }
  }

  async function thePrivateChatBeginsWithAButton(page) {
    await page.locator(".chat-head [data-go=list]").tap();
    await page.locator("#chats button", { has: page.getByText("Muzon", { exact: true }) }).click();
    await page.locator("#chats").waitFor({ state: "hidden" });
    if (await page.locator("#messages article").count()) return; // an earlier run said hello
    await page.getByRole("button", { name: "Start" }).tap();
    await page.locator("#messages article.mine", { hasText: "/start" }).waitFor();
  }

  return [
    aMessageIsAnsweredByAButtonOrASwipe, whoSpeaksAndWhetherThePageIsConnectedIsVisible, aDrawerTakesTheFocusAndClosesWithEscapeOrATapBeside, aRefusalIsReadAboveAnOpenDrawer,
    everyViewObeysWcag,
    thePrivateChatBeginsWithAButton,
  ];
}

async function swipeLeft(page, target, distance) {
  const { x, y, height, width } = await target.boundingBox();
  const fingers = await page.context().newCDPSession(page);
  const at = moved => [{ x: x + width / 2 - moved, y: y + height / 2 }];
  await fingers.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(0) });
  for (let moved = 10; moved <= distance; moved += 10) await fingers.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(moved) });
  await fingers.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await fingers.detach();
}
