/** @import { Content, Drawn, Look, Panel, Plotly } from "./types.js" */
import { all, around, first, onPhone, save } from "./dom.js";
import { dressNumbers, followNumbers, wanderMarks, wanderNumbers } from "./numbers.js";
import { csvText, tableRows, workbook } from "./sheets.js";
import { enhanceTable } from "./table.js";
import { fitTable } from "./fit.js";
import { liveFigure } from "./figure.js";
import { eachWhenNear } from "./near.js";
import { markKeys, origins, some } from "./notes.js";
import { dressedPicture, pictureBlob, recoloured, showPicture, signedPicture } from "./picture.js";

/**
 * Bring the HTML of displays to life: numbers, tables, figures, pictures and their files.
 * @param {HTMLElement} root
 * @param {Content} content what the displays hold
 * @param {{ panel: Panel, look: Look, plotly?: () => Promise<Plotly>, near?: boolean, signal?: AbortSignal }} context
 *   `plotly` is asked for only if there is a figure to draw; with `near` figures are drawn as they come near the window
 * @returns {{ ready: Promise<void>, showAll: () => Promise<unknown>, redraw: () => Promise<void>, dispose: () => void }}
 */
export const hydrate = (root, { figures = {}, pictures = {}, evidence, held = {}, rows = {}, looks }, { panel, look, plotly, near, signal: outer }) => {
  const life = new AbortController();
  const { signal } = life;
  outer?.addEventListener("abort", () => life.abort());
  if (evidence) panel.evidence.add(evidence);
  /** @type {Drawn[]} */
  const drawn = [];

  /** @type {(part: ParentNode) => void} */
  const wake = (part) => {
    dressNumbers(part, panel);
    for (const table of /** @type {HTMLTableElement[]} */ (all(part, ".hz-scroll table"))) {
      if (!table.dataset.live) fitTable(/** @type {HTMLElement} */ (table.closest(".hz-scroll")), table, signal);
      enhanceTable(table, rows[table.dataset.rows ?? ""], (row) => dressNumbers(row, panel));
    }
  };
  // Long tables are built when they are opened, or saved.
  /** @type {(part: ParentNode, closed?: boolean) => void} */
  const fill = (part, closed = true) => {
    for (const place of all(part, "[data-held]")) {
      if (place.firstElementChild || (!closed && place.closest("details:not([open])"))) continue;
      place.innerHTML = held[place.dataset.held ?? ""] ?? ""; // a table that Python rendered and escaped
      wake(place);
    }
  };
  root.addEventListener("toggle", (event) => {
    if (event.target instanceof HTMLDetailsElement && event.target.open) fill(event.target);
  }, { capture: true, signal });

  /** What stands under a picture that is saved: its note, its sources, its name and the day.
   * @type {(holder: HTMLElement) => string[]} */
  const under = (holder) => {
    const keys = [...all(holder, ".hz-number[data-evidence]").map((one) => one.dataset.evidence ?? ""), ...markKeys(holder, figures)];
    const sources = some(keys.flatMap((key) => origins(panel.evidence, key)));
    const note = first(holder, "figcaption")?.textContent?.trim();
    const day = new Intl.DateTimeFormat("sv-SE").format(new Date());
    return [note && `注：${note}`, sources && `资料来源：${sources}。`, [holder.id, day].filter(Boolean).join("　")].flatMap((one) => one || []);
  };

  /** @type {(button: HTMLElement, holder: HTMLElement) => Promise<void>} */
  const keep = async (button, holder) => {
    const kind = button.dataset.save ?? "";
    const name = `${holder.id || "data"}.${kind}`;
    if (kind === "csv" || kind === "xlsx") {
      fill(holder);
      const table = /** @type {HTMLTableElement | null} */ (first(holder, "table"));
      if (!table) return;
      const rows = tableRows(table, panel.evidence);
      const title = first(holder, ".hz-title, caption")?.textContent?.trim() ?? "";
      const about = [title, ...under(holder)].map((text) => [text]);
      save(kind === "csv" ? new Blob([csvText(rows)], { type: "text/csv;charset=utf-8" }) : await workbook([["数据", rows], ["说明", about]]), name);
      return;
    }
    const figure = drawn.find((one) => one.holder === holder);
    const svg = figure ? await figure.picture() : pictures[holder.dataset.picture ?? ""];
    // plotly has drawn its title already.
    const title = figure ? "" : first(holder, ".hz-title")?.textContent ?? "";
    if (svg) save(await pictureBlob(dressedPicture(signedPicture(svg, title, under(holder))), kind), name);
  };
  root.addEventListener("click", (event) => {
    const button = around(event, "[data-save]");
    const holder = /** @type {HTMLElement | null} */ (button?.closest(".hz-figure, .hz-table"));
    if (button && holder) keep(button, holder);
  }, { signal });

  const paint = () => {
    const twins = look.dark() ? looks?.twins : undefined;
    for (const image of all(root, "img[data-picture]")) {
      const { picture = "", narrow } = image.dataset;
      showPicture(/** @type {HTMLImageElement} */ (image), recoloured(pictures[(onPhone() && narrow) || picture] ?? "", twins));
    }
  };
  let phone = onPhone();
  globalThis.addEventListener?.("resize", () => {
    if (phone === onPhone()) return;
    phone = !phone;
    paint();
  }, { signal });
  paint();
  look.watch(paint, signal);
  for (const marks of all(root, ".hz-picture .hz-marks")) {
    all(marks, ".hz-mark").forEach((mark, i) => { mark.tabIndex = i ? -1 : 0; });
    wanderMarks(marks, signal);
  }
  for (const text of all(root, ".hz-full")) wanderNumbers(text, signal);
  wake(root);
  fill(root, false);
  followNumbers(root, panel, signal);

  const draw = async () => {
    const holders = all(root, ".hz-figure[data-figure]").filter(({ dataset }) => figures[dataset.figure ?? ""]);
    if (!holders.length || !plotly) return;
    drawn.push(...holders.map((holder) => liveFigure(holder, figures[holder.dataset.figure ?? ""], { plotly, looks, look, panel, wake, signal })));
    await document.fonts.ready;
    // One that cannot be drawn keeps no other from being drawn.
    /** @type {(figure: Drawn) => Promise<void>} */
    const show = (figure) => figure.show().catch((error) => console.error(error));
    if (near) return eachWhenNear(drawn, show, signal);
    for (const figure of drawn) await show(figure);
  };
  return {
    ready: draw(),
    showAll: () => Promise.all(drawn.map((figure) => figure.show())),
    redraw: async () => { await Promise.all(drawn.map((figure) => figure.redraw())); },
    dispose: () => life.abort(),
  };
};
