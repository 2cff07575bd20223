import { all, el, first, grouped } from "./dom.js";

const FILTER_FROM = 9; // rows
const PAGE = 20; // rows

/** The heading, body rows and columns of a table that can be put in order; null of any other.
 * @type {(table: HTMLTableElement) => { heads: HTMLTableCellElement[], rows: HTMLTableRowElement[] } | null} */
const parts = (table) => {
  const head = table.tHead;
  if (!head || head.rows.length !== 1 || table.tBodies.length !== 1) return null;
  if (table.querySelector("[colspan], [rowspan]")) return null;
  return { heads: [...head.rows[0].cells], rows: [...table.tBodies[0].rows] };
};

/** @type {(cell: HTMLTableCellElement | undefined) => number | string | null} */
const worth = (cell) => {
  // A number of its own is saved as it is, one that begins a text with the text.
  const size = cell?.dataset.value ?? cell?.dataset.sort;
  if (size) return Number(size);
  const text = (cell?.textContent ?? "").trim();
  return text === "" || text === "—" ? null : text;
};
/** Numbers by size, before words in the order of a Chinese dictionary; what is missing stays last.
 * @type {(a: number | string | null, b: number | string | null, sign: number) => number} */
export const compareCells = (a, b, sign) => {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === "number" && typeof b === "number") return sign * (a - b);
  if (typeof a === "string" && typeof b === "string") return sign * a.localeCompare(b, "zh-CN", { numeric: true });
  return sign * (typeof a === "number" ? -1 : 1);
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

/** @type {(row: HTMLTableRowElement, place: number) => string} */
const word = (row, place) => (row.cells[place].textContent ?? "").trim();

/** Make a table sortable by its headings, filtered where it is long by words and by what stands in the columns
 * that are marked for it, paged where it is longer.
 * @type {(table: HTMLTableElement) => void} */
export const enhanceTable = (table) => {
  const found = parts(table);
  if (!found || found.rows.length < 2 || table.dataset.live) return;
  table.dataset.live = "yes";
  const { heads, rows } = found;
  let [column, sign, page, words, order] = [-1, 1, 0, /** @type {string[]} */ ([]), rows];

  const previous = el("button", { type: "button", "aria-label": "上一页", text: "‹", on: { click: () => { page -= 1; draw(); } } });
  const next = el("button", { type: "button", "aria-label": "下一页", text: "›", on: { click: () => { page += 1; draw(); } } });
  const count = el("output", { "aria-live": "polite" });
  // What is saved is what is left over: the buttons say so.
  const holder = table.closest(".hz-table, .hz-figure");
  const saves = (holder ? all(holder, '[data-save="csv"], [data-save="xlsx"]') : []).map((button) => ({ button, name: button.textContent ?? "" }));
  const filter = el("input", { type: "search", "aria-label": "筛选表中的行", placeholder: "筛选……", autocomplete: "off",
    on: { input: () => { words = filter.value.trim().toLowerCase().split(/\s+/); page = 0; draw(); } } });

  const boxes = heads.map((head, place) => head.hasAttribute("data-choose") && choiceBox((head.textContent ?? "").trim(),
    rows.map((row) => word(row, place)), () => { page = 0; draw(); }));
  /** @type {(row: HTMLTableRowElement, but?: number) => boolean} */
  const chosen = (row, but) => boxes.every((box, place) => !box || !box.value || place === but || box.value === word(row, place));

  const draw = () => {
    const named = order.filter((row) => words.every((word) => (row.textContent ?? "").toLowerCase().includes(word)));
    const kept = named.filter((row) => chosen(row));
    const pages = Math.max(Math.ceil(kept.length / PAGE), 1);
    page = Math.min(Math.max(page, 0), pages - 1);
    const places = new Map(kept.map((row, place) => [row, place]));
    for (const row of rows) {
      const place = places.get(row);
      row.classList.toggle("hz-unmatched", place === undefined);
      row.classList.toggle("hz-elsewhere", place !== undefined && Math.floor(place / PAGE) !== page);
    }
    const [low, high] = [page * PAGE + 1, Math.min((page + 1) * PAGE, kept.length)];
    const whole = kept.length === rows.length;
    const [total, left] = [rows, kept].map((some) => grouped(some.length));
    const among = whole ? "" : kept.length ? `（共 ${total} 行）` : `没有符合的行（共 ${total} 行）`;
    const range = pages > 1 ? `${grouped(low)}–${grouped(high)} / ${left} 行` : kept.length ? `${left} 行` : "";
    count.textContent = range + among;
    for (const { button, name } of saves) button.textContent = whole ? name : name.replace("数据", `筛出的 ${left} 行`);
    previous.disabled = page === 0;
    next.disabled = page === pages - 1;
    boxes.forEach((box, place) => {
      if (!box) return;
      // What the other boxes and the words leave over can be chosen.
      const left = new Set(named.filter((row) => chosen(row, place)).map((row) => word(row, place)));
      for (const option of box.options) option.hidden = option.disabled = option.value !== "" && !left.has(option.value);
    });
  };

  heads.forEach((head, place) => {
    if (first(head, "button, a, .hz-number")) return;
    const press = () => {
      if (column !== place) [column, sign] = [place, 1];
      else if (sign > 0) sign = -1;
      else column = -1;
      page = 0;
      order = column < 0 ? rows : [...rows].sort((a, b) => compareCells(worth(a.cells[column]), worth(b.cells[column]), sign));
      table.tBodies[0].append(...order);
      heads.forEach((one, i) => one.toggleAttribute("aria-sort", i === column));
      if (column >= 0) head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
      draw();
    };
    const button = el("button", { type: "button", class: "hz-sort", title: "按这一列排序", on: { click: press } });
    button.append(...head.childNodes);
    head.append(button);
  });
  if (rows.length >= FILTER_FROM) {
    const bar = el("div", { class: "hz-bar" }, ...boxes, filter, count, ...(rows.length > PAGE ? [previous, next] : []));
    (table.closest(".hz-scroll") ?? table).before(bar);
    draw();
  }
};
