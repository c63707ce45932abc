// What the person hears: at most one voice chat, whichever chat is open.
import { showHeard } from "./bars.js";
import { Listener } from "./listen.js";
import { BARS, showWave } from "./room.js";
import { toast } from "./toast.js";
import { chatName, world } from "./world.js";
import { word } from "./words.js";

const $ = id => document.getElementById(id);
const NARROW = matchMedia("(max-width: 720px)");
let listener = null;

export const heardChat = () => listener?.chatId ?? 0;

/**
 * Shows the pill and the bar.
 *
 * @param act {open, changed}: to open a chat, and to show that listening has begun or ended
 */
export function showListening(chat, act) {
  const here = heardChat() === chat?.id;
  const pill = $("listen-pill");
  pill.hidden = !chat?.voiceChat?.active;
  pill.textContent = word(here ? NARROW.matches ? "stop" : "stopListening" : "listen");
  pill.classList.toggle("on", here);
  pill.onclick = () => toggleListening(chat.id, act.changed);
  const heard = here ? null : world.chats.get(heardChat());
  showHeard(heard ? chatName(heard) : null, () => act.open(heard.id), () => toggleListening(heard.id, act.changed));
}

/** Listens to a chat, or stops when it is heard. */
export function toggleListening(chatId, changed) {
  const same = heardChat() === chatId;
  listener?.stop();
  listener = same ? null : new Listener(chatId, () => { listener = null; changed(); toast(word("listeningEnded")); });
  window.muzonListener = listener;
  changed();
  if (listener) requestAnimationFrame(animate);
}

function animate() {
  showWave(heardChat() === world.current ? listener.bars(BARS) : null);
  if (listener) requestAnimationFrame(animate);
}
