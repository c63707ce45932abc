// Covers of songs: the one inside the file, the demo's own, or one drawn from the title in the same manner: a sky, a moon, and hills.
import { el, svg } from "./markup.js";
import { world } from "./world.js";

const SIZE = 60;

/** @param inside the address of the picture inside the file, if there is one */
export function cover(title, inside = null) {
  const known = inside ?? world.covers[title];
  if (known) return el("img", { className: "cover", src: known, alt: "" });
  const chance = dice(title);
  const moon = svg("circle", { cx: 14 + chance() * 32, cy: 17, r: 6 });
  const ridges = [0, 1, 2].map(i => svg("path", { d: hills(34 + i * 8, chance) }));
  const node = el("div", { className: "cover", ariaHidden: "true", style: { "--hue": Math.floor(chance() * 360) } });
  node.append(svg("svg", { viewBox: `0 0 ${SIZE} ${SIZE}` }, moon, ...ridges));
  return node;
}

function hills(height, chance) {
  const phase = chance() * 6, width = 0.06 + chance() * 0.08;
  const points = Array.from({ length: SIZE / 3 + 1 }, (_, i) => `${3 * i} ${(height + 3.5 * Math.sin(3 * i * width + phase)).toFixed(1)}`);
  return `M0 ${SIZE}L${points.join("L")}L${SIZE} ${SIZE}Z`;
}

/** Returns a function of numbers 0–1 that are the same for the same text. */
function dice(text) {
  let state = [...text].reduce((sum, letter) => Math.imul(sum ^ letter.codePointAt(0), 16777619), 2166136261);
  return () => {
    state = Math.imul(state ^ (state >>> 15), 2246822519) + 374761393 | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 4294967296;
  };
}
