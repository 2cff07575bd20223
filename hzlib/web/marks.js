/** @import { PlotElement } from "./types.js" */
import { el } from "./dom.js";

/** A mark of a plot: its trace, its place in it (row and column in a heat map), its box in the plot.
 * @typedef {{ curve: number, point: number | [number, number], key: string, label: string,
 *   left: number, top: number, width: number, height: number }} Mark */

const LEAST = 14; // px, of a mark's side

/** What customdata says of a mark: key and label, or null where there is no number.
 * @type {(data: any[] | undefined, point: number | [number, number]) => [string, string] | null} */
const toldOf = (data, point) => {
  const told = Array.isArray(point) ? data?.[point[0]]?.[point[1]] : data?.[point];
  return Array.isArray(told) && told[0] ? [String(told[0]), String(told[1] ?? "")] : null;
};

/**
 * The marks of a plot that have evidence, with their places. plotly tells no place of a mark in
 * public: this function, and no other, looks at what it keeps for itself.
 * @type {(plot: PlotElement) => Mark[]}
 */
export const plotMarks = (plot) => {
  const home = plot.getBoundingClientRect();
  const scale = home.width / plot.offsetWidth || 1; // of slides
  // _fullData and _fullLayout: the axes of a trace, with their ways from data to pixels.
  const axes = plot.data.map((_, curve) => ["xaxis", "yaxis"].map((name) => {
    const id = plot._fullData?.[curve]?.[name];
    return id && plot._fullLayout[`${id[0]}axis${id.slice(1)}`];
  }));
  /** @type {(start: number, size: number, axis: any) => boolean} */
  const seen = (start, size, axis) => !axis || (start + size > axis._offset && start < axis._offset + axis._length);
  /** @type {Map<string, Mark>} */
  const found = new Map();
  /** @type {(curve: number, point: number | [number, number], left: number, top: number, width: number, height: number) => void} */
  const add = (curve, point, left, top, width, height) => {
    const trace = plot.data[curve];
    const told = trace?.hoverinfo === "skip" ? null : toldOf(trace?.customdata, point);
    const name = `${curve}/${point}`;
    if (!told || found.has(name) || !seen(left, width, axes[curve][0]) || !seen(top, height, axes[curve][1])) return;
    found.set(name, { curve, point, key: told[0], label: told[1], left, top, width, height });
  };
  // __data__: which trace and point a drawn sign is, for kinds whose places are no axis coordinates.
  for (const node of /** @type {NodeListOf<any>} */ (plot.querySelectorAll(".point, .slice, .textpoint"))) {
    const own = node.__data__ ?? {};
    const above = [node.closest(".trace")?.__data__, node.parentNode.__data__].flat().find((one) => one?.trace);
    const inner = own.data?.data; // of a tree map
    const curve = own.trace?.index ?? above?.trace.index ?? (inner ? plot.data.findIndex(({ type }) => /map|burst|icicle/.test(type)) : -1);
    const point = own.i ?? own.pointNumber ?? inner?.i;
    const box = node.getBoundingClientRect();
    if (curve >= 0 && point !== undefined && box.width) add(curve, point, (box.left - home.left) / scale, (box.top - home.top) / scale, box.width / scale, box.height / scale);
  }
  // calcdata: where lines without markers and cells of heat maps lie, which are no elements.
  for (const [curve, calc] of (plot.calcdata ?? []).entries()) {
    const { trace } = calc[0] ?? {};
    const [xa, ya] = axes[curve] ?? [];
    if (trace?.visible !== true || !xa?.c2p || !ya?.c2p) continue;
    if (trace.type === "heatmap" && calc[0].x) {
      const [xs, ys] = [calc[0].x.map((/** @type {number} */ x) => xa._offset + xa.c2p(x)), calc[0].y.map((/** @type {number} */ y) => ya._offset + ya.c2p(y))];
      for (const [i, row] of calc[0].z.entries()) {
        for (const j of row.keys()) {
          add(curve, [i, j], Math.min(xs[j], xs[j + 1]), Math.min(ys[i], ys[i + 1]), Math.abs(xs[j + 1] - xs[j]), Math.abs(ys[i + 1] - ys[i]));
        }
      }
    } else if (trace.type === "scatter") {
      for (const [i, point] of calc.entries()) {
        const [x, y] = [xa._offset + xa.c2p(point.x), ya._offset + ya.c2p(point.y)];
        if (Number.isFinite(x) && Number.isFinite(y)) add(curve, point.i ?? i, x - LEAST / 2, y - LEAST / 2, LEAST, LEAST);
      }
    }
  }
  return [...found.values()].sort((a, b) => a.curve - b.curve);
};

/** Lay a button over each mark; buttons that are there are used again, so that the focus stays.
 * @type {(layer: HTMLElement, marks: Mark[]) => void} */
export const layMarks = (layer, marks) => {
  const nodes = /** @type {HTMLElement[]} */ ([...layer.children]);
  const stop = Math.max(nodes.findIndex((node) => node.tabIndex === 0), 0);
  marks.forEach((mark, i) => {
    const node = nodes[i] ?? layer.appendChild(el("button", { type: "button", class: "hz-mark" }));
    Object.assign(node.dataset, { evidence: mark.key, place: i });
    node.setAttribute("aria-label", mark.label);
    node.tabIndex = i === Math.min(stop, marks.length - 1) ? 0 : -1;
    const [width, height] = [Math.max(mark.width, LEAST), Math.max(mark.height, LEAST)];
    node.style.cssText = `left:${mark.left + (mark.width - width) / 2}px;top:${mark.top + (mark.height - height) / 2}px;width:${width}px;height:${height}px`;
  });
  for (const node of nodes.slice(marks.length)) node.remove();
};

/** Key and place of the mark that was clicked.
 * @type {(points: any[]) => { key: string, curve: number, point: string } | null} */
export const clickedMark = (points) => {
  for (const { customdata, curveNumber, pointNumber, i } of points) {
    const told = Array.isArray(customdata?.[0]) ? customdata[0] : customdata; // a slice of a pie gathers several
    if (Array.isArray(told) && told[0]) return { key: String(told[0]), curve: curveNumber, point: String(pointNumber ?? i) };
  }
  return null;
};
