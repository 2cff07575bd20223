import { all, el, first, grouped } from "./dom.js";
import { keptRows, PRINTED } from "./table.js";

const SHARE = 0.5; // of a slide's height, what the drawing of a figure has at least
const HIGH = { from: 560, least: 0.7 }; // px, and what a higher one has
const WHOLE = [1, 0.94, 0.88]; // sizes of letters at which all that a heading has may stand on one slide
const LARGE = [1.3, 1.2, 1.1, ...WHOLE]; // of words that stand alone
const SIZES = [1, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58, 0.52, 0.46]; // of a block that no slide has room for
const ON = "（续）";
const HEADS = "h1, h2";
const WITH_NEXT = "h3, h4";

/** Where the parts lie of a block that can be divided: its items, paragraphs or rows.
 * @type {(block: Element) => HTMLElement | null} */
const partsIn = (block) => {
  if (block.matches("ul, ol, blockquote, .hz-text")) return /** @type {HTMLElement} */ (block);
  const tables = /** @type {HTMLTableElement[]} */ (block.matches(".hz-table, .hz-scroll") ? all(block, "table") : []);
  return tables.length === 1 && tables[0].tBodies.length === 1 ? tables[0].tBodies[0] : null;
};

/** The same without what makes it the only one of its kind.
 * @type {(node: Element) => HTMLElement} */
const again = (node) => {
  const twin = /** @type {HTMLElement} */ (node.cloneNode(true));
  for (const one of [twin, ...all(twin, "[id]")]) one.removeAttribute("id");
  return twin;
};

/** Whether the deck is laid out for a print.
 * @type {() => boolean} */
export const onPaper = () => document.documentElement.matches(".paper");

/** Say in a heading or a caption that it goes on.
 * @type {(node: Element | null) => void} */
const goesOn = (node) => { if (node && !node.textContent?.endsWith(ON)) node.append(el("span", { class: "on", text: ON })); };

/** Make a table small enough for the width of its slide.
 * @type {(block: Element) => void} */
const fitWidth = (block) => {
  for (const field of [...(block.matches(".hz-scroll") ? [/** @type {HTMLElement} */ (block)] : []), ...all(block, ".hz-scroll")]) {
    for (const size of SIZES) {
      field.style.fontSize = `${size}em`;
      if (field.scrollWidth <= field.clientWidth + 1) break;
    }
  }
};

/** Lead the numbers of figures and tables on where the style sheet counts what it shows, and no table is longer than one reads.
 * @type {(deck: HTMLElement) => void} */
const prepare = (deck) => {
  for (const holder of all(deck, ".hz-figure, .hz-table")) {
    holder.style.counterReset = `${holder.matches(".hz-figure") ? "hz-figure" : "hz-table"} ${Number(holder.id.split("-").at(-1)) - 1}`;
  }
  for (const table of /** @type {HTMLTableElement[]} */ (all(deck, ".hz-table table"))) {
    const count = keptRows(table).length;
    if (count <= PRINTED) continue;
    for (const row of [...table.tBodies[0].rows].slice(PRINTED)) row.remove();
    table.closest(".hz-table")?.append(el("p", { class: "hz-note", text: `共${grouped(count)}行，这里列出前${PRINTED}行，其余见网页版。` }));
  }
  for (const stage of all(deck, ".hz-stage")) {
    const high = parseFloat(stage.style.minHeight) > HIGH.from;
    stage.style.setProperty("--least", String(high ? HIGH.least : SHARE));
    const image = first(stage, "img");
    if (image) stage.style.aspectRatio = `${image.getAttribute("width")} / ${image.getAttribute("height")}`;
  }
};

/**
 * What stands in a deck, laid out on as many slides as it needs: the sections of the deck are its topics, and no slide is
 * higher than the window, or than its part of a sheet of paper.
 * @param {HTMLElement} deck
 * @returns {() => HTMLElement[]} lays it out anew, and gives the sheets: each has a slide, and its remarks if there are some
 */
export const layingOf = (deck) => {
  const topics = all(deck, ".slide").map((topic) => [...topic.children]);
  /** @type {(() => void)[]} */
  let undone = [];
  /** @type {HTMLElement[]} */
  let sheets = [];
  let slide = deck;
  prepare(deck);

  const fits = () => slide.scrollHeight <= slide.clientHeight + 1;
  /** Give the slide's letters the first of some sizes at which it has room for all.
   * @type {(sizes: number[]) => boolean} */
  const fitsAt = (sizes) => {
    const before = slide.style.fontSize;
    const found = sizes.some((size) => {
      slide.style.fontSize = `${size}em`;
      [...slide.children].forEach(fitWidth);
      return fits();
    });
    if (!found && sizes !== SIZES) slide.style.fontSize = before;
    return found;
  };
  /** Words that stand alone on the slide are as large as it has room for. */
  const enlarge = () => { if (slide.matches(".slide") && !first(slide, "figure, table")) fitsAt(LARGE); };
  /** Begin a sheet with what is filled next: a slide, or remarks that go on.
   * @type {(box: HTMLElement, heading?: Element | null) => void} */
  const begin = (box, heading) => {
    enlarge();
    sheets.at(-1)?.classList.remove("here");
    slide = box;
    sheets.push(el("div", { class: "sheet here" }, slide));
    deck.append(sheets[sheets.length - 1]);
    if (heading) slide.append(heading);
  };
  const emptySlide = () => el("section", { class: "slide", tabindex: -1, role: "group", "aria-roledescription": "幻灯片" });
  const emptyRemarks = () => el("div", { class: "said" });
  /** Keep a remark with the slide before it; on paper it goes on where there is room.
   * @type {(remark: Element) => void} */
  const keepRemark = (remark) => {
    const sheet = sheets[sheets.length - 1];
    const box = first(sheet, ".said") ?? sheet.appendChild(emptyRemarks());
    if (!onPaper()) return box.append(remark);
    const before = slide;
    const blocks = [...remark.children];
    undone.push(() => remark.append(...blocks));
    slide = box;
    for (const block of blocks) put(block, null, 0, emptyRemarks);
    slide = before;
  };

  /** Divide the last block of the slide where its room ends; what is left, or null if it stays whole.
   * @type {(block: Element, alone: boolean) => HTMLElement | null} */
  const divided = (block, alone) => {
    const parts = partsIn(block);
    const whole = [...parts?.children ?? []];
    // A table that is not alone goes to the next slide, where it may stay whole.
    if (!parts || whole.length < 2 || (!alone && parts.matches("tbody"))) return null;
    parts.replaceChildren();
    const rest = again(block);
    const left = partsIn(rest);
    parts.append(...whole);
    block.toggleAttribute("data-goes-on", true);
    const move = () => left?.prepend(/** @type {Element} */ (parts.lastElementChild));
    while (parts.children.length > 1 && !fits()) move();
    if (left?.children.length === 1 && parts.children.length > 3) move(); // none is left alone
    const undo = () => {
      parts.append(...whole);
      block.removeAttribute("data-goes-on");
    };
    if (!fits()) {
      undo();
      return null;
    }
    undone.push(undo);
    goesOn(first(rest, "caption > span"));
    if (rest instanceof HTMLOListElement && block instanceof HTMLOListElement) rest.start = block.start + parts.children.length;
    return rest;
  };

  /** Put a block on the slide, or on the next ones; `carried` blocks before it are not to be left without it.
   * @type {(block: Element, heading: Element | null, carried?: number, empty?: () => HTMLElement) => void} */
  const put = (block, heading, carried = 0, empty = emptySlide) => {
    slide.append(block);
    fitWidth(block);
    if (fits()) return;
    const before = [...slide.children].slice(heading ? 1 : 0, -1);
    const alone = before.length <= carried;
    if (alone && fitsAt(WHOLE)) return;
    const rest = divided(block, alone);
    const next = () => {
      const twin = heading && again(heading);
      goesOn(twin);
      begin(empty(), twin);
    };
    if (rest) {
      next();
      put(rest, heading, 0, empty);
    } else if (alone) {
      fitsAt(SIZES);
    } else {
      const last = before[before.length - 1];
      const lead = before.length > 1 && (last.matches(WITH_NEXT) || last.textContent?.trim().endsWith("：")) ? [last] : [];
      next();
      slide.append(...lead);
      put(block, heading, lead.length, empty);
    }
  };

  /** Put all on one slide, in letters a little smaller if need be.
   * @type {(blocks: Element[]) => boolean} */
  const putWhole = (blocks) => {
    slide.append(...blocks);
    return fitsAt(WHOLE);
  };

  return () => {
    for (const undo of undone.reverse()) undo();
    [undone, sheets] = [[], []];
    deck.style.setProperty("--tall", onPaper() ? "" : `${deck.clientHeight}px`);
    deck.replaceChildren();
    deck.classList.add("laying");
    for (const topic of topics) {
      const heading = topic[0]?.matches(HEADS) ? topic[0] : null;
      const blocks = topic.slice(heading ? 1 : 0);
      begin(emptySlide(), heading);
      if (!putWhole(blocks.filter((block) => !block.matches(".remark")))) {
        slide.replaceChildren(...(heading ? [heading] : []));
        for (const block of blocks) if (block.matches(".remark")) keepRemark(block); else put(block, heading);
      } else blocks.filter((block) => block.matches(".remark")).forEach(keepRemark);
    }
    enlarge();
    sheets.forEach((sheet, place) => sheet.firstElementChild?.setAttribute("aria-label", `第 ${place + 1} 张，共 ${sheets.length} 张`));
    sheets.at(-1)?.classList.remove("here");
    deck.classList.remove("laying");
    return sheets;
  };
};

/** What of a slide is there however it is laid out.
 * @type {(sheet: HTMLElement) => Element | null} */
export const lasting = (sheet) => {
  const blocks = [...first(sheet, ".slide")?.children ?? []];
  const block = blocks.find((one) => !one.matches(HEADS)) ?? blocks[0];
  return block ? partsIn(block)?.firstElementChild ?? block : null;
};
