const SETTLED = 4000; // ms after which a page that made room for the panel lies still, figures drawn again
const HANDS = /** @type {const} */ (["wheel", "touchmove", "keydown", "pointerdown"]);

/** Keep what opened the panel in sight while the page makes room for it, until the reader moves the page.
 * @type {(origin: HTMLElement) => void} */
export const keepInSight = (origin) => {
  const reach = () => origin.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  const room = new ResizeObserver(reach);
  const moved = new MutationObserver(reach); // a mark is laid again where its figure is drawn again
  const end = () => {
    room.disconnect();
    moved.disconnect();
    for (const hand of HANDS) removeEventListener(hand, end);
  };
  room.observe(document.body);
  moved.observe(origin, { attributes: true, attributeFilter: ["style"] });
  for (const hand of HANDS) addEventListener(hand, end, { passive: true });
  requestAnimationFrame(reach);
  setTimeout(end, SETTLED);
};
