// QR codes that wait for a phone, codes that were sent to one, and logins that wait for their password.
import { el, keepFocus } from "./markup.js";
import { nameOf, world } from "./world.js";
import { word } from "./words.js";

/**
 * Shows them.
 *
 * @param page address of the login page, null when nobody could tell it
 */
export function loginCard(root, page, approve) {
  const sent = Object.entries(world.phoneCodes);
  root.hidden = world.logins.length + world.passwords.length + sent.length === 0;
  keepFocus(root, () => root.replaceChildren(
    ...world.passwords.flatMap(userId => password(userId, page)), ...sent.flatMap(([userId, code]) => phoneCode(Number(userId), code)), ...codes(approve)));
}

function phoneCode(userId, code) {
  return [el("h2", { textContent: word("phoneCode") }),
    el("p", { className: "note" }, word("phoneCodeFor", nameOf(userId)) + " ", el("code", { className: "secret", textContent: code }))];
}

function password(userId, page) {
  return [el("h2", { textContent: word("passwordNeeded") }),
    el("p", { className: "note", textContent: word("passwordFor", nameOf(userId)) }), secret(userId),
    page ? el("a", { className: "primary", href: page, target: "_blank", rel: "noopener noreferrer", textContent: word("openLogin"), dataset: { key: "open" } })
      : el("p", { className: "note", textContent: word("loginHint") })];
}

function codes(approve) {
  if (!world.logins.length) return [];
  return [el("h2", { textContent: word("qrLogin") }), ...world.logins.map(login => el("div", {},
    el("p", { className: "note", title: login.device, textContent: word("scanAs") }),
    el("ul", {}, ...world.assistants.map(({ userId }) => el("li", {},
      el("div", {}, el("b", { textContent: nameOf(userId) }), secret(userId)),
      el("button", { type: "button", className: "quiet small", textContent: word("approve"), ariaLabel: word("approveAs", nameOf(userId)), onclick: () => approve(login.token, userId) }))))))];
}

function secret(userId) {
  const known = world.assistants.find(one => one.userId === userId)?.password;
  return known ? el("small", {}, word("password") + " ", el("code", { className: "secret", textContent: known })) : el("small", { textContent: word("noPassword") });
}
