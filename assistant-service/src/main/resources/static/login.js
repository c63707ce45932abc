// The page trades the secret behind the # of its address for a cookie, and then asks every second how far the logins
// are. TDLib renews QR codes by itself, so the newest one is shown.

const FAILURES = {
  en: {
    "telegram.flood-wait": "Telegram asks to wait before the next attempt.",
    "telegram.unavailable": "Telegram does not answer.",
    "account.session-in-use": "Another program has this account's session open.",
    "account.session-lost": "Telegram ended the last session: log in again.",
    "account.key-wrong": "MUZON_TDLIB_KEY is not the key that this session was encrypted with. Set the former key again.",
    "native.missing": "libtdjson cannot be loaded. The service's log says where it was looked for.",
  },
  ru: {
    "telegram.flood-wait": "Telegram просит подождать до следующей попытки.",
    "telegram.unavailable": "Telegram не отвечает.",
    "account.session-in-use": "Сессия этого аккаунта открыта другой программой.",
    "account.session-lost": "Telegram завершил прошлую сессию: войдите заново.",
    "account.key-wrong": "Сессия зашифрована другим ключом, не тем, что в MUZON_TDLIB_KEY. Верните прежний ключ.",
    "native.missing": "Не удаётся загрузить libtdjson. Где она искалась, сказано в журнале сервиса.",
  },
};

const TEXTS = {
  en: {
    title: "Muzon · Assistants",
    lead: "The user accounts that join voice chats for the bot. Log each one in once; it stays logged in.",
    STARTING: ["Starting", "waiting", "Getting ready."],
    WAITING_FOR_LEASE: ["Elsewhere", "waiting", "Another Muzon process uses this account. This one waits and takes over when it ends."],
    WAITING_FOR_QR_SCAN: ["Log in", "waiting", "On your phone: Telegram → Settings → Devices → Link Desktop Device, then point it here."],
    WAITING_FOR_PASSWORD: ["Password", "waiting", "The code was scanned. Now Telegram asks for this account's two-step password: the one set in Telegram under Settings → Privacy → Two-Step Verification."],
    READY: ["Ready", "well", (name, phone) => phone ? `Logged in as ${name}, phone …${phone}.` : `Logged in as ${name}.`],
    LOGGED_OUT: ["Logged out", "wrong", "Telegram ended the session. A new code appears in a moment."],
    CLOSED: ["Closed", "wrong", "Not connected to Telegram."],
    calls: n => n === 0 ? "In no voice chat." : n === 1 ? "In one voice chat." : `In ${n} voice chats.`,
    password: "Two-step password",
    hint: hint => hint ? `Its owner left this hint: “${hint}”` : "",
    submit: "Continue",
    wrong: "That is not the password. Try again.",
    trouble: "That did not work. Look at the service's log.",
    failure: code => FAILURES.en[code] ?? `The login fails (${code}) and is tried again. The service's log says more.`,
    away: "The service does not answer. Trying again…",
    locked: "Open this page by its secret link",
    lockedWhy: "Only the person who runs Muzon may log accounts in. So assistant-service prints a link with a secret at each start, and a new start makes a new one. This page was opened without it, or with an old one.",
    lockedHere: "“./muzon up” shows the link, and so does a demo with manual login. It also stands in the service's log, the newest last:",
    lockedCluster: "In Kubernetes:",
    tooOften: "Too many wrong links. Wait a minute, then open the newest one.",
    logOut: "Log out",
    sure: id => `Log ${id} out? It leaves every voice chat and needs a new QR code.`,
  },
  ru: {
    title: "Muzon · Аккаунты",
    lead: "Аккаунты, которые заходят в голосовые чаты вместо бота. Войти нужно один раз.",
    STARTING: ["Запуск", "waiting", "Подготовка."],
    WAITING_FOR_LEASE: ["Занят", "waiting", "Аккаунт держит другой процесс Muzon. Этот ждёт и подхватит, когда тот завершится."],
    WAITING_FOR_QR_SCAN: ["Вход", "waiting", "На телефоне: Telegram → Настройки → Устройства → Подключить устройство, и наведите камеру сюда."],
    WAITING_FOR_PASSWORD: ["Пароль", "waiting", "Код отсканирован. Теперь Telegram просит облачный пароль этого аккаунта: он задан в Telegram, в разделе «Настройки → Конфиденциальность → Двухэтапная аутентификация»."],
    READY: ["Готов", "well", (name, phone) => phone ? `Вход выполнен: ${name}, телефон …${phone}.` : `Вход выполнен: ${name}.`],
    LOGGED_OUT: ["Вышел", "wrong", "Telegram завершил сеанс. Новый код появится через мгновение."],
    CLOSED: ["Закрыт", "wrong", "Нет связи с Telegram."],
    calls: n => n === 0 ? "Не в голосовом чате." : `Голосовых чатов: ${n}.`,
    password: "Облачный пароль",
    hint: hint => hint ? `Подсказка от владельца: «${hint}»` : "",
    submit: "Продолжить",
    wrong: "Пароль неверный. Попробуйте ещё раз.",
    trouble: "Не получилось. Посмотрите журнал сервиса.",
    failure: code => FAILURES.ru[code] ?? `Не получается (${code}), попытки продолжаются. Подробности в журнале сервиса.`,
    away: "Сервис не отвечает. Пробуем снова…",
    locked: "Откройте эту страницу по секретной ссылке",
    lockedWhy: "Входить в аккаунты может только тот, кто запустил Muzon. Поэтому assistant-service при каждом запуске печатает ссылку с секретом, и новый запуск создаёт новую. Эта страница открыта без секрета или со старым.",
    lockedHere: "Ссылку показывает «./muzon up», а также демо с ручным входом. Она есть и в журнале сервиса, последняя — внизу:",
    lockedCluster: "В Kubernetes:",
    tooOften: "Слишком много неверных ссылок. Подождите минуту и откройте последнюю.",
    logOut: "Выйти",
    sure: id => `Выйти из аккаунта ${id}? Он покинет все голосовые чаты, и понадобится новый QR-код.`,
  },
};

const language = navigator.language.startsWith("ru") ? "ru" : "en";
const text = TEXTS[language];
document.documentElement.lang = language;
document.title = text.title;
for (const place of document.querySelectorAll("[data-text]")) place.textContent = text[place.dataset.text];
const lead = document.querySelector("[data-text=lead]");
const locked = document.getElementById("locked");
const lockedWhy = document.querySelector("[data-text=lockedWhy]");
const accounts = document.getElementById("accounts");
const template = document.getElementById("account");
const cards = new Map();

/** Posts a request. Returns the status of the answer, 0 without one. */
async function post(path, body) {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Muzon-Page": "1" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return answer.status;
  } catch {
    return 0;
  }
}

function trouble(status) {
  return status === 204 ? "" : status === 0 ? text.away : status === 400 ? text.wrong : text.trouble;
}

function card(id) {
  const article = template.content.firstElementChild.cloneNode(true);
  const form = article.querySelector("form");
  const error = article.querySelector(".error");
  form.elements.account.value = id;
  article.querySelector("form button").textContent = text.submit;
  article.querySelector(".label").textContent = text.password;
  form.querySelector(".hint").id = `hint-${id}`;
  form.elements.password.setAttribute("aria-describedby", `hint-${id}`);
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const input = form.elements.password;
    const button = form.querySelector("button");
    button.disabled = true;
    error.textContent = "";
    error.textContent = trouble(await post(`login/accounts/${id}/password`, { password: input.value }));
    button.disabled = false;
    input.value = "";
    if (error.textContent) input.focus();
  });
  const logOut = article.querySelector(".log-out");
  logOut.textContent = text.logOut;
  logOut.addEventListener("click", () => confirm(text.sure(id)) && post(`login/accounts/${id}/log-out`));
  accounts.append(article);
  return article;
}

/** Writes text that has changed, so that screen readers do not repeat the rest. */
function write(place, words) {
  if (place.textContent !== words) place.textContent = words;
}

function show(view) {
  const { id, state, name, activeCalls, failure } = view.account;
  if (!cards.has(id)) cards.set(id, card(id));
  const article = cards.get(id);
  const [label, mood, words] = text[state];
  article.dataset.mood = mood;
  article.dataset.state = state;
  write(article.querySelector("h2"), id);
  write(article.querySelector(".state"), label);
  write(article.querySelector(".words"), state === "READY" ? `${words(name, view.phoneEnd)} ${text.calls(activeCalls)}` : words);
  write(article.querySelector(".failure"), failure && state !== "LOGGED_OUT" ? text.failure(failure.code) : "");
  const qr = article.querySelector(".qr");
  qr.hidden = !view.qr;
  if (view.qr && qr.dataset.shown !== view.qr) {
    qr.innerHTML = view.qr;
    qr.dataset.shown = view.qr;
  }
  const form = article.querySelector("form");
  form.hidden = state !== "WAITING_FOR_PASSWORD";
  write(form.querySelector(".hint"), text.hint(view.passwordHint));
  article.querySelector(".log-out").hidden = state !== "READY";
}

/** Stops asking for anything until a link is opened. */
function lock(words) {
  write(lead, text.lead);
  write(lockedWhy, words);
  locked.hidden = false;
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
  const status = await post("login/session", { secret });
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
    views.forEach(show);
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
start();
