// The page's words, in the language of the person who speaks.
import { refusals as enRefusals } from "./refusals-en.js";
import { refusals as ruRefusals } from "./refusals-ru.js";
import { en } from "./words-en.js";
import { ru } from "./words-ru.js";

const LANGUAGES = { en: { words: en, refusals: enRefusals, locale: "en-GB" }, ru: { words: ru, refusals: ruRefusals, locale: "ru-RU" } };
let chosen = LANGUAGES.en;

/**
 * Chooses the language, and says the words that always stand on the page in it.
 *
 * @param code of the person's app. Anything unknown is English
 */
export function speak(code) {
  const language = code?.toLowerCase().startsWith("ru") ? "ru" : "en";
  chosen = LANGUAGES[language];
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = word(node.dataset.text);
  for (const node of document.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", word(node.dataset.label));
    if (node.matches("button")) node.title = word(node.dataset.label);
  }
}

export function word(key, ...values) {
  const found = chosen.words[key];
  return typeof found === "function" ? found(...values) : found;
}

const TOO_LARGE = 413;

/**
 * Says why something was refused.
 *
 * @param status of the answer
 * @param code the sandbox's own name of the reason, if it gave one
 */
export function refusal(status, code) {
  return chosen.refusals[code] ?? (status === TOO_LARGE ? word("tooLarge") : status >= 500 ? word("noAnswer") : word("refused", status));
}

export const hasWord = key => key in chosen.words;
export const time = instant => new Date(instant).toLocaleTimeString(chosen.locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
export const day = instant => new Date(instant).toLocaleDateString(chosen.locale, { day: "numeric", month: "long" });
export const length = seconds => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

export function size(bytes) {
  const [unit, scale] = bytes < 1024 ? ["bytes", 1] : bytes < 1048576 ? ["kilobytes", 1024] : ["megabytes", 1048576];
  const digits = bytes < 10 * scale && scale > 1 ? 1 : 0;
  return word(unit, (bytes / scale).toLocaleString(chosen.locale, { minimumFractionDigits: 0, maximumFractionDigits: digits }));
}
