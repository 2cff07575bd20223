/** @import { Drawn, Look, Looks, Panel, Plain, Plotly, PlotElement, Spec } from "./types.js" */
import { around, el, first, one } from "./dom.js";
import { choiceControl, chosenFigure, keepRoom, showWords } from "./choices.js";
import { clickedMark, layMarks, plotMarks } from "./marks.js";
import { wanderMarks } from "./numbers.js";
import { wrapped } from "./picture.js";

const HEIGHT = 440;
const NARROW = 560;
const ROOM = 11; // ems, of a line of names and of an axis's title where it is narrow
const BEGIN = 5; // signs of a longer name of a row there
const DOT = 7; // px, of a mark there, between which two strokes still have room
const MARK = 10; // px, of a mark elsewhere
const AXIS = 40; // px, of the numbers beside an axis
const TICK = 34; // px, from one year of an axis to the next
const LABEL = 36; // px, of a number beside a mark
const FIELD = 0.6; // of a narrow figure, what the marks have beside the names
const STROKES = "//"; // what breaks a line
const CAUTION = "※"; // what stands behind numbers that are reckoned of unlike ones
const NAMED = "hz-name"; // what annotations are called that name a series
const FOLDED = "hz-folded"; // and one that stands where years are left out
const LEGEND = 66; // px, above the marks
const LETTER = 17; // px, of a page around its figures
const DENSE = 0.8; // of the height a figure is made for, what it needs at least
const PICTURE = 900; // width of a picture that is saved
const TITLE = 34; // height of the title over it
const CONFIG = { displayModeBar: false, responsive: false, doubleClick: "reset", showTips: false };

/** The same value with each colour of the light look changed into its twin.
 * @type {(value: any, twins: Record<string, string>) => any} */
const twinned = (value, twins) => {
  if (typeof value === "string") return Object.hasOwn(twins, value) ? twins[value] : value;
  if (Array.isArray(value)) return value.map((one) => twinned(one, twins));
  if (value && typeof value === "object" && !ArrayBuffer.isView(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, twinned(one, twins)]));
  }
  return value;
};

/** Words in lines that have room at a narrow figure, where one of theirs is longer than that.
 * @type {(text: any, most: number) => any} */
const folded = (text, most) => (typeof text === "string" && text.split("<br>").some((line) => wrapped(line, most).length > 1)
  ? wrapped(text.replaceAll("<br>", ""), ROOM).join("<br>") : text);

/** The axes of a layout with their titles and names in short lines.
 * @type {(layout: Plain) => Plain} */
const foldedAxes = (layout) => Object.fromEntries(Object.entries(layout).map(([name, axis]) => {
  if (!axis || !/^[xy]axis/.test(name)) return [name, axis];
  const title = axis.title?.text && name[0] === "x" ? { title: { ...axis.title, text: folded(axis.title.text, ROOM) } } : {};
  const { ticktext, tickvals, categoryarray } = axis;
  const said = ticktext ?? categoryarray;
  const names = Array.isArray(said) ? { tickmode: "array", tickvals: ticktext ? tickvals : categoryarray, ticktext: said.map((/** @type {any} */ one) => folded(one, ROOM + 2)) } : {};
  return [name, { ...axis, ...title, ...names }];
}));

/** @type {(trace: Plain) => boolean} */
const isColumn = (trace) => trace.type === "bar" && trace.orientation !== "h";

/** The labels of a column among groups on a phone: of a number with a caution its sign alone.
 * @type {(told: any) => Plain} */
const signsOf = (told) => {
  const signs = Array.isArray(told) ? told.map((one) => (String(one).endsWith(CAUTION) ? CAUTION : "")) : [];
  return signs.some(Boolean) ? { texttemplate: signs, textposition: "outside" } : { textposition: "none" };
};

/** A trace as a phone has room for it: small marks, small strokes between them, no labels beside them or over columns
 * that stand in groups, but for cautions; the marks name themselves when touched.
 * @type {(trace: Plain, place: number, all: Plain[]) => Plain} */
const smaller = (trace, place, all) => {
  const { mode, marker, text, textposition, textfont } = trace;
  const size = Array.isArray(marker?.size) ? marker.size.map((/** @type {number} */ one) => one * DOT / MARK) : marker?.size && Math.min(marker.size, DOT);
  return { ...trace,
    ...(Array.isArray(textposition) && mode?.endsWith("markers+text") ? { mode: mode.replace("+text", "") } : {}),
    ...(isColumn(trace) && all.filter(isColumn).length > 1 ? signsOf(trace.texttemplate ?? text) : {}),
    ...(size ? { marker: { ...marker, size } } : {}),
    ...(Array.isArray(text) && text.every((one) => one === STROKES) ? { textfont: { ...textfont, size: DOT + 1 } } : {}) };
};

/** The years of an axis that leaves some out, as many as have room beside one another; the last stays.
 * @type {(axis: Plain, data: Plain[], room: number) => Plain} */
const thinned = (axis, data, room) => {
  const places = data.flatMap(({ x }) => (Array.isArray(x) ? x : [])).filter((one) => typeof one === "number");
  const { tickvals, ticktext } = axis ?? {};
  if (!Array.isArray(ticktext) || !places.length) return axis;
  const year = room / (Math.max(...places) - Math.min(...places) + 1);
  /** @type {number[]} */
  const kept = [];
  for (let i = tickvals.length - 1; i >= 0; i -= 1) {
    if (!kept.length || (tickvals[kept[0]] - tickvals[i]) * year >= TICK) kept.unshift(i);
  }
  return { ...axis, tickvals: kept.map((i) => tickvals[i]), ticktext: kept.map((i) => ticktext[i]) };
};

/** The axis with room at both ends for the numbers that stand beside the marks, so that none is cut or lies on a name.
 * @type {(layout: Plain, data: Plain[], width: number) => Plain} */
const roomy = (layout, data, width) => {
  const { annotations: told = [], xaxis } = layout;
  const beside = (Array.isArray(told) ? told : []).filter(({ x, xref = "x", xanchor, name }) => Number.isFinite(x) && xref === "x" && !name && /left|right/.test(xanchor));
  if (!beside.length || xaxis?.range?.some((/** @type {any} */ end) => !Number.isFinite(end))) return {};
  const ends = [...beside.map(({ x }) => x), ...data.flatMap(({ x }) => (Array.isArray(x) ? x.filter(Number.isFinite) : [])), ...(xaxis?.range ?? [])];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const more = (high - low) * LABEL / (width * FIELD - 2 * LABEL);
  return { xaxis: { ...xaxis, range: [low - more, high + more] } };
};

/** A heat map as a phone has room for it: the scale of its colours over it, all its columns named, its rows by how they
 * begin. Over it the margin grows.
 * @type {(data: Plain[], layout: Plain, margin: Plain) => { data: Plain[], layout: Plain }} */
const smallHeat = (data, layout, margin) => {
  const heat = data.find((trace) => trace.type === "heatmap");
  if (!heat) return { data, layout };
  margin.t = Math.max(margin.t, LEGEND);
  const colorbar = { ...heat.colorbar, orientation: "h", x: 0.5, y: 1.01, yanchor: "bottom", len: 1, thickness: 8,
    title: { ...heat.colorbar?.title, side: "top" } };
  const rows = { tickmode: "array", tickvals: heat.y, ticktext: heat.y.map((/** @type {string} */ name) =>
    (name.length > ROOM ? `${name.slice(0, BEGIN)}…` : name)) };
  return {
    data: data.map((trace) => (trace === heat ? { ...heat, colorbar } : trace)),
    layout: { ...layout, xaxis: { ...layout.xaxis, tickangle: -90, dtick: 1 }, yaxis: { ...layout.yaxis, ...rows } },
  };
};

/** What plotly is given: data and layout in a look, for a width, under a title if there is one.
 * @type {(spec: Spec, state: number[], looks: Looks | undefined, dark: boolean, width: number, title?: string) => { data: Plain[], layout: Plain }} */
export const composeFigure = (spec, state, looks, dark, width, title) => {
  const { data, layout } = twinned(chosenFigure(spec, state), dark && looks ? looks.twins : {});
  const template = structuredClone(looks ? looks[dark ? "dark" : "light"] : layout.template ?? {});
  const margin = { ...template.layout?.margin, ...layout.margin };
  if (width < NARROW) {
    if (template.layout?.font) template.layout.font.size = 11.5;
    layout.legend = { ...layout.legend, font: { size: 11 } };
    Object.assign(margin, { l: Math.min(margin.l, 40), r: Math.min(margin.r, 12) });
  }
  // On a phone names have no room beside the marks: the legend takes their place.
  /** @type {Plain[]} */
  const notes = Array.isArray(layout.annotations) ? layout.annotations : [];
  if (width < NARROW && notes.some((note) => note.name === NAMED)) {
    layout.annotations = notes.filter((note) => note.name !== NAMED);
    layout.showlegend = true;
    margin.t = Math.max(margin.t, LEGEND);
  }
  if (width < NARROW && Array.isArray(layout.annotations)) {
    layout.annotations = layout.annotations.map((/** @type {any} */ note) => (note.name === FOLDED ? { ...note, font: { ...note.font, size: DOT + 3 } } : note));
  }
  if (width < NARROW) Object.assign(layout, roomy(layout, data, width));
  if (width < NARROW && layout.xaxis) layout.xaxis = thinned(layout.xaxis, data, width - margin.l - margin.r - AXIS);
  delete layout.title;
  if (title) {
    layout.title = { text: title.replace(/</g, "&lt;") };
    margin.t += TITLE;
  }
  const drawn = width < NARROW ? smallHeat(data.map(smaller), foldedAxes(layout), margin) : { data, layout };
  return {
    data: drawn.data,
    layout: { ...drawn.layout, template, margin, width: Math.floor(width), height: (spec.layout.height ?? HEIGHT) + (title ? TITLE : 0),
      autosize: false, dragmode: false, hovermode: layout.hovermode === false ? false : "closest", uirevision: state.join() },
  };
};

/** The room of a stage: its width, and its height where the sheet fixes it, as that of slides does.
 * @type {(stage: HTMLElement) => { width: number, height: number }} */
const roomOf = (stage) => ({ width: stage.clientWidth, height: getComputedStyle(stage).getPropertyValue("--fixed") ? stage.clientHeight : 0 });

/** How large a figure is drawn on its stage: where its height is fixed, scaled with the letters around it, so that it is
 * read from afar, and so far that it keeps most of the height it was made for.
 * @type {(stage: HTMLElement, room: { width: number, height: number }, height: number) => { width: number, height: number }} */
const onStage = (stage, room, height) => {
  if (!room.height) return room;
  const letters = parseFloat(getComputedStyle(document.documentElement).fontSize) / LETTER;
  const scale = Math.min(letters, room.height / (height * DENSE));
  stage.style.setProperty("--scale", String(scale));
  return { width: room.width / scale, height: Math.floor(room.height / scale) };
};

/**
 * A plotly figure in its holder: drawn in the page's look, every mark to be reached by mouse, touch
 * and keyboard, its choices above it.
 * @param {HTMLElement} holder
 * @param {Spec} spec
 * @param {{ plotly: () => Promise<Plotly>, looks?: Looks, look: Look, wake: (part: ParentNode) => void, panel: Panel, signal: AbortSignal }} context
 *   `plotly` is asked for when it is first shown; `wake` brings what was put into the figure to life
 * @returns {Drawn}
 */
export const liveFigure = (holder, spec, { plotly, looks, look, panel, wake, signal }) => {
  const stage = one(holder, ".hz-stage");
  /** @type {PlotElement} */
  const plot = one(stage, ".hz-plot");
  const marks = el("div", { class: "hz-marks", role: "group", "aria-label": "图中的数：方向键移动，回车看出处" });
  const { choices = [] } = spec;
  const state = choices.map(({ active = 0 }) => active);
  /** @type {Promise<void>} */
  let queue = Promise.resolve();
  let pending = false;
  let size = { width: 0, height: 0 };
  let waiting = 0;
  let shown = false;
  /** @type {Plotly | undefined} */
  let library;

  const refresh = () => {
    // Print changes the size of the drawing by the sheet: it keeps its proportions.
    for (const svg of plot.querySelectorAll(".main-svg")) svg.setAttribute("viewBox", `0 0 ${plot.layout.width} ${plot.layout.height}`);
    plot.style.setProperty("--hz-ratio", `${plot.layout.width} / ${plot.layout.height}`);
    layMarks(marks, plotMarks(plot));
  };
  const refreshSoon = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(refresh);
  };
  const begin = () => {
    plot.on("plotly_afterplot", refreshSoon);
    plot.on("plotly_click", ({ points }) => {
      const hit = clickedMark(points);
      if (!hit) return;
      const place = plotMarks(plot).findIndex((mark) => mark.curve === hit.curve && String(mark.point) === hit.point);
      panel.open(hit.key, /** @type {HTMLElement | null} */ (marks.children[place] ?? null));
    });
    // plotly makes a click of a tap by itself; the browser's, which comes later, would meet the panel.
    plot.addEventListener("touchend", (event) => {
      if (event.cancelable && around(event, ".draglayer")) event.preventDefault();
    }, { signal });
    marks.addEventListener("focusin", (event) => {
      const mark = plotMarks(plot)[Number(/** @type {HTMLElement} */ (event.target).dataset.place)];
      try {
        library?.Fx.hover(plot, [{ curveNumber: mark.curve, pointNumber: mark.point }]);
      } catch { /* not every kind of trace can be pointed at from a script */ }
    }, { signal });
    marks.addEventListener("focusout", () => library?.Fx.unhover(plot), { signal });
    holder.dataset.drawn = "yes";
  };
  const draw = async () => {
    pending = false;
    if (signal.aborted) return;
    if (stage.clientWidth && stage.clientWidth !== size.width) keepRoom(holder, choices);
    size = roomOf(stage);
    if (!size.width) return; // out of sight: drawn when it has a width again
    const drawn = onStage(stage, size, height);
    const { data, layout } = composeFigure(spec, state, looks, look.dark(), drawn.width);
    if (drawn.height) layout.height = drawn.height;
    library = await plotly();
    await library[holder.dataset.drawn ? "react" : "newPlot"](plot, data, layout, CONFIG);
    if (!holder.dataset.drawn) begin();
    refresh();
  };
  const resized = () => Object.entries(roomOf(stage)).some(([side, room]) => room !== size[/** @type {"width" | "height"} */ (side)]);
  const redraw = () => {
    if (shown && !pending) {
      queue = queue.then(draw, draw);
      pending = true;
    }
    return queue;
  };
  const show = () => {
    if (shown && !resized()) return queue;
    shown = true;
    return redraw();
  };
  /** @type {(control: number, place: number) => void} */
  const choose = (control, place) => {
    state[control] = place;
    showWords(holder, choices[control].options[place]);
    wake(holder);
    if (shown) redraw(); else show();
  };

  stage.append(marks);
  wanderMarks(marks, signal);
  const height = spec.layout.height ?? HEIGHT;
  stage.style.minHeight = `${height}px`;
  first(holder, ".hz-controls")?.replaceChildren(...choices.map((choice, i) => choiceControl(choice, (place) => choose(i, place))));
  if (choices.length) first(holder, ".hz-title")?.setAttribute("aria-live", "polite");

  let resizing = 0;
  const observer = new ResizeObserver(() => {
    clearTimeout(resizing);
    resizing = window.setTimeout(() => { if (resized()) redraw(); }, 120);
  });
  observer.observe(stage);
  // Out of sight a browser may leave the layout undone, as in JupyterLab's cells: marks are laid again when seen.
  const sight = new IntersectionObserver((seen) => { if (holder.dataset.drawn && seen.some((one) => one.isIntersecting)) refreshSoon(); });
  sight.observe(stage);
  look.watch(redraw, signal);
  signal.addEventListener("abort", () => {
    observer.disconnect();
    sight.disconnect();
    clearTimeout(resizing);
    if (holder.dataset.drawn) library?.purge(plot);
  });

  const picture = async () => {
    const title = first(holder, ".hz-title")?.textContent || spec.title || "";
    const figure = composeFigure(spec, state, looks, false, PICTURE, title);
    const address = await (await plotly()).toImage({ ...figure, config: CONFIG }, { format: "svg", width: PICTURE, height: figure.layout.height });
    return decodeURIComponent(address.slice(address.indexOf(",") + 1));
  };
  return { holder, show, redraw, picture };
};
