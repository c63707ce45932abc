// Whether everybody can use a page: WCAG 2.2 AA by axe-core, and the contrast of texts as their pixels have it. axe-core
// cannot tell a contrast on gradients and blurred grounds.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const ENOUGH = 4.5;

/** Fails on the first view that breaks a rule. */
export async function obeysWcag(page, view) {
  if (!await page.evaluate(() => Boolean(window.axe))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(rules => window.axe.run(document, { runOnly: rules }), RULES);
  if (!violations.length) return;
  throw new Error(`${view}: ` + violations.map(one => `${one.id}: ${one.help}: ${one.nodes.map(node => node.target.join(" ")).slice(0, 5).join(", ")}`).join("\n"));
}

/** Fails when a text of the elements is too pale on what is painted behind it. */
export async function isLegible(page, view, selectors) {
  const pale = [];
  for (let left = selectors; left.length;) {
    const seen = await measure(page, view, left);
    pale.push(...seen.filter(({ contrast }) => contrast < ENOUGH).map(({ selector, contrast }) => `${selector}: ${contrast.toFixed(2)}`));
    const rest = left.filter(selector => !seen.some(one => one.selector === selector));
    if (rest.length === left.length) throw new Error(`${view}: out of sight: ${rest.join(", ")}`);
    left = rest;
  }
  if (pale.length) throw new Error(`${view}: contrast below ${ENOUGH}: ${pale.join(", ")}`);
}

/** Measures the elements that are in sight together with the first one. */
async function measure(page, view, selectors) {
  const texts = [];
  for (const selector of selectors) {
    const element = page.locator(selector).filter({ visible: true }).first();
    if (!await element.count()) throw new Error(`${view}: nothing to read at ${selector}`);
    if (!texts.length) await element.evaluate(node => node.scrollIntoView({ block: "center", behavior: "instant" }));
    texts.push({ selector, ...await element.evaluate(node => ({ ...node.getBoundingClientRect().toJSON(), shown: getComputedStyle(node).color })) });
  }
  // More specific than any rule of the page.
  const hidden = await page.addStyleTag({ content: ":is(*, #a#b#c) { color: transparent !important; transition: none !important; }" });
  const picture = (await page.screenshot({ animations: "disabled" })).toString("base64");
  await hidden.evaluate(style => style.remove());
  return page.evaluate(contrasts, { texts, picture });
}

/**
 * Runs in the page. Compares the colour of the letters with the pixels behind, which a picture without letters shows.
 * Takes the worst pixels, but for a few.
 */
async function contrasts({ texts, picture }) {
  const image = await createImageBitmap(await (await fetch("data:image/png;base64," + picture)).blob());
  const scale = image.width / innerWidth;
  const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext("2d", { willReadFrequently: true });
  const luminance = color => [...color].slice(0, 3).map(value => value / 255)
    .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
  const inSight = ({ x, y, right, bottom }) => x >= 0 && y >= 0 && right <= innerWidth && bottom <= innerHeight;
  return texts.filter(inSight).map(({ selector, shown, x, y, width, height }) => {
    const box = [x + width * 0.2, y + height * 0.25, width * 0.6, height * 0.5].map(value => Math.round(value * scale));
    pen.drawImage(image, 0, 0);
    const behind = pen.getImageData(...box).data;
    pen.fillStyle = shown;
    pen.fillRect(...box);
    const letters = pen.getImageData(...box).data, found = [];
    for (let at = 0; at < behind.length; at += 4) {
      const [dark, light] = [luminance(behind.slice(at, at + 3)), luminance(letters.slice(at, at + 3))].sort((a, b) => a - b);
      found.push((light + 0.05) / (dark + 0.05));
    }
    found.sort((a, b) => a - b);
    return { selector, contrast: found[Math.floor(found.length * 0.05)] };
  });
}
