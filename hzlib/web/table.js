/** @import { Cell, HeldColumn } from "./types.js" */
import { all, el, first, grouped } from "./dom.js";

const FILTER_FROM = 9; // rows
const PAGE = 20; // rows
export const PRINTED = 100; // rows of a table, that paper and slides show

/** @typedef {{ count: number, cell: (row: number, column: number) => Cell, node: (row: number) => HTMLElement }} Rows */

/** The heading and the body of a table that can be put in order; null of any other.
 * @type {(table: HTMLTableElement) => { heads: HTMLTableCellElement[], body: HTMLTableSectionElement } | null} */
const parts = (table) => {
  const head = table.tHead;
  if (!head || head.rows.length !== 1 || table.tBodies.length !== 1) return null;
  if (table.querySelector("[colspan], [rowspan]")) return null;
  return { heads: [...head.rows[0].cells], body: table.tBodies[0] };
};

// --- rows: those that stand in a table, and those that its page holds as data

/** A number of its own is saved as it is, one that begins a text with the text.
 * @type {(text: string, value: string | undefined, sort: string | undefined, keys: string[]) => Cell} */
const readCell = (text, value, sort, keys) => {
  const [size, missing] = [value ?? sort, text === "" || text === "—"];
  return { text, worth: size ? Number(size) : missing ? null : text, saved: value ?? (missing ? "" : text), keys };
};

/** @type {(cell: HTMLTableCellElement) => Cell} */
const standingCell = (cell) => readCell((cell.textContent ?? "").trim(), cell.dataset.value, cell.dataset.sort,
  all(cell, ".hz-number[data-evidence]").map((one) => one.dataset.evidence ?? ""));

/** @type {(nodes: HTMLTableRowElement[]) => Rows} */
const standingRows = (nodes) => {
  /** @type {Cell[][]} */
  const read = [];
  return { count: nodes.length, node: (row) => nodes[row], cell: (row, column) => { read[row] ??= [...nodes[row].cells].map(standingCell); return read[row][column]; } };
};

/** @type {Record<string, string>} */
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&amp;": "&" };
const EXACT = [/ data-value="([^"]*)"/, / data-sort="([^"]*)"/];

/** A cell as Python renders it; to build so many only to read them would take seconds.
 * @type {(html: string) => Cell} */
const heldCell = (html) => {
  const open = html.slice(0, html.indexOf(">"));
  const text = html.replace(/<[^>]*>/g, "").replace(/&(?:lt|gt|quot|#x27|amp);/g, (sign) => ENTITIES[sign]).trim();
  const [value, sort] = EXACT.map((size) => size.exec(open)?.[1]);
  return readCell(text, value, sort, [...html.matchAll(/ data-evidence="([^"]*)"/g)].map((one) => one[1]));
};

/** Rows that are built when they are first shown; `nodes` are those that stand in the table already.
 * @type {(columns: HeldColumn[], nodes: HTMLElement[], dress: (row: HTMLElement) => void) => Rows} */
const heldRows = (columns, nodes, dress) => {
  const [[cells, places]] = columns;
  /** @type {Cell[][]} */
  const read = columns.map(() => []);
  /** @type {(column: HeldColumn, row: number) => number} */
  const at = ([, places], row) => (places ? places[row] : row);
  /** @type {(row: number) => HTMLElement} */
  const built = (row) => {
    const made = el("tr");
    made.innerHTML = columns.map((column) => column[0][at(column, row)]).join(""); // cells that Python rendered and escaped
    dress(made);
    return made;
  };
  return {
    count: (places ?? cells).length,
    node: (row) => { nodes[row] ??= built(row); return nodes[row]; },
    cell: (row, i) => {
      const place = at(columns[i], row);
      read[i][place] ??= heldCell(columns[i][0][place]);
      return read[i][place];
    },
  };
};

/** What filters leave over of the tables that are alive.
 * @type {WeakMap<HTMLTableElement, () => Cell[][]>} */
const left = new WeakMap();

/** The rows of a table that no filter leaves out, in their order.
 * @type {(table: HTMLTableElement) => Cell[][]} */
export const keptRows = (table) => left.get(table)?.() ?? [...table.tBodies[0]?.rows ?? []].map((row) => [...row.cells].map(standingCell));

// --- order and choice

const collator = new Intl.Collator("zh-CN", { numeric: true });

/** Numbers by size, before words in the order of a Chinese dictionary; what is missing stays last.
 * @type {(a: number | string | null, b: number | string | null, sign: number) => number} */
export const compareCells = (a, b, sign) => {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === "number" && typeof b === "number") return sign * (a - b);
  if (typeof a === "string" && typeof b === "string") return sign * collator.compare(a, b);
  return sign * (typeof a === "number" ? -1 : 1);
};

/** Rows in the order of one column: each of its words is compared but once.
 * @type {(rows: number[], worth: (row: number) => number | string | null, sign: number) => number[]} */
const sorted = (rows, worth, sign) => {
  const order = [...new Set(rows.map(worth))].sort((a, b) => compareCells(a, b, sign));
  const ranks = new Map(order.map((one, rank) => [one, rank]));
  const rank = rows.map((row) => ranks.get(worth(row)) ?? 0);
  return [...rows].sort((a, b) => rank[a] - rank[b]);
};

/** The words of a column, each once: numbers and years in their order, others as they come.
 * @type {(words: string[]) => string[]} */
const listed = (words) => {
  const found = [...new Set(words)].filter((one) => one);
  return found.every((one) => /^\d/.test(one)) ? found.sort((a, b) => compareCells(a, b, 1)) : found;
};

/** A box to choose one of the words of a column, or all.
 * @type {(name: string, words: string[], choose: () => void) => HTMLSelectElement} */
const choiceBox = (name, words, choose) => el("select", { "aria-label": `只看这一列里的：${name}`, autocomplete: "off", on: { change: choose } },
  el("option", { value: "", text: `${name}：全部` }),
  ...listed(words).map((one) => el("option", { value: one, text: one })));

/** Which rows the words of a field and the boxes of columns leave over.
 * @type {(rows: Rows, heads: HTMLTableCellElement[], changed: () => void) => { boxes: HTMLElement[], filter: HTMLElement, kept: (order: number[]) => number[] }} */
const sieve = (rows, heads, changed) => {
  /** @type {string[]} */
  const texts = [];
  /** @type {string[]} */
  let words = [];
  /** @type {(row: number, column: number) => string} */
  const word = (row, column) => rows.cell(row, column).text;
  /** @type {(row: number) => string} */
  const text = (row) => { texts[row] ??= heads.map((_, column) => word(row, column)).join("\n").toLowerCase(); return texts[row]; };
  const filter = el("input", { type: "search", "aria-label": "筛选表中的行", placeholder: "筛选……", autocomplete: "off",
    on: { input: () => { words = filter.value.trim().toLowerCase().split(/\s+/).filter(Boolean); changed(); } } });
  const every = Array.from({ length: rows.count }, (_, row) => row);
  const boxes = heads.map((head, column) => ({ head, column })).filter(({ head }) => head.hasAttribute("data-choose"))
    .map(({ head, column }) => ({ column, box: choiceBox((head.textContent ?? "").trim(), every.map((row) => word(row, column)), changed) }));
  /** @type {(row: number, but?: HTMLElement) => boolean} */
  const chosen = (row, but) => boxes.every(({ box, column }) => !box.value || box === but || box.value === word(row, column));
  /** @type {(order: number[]) => number[]} */
  const kept = (order) => {
    const named = words.length ? order.filter((row) => words.every((one) => text(row).includes(one))) : order;
    for (const { box, column } of boxes) {
      // What the other boxes and the words leave over can be chosen.
      const open = new Set(named.filter((row) => chosen(row, box)).map((row) => word(row, column)));
      for (const option of box.options) option.hidden = option.disabled = option.value !== "" && !open.has(option.value);
    }
    return named.filter((row) => chosen(row));
  };
  return { boxes: boxes.map(({ box }) => box), filter, kept };
};

/** Make a table sortable by its headings, filtered where it is long by words and by what stands in the columns
 * that are marked for it, paged where it is longer. `held` are its rows where the table has but the first of them,
 * `dress` is done with each that is built.
 * @type {(table: HTMLTableElement, held?: HeldColumn[], dress?: (row: HTMLElement) => void) => void} */
export const enhanceTable = (table, held, dress = () => {}) => {
  if (held) table.tFoot?.remove(); // it says that the others are not there
  const found = parts(table);
  if (!found || found.body.rows.length < 2 || table.dataset.live) return;
  table.dataset.live = "yes";
  const { heads, body } = found;
  const rows = held ? heldRows(held, [...body.rows], dress) : standingRows([...body.rows]);
  const every = Array.from({ length: rows.count }, (_, row) => row);
  let [column, sign, page, order, kept] = [-1, 1, 0, every, every];
  left.set(table, () => kept.map((row) => heads.map((_, place) => rows.cell(row, place))));

  const previous = el("button", { type: "button", "aria-label": "上一页", text: "‹", on: { click: () => { page -= 1; draw(); } } });
  const next = el("button", { type: "button", "aria-label": "下一页", text: "›", on: { click: () => { page += 1; draw(); } } });
  const count = el("output", { "aria-live": "polite" });
  // What is saved is what is left over: the buttons say so.
  const holder = table.closest(".hz-table, .hz-figure");
  const saves = (holder ? all(holder, '[data-save="csv"], [data-save="xlsx"]') : []).map((button) => ({ button, name: button.textContent ?? "" }));
  const again = () => { page = 0; kept = sift.kept(order); draw(); };
  const sift = sieve(rows, heads, again);

  const tell = () => {
    const whole = kept.length === rows.count;
    const [total, some] = [rows.count, kept.length].map(grouped);
    const among = whole ? "" : kept.length ? `（共 ${total} 行）` : `没有符合的行（共 ${total} 行）`;
    const range = kept.length > PAGE ? `${grouped(page * PAGE + 1)}–${grouped(Math.min((page + 1) * PAGE, kept.length))} / ${some} 行` : kept.length ? `${some} 行` : "";
    count.textContent = range + among;
    for (const { button, name } of saves) button.textContent = whole ? name : name.replace("数据", `筛出的 ${some} 行`);
  };
  const draw = () => {
    const pages = Math.max(Math.ceil(kept.length / PAGE), 1);
    page = Math.min(Math.max(page, 0), pages - 1);
    const [low, high] = [page * PAGE, (page + 1) * PAGE];
    // Besides the rows that are seen there are those that paper and slides show.
    const places = kept.map((_, place) => place).filter((place) => place < PRINTED || (place >= low && place < high));
    body.replaceChildren(...places.map((place) => {
      const row = rows.node(kept[place]);
      row.classList.toggle("hz-elsewhere", place < low || place >= high);
      row.setAttribute("aria-rowindex", String(place + 2));
      return row;
    }));
    table.setAttribute("aria-rowcount", String(kept.length + 1));
    table.dispatchEvent(new Event("hz-rows"));
    previous.disabled = page === 0;
    next.disabled = page === pages - 1;
    tell();
  };

  heads.forEach((head, place) => {
    if (first(head, "button, a, .hz-number")) return;
    const press = () => {
      if (column !== place) [column, sign] = [place, 1];
      else if (sign > 0) sign = -1;
      else column = -1;
      order = column < 0 ? every : sorted(every, (row) => rows.cell(row, place).worth, sign);
      heads.forEach((one, i) => one.toggleAttribute("aria-sort", i === column));
      if (column >= 0) head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
      again();
    };
    const button = el("button", { type: "button", class: "hz-sort", title: "按这一列排序", on: { click: press } });
    button.append(...head.childNodes);
    head.append(button);
  });
  if (rows.count >= FILTER_FROM) {
    const bar = el("div", { class: "hz-bar" }, ...sift.boxes, sift.filter, count, ...(rows.count > PAGE ? [previous, next] : []));
    (table.closest(".hz-scroll") ?? table).before(bar);
    again();
  }
};
