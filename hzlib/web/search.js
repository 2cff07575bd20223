/** @import { Evidence } from "./types.js" */
import { el, one, reveal } from "./dom.js";
import { paint } from "./text.js";

/** The text of a holder without what cleaning took out, and its nodes.
 * @type {(holder: HTMLElement) => { nodes: Text[], text: string }} */
const blockOf = (holder) => {
  const walk = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT, (node) =>
    (node.parentElement?.closest(".removed") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
  const nodes = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) nodes.push(/** @type {Text} */ (node));
  return { nodes, text: nodes.map((node) => node.data).join("").toLowerCase() };
};

/** @type {(nodes: Text[], start: number, end: number) => Range} */
const rangeIn = (nodes, start, end) => {
  const range = document.createRange();
  let passed = 0;
  for (const node of nodes) {
    const next = passed + node.data.length;
    if (start >= passed && start < next) range.setStart(node, start - passed);
    if (end > passed && end <= next) { range.setEnd(node, end - passed); break; }
    passed = next;
  }
  return range;
};

/** List in #counted the numbers whose subject holds all words, each with the way to its place.
 * @type {(wanted: string[], numbers: HTMLElement[], evidence: Evidence) => void} */
const listCounted = (wanted, numbers, evidence) => {
  const box = one(document, "#counted");
  const found = wanted.length ? numbers.filter(({ dataset }) => wanted.every((word) => (dataset.subject ?? "").toLowerCase().includes(word))) : [];
  box.hidden = !found.length;
  one(box, "summary").textContent = `${found.length} 个数量的对象里有“${wanted.join("”和“")}”`;
  one(box, "ol").replaceChildren(...found.map(({ id, dataset, textContent }) => el("li", {},
    el("a", { href: `#${id}` }, el("b", { text: evidence.find(dataset.evidence ?? "")?.value ?? textContent }), ` ${dataset.subject}`),
    el("small", { text: dataset.when }))));
};

/** Where words stand in a text that holds all of them, in its order.
 * @type {(text: string, words: string[]) => [number, number][]} */
export const placesOf = (text, words) => {
  if (!words.length || !words.every((word) => text.includes(word))) return [];
  /** @type {[number, number][]} */
  const found = [];
  for (const word of new Set(words)) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) found.push([at, at + word.length]);
  }
  return found.sort(([a], [b]) => a - b);
};

/** Search in a full text: the field #query, its steps #earlier and #later, its count #found; and
 * in the subjects of its numbers. Of several words a paragraph, or a subject, must hold all.
 * @type {(holders: HTMLElement[], numbers: HTMLElement[], evidence: Evidence) => void} */
export const beginSearch = (holders, numbers, evidence) => {
  const query = one(document, "#query");
  const found = one(document, "#found");
  const texts = holders.map(blockOf);
  /** @type {Range[]} */
  let hits = [];
  let current = -1;
  const search = () => {
    const wanted = query.value.toLowerCase().split(/\s+/).filter((/** @type {string} */ word) => word);
    hits = texts.flatMap(({ nodes, text }) => placesOf(text, wanted).map(([start, end]) => rangeIn(nodes, start, end)));
    current = -1;
    paint("hz-current", []);
    paint("hz-found", hits);
    found.textContent = wanted.length ? (hits.length ? `${hits.length} 处` : "没有找到") : "";
    listCounted(wanted, numbers, evidence);
  };
  /** @type {(step: number) => void} */
  const go = (step) => {
    if (!hits.length) return;
    current = (current + step + hits.length) % hits.length;
    paint("hz-current", [hits[current]]);
    const at = hits[current].startContainer.parentElement;
    if (at) reveal(at);
    found.textContent = `${current + 1} / ${hits.length} 处`;
  };
  query.addEventListener("input", search);
  query.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter") { event.preventDefault(); go(event.shiftKey ? -1 : 1); }
  });
  one(document, "#later").addEventListener("click", () => go(1));
  one(document, "#earlier").addEventListener("click", () => go(-1));
  addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(input|select|textarea)$/i.test(document.activeElement?.tagName ?? "")) {
      event.preventDefault();
      query.focus();
    }
  });
};
