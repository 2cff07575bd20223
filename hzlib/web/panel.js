/** @import { Evidence, Found, Panel, Place } from "./types.js" */
import { el, first, one } from "./dom.js";
import { dressNumbers, wanderNumbers } from "./numbers.js";
import { paint, reachPlace, textHolders } from "./text.js";

const STEP = 20; // parts shown at once
const AROUND = 22; // signs on either side of a word in its line

/** The frame of a panel, as a page's template has it too.
 * @type {(id: string) => HTMLElement} */
export const panelFrame = (id) => el("div", { class: "hz-panel", role: "dialog", "aria-labelledby": id, tabindex: "-1", hidden: true },
  el("div", { class: "bar" },
    el("button", { type: "button", class: "plain back", text: "‹ 返回", hidden: true }),
    el("h2", { id, text: "出处" }),
    el("button", { type: "button", class: "plain close", "aria-label": "关闭出处", text: "关闭" })),
  el("div", { class: "body", "aria-live": "polite" }));

/** @type {(name: string, text: string | undefined) => HTMLElement | null} */
const line = (name, text) => (text ? el("p", { class: name }, el("bdi", { text })) : null);

/** A stretch of a text with the words in it that say what a number counts.
 * @type {(place: Place, start: number, end: number) => (Node | string)[]} */
const stretch = ({ text, subject }, start, end) => {
  const inside = subject.map(([low, high]) => [Math.max(low, start), Math.min(high, end)]).filter(([low, high]) => low < high);
  const words = inside.flatMap(([low, high], i) => [text.slice(i ? inside[i - 1][1] : start, low), el("em", { text: text.slice(low, high) })]);
  return [...words, text.slice(inside.at(-1)?.[1] ?? start, end)];
};

/** A text with a part of it marked; never cut inside of a sign of two units.
 * @type {(shown: Place, around?: number) => HTMLElement} */
const marked = (place, around = Infinity) => {
  const { text, low, high } = place;
  /** @type {(at: number) => number} */
  const whole = (at) => (/[\udc00-\udfff]/.test(text[at] ?? "") ? at - 1 : at);
  const start = whole(Math.max(0, low - around));
  const end = whole(Math.min(text.length, high + around));
  return el("bdi", {}, start ? "…" : "", ...stretch(place, start, low), el("mark", { text: text.slice(low, high) }),
    ...stretch(place, high, end), end < text.length ? "…" : "");
};

/** @type {(rows: [string, string][]) => HTMLElement | null} */
const fieldList = (rows) => (rows.length
  ? el("dl", {}, ...rows.flatMap(([name, text]) => [el("dt", { text: name }), el("dd", {}, el("bdi", { text }))]))
  : null);

/** @type {(place: Place) => (HTMLElement | null)[]} */
const quoteOf = (place) => [line("hz-from", place.title), line("hz-path", place.section),
  el("blockquote", {}, marked(place))];

/**
 * The evidence panel: what a number stands for, followed as deep as it goes, with a way back.
 * @param {HTMLElement} box the frame, see `panelFrame`
 * @param {Evidence} evidence
 * @param {{ signal: AbortSignal, scope: HTMLElement | Document, ask?: (doc: string) => Promise<string>,
 *   whole?: (doc: string) => string | null, page?: (indicator: string) => string | null,
 *   onToggle?: (open: boolean, origin: HTMLElement | null) => void }} options
 *   Escape within `scope` closes the panel; `ask` gives the full text of a document as HTML, `whole` the address of the page that has it,
 *   `page` that of the page of an indicator
 * @returns {Panel}
 */
export const evidencePanel = (box, evidence, { signal, scope, ask, whole, page, onToggle }) => {
  /** What was shown before what is shown now: its nodes are kept.
   * @typedef {{ key: string, title: string, nodes: HTMLElement[], scroll: number, focus: HTMLElement | null }} Stop */
  const [back, title, body] = [one(box, ".back"), one(box, "h2"), one(box, ".body")];
  /** @type {Stop[]} */
  let trail = [];
  /** @type {HTMLElement | null} */
  let origin = null;

  /** @type {Panel} */
  const panel = { evidence, known: (key) => evidence.find(key) !== null, open: (key, from) => open(key, from), close: () => close() };
  const draw = () => {
    const here = trail[trail.length - 1];
    title.textContent = here.title;
    back.hidden = trail.length < 2;
    body.replaceChildren(...here.nodes);
    box.dataset.evidence = here.key;
    box.scrollTop = here.scroll;
  };
  /** @type {(key: string, title: string, nodes: (HTMLElement | null)[]) => void} */
  const step = (key, name, nodes) => {
    const before = trail[trail.length - 1];
    if (before) Object.assign(before, { scroll: box.scrollTop, focus: document.activeElement });
    trail.push({ key, title: name, nodes: nodes.filter((one) => one !== null), scroll: 0, focus: null });
    draw();
    box.focus({ preventScroll: true });
  };

  /** A text inside the panel, at a place of it.
   * @type {(text: HTMLElement, html: string, place: Place) => void} */
  const fill = (text, html, place) => {
    text.innerHTML = html; // rendered by Python, which escapes what documents say
    dressNumbers(text, panel);
    wanderNumbers(text, signal);
    const reached = reachPlace(textHolders(text), place.start, place.end);
    text.classList.toggle("show-removed", Boolean(reached?.removed));
    if (!reached) return;
    box.scrollTop = reached.at.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop - 140;
    const table = reached.at.closest(".hz-scroll");
    if (table) table.scrollLeft = reached.at.getBoundingClientRect().left - table.getBoundingClientRect().left - 100;
  };
  /** The full text, which Python gives.
   * @type {(place: Place, ask: (doc: string) => Promise<string>) => Promise<void>} */
  const readWhole = async (place, ask) => {
    const text = el("div", { class: "hz-full", text: "正在取全文……" });
    step(`read:${place.doc}`, place.title, [text]);
    try {
      fill(text, await ask(place.doc), place);
    } catch (error) {
      text.textContent = `没有取到全文：${error instanceof Error ? error.message : error}`;
    }
  };
  /** The paragraphs around a place, which the page holds.
   * @type {(place: Place, near: { section: string, html: string }) => void} */
  const readNear = (place, { section, html }) => {
    const text = el("div", { class: "hz-full" });
    step(`read:${place.doc}`, place.title, [line("hz-path", section), text, el("p", {}, toWhole(place))]);
    fill(text, html, place);
  };
  /** @type {(place: Place) => HTMLElement | null} */
  const toWhole = (place) => {
    const address = place.reader ? whole?.(place.doc) ?? null : null;
    return address === null ? null : el("a", { href: `${address}#c${place.start}`, text: "到全文的这一处" });
  };
  /** The way to the text around a place, as near as there is one.
   * @type {(place: Place, text: string) => HTMLElement | null} */
  const way = (place, text) => {
    const near = evidence.around(place);
    const read = ask && place.reader ? () => readWhole(place, ask) : near && (() => readNear(place, near));
    return read ? el("button", { type: "button", class: "plain", "data-read": place.doc, text, on: { click: read } }) : null;
  };

  /** A part: what it says at once, its fields and its own parts one step further.
   * @type {(part: [string, string]) => HTMLElement} */
  const card = ([label, key]) => {
    const found = evidence.find(key);
    const shown = found && [
      label.includes(found.value ?? "") || found.quote ? null : line("hz-value", found.value),
      ...(found.quote ? quoteOf(found.quote) : [line("hz-formula", found.text) ?? fieldList((found.fields ?? []).slice(0, 3))]),
      el("p", {}, el("button", { type: "button", class: "plain", text: "看全部出处", "data-follow": key, on: { click: () => show(key) } })),
    ];
    return el("div", { class: "hz-part" }, line("hz-label", label), ...(shown ?? []));
  };
  /** @type {(parts: [string, string][], total: number) => HTMLElement | null} */
  const cards = (parts, total) => {
    if (!parts.length) return null;
    const list = el("div", { class: "hz-parts" });
    const more = el("button", { type: "button", class: "hz-more", on: { click: () => grow() } });
    let shown = 0;
    const grow = () => {
      const added = parts.slice(shown, shown + STEP).map(card);
      shown += added.length;
      list.append(...added);
      more.textContent = `更多（还有 ${parts.length - shown} 项）`;
      more.hidden = shown === parts.length;
      if (shown > added.length) first(added[0], "button")?.focus();
    };
    grow();
    const count = total > parts.length ? `共 ${total} 项，这里列出 ${parts.length} 项` : `共 ${total} 项`;
    return el("div", {}, total > STEP ? el("p", { class: "hz-path", text: count }) : null, list, more);
  };
  /** @type {(lines: Place[], total: number) => (HTMLElement | null)[]} */
  const concordance = (lines, total) => (lines.length ? [
    el("p", { class: "hz-path", text: total > lines.length ? `共 ${total} 处，这里列出 ${lines.length} 处` : `共 ${total} 处` }),
    el("ol", { class: "hz-lines" }, ...lines.map((place) => el("li", {}, marked(place, AROUND),
      el("small", {}, way(place, place.title) ?? toWhole(place) ?? place.title)))),
  ] : []);

  /** The way to the page that has all numbers of an indicator.
   * @type {(indicator: string | undefined) => HTMLElement | null} */
  const toPage = (indicator) => {
    const address = indicator ? page?.(indicator) ?? null : null;
    return address === null ? null : el("p", {}, el("a", { href: address, text: "该指标的全部数据" }));
  };

  /** @type {(found: Found) => (HTMLElement | null)[]} */
  const view = (found) => [
    line("hz-value", found.value),
    line("hz-formula", found.text),
    ...(found.quote ? [...quoteOf(found.quote), el("p", { class: "hz-ways" }, way(found.quote, "看原文"), toWhole(found.quote))] : []),
    fieldList(found.fields ?? []),
    toPage(found.indicator),
    line("hz-path", found.note),
    /^https?:\/\//.test(found.url ?? "") ? el("p", {}, el("a", { href: found.url, rel: "noopener noreferrer", target: "_blank", text: found.url })) : null,
    cards(found.parts ?? [], found.total ?? found.parts?.length ?? 0),
    ...concordance(found.lines, found.total ?? found.lines.length),
  ];
  /** @type {(key: string) => void} */
  const show = (key) => {
    const found = evidence.find(key);
    step(key, found?.heading ?? "出处", found ? view(found) : [el("p", { text: "这里没有出处。" })]);
  };

  /** @type {Panel["open"]} */
  const open = (key, from) => {
    if (!from || !box.contains(from)) {
      origin = from ?? /** @type {HTMLElement | null} */ (document.activeElement);
      trail = [];
    }
    box.hidden = false;
    onToggle?.(true, origin);
    show(key);
  };
  const close = () => {
    if (box.hidden) return;
    box.hidden = true;
    paint("hz-place", []);
    onToggle?.(false, origin);
    if (origin?.isConnected) origin.focus({ preventScroll: true });
  };
  const goBack = () => {
    trail.pop();
    draw();
    (trail[trail.length - 1].focus ?? box).focus({ preventScroll: true });
  };

  box.classList.add("hz-panel");
  one(box, ".close").addEventListener("click", close, { signal });
  back.addEventListener("click", goBack, { signal });
  scope.addEventListener("keydown", (event) => {
    if (/** @type {KeyboardEvent} */ (event).key === "Escape") close();
  }, { signal });
  return panel;
};
