// The list and the room as drawers, on screens without space beside the chat. Escape and a tap beside close them.

const $ = id => document.getElementById(id);
const WIDTHS = { list: matchMedia("(max-width: 720px)"), room: matchMedia("(max-width: 1140px)") };
let opener = null;

const opened = () => document.body.dataset.view !== "chat" ? document.body.dataset.view : null;

export function openDrawer(name, from) {
  if (!WIDTHS[name].matches) return focusIn(name);
  opener = from;
  document.body.dataset.view = name;
  for (const id of ["chat", "list", "room"]) $(id).inert = id !== name;
  focusIn(name);
}

export function closeDrawer() {
  if (!opened()) return;
  document.body.dataset.view = "chat";
  for (const id of ["chat", "list", "room"]) $(id).inert = false;
  opener?.focus();
  opener = null;
}

function focusIn(name) {
  const first = name === "list" ? $("speaker").querySelector("[aria-checked=true]") : $("room-close");
  first?.focus();
}

for (const button of document.querySelectorAll("[data-go]")) button.onclick = () => openDrawer(button.dataset.go, button);
$("room-close").onclick = closeDrawer;
$("scrim").onclick = closeDrawer;
for (const [name, width] of Object.entries(WIDTHS)) width.onchange = () => opened() === name && !width.matches && closeDrawer();
addEventListener("keydown", event => {
  if (event.key !== "Escape" || $("dialog").open || !opened()) return;
  event.preventDefault();
  closeDrawer();
});
