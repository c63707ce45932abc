// The page trades the secret behind the # of its address for a cookie, and then asks every second how far the logins
// are. TDLib renews QR codes by itself, so the newest one is shown.

import { language, text } from "./texts.js";

/** The states behind the first step of a login, from which somebody may go back to it. */
const BEGUN = ["WAITING_FOR_CODE", "WAITING_FOR_PASSWORD"];
/** The states in which nobody is logged in. */
const NOBODYS = ["WAITING_FOR_QR_SCAN", ...BEGUN, "LOGGED_OUT"];
const ROLES = ["MUSIC", "NOTES", "CHANNELS"];

/** What a person types in a state: where it goes, the form of its field, and the words for a wrong one. */
const ENTRIES = {
  phone: { label: text.phone, type: "tel", autocomplete: "tel", wrong: text.wrongPhone },
  code: { label: text.code, type: "text", inputMode: "numeric", autocomplete: "one-time-code", wrong: text.wrongCode },
  password: { label: text.password, type: "password", autocomplete: "current-password", wrong: text.wrongPassword },
};

document.documentElement.lang = language;
document.title = text.title;
for (const place of document.querySelectorAll("[data-text]")) place.textContent = text[place.dataset.text];
const lead = document.querySelector("[data-text=lead]");
const locked = document.getElementById("locked");
const lockedWhy = document.querySelector("[data-text=lockedWhy]");
const main = document.getElementById("open");
const leave = document.getElementById("leave");
const byPassword = document.getElementById("by-password");
const byProvider = document.getElementById("by-provider");
const accounts = document.getElementById("accounts");
const template = document.getElementById("account");
const cards = new Map();
/** What was heard last of each account. */
const newest = new Map();
/** Accounts whose login goes by phone number, because somebody chose that. */
const byPhone = new Set();
/** Accounts whose number Telegram is asked about. A new session takes it, so the old one goes away meanwhile. */
const numberSent = new Set();
/** The browser's own form of the page's language: British people write 15:17. */
const spoken = navigator.languages.find(own => own.split("-")[0] === language) ?? language;
const DATES = new Intl.DateTimeFormat(spoken, { dateStyle: "medium", timeStyle: "short" });

/** Sends a change. Returns the answer with its status and its code, the status 0 without one. */
async function change(method, path, body) {
  try {
    const answer = await fetch(path, {
      method,
      headers: { "Content-Type": "application/json", "X-Muzon-Page": "1" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const said = answer.status === 204 ? {} : await answer.json().catch(() => ({}));
    return { status: answer.status, code: said.code, answer: said };
  } catch {
    return { status: 0 };
  }
}

/** Says what is wrong, nothing when all is well. */
function trouble({ status, code }, wrong) {
  if (status === 204) return "";
  if (status === 0) return text.away;
  return {
    "input.bad": wrong,
    "telegram.unavailable": text.slow,
    "telegram.flood-wait": text.flood,
    "owner.elsewhere": text.elsewhere,
    "store.unavailable": text.storeAway,
  }[code] ?? text.trouble;
}

/** Writes text that has changed, so that screen readers do not repeat the rest. */
function write(place, words) {
  if (place.textContent !== words) place.textContent = words;
}

/** Asks whether something is meant. The harmless answer has the focus. */
function sure([title, words, yes]) {
  const dialog = document.getElementById("sure");
  write(dialog.querySelector("h2"), title);
  write(dialog.querySelector("p"), words);
  write(dialog.querySelector("[value=yes]"), yes);
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise(answer =>
    dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"), { once: true }));
}

/** Puts a box for each role into a set of fields. */
function boxes(fieldset) {
  return ROLES.map(role => {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.value = role;
    box.checked = true;
    label.append(box, text.roles[role]);
    fieldset.append(label);
    return box;
  });
}

function ticked(all) {
  return all.filter(box => box.checked).map(box => box.value);
}

function card(id) {
  const article = template.content.firstElementChild.cloneNode(true);
  const error = article.querySelector(":scope > .error");
  const act = async (method, path, body, wrong) => {
    error.textContent = "";
    error.textContent = trouble(await change(method, `login/accounts/${id}${path}`, body), wrong);
    return !error.textContent;
  };
  entry(article, id, act);
  article.querySelector(".way").addEventListener("click", async () => {
    if (!byPhone.delete(id)) byPhone.add(id);
    if (BEGUN.includes(article.dataset.state)) {
      await act("POST", "/qr", undefined, text.trouble);
      byPhone.delete(id); // the code's field, shown meanwhile, has set it again
      return;
    }
    show(newest.get(id));
    article.querySelector(".entry:not([hidden]) [name=value]")?.focus();
  });
  const fieldset = article.querySelector(".roles");
  fieldset.querySelector("legend").textContent = text.does;
  article.querySelector(".fixed").textContent = text.rolesFixed;
  article.querySelector(".notes-off").textContent = text.notesOff;
  const roles = boxes(fieldset);
  fieldset.addEventListener("change", async event => {
    fieldset.disabled = true;
    if (!await act("PUT", "/roles", { roles: ticked(roles) }, text.oneRole)) event.target.checked = !event.target.checked;
    fieldset.disabled = false;
    event.target.focus();
  });
  const logOut = article.querySelector(".log-out");
  logOut.textContent = text.logOut;
  logOut.addEventListener("click", async () =>
    await sure(text.sureLogOut(id)) && act("POST", "/log-out", undefined, text.trouble));
  const remove = article.querySelector(".remove");
  remove.textContent = text.remove;
  remove.addEventListener("click", async () => {
    const words = NOBODYS.includes(newest.get(id).account.state) ? text.sureRemoveNobodys : text.sureRemove;
    if (!await sure(words(id))) return;
    remove.disabled = true;
    await act("DELETE", "", undefined, text.trouble);
    remove.disabled = false;
  });
  accounts.append(article);
  return article;
}

/** Has what a person types sent to Telegram. */
function entry(article, id, act) {
  const form = article.querySelector(".entry");
  const input = form.elements.value;
  const button = form.querySelector("button");
  form.elements.account.value = id;
  button.textContent = text.submit;
  form.querySelector(".hint").id = `hint-${id}`;
  input.setAttribute("aria-describedby", `hint-${id}`);
  form.addEventListener("submit", async event => {
    event.preventDefault();
    button.disabled = true;
    input.readOnly = true;
    const what = form.dataset.entry;
    if (what === "phone") numberSent.add(id);
    const well = await act("POST", `/${what}`, { value: input.value }, ENTRIES[what].wrong);
    numberSent.delete(id);
    button.disabled = false;
    input.readOnly = false;
    if (well || what !== "phone") input.value = "";
    if (well) return;
    input.focus();
    show(newest.get(id)); // what was said of the number on its way is over
  });
}

/** Shows the field for something, or none. */
function ask(article, what, hint) {
  const form = article.querySelector(".entry");
  form.hidden = !what;
  if (!what) return;
  const { label, type, autocomplete, inputMode } = ENTRIES[what];
  write(form.querySelector(".label"), label);
  write(form.querySelector(".hint"), hint);
  if (form.dataset.entry === what) return;
  form.dataset.entry = what;
  Object.assign(form.elements.value, { type, autocomplete, inputMode: inputMode ?? "", value: "" });
}

/** Tells whether the login goes by phone number now. A new session takes it, too. */
function takesNumber(id, state) {
  return byPhone.has(id) && (state === "STARTING" || state === "WAITING_FOR_QR_SCAN");
}

/** Returns what the account's login asks for, and the hint to it. */
function asked({ account: { id, state }, login }) {
  switch (state) {
    case "WAITING_FOR_CODE": return ["code", text.codeWays[login.codeWay](login.phoneEnd)];
    case "WAITING_FOR_PASSWORD": return ["password", text.hint(login.passwordHint)];
    default: return takesNumber(id, state) ? ["phone", text.phoneHint] : [null, ""];
  }
}

/** Returns the words of an account's state: those of the way to log in that is shown, and who logged it out. */
function wordsOf({ account: { id, state, name, activeCalls }, login, loggedOutHere }) {
  const words = text[state][2];
  if (state === "STARTING" && numberSent.has(id)) return text.startingOver;
  if (state === "READY") return `${words(name, login.phoneEnd)} ${text.calls(activeCalls)}`;
  const shown = takesNumber(id, state) ? text.byPhoneWords : words;
  if (!loggedOutHere) return shown;
  return `${text.loggedOutHere} ${state === "LOGGED_OUT" || state === "CLOSED" ? text.newCode : shown}`;
}

function show(view) {
  const { account, login } = view;
  const { id, state, failure } = account;
  newest.set(id, view);
  if (!cards.has(id)) cards.set(id, card(id));
  const article = cards.get(id);
  const [label, mood] = text[state];
  if (state === "READY") byPhone.delete(id);
  article.dataset.mood = view.loggedOutHere ? "waiting" : mood;
  article.dataset.state = state;
  write(article.querySelector("h2"), id);
  write(article.querySelector(".state"), label);
  write(article.querySelector(".words"), wordsOf(view));
  write(article.querySelector(".since"), text.since(DATES.format(new Date(view.since))));
  write(article.querySelector(".failure"), failure && state !== "LOGGED_OUT" ? text.failure(failure.code) : "");
  const [what, hint] = asked(view);
  ask(article, what, hint);
  enter(article, what ?? state);
  showQr(article.querySelector(".qr"), byPhone.has(id) ? null : login.qr);
  const way = article.querySelector(".way");
  way.hidden = state !== "WAITING_FOR_QR_SCAN" && !BEGUN.includes(state) && !takesNumber(id, state);
  write(way, wayOf(id, state));
  if (state === "WAITING_FOR_CODE") byPhone.add(id);
  showRoles(article.querySelector(".roles"), account.roles, view.rolesFixed);
  article.querySelector(".fixed").hidden = !view.rolesFixed;
  article.querySelector(".notes-off").hidden = !view.notesOff || !account.roles.includes("NOTES");
  article.querySelector(".log-out").hidden = state !== "READY";
  article.querySelector(".remove").hidden = !view.removable;
}

/** Returns what the button to another way of logging in says. */
function wayOf(id, state) {
  if (state === "WAITING_FOR_PASSWORD") return text.startOver;
  return byPhone.has(id) || state === "WAITING_FOR_CODE" ? text.byQr : text.byPhone;
}

/** Notes the step that an account's login is at. What was wrong with another one is said no longer. */
function enter(article, step) {
  if (article.dataset.step === step) return;
  article.dataset.step = step;
  write(article.querySelector(":scope > .error"), "");
}

function showQr(place, qr) {
  place.hidden = !qr;
  if (qr && place.dataset.shown !== qr) {
    place.innerHTML = qr;
    place.querySelector("svg").setAttribute("aria-label", text.qrCode);
    place.dataset.shown = qr;
  }
}

/** Shows the roles, unless somebody is changing them now. */
function showRoles(fieldset, roles, fixed) {
  if (fieldset.disabled && !fixed) return;
  fieldset.disabled = fixed;
  for (const box of fieldset.querySelectorAll("input")) box.checked = roles.includes(box.value);
}

function showAll(views) {
  views.forEach(show);
  document.querySelector("#add .notes-off").hidden = !views.some(view => view.notesOff);
  const ids = views.map(view => view.account.id);
  for (const [id, article] of cards) {
    if (ids.includes(id)) continue;
    article.remove();
    cards.delete(id);
    newest.delete(id);
    nameIsFree(id);
  }
}

/** Takes back that a name is taken, when its account has gone. */
function nameIsFree(id) {
  const adding = document.querySelector("#add form");
  if (adding.elements.id.value === id) write(adding.querySelector(".error"), "");
}

function prepareAdding() {
  const details = document.getElementById("add");
  const form = details.querySelector("form");
  const error = form.querySelector(".error");
  const roles = boxes(form.querySelector(".roles"));
  form.querySelector(".notes-off").textContent = text.notesOff;
  form.addEventListener("input", () => write(error, ""));
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const chosen = ticked(roles);
    error.textContent = "";
    error.textContent = chosen.length === 0
      ? text.oneRole
      : trouble(await change("POST", "login/accounts", { id: form.elements.id.value, roles: chosen }), text.wrongName);
    if (error.textContent) return form.elements.id.focus();
    form.reset();
    details.open = false;
    details.querySelector("summary").focus();
  });
}

/** Tells what is wrong with a password of the page. */
function passwordTrouble(status) {
  return { 0: text.away, 403: text.wrongPagePassword, 429: text.passwordTooOften }[status] ?? text.trouble;
}

function preparePassword() {
  const error = byPassword.querySelector(".error");
  const button = byPassword.querySelector("button");
  const password = byPassword.elements.password;
  byPassword.addEventListener("submit", async event => {
    event.preventDefault();
    button.disabled = true;
    error.textContent = "";
    const { status } = await change("POST", "login/session", { password: password.value });
    button.disabled = false;
    password.value = "";
    if (status === 204) return start();
    error.textContent = passwordTrouble(status);
    password.focus();
  });
  leave.addEventListener("click", async () => {
    const working = [...cards.values()].some(article => article.dataset.state === "READY");
    const { status } = await change("DELETE", "login/session");
    if (status !== 204) return write(lead, text.away);
    round++;
    lock(working ? `${text.left} ${text.leftWorking}` : text.left);
  });
}

function prepareProvider() {
  const error = byProvider.querySelector(".error");
  const button = byProvider.querySelector("button");
  byProvider.addEventListener("submit", async event => {
    event.preventDefault();
    button.disabled = true;
    error.textContent = "";
    const { status, code, answer } = await change("POST", "login/provider");
    if (status === 200) return location.assign(answer.page);
    button.disabled = false;
    error.textContent = providerTrouble(status, code);
    button.focus();
  });
  // A browser that comes back by its "back" button shows the page as it was left.
  window.addEventListener("pageshow", () => { button.disabled = false; });
  const refusal = new URLSearchParams(location.search).get("login");
  if (!refusal) return;
  history.replaceState(null, "", location.pathname + location.hash);
  error.textContent = providerTrouble(403, refusal);
}

/** Tells why a login at the identity provider opened nothing. */
function providerTrouble(status, code) {
  return status === 0 ? text.away : text.providerTrouble[code] ?? text.trouble;
}

/** Shows the ways into the page that there are, besides the link. */
async function offerLogin() {
  let ways = {};
  try {
    ways = await (await fetch("login/session")).json();
  } catch {
    // The page says that the service is away.
  }
  byPassword.hidden = !ways.password;
  byProvider.hidden = !ways.provider;
  if (ways.provider) write(byProvider.querySelector("button"), text.providerEnter(ways.provider));
  if (ways.password) byPassword.elements.password.focus();
  else if (ways.provider) byProvider.querySelector("button").focus();
  write(document.querySelector("[data-text=locked]"), ways.password || ways.provider ? text.lockedOr : text.locked);
}

/** Stops asking for anything until somebody logs in to the page. */
function lock(words) {
  write(lead, text.lead);
  write(lockedWhy, words);
  locked.hidden = false;
  main.hidden = true;
  leave.hidden = true;
  offerLogin();
  accounts.replaceChildren();
  cards.clear();
}

/**
 * Trades the secret for the cookie. The secret is taken out of the address at once, so that no bookmark or screenshot
 * keeps it.
 */
async function unlock() {
  const secret = location.hash.slice(1);
  if (!secret) return 204;
  const { status } = await change("POST", "login/session", { secret });
  if (status !== 0) history.replaceState(null, "", location.pathname);
  return status;
}

let round = 0;

async function refresh(mine) {
  const status = await unlock();
  if (mine !== round) return;
  if (status === 403 || status === 429) return lock(status === 429 ? text.tooOften : text.lockedWhy);
  try {
    const answer = await fetch("login/accounts");
    if (answer.status === 403) return lock(text.lockedWhy);
    const views = await answer.json();
    locked.hidden = true;
    main.hidden = false;
    leave.hidden = false;
    showAll(views);
    write(lead, text.lead);
  } catch {
    write(lead, text.away);
  }
  if (mine === round) setTimeout(refresh, 1000, mine);
}

function start() {
  refresh(++round);
}

// A link that is opened in the same tab changes only the part behind the #.
window.addEventListener("hashchange", start);
prepareAdding();
preparePassword();
prepareProvider();
start();
