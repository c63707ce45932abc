// Text with entities, and small DOM tools. Nothing that people write ever becomes HTML.

export function el(tag, props = {}, ...children) {
  const { style, dataset, attrs, ...rest } = props;
  const node = Object.assign(document.createElement(tag), rest);
  if (style) for (const [name, value] of Object.entries(style)) node.style.setProperty(name, value);
  if (dataset) Object.assign(node.dataset, dataset);
  if (attrs) for (const [name, value] of Object.entries(attrs)) node.setAttribute(name, value);
  node.append(...children.filter(child => child !== null && child !== undefined));
  return node;
}

/**
 * Children that keep their nodes while what they show is the same. So clicks, selections and pictures survive updates.
 */
export class Children {
  #kept = new Map();

  constructor(root) {
    this.root = root;
  }

  /**
   * Shows the items.
   *
   * @param items [{id, content, make}] in order. An element is made again when its content changed
   * @return the elements
   */
  show(items) {
    const kept = new Map();
    for (const { id, content, make } of items) {
      const key = JSON.stringify(content);
      const known = this.#kept.get(id);
      kept.set(id, known?.key === key ? known : { key, node: make() });
    }
    this.#kept = kept;
    const nodes = [...kept.values()].map(one => one.node);
    const wanted = new Set(nodes);
    for (const child of [...this.root.childNodes]) if (!wanted.has(child)) child.remove();
    nodes.forEach((node, i) => node !== this.root.childNodes[i] && this.root.insertBefore(node, this.root.childNodes[i] ?? null));
    return nodes;
  }

  clear() {
    this.show([]);
  }
}

export function svg(tag, attrs, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attrs)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

export const icon = path => svg("svg", { viewBox: "0 0 24 24" }, svg("path", { d: path }));

/**
 * Renders a part of the page again. The focus stays on the element with the same data-key, or on the first button.
 */
export function keepFocus(root, render) {
  const held = root.contains(document.activeElement) ? document.activeElement : null;
  render();
  if (!held || held.isConnected) return;
  const key = held.dataset.key;
  const again = key && root.querySelector(`[data-key="${CSS.escape(key)}"]`);
  (again || root.querySelector("button"))?.focus({ preventScroll: true });
}

export const hue = id => Number(BigInt(Math.abs(id)) * 97n % 360n);

export function avatar(id, name) {
  const letters = name.split(/\s+/).slice(0, 2).map(word => [...word][0] ?? "").join("");
  return el("div", { className: "avatar", textContent: letters.toUpperCase(), style: { "--hue": hue(id) }, ariaHidden: "true" });
}

/**
 * Renders a text. Entities nest but never cross, and come sorted by offset with the longer first.
 *
 * @param onCommand is called with a bot command that was chosen, and its offset
 */
export function formatted(text, entities, onCommand) {
  const render = (from, to, inner) => {
    const nodes = [];
    let at = from;
    for (let i = 0; i < inner.length; i++) {
      const entity = inner[i];
      if (entity.offset < at) continue;
      const end = Math.min(entity.offset + entity.length, to);
      if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
      const nested = inner.slice(i + 1).filter(other => other.offset >= entity.offset && other.offset + other.length <= end);
      nodes.push(element(entity, text.slice(entity.offset, end), render(entity.offset, end, nested), onCommand));
      at = end;
    }
    if (at < to) nodes.push(text.slice(at, to));
    return nodes;
  };
  return el("div", { className: "text" }, ...render(0, text.length, entities));
}

const TAGS = { BOLD: "b", ITALIC: "i", UNDERLINE: "u", STRIKETHROUGH: "s", CODE: "code", PRE: "pre", BLOCKQUOTE: "blockquote", EXPANDABLE_BLOCKQUOTE: "blockquote" };

function element(entity, plain, children, onCommand) {
  switch (entity.type) {
    case "TEXT_LINK": return link(entity.url, children);
    case "URL": return link(plain, children);
    case "BOT_COMMAND": return el("button", { type: "button", className: "command", onclick: () => onCommand(plain, entity.offset) }, ...children);
    case "SPOILER": return el("span", { className: "spoiler", onclick: event => event.currentTarget.classList.add("open") }, ...children);
    case "MENTION": case "HASHTAG": case "CASHTAG": case "TEXT_MENTION": return el("a", {}, ...children);
    default: return el(TAGS[entity.type] ?? "span", {}, ...children);
  }
}

function link(address, children) {
  const safe = /^https?:\/\//i.test(address ?? "") ? address : undefined;
  return el("a", safe ? { href: safe, target: "_blank", rel: "noopener noreferrer" } : {}, ...children);
}
