import { all, one, reveal } from "./dom.js";
import { fitTable } from "./fit.js";
import { dressNumbers, followNumbers, wanderNumbers } from "./numbers.js";
import { beginPage, tellReady } from "./page.js";
import { beginSearch } from "./search.js";
import { keepInSight } from "./sight.js";
import { reachPlace, textHolders } from "./text.js";

/** Show the facts of the chosen indicator and kinds and, unless they are switched off, the other
 * quantities; step from one to the next.
 * @type {(numbers: HTMLElement[]) => void} */
const beginFilters = (numbers) => {
  const choice = one(document, "#indicator");
  const others = one(document, "#others");
  const ticks = /** @type {HTMLInputElement[]} */ (all(document, "[name=status]"));
  const filter = () => {
    const kinds = new Set(ticks.filter((tick) => tick.checked).map((tick) => tick.value));
    const wanted = choice?.value ?? "";
    for (const number of numbers) {
      const { status = "", indicator } = number.dataset;
      const chosen = wanted ? indicator?.split(" ").includes(wanted) : indicator || others?.checked;
      const on = Boolean(chosen) && kinds.has(status);
      number.classList.toggle("off", !on);
      if (on) number.setAttribute("role", "button"); else number.removeAttribute("role");
      number.tabIndex = on && indicator ? 0 : -1;
    }
  };
  for (const control of [choice, others, ...ticks]) control?.addEventListener("change", filter);
  let at = -1;
  document.getElementById("next-number")?.addEventListener("click", () => {
    const shown = numbers.filter((number) => !number.classList.contains("off"));
    if (!shown.length) return;
    at = (at + 1) % shown.length;
    reveal(shown[at]);
    shown[at].focus({ preventScroll: true });
  });
};

const beginReader = async () => {
  const { panel, signal } = await beginPage();
  const text = one(document, "article.hz-full");
  const holders = textHolders(text);
  const removed = one(document, "#removed");
  dressNumbers(text, panel);
  followNumbers(text, panel, signal);
  wanderNumbers(text, signal);
  for (const table of /** @type {HTMLTableElement[]} */ (all(text, ".hz-scroll > table"))) fitTable(/** @type {HTMLElement} */ (table.parentElement), table, signal);
  const numbers = all(text, ".hz-number");
  beginFilters(numbers);
  beginSearch(holders, numbers, panel.evidence);
  removed?.addEventListener("change", () => text.classList.toggle("show-removed", removed.checked));

  /** @type {HTMLElement | null} */
  let before = null;
  const reach = () => {
    before?.classList.remove("reached", "here");
    const named = /^#(fact|stated)-\d+$/.test(location.hash) ? document.getElementById(location.hash.slice(1)) : null;
    const offset = /^#c(\d+)$/.exec(location.hash);
    const found = offset ? reachPlace(holders, Number(offset[1])) : null;
    before = named ?? found?.at ?? null;
    named?.classList.add("here");
    if (offset && found) text.dataset.reached = offset[1];
    if (found?.removed && removed) {
      text.classList.add("show-removed");
      removed.checked = true;
    }
    if (before) {
      reveal(before);
      keepInSight(before, "center");
    }
    (named ?? found?.number)?.focus({ preventScroll: true });
  };
  addEventListener("hashchange", reach);
  const outline = one(document, ".contents details");
  if (outline && innerWidth < 1100) outline.open = false;
  reach();
  // Fonts and tables that become cards move what was reached: it is reached again.
  await document.fonts.ready;
  reach();
  tellReady();
};
beginReader();
