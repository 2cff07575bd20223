import { all } from "./dom.js";

/** Colour ranges of text under a name of the sheet (::highlight(hz-…)); false if the browser cannot.
 * @type {(name: string, ranges: Range[]) => boolean} */
export const paint = (name, ranges) => {
  if (typeof CSS === "undefined" || !CSS.highlights) return false;
  if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
  return true;
};

/** The holders of a full text, [data-c], by the raw offset at which each begins.
 * @type {(text: HTMLElement) => HTMLElement[]} */
export const textHolders = (text) =>
  all(text, "[data-c]").sort((a, b) => Number(a.dataset.c) - Number(b.dataset.c));

/** The place of a raw offset: each character of the page is one of the raw text.
 * @type {(holders: HTMLElement[], offset: number) => { holder: HTMLElement, node: Text | null, low: number, high: number } | null} */
const spot = (holders, offset) => {
  let low = 0;
  let high = holders.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (Number(holders[middle].dataset.c) <= offset) low = middle; else high = middle - 1;
  }
  const holder = holders[low];
  if (!holder) return null;
  let left = offset - Number(holder.dataset.c);
  const walk = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
  for (let node = /** @type {Text | null} */ (walk.nextNode()); node; node = /** @type {Text | null} */ (walk.nextNode())) {
    let units = 0;
    for (const sign of node.data) {
      if (left === 0) return { holder, node, low: units, high: units + sign.length };
      left -= 1;
      units += sign.length;
    }
  }
  return { holder, node: null, low: 0, high: 0 };
};

/** Mark a raw span of a full text, of a place without an end the whole number there, and return what to bring into view.
 * @type {(holders: HTMLElement[], start: number, end?: number) => { at: HTMLElement, number: HTMLElement | null, removed: boolean } | null} */
export const reachPlace = (holders, start, end) => {
  const begin = spot(holders, start);
  if (!begin) return null;
  const parent = begin.node?.parentElement ?? null;
  const number = /** @type {HTMLElement | null} */ (parent?.closest(".hz-number") ?? null);
  const range = document.createRange();
  const last = spot(holders, (end ?? start + 1) - 1);
  if (number && end === undefined) range.selectNodeContents(number);
  else if (begin.node && last?.node) {
    range.setStart(begin.node, begin.low);
    range.setEnd(last.node, last.high);
  }
  paint("hz-place", range.collapsed ? [] : [range]);
  const at = number ?? begin.holder;
  at.classList.add(number ? "here" : "reached");
  return { at, number, removed: Boolean(parent?.closest(".removed")) };
};
