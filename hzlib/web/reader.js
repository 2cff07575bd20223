import { all, one, reveal } from "./dom.js";
import { dressNumbers, followNumbers } from "./numbers.js";
import { beginPage, tellReady } from "./page.js";
import { beginSearch } from "./search.js";
import { reachPlace, textHolders } from "./text.js";

/** Show the facts of the chosen indicator and kinds, and step from one to the next.
 * @type {(facts: HTMLElement[]) => void} */
const beginFilters = (facts) => {
  const choice = one(document, "#indicator");
  if (!choice) return;
  const ticks = /** @type {HTMLInputElement[]} */ (all(document, "[name=status]"));
  const filter = () => {
    const kinds = new Set(ticks.filter((tick) => tick.checked).map((tick) => tick.value));
    for (const fact of facts) {
      const on = kinds.has(fact.dataset.status ?? "") && (!choice.value || fact.dataset.indicator === choice.value);
      fact.classList.toggle("off", !on);
      fact.tabIndex = on ? 0 : -1;
    }
  };
  choice.addEventListener("change", filter);
  for (const tick of ticks) tick.addEventListener("change", filter);
  let at = -1;
  document.getElementById("next-fact")?.addEventListener("click", () => {
    const shown = facts.filter((fact) => !fact.classList.contains("off"));
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
  beginFilters(all(text, ".fact"));
  beginSearch(holders);
  removed?.addEventListener("change", () => text.classList.toggle("show-removed", removed.checked));

  /** @type {HTMLElement | null} */
  let before = null;
  const reach = () => {
    before?.classList.remove("reached", "here");
    const named = /^#fact-\d+$/.test(location.hash) ? document.getElementById(location.hash.slice(1)) : null;
    const offset = /^#c(\d+)$/.exec(location.hash);
    const found = offset ? reachPlace(holders, Number(offset[1])) : null;
    before = named ?? found?.at ?? null;
    named?.classList.add("here");
    if (offset && found) text.dataset.reached = offset[1];
    if (found?.removed && removed) {
      text.classList.add("show-removed");
      removed.checked = true;
    }
    if (before) reveal(before);
    named?.focus({ preventScroll: true });
  };
  addEventListener("hashchange", reach);
  const outline = one(document, ".contents details");
  if (outline && innerWidth < 1100) outline.open = false;
  reach();
  // The font changes the length of lines: what was reached moves, and is reached again.
  await document.fonts.ready;
  reach();
  tellReady();
};
beginReader();
