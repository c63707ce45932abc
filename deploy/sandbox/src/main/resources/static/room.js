// The right side: who is in the voice chat and how loud, logins to approve, the services.
import { call } from "./api.js";
import { avatar, Children, el } from "./markup.js";

const BARS = 26;

export function voiceCard(root, chat, state, act) {
  const voice = chat?.voiceChat?.active ? chat.voiceChat : null;
  if (!chat || chat.kind === "PRIVATE") {
    root.replaceChildren(el("h2", { textContent: "Voice chat" }), el("p", { textContent: "Groups have voice chats. Open one to listen." }));
    return;
  }
  if (!voice) {
    root.replaceChildren(el("h2", { textContent: "Voice chat" }), el("p", { textContent: "None is on in this group." }),
      el("button", { type: "button", className: "primary", textContent: "Start voice chat", onclick: act.start }));
    return;
  }
  const listening = state.listening === chat.id;
  const people = voice.participants;
  root.replaceChildren(
    el("h2", { textContent: voice.title || "Voice chat" }),
    el("p", { textContent: people.length ? `${people.length} participant${people.length === 1 ? "" : "s"}` : "Nobody is here yet. Ask the bot to /play something." }),
    el("div", { className: "wave", id: "wave", ariaHidden: "true" }, ...Array.from({ length: BARS }, () => el("i"))),
    el("ul", {}, ...people.map(one => participant(one, state))),
    el("button", { type: "button", id: "listen", className: "primary" + (listening ? " on" : ""), textContent: listening ? "Stop listening" : "Listen", onclick: act.listen }),
    el("button", { type: "button", className: "quiet", textContent: "End voice chat", onclick: act.end }));
}

function participant(one, state) {
  const name = state.nameOf(one.userId);
  return el("li", {}, avatar(one.userId, name), el("div", {},
    el("b", { textContent: name }), el("small", { textContent: one.muted ? "muted" : "on air" }),
    el("div", { className: "meter", dataset: { user: one.userId } }, el("i"))));
}

/**
 * Shows levels.
 *
 * @param levels of the shown chat, by user id: root mean square 0–1, shown in decibels
 */
export function showLevels(levels) {
  for (const meter of document.querySelectorAll(".meter")) meter.style.setProperty("--level", loudness(levels?.[meter.dataset.user] ?? 0));
}

const loudness = rms => rms > 0 ? Math.max(0, Math.min(1, 1 + 20 * Math.log10(rms) / 48)) : 0;

export function showWave(heights) {
  document.querySelectorAll("#wave i").forEach((bar, i) => bar.style.setProperty("--h", heights?.[i] ?? 0));
}
export { BARS };

export function loginCard(root, logins, assistants, nameOf, approve) {
  root.hidden = logins.length === 0;
  root.replaceChildren(el("h2", { textContent: "QR login" }),
    ...logins.map(login => el("div", {}, el("p", { className: "note", title: login.device, textContent: "An assistant shows its QR code. Scan it as:" }), el("ul", {}, ...assistants.map(({ userId, password }) => el("li", {},
      el("div", {}, el("b", { textContent: nameOf(userId) }), password ? el("small", {}, "password ", el("code", { className: "secret", textContent: password })) : el("small", { textContent: "no password" })),
      el("button", { type: "button", className: "quiet small", textContent: "Approve", onclick: () => approve(login.token, userId) })))))));
}

/** Shows the processes every second and a half while there is a supervisor to ask. */
export function watchServices(root, onError) {
  const note = el("p"), list = new Children(el("ul"));
  root.replaceChildren(el("h2", { textContent: "Services" }), note, list.root);
  root.hidden = false;
  const kill = name => call("POST", `/processes/${name}/kill`).catch(onError);
  const look = async () => {
    try {
      const processes = await call("GET", "/processes");
      note.textContent = "Kill one and watch it come back.";
      root.classList.remove("stale");
      list.show(processes.map(({ name }) => ({ id: name, content: name, make: () => service(name, kill) })));
      processes.forEach((one, i) => showState(list.root.children[i], one));
    } catch (e) {
      note.textContent = "No answer, looking again…";
      root.classList.add("stale");
    }
    setTimeout(look, 1500);
  };
  look();
}

function service(name, kill) {
  return el("li", {}, el("span", { className: "state" }), el("div", {}, el("b", { textContent: name }), el("small")),
    el("button", { type: "button", className: "quiet small danger", textContent: "Kill", ariaLabel: "Kill " + name, onclick: () => kill(name) }));
}

function showState(row, one) {
  row.querySelector(".state").className = "state " + (HEALTH[one.state] ?? "");
  row.querySelector(".state").title = one.state;
  row.querySelector("small").textContent = describe(one);
}

const HEALTH = { READY: "up", WAITING_TO_RESTART: "down", STOPPED: "down" };

function describe({ state, rssBytes, restarts }) {
  const memory = rssBytes ? `${Math.round(rssBytes / 1048576)} MB` : null;
  return [state.toLowerCase().replaceAll("_", " "), memory, restarts ? `${restarts} restart${restarts === 1 ? "" : "s"}` : null].filter(Boolean).join(" · ");
}
