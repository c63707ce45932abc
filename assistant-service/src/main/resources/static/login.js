// The page asks every second where the accounts stand; TDLib renews QR codes by itself, so they are simply shown anew.

const TEXTS = {
  en: {
    lead: "The user accounts that join voice chats for the bot. Log each one in once; it stays logged in.",
    STARTING: ["Starting", "waiting", "Getting ready."],
    WAITING_FOR_LEASE: ["Elsewhere", "waiting", "Another Muzon process uses this account. This one waits and takes over when it ends."],
    WAITING_FOR_QR_SCAN: ["Log in", "waiting", "On your phone: Telegram → Settings → Devices → Link Desktop Device, then point it here."],
    WAITING_FOR_PASSWORD: ["Password", "waiting", "This account has a two-step password."],
    READY: ["Ready", "well", name => `Logged in as ${name}.`],
    LOGGED_OUT: ["Logged out", "wrong", "Telegram ended the session. A new code appears in a moment."],
    CLOSED: ["Closed", "wrong", "Not connected to Telegram."],
    calls: n => n === 0 ? "In no voice chat." : n === 1 ? "In one voice chat." : `In ${n} voice chats.`,
    hint: hint => hint ? `Password (your hint: ${hint})` : "Password",
    submit: "Continue",
    wrong: "That is not the password. Try again.",
    trouble: "That did not work. Look at the service's log.",
    away: "The service does not answer. Trying again…",
    logOut: "Log out",
    sure: id => `Log ${id} out? It leaves every voice chat and needs a new QR code.`,
  },
  ru: {
    lead: "Аккаунты, которые заходят в голосовые чаты вместо бота. Войти нужно один раз.",
    STARTING: ["Запуск", "waiting", "Подготовка."],
    WAITING_FOR_LEASE: ["Занят", "waiting", "Аккаунт держит другой процесс Muzon. Этот ждёт и подхватит, когда тот завершится."],
    WAITING_FOR_QR_SCAN: ["Вход", "waiting", "На телефоне: Telegram → Настройки → Устройства → Подключить устройство, и наведите камеру сюда."],
    WAITING_FOR_PASSWORD: ["Пароль", "waiting", "У аккаунта включена двухэтапная проверка."],
    READY: ["Готов", "well", name => `Вход выполнен: ${name}.`],
    LOGGED_OUT: ["Вышел", "wrong", "Telegram завершил сеанс. Новый код появится через мгновение."],
    CLOSED: ["Закрыт", "wrong", "Нет связи с Telegram."],
    calls: n => n === 0 ? "Не в голосовом чате." : `Голосовых чатов: ${n}.`,
    hint: hint => hint ? `Пароль (подсказка: ${hint})` : "Пароль",
    submit: "Продолжить",
    wrong: "Пароль неверный. Попробуйте ещё раз.",
    trouble: "Не получилось. Посмотрите журнал сервиса.",
    away: "Сервис не отвечает. Пробуем снова…",
    logOut: "Выйти",
    sure: id => `Выйти из аккаунта ${id}? Он покинет все голосовые чаты, и понадобится новый QR-код.`,
  },
};

const language = navigator.language.startsWith("ru") ? "ru" : "en";
const text = TEXTS[language];
document.documentElement.lang = language;
const lead = document.querySelector("[data-text=lead]");
const accounts = document.getElementById("accounts");
const template = document.getElementById("account");
const cards = new Map();

function post(path, body) {
  return fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Muzon-Page": "1" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

function card(id) {
  const article = template.content.firstElementChild.cloneNode(true);
  const form = article.querySelector("form");
  const error = article.querySelector(".error");
  article.querySelector("form button").textContent = text.submit;
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const input = form.querySelector("input");
    const button = form.querySelector("button");
    button.disabled = true;
    error.textContent = "";
    const answer = await post(`login/accounts/${id}/password`, { password: input.value });
    button.disabled = false;
    input.value = "";
    if (!answer.ok) {
      error.textContent = answer.status === 400 ? text.wrong : text.trouble;
      input.focus();
    }
  });
  const logOut = article.querySelector(".log-out");
  logOut.textContent = text.logOut;
  logOut.addEventListener("click", () => confirm(text.sure(id)) && post(`login/accounts/${id}/log-out`));
  accounts.append(article);
  return article;
}

function show(view) {
  const { id, state, name, activeCalls } = view.account;
  if (!cards.has(id)) cards.set(id, card(id));
  const article = cards.get(id);
  const [label, mood, words] = text[state];
  article.dataset.mood = mood;
  article.dataset.state = state;
  article.querySelector("h2").textContent = id;
  article.querySelector(".state").textContent = label;
  article.querySelector(".words").textContent =
    state === "READY" ? `${words(name)} ${text.calls(activeCalls)}` : words;
  const qr = article.querySelector(".qr");
  qr.hidden = !view.qr;
  if (view.qr && qr.dataset.shown !== view.qr) {
    qr.innerHTML = view.qr;
    qr.dataset.shown = view.qr;
  }
  const form = article.querySelector("form");
  form.hidden = state !== "WAITING_FOR_PASSWORD";
  form.querySelector(".label").textContent = text.hint(view.passwordHint);
  article.querySelector(".log-out").hidden = state !== "READY";
}

async function refresh() {
  try {
    const answer = await fetch("login/accounts");
    (await answer.json()).forEach(show);
    lead.textContent = text.lead;
  } catch {
    lead.textContent = text.away;
  } finally {
    setTimeout(refresh, 1000);
  }
}

refresh();
