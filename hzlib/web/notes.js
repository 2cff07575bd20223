/** @import { Evidence, Found, Plain, Spec } from "./types.js" */
import { all, el, first, grouped } from "./dom.js";
import { keptRows, PRINTED } from "./table.js";

const PARTS = 8; // of a formula or a list, that get notes or are named
const TOLD = 4; // documents in a line of sources
const BESIDE = 90; // signs on either side of what is marked in a sentence
const LEFT_OUT = "注号按首次引用编排，同一句、同一算式只列一次。表中各注列在每行首格；由同一行各数得出的数不另注。";
const CITED = ".hz-number[data-evidence]";
const UNPRINTED = "details, .hz-whole"; // what is left out of a print has no notes

/** A note: a sentence with all that is cited of it, or another source.
 * @typedef {{ number: number, found: Found, marks: [number, number][], parts: [string, number][] }} SourceNote */

/** The first of some names, each once, and how many there are.
 * @type {(list: string[]) => string} */
export const some = (list) => {
  const once = [...new Set(list)];
  return once.length > TOLD ? `${once.slice(0, TOLD).join("、")}等${once.length}种` : once.join("、");
};

/** Numbers of notes, those in a row as one: 1、3–5.
 * @type {(numbers: number[]) => (Node | string)[]} */
const references = (numbers) => {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const link = (/** @type {number} */ one) => el("a", { href: `#note-${one}`, text: String(one) });
  return sorted.flatMap((one, i) => {
    const [runs, goesOn] = [sorted[i - 1] === one - 1, sorted[i + 1] === one + 1];
    if (runs && goesOn) return [];
    return [i === 0 ? "" : runs ? (sorted[i - 2] === one - 2 ? "–" : "、") : "、", link(one)];
  });
};

/** The documents and publishers that a number comes from in the end.
 * @type {(evidence: Evidence, key: string, seen?: Set<string>) => string[]} */
export const origins = (evidence, key, seen = new Set()) => {
  const found = seen.has(key) ? null : evidence.find(key);
  seen.add(key);
  if (!found) return [];
  if (found.quote) return [`《${found.quote.title}》`];
  // A count of words that shows no line names its documents.
  const [, named] = (found.fields ?? []).find(([name]) => name === "文件") ?? [];
  if (named && !found.lines.length) return named.match(/《.+?》(?=、《|$)/g) ?? [];
  const parts = (found.parts ?? []).flatMap(([, part]) => origins(evidence, part, seen));
  return [...parts, ...found.lines.map((line) => `《${line.title}》`), ...(isRow(found) && found.text ? [found.text] : [])];
};

/** A row of the reference figures tells its fields; another source is told by its parts or its lines.
 * @type {(found: Found) => boolean} */
const isRow = (found) => !found.quote && !found.parts && !found.lines.length && (found.fields?.length ?? 0) > 1;

/** The notes of a page, each source once, in the order in which they are cited.
 * @type {(evidence: Evidence) => { notes: () => SourceNote[], cite: (key: string) => number }} */
export const sourceNotes = (evidence) => {
  /** @type {Map<string, SourceNote>} */
  const byName = new Map();
  /** @type {Map<string, number>} */
  const known = new Map();
  /** @type {(key: string) => number} */
  const cite = (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = evidence.find(key);
    if (!found) return 0;
    const { quote, parts = [] } = found;
    const name = quote ? `${quote.doc}/${quote.text}` : key;
    const note = byName.get(name) ?? { number: byName.size + 1, found, marks: [], parts: [] };
    byName.set(name, note);
    known.set(key, note.number);
    if (quote) note.marks.push([quote.low, quote.high]);
    // Few parts stand in notes of their own, of many some are named; what is told by kinds names none.
    if (!found.kinds) note.parts = parts.slice(0, PARTS).map(([label, part]) => [label, parts.length > PARTS ? 0 : cite(part)]);
    return note.number;
  };
  return { notes: () => [...byName.values()], cite };
};

/** A sentence with all that is cited of it marked, cut off far from there.
 * @type {(text: string, marks: [number, number][]) => (Node | string)[]} */
const markedSentence = (text, marks) => {
  const sorted = [...marks].sort((a, b) => a[0] - b[0]);
  const [start, end] = [Math.max(sorted[0][0] - BESIDE, 0), Math.min(Math.max(...sorted.map(([, high]) => high)) + BESIDE, text.length)];
  /** @type {(Node | string)[]} */
  const made = [start ? "…" : ""];
  let here = start;
  for (const [low, high] of sorted) {
    if (low < here) continue; // marked already
    made.push(text.slice(here, low), el("mark", { text: text.slice(low, high) }));
    here = high;
  }
  return [...made, text.slice(here, end), end < text.length ? "…" : ""];
};

/** @type {(note: SourceNote) => (Node | string)[]} */
const noteWords = ({ found, marks, parts }) => {
  // The innermost heading finds the place; the sentence says the rest.
  if (found.quote) return [`《${found.quote.title}》${found.quote.section && `（${found.quote.section.split(" › ").at(-1)}）`}：`, ...markedSentence(found.quote.text, marks)];
  const fields = isRow(found) ? (found.fields ?? []).map(([, text]) => text).join("，") : found.value ?? "";
  if (found.kinds) return [`${found.heading}：${fields}，其中${found.kinds.map((pair) => pair.join("")).join("、")}；各处文字见网页版。`];
  const words = [fields, found.text ?? "", found.note ?? "", found.url ?? ""].filter(Boolean);
  const named = parts.flatMap(([label, number], i) => [i ? "；" : "", label, ...(number ? ["（注", ...references([number]), "）"] : [])]);
  const rest = (found.total ?? 0) - parts.length;
  return [`${found.heading}：${words.map((one) => one.replace(/[。：]$/, "")).join("。")}${parts.length ? "：" : "。"}`, ...named,
    parts.length ? (rest > 0 ? `；另有${rest}项，见网页版。` : "。") : ""];
};

/** Put the references into the text, and behind each figure and table the line of its sources.
 * @type {(article: HTMLElement, evidence: Evidence, figures: Record<string, Spec>) => SourceNote[]} */
const laidNotes = (article, evidence, figures) => {
  const { notes, cite } = sourceNotes(evidence);
  /** @type {(part: ParentNode) => HTMLElement[]} */
  const numbers = (part) => all(part, CITED).filter((one) => !one.closest(UNPRINTED));
  const keys = (/** @type {HTMLElement[]} */ list) => list.map((one) => one.dataset.evidence ?? "");
  const put = (/** @type {Element} */ at, /** @type {number[]} */ cited, how = "after") => {
    if (cited.length) at[/** @type {"after" | "append"} */ (how)](el("sup", { class: "hz-ref" }, ...references(cited)));
  };
  const told = (/** @type {Element} */ holder, /** @type {string[]} */ from, /** @type {number[]} */ cited, more = "") => {
    const sources = some(from);
    const words = [sources && `资料来源：${sources}。`, cited.length && "注：", ...references(cited), cited.length && "。", more].filter(Boolean);
    if (words.length) holder.append(el("p", { class: "hz-sources" }, .../** @type {(Node | string)[]} */ (words)));
  };
  /** What is computed of numbers of its own row, or counts them, is told by their notes.
   * @type {(key: string, own: string[]) => boolean} */
  const madeOf = (key, own) => {
    const parts = evidence.find(key)?.parts ?? [];
    return parts.length > 0 && parts.every(([, part]) => own.includes(part));
  };
  /** @type {(holder: HTMLElement) => void} */
  const layTable = (holder) => {
    const seen = all(holder, "tbody tr");
    const kept = keptRows(/** @type {HTMLTableElement} */ (first(holder, "table")));
    for (const row of seen.slice(PRINTED)) row.classList.add("hz-unprinted");
    const cited = seen.slice(0, PRINTED).filter((row) => first(row, CITED)).map((row) => {
      const own = keys(numbers(row));
      const some = own.filter((key) => !madeOf(key, own)).map(cite).filter(Boolean);
      put(row.children[0], some, "append");
      return some;
    });
    const more = kept.length > PRINTED ? `共${grouped(kept.length)}行，印出前${PRINTED}行，其余见网页版及其数据文件（CSV）。` : "";
    told(holder, kept.flat().flatMap((cell) => cell.keys).flatMap((key) => origins(evidence, key)), cited.flat(), more);
  };
  for (const part of all(article, `.hz-figure, .hz-table, ${CITED}`)) {
    if (part.matches(".hz-table")) layTable(part);
    else if (part.matches(".hz-figure")) {
      const said = keys(numbers(part));
      told(part, [...said, ...markKeys(part, figures)].flatMap((key) => origins(evidence, key)), said.map(cite).filter(Boolean));
    }
    if (part.matches(CITED) && !part.closest(`${UNPRINTED}, .hz-table`)) put(part, [cite(part.dataset.evidence ?? "")].filter(Boolean));
  }
  return notes();
};

/** The keys of a figure's marks: of the picture's fields, or of what plotly draws.
 * @type {(holder: HTMLElement, figures: Record<string, Spec>) => string[]} */
export const markKeys = (holder, figures) => {
  /** @type {(told: any) => string[]} */
  const keys = (told) => (Array.isArray(told) ? (typeof told[0] === "string" ? told.slice(0, 1) : told.flatMap(keys)) : []);
  const data = figures[holder.dataset.figure ?? ""]?.data ?? [];
  return [...all(holder, ".hz-mark[data-evidence]").map((mark) => mark.dataset.evidence ?? ""), ...keys(data.map((/** @type {Plain} */ trace) => trace.customdata))];
};

/** On paper nothing opens: for a print each number gets a note, and the notes stand at the end.
 * @type {(evidence: Evidence, figures: Record<string, Spec>) => void} */
export const beginNotes = (evidence, figures) => {
  const clear = () => {
    for (const one of all(document, ".hz-ref, .hz-sources, .hz-notes")) one.remove();
    for (const row of all(document, ".hz-unprinted")) row.classList.remove("hz-unprinted");
  };
  addEventListener("beforeprint", () => {
    clear();
    const article = first(document, ":is(.report, .indicator) article");
    const notes = article ? laidNotes(article, evidence, figures) : [];
    if (!notes.length) return;
    // Below the key, so that this does not stand on a sheet of its own.
    first(document, ".colophon")?.after(el("section", { class: "hz-notes" }, el("h2", { text: "出处注释" }), el("p", { text: LEFT_OUT }),
      el("div", {}, ...notes.map((note) => el("p", { id: `note-${note.number}` }, el("b", { text: `${note.number}` }), " ", ...noteWords(note))))));
  });
  addEventListener("afterprint", clear);
};
