// Data files of the tables: UTF-8 with a byte order mark, provenance beside each number.
"use strict";
Hz.part("tables", () => {
  const { el } = Hz;
  // A spreadsheet runs a cell that begins like a formula; a plain number is none.
  const safe = (value) => {
    const text = String(value).replace(/\u0000/g, "");
    return /^[\s\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]/.test(text)
      && !/^-?\d+(\.\d+)?%?$/.test(text) ? `'${text}` : text;
  };
  const line = (cells) => cells.map((cell) => `"${safe(cell).replace(/"/g, '""')}"`).join(",");

  const rows = (table) => {
    const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
    const lines = [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => {
      const number = cell.querySelector(".number[data-evidence]");
      return { text: cell.dataset.value ?? cell.textContent, evidence: number ? number.dataset.evidence : "" };
    }));
    const carriers = heads.map((_, i) => i).filter((i) => lines.some((cells) => cells[i] && cells[i].evidence));
    const name = (i, what) => (carriers.length > 1 ? `${heads[i]}·${what}` : what);
    const head = [...heads, ...carriers.flatMap((i) => ["来源", "原文", "位置", "出处"].map((what) => name(i, what)))];
    return [head, ...lines.map((cells) => [
      ...cells.map((cell) => (cell.text === "—" ? "" : cell.text)),
      ...carriers.flatMap((i) => {
        const evidence = cells[i] ? cells[i].evidence : "";
        const found = Hz.evidence.describe(evidence);
        return [found.source, found.text, found.place, evidence];
      }),
    ])];
  };
  // Long tables are built when they are opened, or saved.
  const plain = (value, decimals) => value.toFixed(decimals).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "")
    .replace(/^-0$/, "0");
  const shown = (value) => (value === null ? "—"
    : typeof value === "number" ? plain(value, Math.abs(value) >= 0.1 ? 2 : 4) : value);
  const build = ({ columns, rows: lines, sources }) => {
    const numeric = columns.map((_, i) => lines.every((row) => row[i] === null || typeof row[i] === "number"));
    const side = (i) => (numeric[i] ? "amount" : null);
    const cell = (value, i, source) => {
      const text = shown(value);
      const exact = typeof value === "number" && plain(value, 9) !== text ? plain(value, 9) : null;
      const first = i === 0 && !numeric[0] && !source;
      return el(first ? "th" : "td", { scope: first ? "row" : null, class: side(i) || (text.length > 20 ? "long" : null), "data-value": exact },
        source && value !== null ? el("span", { class: "number", role: "button", tabindex: "0",
          "data-evidence": source, text }) : document.createTextNode(text));
    };
    return el("table", {}, el("thead", {}, el("tr", {}, ...columns.map((name, i) =>
      el("th", { scope: "col", class: side(i), text: name })))),
    el("tbody", {}, ...lines.map((row, k) => el("tr", {}, ...row.map((value, i) => cell(value, i, sources[k][i]))))));
  };
  const grids = Hz.json("grid-data") || [];
  const fill = (holder) => {
    const place = holder.querySelector("[data-grid]");
    if (place && !place.firstChild) place.append(build(grids[Number(place.dataset.grid)]));
  };
  document.addEventListener("toggle", (event) => {
    if (event.target.open) fill(event.target);
  }, true);

  const csv = (table) => `\ufeff${rows(table).map(line).join("\r\n")}\r\n`;

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-save=csv]");
    if (!button) return;
    const holder = button.closest(".figure, .data");
    fill(holder);
    Hz.save(csv(holder.querySelector("table")), "text/csv;charset=utf-8", `${holder.dataset.name}.csv`);
  });
  return { csv, safe };
});
