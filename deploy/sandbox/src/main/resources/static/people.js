// Who speaks: a group of radio buttons that the arrow keys move in.
import { avatar, el, keepFocus } from "./markup.js";
import { nameOf, people, world } from "./world.js";
import { word } from "./words.js";

const $ = id => document.getElementById(id);
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function showPeople(choose) {
  const root = $("speaker"), all = people();
  keepFocus(root, () => root.replaceChildren(...all.map((one, i) => person(one, event => {
    const next = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1 : i + STEPS[event.key];
    if (Number.isNaN(next)) return;
    event.preventDefault();
    choose(all[(next + all.length) % all.length].id);
    root.children[(next + all.length) % all.length].focus();
  }, choose))));
  const me = $("me");
  me.replaceChildren(avatar(world.viewer, nameOf(world.viewer)));
  me.setAttribute("aria-label", word("speakAs", nameOf(world.viewer)));
}

function person(one, onkeydown, choose) {
  const chosen = one.id === world.viewer;
  return el("button", {
    type: "button", role: "radio", ariaChecked: String(chosen), tabIndex: chosen ? 0 : -1, title: nameOf(one.id), dataset: { key: one.id },
    onclick: () => choose(one.id), onkeydown,
  }, avatar(one.id, nameOf(one.id)), el("span", { textContent: one.firstName }));
}
