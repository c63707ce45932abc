// A swipe to the left on a message answers it, as in Telegram's apps.

const ENOUGH = 52, MOST = 76; // px

/** @param reply is called with the article of the swiped message */
export function watchSwipes(root, reply) {
  let swipe = null;
  const end = () => {
    if (!swipe) return;
    swipe.article.style.transform = "";
    swipe.article.classList.remove("swiped", "enough");
    swipe = null;
  };
  root.addEventListener("pointerdown", event => {
    const article = event.pointerType === "mouse" ? null : event.target.closest("article");
    swipe = article && { article, id: event.pointerId, x: event.clientX, y: event.clientY, moved: 0 };
  });
  root.addEventListener("pointermove", event => {
    if (swipe?.id !== event.pointerId) return;
    const left = swipe.x - event.clientX;
    if (!swipe.moved && Math.abs(event.clientY - swipe.y) > Math.max(8, left)) return end();
    if (left < 8 && !swipe.moved) return;
    if (!swipe.moved) root.setPointerCapture(event.pointerId);
    swipe.moved = Math.max(1, Math.min(MOST, left));
    swipe.article.classList.add("swiped");
    swipe.article.classList.toggle("enough", swipe.moved >= ENOUGH);
    swipe.article.style.transform = `translateX(${-swipe.moved}px)`;
  });
  root.addEventListener("pointerup", event => {
    if (swipe?.id !== event.pointerId) return;
    const { article, moved } = swipe;
    end();
    if (moved >= ENOUGH) reply(article);
  });
  root.addEventListener("pointercancel", end);
}
