// The facts table in a notebook: sort by any column, filter by words, follow a row to its sentence.
const make = (name, options = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(options)) {
    if (key === "text") node.textContent = value;
    else if (key === "style") node.style.cssText = value;
    else if (key === "click") node.addEventListener("click", value);
    else node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
};
const LIMIT = 200;

export default {
  render({ model, el }) {
    const { columns, rows, sources } = model.get("rows");
    const all = rows.map((cells, i) => ({ cells, source: Object.values(sources[i])[0] || "" }));
    let order = { column: -1, down: false };
    let words = "";
    const filter = make("input", { type: "search", "aria-label": "筛选", placeholder: "筛选：指标、年份、文件……" });
    const count = make("output", { style: "margin-left:1em", "aria-live": "polite" });
    const body = make("tbody");
    const panel = make("div", { role: "region", "aria-label": "出处", tabindex: "-1",
      style: "flex:1 1 22em;min-width:16em;max-width:34em;border-left:3px solid #003a85;padding:0 1em" });
    panel.textContent = "点击一行，看写出这个数的句子。";

    const follow = (source) => {
      const known = model.get("panels")[source];
      if (known) { panel.innerHTML = known; return; }
      model.set("wanted", source);
      model.save_changes();
    };
    const compare = (a, b) => {
      const [x, y] = [a.cells[order.column], b.cells[order.column]];
      const sign = order.down ? -1 : 1;
      if (typeof x === "number" && typeof y === "number") return sign * (x - y);
      return sign * String(x ?? "").localeCompare(String(y ?? ""), "zh-CN");
    };
    const draw = () => {
      const wanted = words.trim().toLowerCase().split(/\s+/).filter(Boolean);
      let shown = all.filter(({ cells }) => {
        const text = cells.join(" ").toLowerCase();
        return wanted.every((word) => text.includes(word));
      });
      if (order.column >= 0) shown = [...shown].sort(compare);
      count.textContent = `${shown.length} 行${shown.length > LIMIT ? `，显示前 ${LIMIT} 行` : ""}`;
      body.replaceChildren(...shown.slice(0, LIMIT).map(({ cells, source }) => {
        const row = make("tr", { tabindex: "0", style: "cursor:pointer", click: () => follow(source) },
          ...cells.map((cell) => make("td", { text: cell ?? "—",
            style: `padding:.2em .7em;text-align:${typeof cell === "number" ? "right" : "left"}` })));
        row.addEventListener("keydown", (event) => { if (event.key === "Enter") follow(source); });
        return row;
      }));
    };
    const heads = columns.map((name, i) => make("th", { scope: "col", "aria-sort": "none", style: "text-align:left" },
      make("button", { type: "button", text: name, style: "font:inherit;font-weight:600;border:0;background:none;cursor:pointer",
        click: () => {
          order = { column: i, down: order.column === i && !order.down };
          heads.forEach((head, j) => head.setAttribute("aria-sort", i === j ? (order.down ? "descending" : "ascending") : "none"));
          draw();
        } })));
    filter.addEventListener("input", () => { words = filter.value; draw(); });
    model.on("change:panels", () => {
      const source = model.get("wanted");
      const known = model.get("panels")[source];
      // The text comes from hzlib.lab.evidence_html, which escapes all that documents say.
      if (known) panel.innerHTML = known;
    });
    draw();
    el.append(make("div", {}, filter, count), make("div", { style: "display:flex;gap:1em;flex-wrap:wrap" },
      make("div", { style: "flex:3 1 30em;max-height:28em;overflow:auto", tabindex: "0" },
        make("table", {}, make("thead", {}, make("tr", {}, ...heads)), body)), panel));
  },
};
