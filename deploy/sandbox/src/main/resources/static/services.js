// The suite's processes, and a way to kill each as a crash would.
import { call } from "./api.js";
import { Children, el } from "./markup.js";
import { attempt, confirmed } from "./toast.js";
import { hasWord, word } from "./words.js";

const LOOK = 1500; // ms
const SANDBOX = "sandbox"; // the one that holds the chats
const HEALTH = { READY: "up", WAITING_TO_RESTART: "down", STOPPED: "down" };

/** Shows the processes while there is a supervisor to ask. */
export function watchServices(root) {
  const title = el("h2"), note = el("p"), list = new Children(el("ul"));
  root.replaceChildren(title, note, list.root);
  root.hidden = false;
  const look = async () => {
    title.textContent = word("services");
    try {
      const processes = await call("GET", "/processes");
      note.textContent = word("killOne");
      root.classList.remove("stale");
      list.show(processes.map(({ name }) => ({ id: name, content: [name, document.documentElement.lang], make: () => service(name) })));
      processes.forEach((one, i) => showState(list.root.children[i], one));
    } catch {
      note.textContent = word("lookingAgain");
      root.classList.add("stale");
    }
    setTimeout(look, LOOK);
  };
  look();
}

function service(name) {
  return el("li", { dataset: { service: name } }, el("span", { className: "state" }),
    el("div", {}, el("b", { textContent: name }), el("small"), name === SANDBOX ? el("small", { className: "warning", textContent: word("deletesChats") }) : null),
    el("button", { type: "button", className: "quiet small danger", textContent: word("kill"), ariaLabel: word("killName", name), onclick: () => kill(name) }));
}

async function kill(name) {
  if (name === SANDBOX && !await confirmed(word("killSandbox"), word("kill"))) return;
  attempt(() => call("POST", `/processes/${name}/kill`));
}

function showState(row, one) {
  const state = row.querySelector(".state"), words = describe(one);
  state.className = "state " + (HEALTH[one.state] ?? "");
  const small = row.querySelector("small");
  if (small.textContent !== words) small.textContent = words;
}

function describe({ state, rssBytes, restarts }) {
  const known = "state." + state;
  return [hasWord(known) ? word(known) : state.toLowerCase(), rssBytes ? word("megabytes", Math.round(rssBytes / 1048576)) : null, restarts ? word("restarts", restarts) : null].filter(Boolean).join(" · ");
}
