import { all, one, still } from "./dom.js";
import { beginDisplays } from "./displays.js";

/** Arrow keys, page keys and space move; the panel, tables and marks keep their own keys. */
const beginSlides = () => {
  const slides = all(document, ".slide");
  const where = one(document, "#where");
  const here = () => {
    const found = slides.findIndex((slide) => slide.getBoundingClientRect().bottom > innerHeight / 2);
    return found < 0 ? slides.length - 1 : found;
  };
  const tell = () => { where.textContent = `${here() + 1} / ${slides.length}`; };
  /** @type {(place: number) => void} */
  const go = (place) => slides[Math.min(Math.max(place, 0), slides.length - 1)]
    .scrollIntoView({ behavior: still() ? "auto" : "smooth", block: "start" });
  /** @type {Record<string, number>} */
  const keys = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target instanceof Element
      && event.target.closest("select, input, button, summary, .hz-number, .hz-panel, .hz-scroll, .hz-marks")) return;
    if (event.key in keys) { event.preventDefault(); go(here() + keys[event.key]); }
    if (event.key === "Home") go(0);
    if (event.key === "End") go(slides.length - 1);
  });
  one(document, "#back").addEventListener("click", () => go(here() - 1));
  one(document, "#forth").addEventListener("click", () => go(here() + 1));
  addEventListener("scroll", tell, { passive: true });
  tell();
};
beginSlides();
beginDisplays();
