/** @import { Panel } from "./types.js" */
import { all, first, one } from "./dom.js";
import { lasting, layingOf, onPaper } from "./deck.js";
import { beginDisplays } from "./displays.js";
import { remarksOf } from "./remarks.js";

const FAR = 50; // px, of a finger that turns the page
const LATE = 150; // ms after which a window has its new size
/** What keeps each key for itself; whatever has the focus, page keys turn the page: a clicker has no others. */
const OWN = "select, input, .hz-panel";
/** @type {Record<string, string>} */
const KEEPS = { " ": "button, summary, .hz-number, a", ArrowLeft: ".hz-marks", ArrowRight: ".hz-marks", ArrowUp: ".hz-marks", ArrowDown: ".hz-marks" };

/** One slide at a time, reached by keys, buttons, a finger, or by its number in the address.
 * @type {(panel: Panel) => Promise<void>} */
const beginSlides = async (panel) => {
  const deck = one(document, ".deck");
  const [where, back, forth] = ["#where", "#back", "#forth"].map((name) => one(document, name));
  await document.fonts.ready;
  const lay = layingOf(deck);
  const remarks = remarksOf(all(deck, ".remark"));
  let sheets = lay();
  let here = 0;
  let size = "";

  /** @type {(place: number) => void} */
  const show = (place) => {
    here = Math.min(Math.max(place, 0), sheets.length - 1);
    sheets.forEach((sheet, i) => sheet.classList.toggle("here", i === here));
    where.textContent = `${here + 1} / ${sheets.length}`;
    remarks.show(first(sheets[here], ".said"));
  };
  /** @type {(place: number) => void} */
  const go = (place) => {
    panel.close();
    show(place);
    history.replaceState(null, "", `#${here + 1}`);
    first(sheets[here], ".slide")?.focus({ preventScroll: true });
  };
  /** The place that the address names: a slide by its number, or the one on which something stands.
   * @type {() => number} */
  const named = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    if (/^\d+$/.test(name)) return Number(name) - 1;
    const at = name ? document.getElementById(name)?.closest(".sheet") : null;
    return at ? sheets.indexOf(/** @type {HTMLElement} */ (at)) : here;
  };
  const layAgain = () => {
    const at = lasting(sheets[here]);
    remarks.without(() => { sheets = lay(); });
    show(at ? sheets.findIndex((sheet) => sheet.contains(at)) : here);
    size = `${innerWidth}/${innerHeight}`;
  };

  /** @type {Record<string, () => number>} */
  const keys = { ArrowRight: () => here + 1, ArrowDown: () => here + 1, PageDown: () => here + 1, " ": () => here + 1,
    ArrowLeft: () => here - 1, ArrowUp: () => here - 1, PageUp: () => here - 1, Home: () => 0, End: () => sheets.length - 1 };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const within = (/** @type {string} */ selector) => event.target instanceof Element && event.target.closest(selector);
    if (within(OWN) || (KEEPS[event.key] && within(KEEPS[event.key]))) return;
    if (event.key === "n" || event.key === "N") remarks.toggle();
    if (!(event.key in keys)) return;
    event.preventDefault();
    go(event.key === " " && event.shiftKey ? here - 1 : keys[event.key]());
  });
  back.addEventListener("click", () => go(here - 1));
  forth.addEventListener("click", () => go(here + 1));
  one(document, "#usage").addEventListener("click", () => go(sheets.length - 1));
  let [x, y] = [0, 0];
  deck.addEventListener("touchstart", (/** @type {TouchEvent} */ event) => { [x, y] = [event.touches[0].clientX, event.touches[0].clientY]; }, { passive: true });
  deck.addEventListener("touchend", (/** @type {TouchEvent} */ event) => {
    const [over, down] = [event.changedTouches[0].clientX - x, event.changedTouches[0].clientY - y];
    const wide = event.target instanceof Element ? event.target.closest(".hz-scroll, input") : null;
    if (Math.abs(over) < FAR || Math.abs(over) < 2 * Math.abs(down) || (wide && wide.scrollWidth > wide.clientWidth + 1)) return;
    go(here - Math.sign(over));
  }, { passive: true });
  addEventListener("hashchange", () => show(named()));

  let late = 0;
  addEventListener("resize", () => {
    clearTimeout(late);
    late = window.setTimeout(() => {
      if (`${innerWidth}/${innerHeight}` !== size && !onPaper()) layAgain();
    }, LATE);
  });
  for (const [event, paper] of /** @type {const} */ ([["beforeprint", true], ["afterprint", false]])) {
    addEventListener(event, () => {
      document.documentElement.classList.toggle("paper", paper);
      layAgain();
    });
  }
  layAgain();
  show(named());
};
for (const table of all(document, ".hz-scroll table")) table.dataset.live = "yes"; // on a slide nothing is sorted or turned over
beginDisplays(beginSlides);
