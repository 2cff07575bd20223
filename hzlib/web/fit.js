import { all, onPhone } from "./dom.js";

/** The parts of a table by the role that they keep, however a sheet lays them out. */
const ROLES = /** @type {const} */ ([["table", "table"], ["thead, tbody", "rowgroup"], ["tr", "row"], ["thead th", "columnheader"],
  ["tbody th", "rowheader"], ["td", "cell"]]);

/** The first and the last column that name a card: the first that has no word twice, of those behind it one that has no
 * numbers, and what it goes on in.
 * @type {(table: HTMLTableElement) => [number, number]} */
const naming = (table) => {
  const rows = [...table.tBodies[0]?.rows ?? []];
  const cells = [...rows[0]?.cells ?? []].map((_, i) => rows.map((row) => row.cells[i]));
  const tells = cells.map((column, i) => {
    const words = column.map((cell) => cell?.textContent);
    return words.every(Boolean) && new Set(words).size === words.length
      && (!i || !column.some((cell) => cell.querySelector(".hz-number")));
  });
  const first = Math.max(tells.indexOf(true), 0);
  let last = first;
  while (cells[last]?.[0]?.matches(".hz-joins")) last += 1;
  return [first, last];
};

/** Tell each cell the heading of its column, the one that names its card, and each part what it is: a card shows these
 * no longer.
 * @type {(table: HTMLTableElement, named: [number, number]) => void} */
const tell = (table, [first, last]) => {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map((head) => (head.textContent ?? "").trim());
  for (const row of table.tBodies[0]?.rows ?? []) [...row.cells].forEach((cell, i) => {
    cell.dataset.head = heads[i] ?? "";
    cell.classList.toggle("hz-named", i >= first && i <= last);
  });
  for (const [selector, role] of ROLES) {
    for (const part of role === "table" ? [table] : all(table, selector)) part.setAttribute("role", role);
  }
};

/** Keep the numbers of a table in sight: where a narrow window cuts it off, each row becomes a card; elsewhere it takes
 * the whole column of the page, and where that is not enough its field tells on which side there is more.
 * @type {(field: HTMLElement, table: HTMLTableElement, signal: AbortSignal) => void} */
export const fitTable = (field, table, signal) => {
  const mark = () => { field.toggleAttribute("data-more", !table.matches(".hz-cards") && field.scrollLeft + field.clientWidth < field.scrollWidth - 2); };
  const holder = field.closest(".hz-table, .hz-figure") ?? field;
  let width = 0;
  /** @type {[number, number] | undefined} */
  let named; // by one column, whichever rows are there
  const tellCards = () => { named ??= naming(table); tell(table, named); };
  const fit = () => {
    if (!field.clientWidth || field.clientWidth === width) return;
    holder.classList.remove("hz-wide");
    table.classList.remove("hz-cards");
    const cut = table.scrollWidth > field.clientWidth + 1;
    if (cut && !onPhone()) holder.classList.toggle("hz-wide", !holder.matches(".hz-figure"));
    else if (cut && table.tHead?.rows.length === 1) {
      tellCards();
      table.classList.add("hz-cards");
    }
    width = field.clientWidth;
    mark();
  };
  const observer = new ResizeObserver(fit);
  observer.observe(field);
  table.addEventListener("hz-rows", () => { if (table.matches(".hz-cards")) tellCards(); }, { signal });
  field.addEventListener("scroll", mark, { signal, passive: true });
  signal.addEventListener("abort", () => observer.disconnect());
};
