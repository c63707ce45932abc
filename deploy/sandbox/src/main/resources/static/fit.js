// Makes a bubble as wide as its longest line. CSS alone leaves a text that wraps as wide as it may become.

const BESIDE = 10; // px between a line and the time beside it

/** Measures all of them before it changes any, so that the page is laid out twice at most. */
export function fit(bubbles) {
  const plain = [...bubbles].filter(bubble => bubble.querySelector(".text") && !bubble.querySelector(".audio, .photo, .quote, pre, blockquote"));
  for (const bubble of plain) bubble.style.width = "";
  const widths = plain.map(wanted);
  plain.forEach((bubble, i) => bubble.style.width = widths[i] ? widths[i] + "px" : "");
}

function wanted(bubble) {
  const stamp = bubble.querySelector(".stamp"), lines = linesOf(bubble, stamp);
  if (!lines.length) return 0;
  // A bubble that is just arriving is drawn a little smaller than it is.
  const scale = bubble.getBoundingClientRect().width / bubble.offsetWidth;
  const longest = Math.max(...lines.map(line => line.right - line.left)) / scale;
  const last = lines.at(-1), time = stamp.getBoundingClientRect(), beside = time.top < last.bottom;
  const needed = (beside ? last.right - last.left + time.width : time.width) / scale + (beside ? BESIDE : 0);
  const style = getComputedStyle(bubble), padding = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
  const width = Math.ceil(Math.max(longest, needed) + padding);
  return width < bubble.offsetWidth - 1 ? width : 0;
}

/** Returns the lines of text, from top to bottom. */
function linesOf(bubble, stamp) {
  const lines = [], range = document.createRange();
  const texts = document.createTreeWalker(bubble, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    if (stamp.contains(texts.currentNode)) continue;
    range.selectNodeContents(texts.currentNode);
    for (const { left, right, top, bottom, width } of range.getClientRects()) {
      const line = width && lines.find(one => Math.min(one.bottom, bottom) - Math.max(one.top, top) > (bottom - top) / 2);
      if (line) Object.assign(line, { left: Math.min(line.left, left), right: Math.max(line.right, right) });
      else if (width) lines.push({ left, right, top, bottom });
    }
  }
  return lines.sort((a, b) => a.top - b.top);
}
