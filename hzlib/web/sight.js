const SETTLED = 4000; // ms after which a page that made room for the panel lies still, figures drawn again
const SCROLLED = 700; // ms after which a page that was still gliding lies still
const HANDS = /** @type {const} */ (["wheel", "touchmove", "keydown", "pointerdown"]);
/** Let go of what was followed before. */
let letGo = () => {};

/** Keep what opened the panel, or what a page was opened at, in sight while the page makes room for it or is laid out,
 * until the reader moves the page.
 * @type {(origin: HTMLElement, block?: ScrollLogicalPosition) => void} */
export const keepInSight = (origin, block = "nearest") => {
  letGo();
  const reach = () => origin.scrollIntoView({ block, inline: "nearest", behavior: "instant" });
  const room = new ResizeObserver(reach);
  const moved = new MutationObserver(reach); // a mark is laid again where its figure is drawn again
  let late = 0;
  const end = () => {
    clearTimeout(late);
    room.disconnect();
    moved.disconnect();
    for (const hand of HANDS) removeEventListener(hand, end);
  };
  room.observe(document.body);
  moved.observe(origin, { attributes: true, attributeFilter: ["style"] });
  letGo = end;
  late = window.setTimeout(reach, SCROLLED);
  requestAnimationFrame(() => {
    if (letGo !== end) return;
    reach();
    // The key or click that opened the panel is not the reader's next one.
    for (const hand of HANDS) addEventListener(hand, end, { passive: true });
  });
  setTimeout(end, SETTLED);
};
