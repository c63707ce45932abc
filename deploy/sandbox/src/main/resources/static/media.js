// Songs to play, pictures to see, and other files to download.
import { cover } from "./covers.js";
import { el, icon } from "./markup.js";
import { length, size, word } from "./words.js";

const PLAY = "M7 4.5v15l12-7.5z", PAUSE = "M6 5h4v14H6zM14 5h4v14h-4z";
const PAGE = "M7 3h7l5 5v13H7zM14 3v5h5";
const player = new Audio();
let playing = null;

export function attachment(media) {
  const url = "/sandbox/files/" + media.fileId;
  switch (media.kind) {
    case "PHOTO": return el("img", { className: "photo", src: url, alt: media.name, width: media.width, height: media.height, style: { height: "auto" } });
    case "VIDEO": case "VIDEO_NOTE": return el("video", { className: "photo", src: url, controls: true, preload: "metadata", attrs: { "aria-label": media.name } });
    case "AUDIO": case "VOICE": return song(media, url);
    default: return file(media, url);
  }
}

function song(media, url) {
  const title = media.kind === "VOICE" && !media.title ? word("voiceMessage") : media.title ?? media.name;
  const button = el("button", { type: "button", dataset: { plays: url, title }, onclick: () => toggle(url) }, cover(title, media.cover ? url + "/cover" : null));
  show(button);
  return el("div", { className: "audio" }, button, about(title, [media.performer, media.seconds ? length(media.seconds) : null, size(media.size)]));
}

function file(media, url) {
  const ending = /\.(\w{1,4})$/.exec(media.name)?.[1];
  return el("div", { className: "audio document" },
    el("a", { className: "sheet", href: url, download: media.name, ariaLabel: word("download", media.name) }, icon(PAGE), el("i", { textContent: ending ?? "" })),
    about(media.name, [size(media.size)]));
}

const about = (title, facts) => el("div", {}, el("b", { textContent: title }), el("span", { textContent: facts.filter(Boolean).join(" · ") }));

/** Returns a message in a few words. */
export const brief = post => post.text || post.media?.title || (post.media?.kind === "VOICE" ? word("voiceMessage") : post.media?.name) || "";

function toggle(url) {
  if (playing === url) { player.pause(); playing = null; } else { player.src = url; player.play().catch(() => mark(null)); playing = url; }
  mark(playing);
}
player.onended = () => mark(null);

function mark(url) {
  playing = url;
  document.querySelectorAll("[data-plays]").forEach(show);
}

function show(button) {
  const on = playing === button.dataset.plays;
  button.querySelector(".play")?.remove();
  button.append(el("span", { className: "play" }, icon(on ? PAUSE : PLAY)));
  button.setAttribute("aria-label", word(on ? "pause" : "play", button.dataset.title));
}

/** Returns how many seconds a file of sound lasts, as the browser reads it. 0 when it cannot. */
export function seconds(file) {
  if (!/^(audio|video)\//.test(file.type)) return Promise.resolve(0);
  const url = URL.createObjectURL(file), probe = new Audio();
  probe.preload = "metadata";
  return new Promise(resolve => {
    const done = found => { URL.revokeObjectURL(url); resolve(Number.isFinite(found) ? Math.round(found) : 0); };
    probe.onloadedmetadata = () => done(probe.duration);
    probe.onerror = () => done(0);
    setTimeout(done, 4000, 0);
    probe.src = url;
  });
}
