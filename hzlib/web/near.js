/** @import { Drawn } from "./types.js" */

const INSIDE = "-100px 0px"; // a figure of which only the title is to be seen is not yet in the window
const AHEAD = "600px 0px"; // how far below and above the window something is near, once its reader scrolls

/** A pause, in which the browser paints and hears its user.
 * @type {() => Promise<void>} */
export const pause = () => new Promise((resolve) => { setTimeout(resolve); });

/** What has been painted is to be seen before anything slow begins; a page out of sight paints nothing, and does not wait.
 * @type {() => Promise<void>} */
export const painted = () => new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve));
  setTimeout(resolve, 200);
});

/** Show each figure as it comes into the window, and ahead of it once the reader scrolls, with a pause between two; done
 * when those are that are in the window at first.
 * @type {(figures: Drawn[], show: (figure: Drawn) => Promise<void>, signal: AbortSignal) => Promise<void>} */
export const eachWhenNear = (figures, show, signal) => new Promise((resolve) => {
  const waiting = new Map(figures.map((figure) => [/** @type {Element} */ (figure.holder), figure]));
  /** @type {Promise<void>} */
  let queue = Promise.resolve();
  /** @type {(rootMargin: string) => void} */
  const watch = (rootMargin) => {
    const observer = new IntersectionObserver((seen) => {
      for (const { target, isIntersecting } of seen) {
        const figure = isIntersecting && waiting.get(target);
        if (!figure) continue;
        observer.unobserve(target);
        waiting.delete(target);
        queue = queue.then(() => show(figure)).then(pause);
      }
      queue.then(resolve);
    }, { rootMargin });
    for (const holder of waiting.keys()) observer.observe(holder);
    signal.addEventListener("abort", () => observer.disconnect());
  };
  watch(INSIDE);
  addEventListener("scroll", () => watch(AHEAD), { once: true, passive: true, signal });
});
