const SETTLED = 700; // ms after which a page that made room for the panel lies still

/** Keep what opened the panel in sight while the page makes room for it: text is set anew, figures are drawn again.
 * @type {(origin: HTMLElement) => void} */
export const keepInSight = (origin) => {
  const reach = () => origin.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  const waiting = new ResizeObserver(reach);
  waiting.observe(document.body);
  requestAnimationFrame(reach);
  setTimeout(() => {
    waiting.disconnect();
    reach();
  }, SETTLED);
};
