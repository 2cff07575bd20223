import assert from "node:assert/strict";
import { test } from "node:test";
import { pause, payload, put, resize } from "./page.mjs";
import { chosenFigure, setAt } from "../../hzlib/web/choices.js";
import { knownEvidence } from "../../hzlib/web/evidence.js";
import { composeFigure } from "../../hzlib/web/figure.js";
import { hydrate } from "../../hzlib/web/hydrate.js";
import { layMarks } from "../../hzlib/web/marks.js";
import { evidencePanel, panelFrame } from "../../hzlib/web/panel.js";

const number = (key) => `<span class="hz-number" data-evidence="${key}">1</span>`;
const SPEC = {
  data: [{ type: "bar", y: [1], marker: { color: "#003a85" } }, { type: "bar", y: [2] }],
  layout: { height: 300, yaxis: { title: { text: "亿元" } }, updatemenus: undefined },
  choices: [
    { name: "地区", kind: "box", options: [
      { label: "甲", visible: [true, false], title: `甲${number("fact1")}`, caption: "说甲", reading: "<p>读甲</p>", alt: "一根柱：甲" },
      { label: "乙", visible: [false, true], title: `乙${number("fact2")}`, caption: "说乙", reading: "<p>读乙</p>", alt: "一根柱：乙", layout: { "yaxis.title.text": "万元" } }] },
    { name: "年份", kind: "slider", options: [{ label: "2021年" }, { label: "2022年", visible: [true, true], title: "2022年", layout: { "annotations[0].text": "注" } }] },
  ],
};
const FIGURE = `<figure class="hz-figure" data-figure="f" data-name="图"><p class="hz-title">甲${number("fact1")}</p><div class="hz-controls"></div>
  <div class="hz-stage"><div class="hz-plot" role="img" aria-label="一根柱：甲"></div></div><figcaption>说甲</figcaption><div class="hz-reading"><p>读甲</p></div>
  <details><summary>数据表</summary><p class="hz-alt">一根柱：甲</p><div class="hz-scroll" data-held="t"></div></details></figure>`;

const live = async () => {
  const root = put(`<main>${FIGURE}</main>`);
  const box = panelFrame("title");
  root.append(box);
  const calls = [];
  const draw = (kind) => async (node, data, layout, config) => {
    Object.assign(node, { data, layout, on: (event, run) => { node[event] = run; } });
    calls.push({ kind, data, layout, config });
    return node;
  };
  const plotly = { newPlot: draw("new"), react: draw("react"), purge: () => calls.push({ kind: "purge" }), Fx: { hover() {}, unhover() {} } };
  const { signal } = new AbortController();
  const panel = evidencePanel(box, knownEvidence(), { signal, scope: root });
  const woken = hydrate(root, { figures: { f: SPEC }, evidence: payload(), held: { t: `<table><thead><tr><th>数</th></tr></thead><tbody><tr><td>${number("fact5")}</td></tr></tbody></table>` } },
    { panel, plotly: async () => plotly, look: { dark: () => false, watch() {} } });
  await woken.ready;
  return { root, box, calls, woken };
};

test("an option's layout goes to its place, the figure's own stays as it was", () => {
  const target = {};
  setAt(target, "a.b[1].c", 2);
  assert.deepEqual(target, { a: { b: { 1: { c: 2 } } } });
  const { data, layout } = chosenFigure(SPEC, [1, 1]);
  assert.deepEqual(data.map((trace) => trace.visible), [false, true]);
  assert.equal(layout.yaxis.title.text, "万元");
  assert.equal(SPEC.layout.yaxis.title.text, "亿元");
});

test("the width is explicit, the height stays, colours follow the look", () => {
  const looks = { light: { layout: { margin: { l: 56, r: 20, t: 56, b: 48 }, font: { size: 13 } } }, dark: { layout: { margin: { t: 1 }, font: { size: 13 } } }, twins: { "#003a85": "#7799eb" } };
  const { data, layout } = composeFigure(SPEC, [0, 0], looks, true, 700.5);
  assert.deepEqual([layout.width, layout.height, layout.autosize, data[0].marker.color], [700, 300, false, "#7799eb"]);
  const narrow = composeFigure(SPEC, [0, 0], looks, false, 340, "题<b>").layout;
  assert.deepEqual([narrow.margin.l, narrow.height, narrow.title.text], [40, 334, "题&lt;b>"]);
});

test("a phone keeps the cautions of grouped columns, and as many years as have room", () => {
  const looks = { light: { layout: { margin: { l: 56, r: 20, t: 56, b: 48 } } }, dark: {}, twins: {} };
  const years = [2014, 2016, 2018, 2020, 2022, 2024, 2026, 2028];
  const column = { type: "bar", x: years, texttemplate: years.map((year) => (year === 2018 ? "%{y}※" : "%{y}")) };
  const dots = { mode: "markers+text", x: [1], text: ["5"], textposition: ["middle left"], marker: { size: [10, 16] } };
  const sign = { name: "hz-folded", text: "//", font: { size: 15 } };
  const layout = { xaxis: { tickvals: years, ticktext: [...years.slice(0, 7), 2030].map(String) }, annotations: [sign] };
  const spec = { data: [column, { ...column, texttemplate: "%{y}" }, dots], layout };
  const { data, layout: narrow } = composeFigure(spec, [], looks, false, 340);
  assert.deepEqual([data[0].texttemplate.join(), data[0].textposition, data[1].textposition], [",,※,,,,,", "outside", "none"]);
  assert.deepEqual([data[2].mode, data[2].marker.size], ["markers", [7, 11.2]]);
  assert.equal(narrow.annotations[0].font.size, 10);
  const wide = composeFigure(spec, [], looks, false, 900);
  assert.deepEqual(wide.layout.xaxis.ticktext.length, 8);
  assert.deepEqual([wide.data[0].texttemplate[0], wide.data[2].mode], ["%{y}", "markers+text"]);
  // A year is some 16 pixels wide: two of them have no room for a name each, and the last keeps its own.
  const alone = composeFigure({ data: [column], layout }, [], looks, false, 340);
  assert.deepEqual(alone.layout.xaxis.ticktext, ["2016", "2020", "2024", "2030"]);
});

test("title, caption, reading and the text for who cannot see follow a choice; numbers in them open", async () => {
  const { root, box, calls } = await live();
  const text = (selector) => root.querySelector(selector).textContent;
  assert.equal(calls[0].kind, "new");
  assert.equal(calls[0].config.responsive, false);
  assert.deepEqual(calls[0].data.map((trace) => trace.visible), [true, false]);
  const select = root.querySelector("select");
  select.selectedIndex = 1;
  select.dispatchEvent(new Event("change"));
  await pause();
  assert.deepEqual([text(".hz-title"), text("figcaption"), text(".hz-reading"), text(".hz-alt")], ["乙1", "说乙", "读乙", "一根柱：乙"]);
  assert.equal(root.querySelector(".hz-plot").getAttribute("aria-label"), "一根柱：乙");
  assert.deepEqual(calls.at(-1).data.map((trace) => trace.visible), [false, true]);
  assert.equal(calls.at(-1).layout.yaxis.title.text, "万元");
  assert.deepEqual(calls.map((call) => call.layout.height), calls.map(() => 300));
  const shown = root.querySelector(".hz-title .hz-number");
  assert.equal(shown.getAttribute("role"), "button");
  shown.click();
  assert.equal(box.dataset.evidence, "fact2");
  const range = root.querySelector("input[type=range]");
  range.value = "1";
  range.dispatchEvent(new Event("input"));
  await pause();
  assert.deepEqual([text(".hz-title"), text("figcaption"), range.getAttribute("aria-valuetext"), text(".hz-controls output")], ["2022年", "说乙", "2022年", "2022年"]);
});

test("another width is another drawing; what changes out of sight is drawn when it is seen again", async () => {
  const { calls, woken } = await live();
  const drawn = () => calls.map((call) => call.layout.width);
  resize(500);
  await pause(200);
  assert.deepEqual(drawn(), [700, 500]);
  resize(0);
  await woken.redraw();
  assert.equal(calls.length, 2);
  resize(500);
  await pause(200);
  assert.deepEqual(drawn(), [700, 500, 500]);
  resize(700);
});

test("a click on a mark opens its evidence", async () => {
  const { root, box } = await live();
  root.querySelector(".hz-plot").plotly_click({ points: [{ customdata: "" }, { customdata: ["", "没有"] }, { customdata: ["fact7", "七"], curveNumber: 0, pointNumber: 0 }] });
  assert.equal(box.dataset.evidence, "fact7");
});

test("marks are buttons with the label that Python gives; they are used again", () => {
  const layer = put("<div></div>");
  const mark = (key) => ({ curve: 0, point: 0, key, label: `说${key}`, left: 10, top: 10, width: 4, height: 30 });
  layMarks(layer, [mark("a"), mark("b"), mark("c")]);
  const first = layer.firstChild;
  layMarks(layer, [mark("d"), mark("e")]);
  assert.deepEqual([...layer.children].map((one) => [one.dataset.evidence, one.getAttribute("aria-label"), one.tabIndex]), [["d", "说d", 0], ["e", "说e", -1]]);
  assert.equal(layer.firstChild, first);
  assert.deepEqual([first.style.left, first.style.width, first.style.height], ["5px", "14px", "30px"]);
});

test("a table that is held back is built when it is opened", async () => {
  const { root, box } = await live();
  const details = root.querySelector("details");
  assert.equal(root.querySelector("table"), null);
  details.open = true;
  await pause();
  assert.equal(root.querySelector("table .hz-number").getAttribute("role"), "button");
  root.querySelector("table .hz-number").click();
  assert.equal(box.dataset.evidence, "fact5");
});

test("disposing purges the plot and hears no more", async () => {
  const { root, box, calls, woken } = await live();
  woken.dispose();
  assert.equal(calls.at(-1).kind, "purge");
  root.querySelector(".hz-number").click();
  assert.equal(box.hidden, true);
});

test("a heat map of a phone has its scale over it, every column named, long rows by how they begin; elsewhere it stays", () => {
  const spec = { data: [{ type: "heatmap", x: ["甲", "乙"], y: ["甲报告", "第二篇坚持人工智能引领发展"], z: [[1, 2], [3, 4]], colorbar: { title: { text: "比" } } }],
    layout: { margin: { t: 20, l: 60, r: 20, b: 40 } } };
  const narrow = composeFigure(spec, [], undefined, false, 340);
  assert.equal(narrow.data[0].colorbar.orientation, "h");
  assert.equal(narrow.data[0].colorbar.title.text, "比");
  assert.deepEqual(narrow.layout.yaxis.ticktext, ["甲报告", "第二篇坚持…"]);
  assert.equal(narrow.layout.xaxis.dtick, 1);
  assert.ok(narrow.layout.margin.t > 20);
  const wide = composeFigure(spec, [], undefined, false, 900);
  assert.equal(wide.data[0].colorbar.orientation, undefined);
  assert.equal(wide.layout.yaxis?.ticktext, undefined);
});

test("on a phone the numbers beside marks have room at both ends, or stand at none", () => {
  const annotations = [{ x: -5, y: "甲", text: "-5", xanchor: "right" }, { x: 5, y: "乙", text: "5", xanchor: "left" }];
  const dots = { mode: "lines+markers+text", x: [-4, 4], y: ["甲", "乙"], text: ["1", "2"], textposition: ["middle left", "middle right"] };
  const made = (layout, width) => composeFigure({ data: [dots], layout }, [], undefined, false, width);
  const { data, layout: { xaxis } } = made({ annotations, xaxis: { title: { text: "比" } } }, 340);
  assert.equal(data[0].mode, "lines+markers");
  assert.ok(xaxis.range[0] < -6.5 && xaxis.range[1] > 6.5 && xaxis.title.text === "比");
  for (const other of [made({ annotations }, 900), made({ annotations: [{ ...annotations[0], name: "hz-name" }] }, 340)]) {
    assert.equal(other.layout.xaxis?.range, undefined);
  }
  assert.equal(made({ annotations }, 900).data[0].mode, "lines+markers+text");
});
