import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { payload, pause, press, put, SENTENCES } from "./page.mjs";
import { knownEvidence } from "../../hzlib/web/evidence.js";
import { hydrate } from "../../hzlib/web/hydrate.js";
import { dressNumbers, followNumbers } from "../../hzlib/web/numbers.js";
import { evidencePanel, panelFrame } from "../../hzlib/web/panel.js";

let box, panel, root;
const number = (key) => root.querySelector(`[data-evidence="${key}"]`);
const texts = (selector) => [...box.querySelectorAll(selector)].map((one) => one.textContent);
const make = ({ ask, whole = (doc) => `read-${doc}.html`, passages } = {}) => {
  const keys = [...Object.keys(payload().entries), "unknown"];
  root = put(`<main>${keys.map((key) => `<span class="hz-number" data-evidence="${key}">${key}</span>`).join("")}</main>`);
  box = panelFrame("title");
  root.append(box);
  const { signal } = new AbortController();
  const evidence = knownEvidence();
  evidence.add({ ...payload(), sentences: [...SENTENCES, ...NEAR], passages });
  panel = evidencePanel(box, evidence, { signal, scope: root, ask, whole });
  dressNumbers(root, panel);
  followNumbers(root, panel, signal);
};
// The paragraphs 3, 4 and 6 of a text, as a page holds them.
const NEAR = ["<p data-c=\"400\">前一段。</p>",
  `<p data-c="500">甲乙丙丁戊己庚<span class="hz-number fact" data-evidence="fact9">18753亿元</span>止<span class="hz-number fact" data-evidence="unknown">3个</span></p>`,
  "<p data-c=\"900\">远处。</p>"];
const PASSAGES = { report: [[3, 400, "一、回顾", 2], [4, 500, "一、回顾", 3], [6, 900, "二、打算", 4]] };
beforeEach(() => make());

test("a number opens its sentence with the number marked, by click, Enter and Space", () => {
  for (const open of [() => number("fact3").click(), () => press(number("fact3"), "Enter"), () => press(number("fact3"), " ")]) {
    open();
    assert.equal(box.hidden, false);
    assert.equal(box.dataset.evidence, "fact3");
    assert.deepEqual(texts("h2"), ["原文出处"]);
    assert.deepEqual(texts(".hz-value"), ["3亿元"]);
    assert.deepEqual(texts("blockquote"), [SENTENCES[0]]);
    assert.deepEqual(texts("blockquote mark"), ["18753亿元"]);
    assert.deepEqual(texts(".hz-from"), ["政府工作报告"]);
    assert.deepEqual(texts(".hz-path"), ["一、回顾"]);
    assert.deepEqual(texts("dt"), ["指标", "时期"]);
    assert.deepEqual(texts("dd"), ["第3项", "2022年"]);
    assert.equal(box.querySelector("a").getAttribute("href"), "read-report.html#c510");
    press(box, "Escape");
    assert.equal(box.hidden, true);
    assert.equal(document.activeElement, number("fact3"));
  }
});

test("the words that say what is counted are marked beside the number", () => {
  number("counted").click();
  assert.deepEqual(texts("blockquote"), [SENTENCES[0]]);
  assert.deepEqual(texts("blockquote em"), ["全市", "增长"]);
  assert.deepEqual(texts("blockquote mark"), ["18753亿元"]);
});

test("arrow keys lead to quantities that are no stops of Tab, past those that are off", () => {
  const mark = (kind, key) => `<span class="hz-number ${kind}" data-evidence="${key}" data-subject="床位" data-when="2022年 实际">1</span>`;
  const text = put(`<p class="hz-full">${mark("fact", "fact1")}${mark("stated", "fact2")}${mark("stated", "fact3")}${mark("fact", "fact4")}</p>`);
  hydrate(document.body, {}, { panel, look: { dark: () => false, watch: () => {} } });
  const [one, two, three, four] = text.children;
  assert.deepEqual([...text.children].map((node) => node.tabIndex), [0, -1, -1, 0]);
  assert.equal(two.title, "床位（2022年 实际）");
  three.removeAttribute("role");
  one.focus();
  for (const [key, reached] of [["ArrowRight", two], ["ArrowRight", four], ["ArrowRight", four], ["ArrowLeft", two], ["ArrowDown", two]]) {
    press(document.activeElement, key);
    assert.equal(document.activeElement, reached);
  }
});

test("a document without a reader page has no link", () => {
  number("own").click();
  assert.equal(box.querySelector("a"), null);
});

test("what is not known is no button and opens nothing", () => {
  assert.equal(number("unknown").hasAttribute("role"), false);
  assert.equal(number("fact0").getAttribute("role"), "button");
  number("unknown").click();
  assert.equal(box.hidden, true);
});

test("a formula is followed to its parts and back, the focus too", () => {
  number("formula").click();
  assert.deepEqual(texts(".hz-formula"), ["2 ÷ 1"]);
  assert.deepEqual(texts(".hz-label"), ["2022年 2亿元"]);
  assert.equal(box.querySelector(".back").hidden, true);
  const follow = box.querySelector('[data-follow="fact2"]');
  follow.focus();
  follow.click();
  assert.deepEqual(texts("h2"), ["原文出处"]);
  assert.deepEqual(texts("blockquote mark"), ["18753亿元"]);
  box.querySelector(".back").click();
  assert.deepEqual(texts("h2"), ["推算方法"]);
  assert.equal(document.activeElement, follow);
  box.querySelector('[data-follow="reference"]').click();
  assert.equal(box.querySelector("a").href, "https://example.org/a");
  assert.deepEqual(texts(".hz-path"), ["年末数"]);
});

test("no text becomes HTML, and no address runs", () => {
  number("unsafe").click();
  assert.equal(box.querySelector("img, a"), null);
  assert.deepEqual(texts(".hz-value"), ["<img src=x>"]);
});

test("a list of 45 shows its total and 20 parts at a time, and keeps them on the way back", () => {
  number("list").click();
  const parts = () => box.querySelectorAll(".hz-part").length;
  assert.ok(texts(".hz-path").includes("共 45 项"));
  assert.equal(parts(), 20);
  const more = box.querySelector(".hz-more");
  assert.equal(more.textContent, "更多（还有 25 项）");
  more.click();
  assert.equal(parts(), 40);
  more.click();
  assert.equal(parts(), 45);
  assert.equal(more.hidden, true);
  box.querySelector('[data-follow="fact44"]').click();
  assert.deepEqual(texts(".hz-value"), ["44亿元"]);
  box.querySelector(".back").click();
  assert.equal(parts(), 45);
});

test("the lines of a word mark it, and tell how many there are", () => {
  number("words").click();
  assert.deepEqual(texts("li mark"), ["新质生产力", "新质生产力"]);
  assert.ok(texts(".hz-path").includes("共 9 处，这里列出 2 处"));
  assert.equal(box.querySelector("li a").getAttribute("href"), "read-report.html#c90");
});

test("a page opens the paragraphs that it holds around a place, and those beside it alone", () => {
  make({ passages: PASSAGES, whole: () => null });
  number("fact0").click();
  assert.equal(box.querySelector("a"), null);
  box.querySelector("[data-read]").click();
  assert.deepEqual(texts("h2"), ["政府工作报告"]);
  assert.deepEqual(texts(".hz-path"), ["一、回顾"]);
  assert.deepEqual(texts(".hz-full p"), ["前一段。", "甲乙丙丁戊己庚18753亿元止3个"]);
  assert.deepEqual(texts(".here"), ["18753亿元"]);
  assert.equal(box.querySelector("a"), null);
  assert.deepEqual(texts(".hz-full [role=button]"), ["18753亿元"]);
  box.querySelector(".hz-full [role=button]").click();
  assert.equal(box.dataset.evidence, "fact9");
  box.querySelector(".back").click();
  box.querySelector(".back").click();
  assert.equal(box.dataset.evidence, "fact0");
});

test("a place of which the page holds no paragraph has its sentence alone", () => {
  make({ passages: PASSAGES, whole: () => null });
  number("own").click();
  assert.deepEqual(texts("blockquote mark"), ["18753亿元"]);
  assert.equal(box.querySelector("[data-read], a"), null);
});

test("in the widget the full text opens inside the panel, marked at its place", async () => {
  make({ ask: async (doc) => `<p data-c="500">甲乙丙丁戊己庚<span class="hz-number fact" data-evidence="fact9">18753亿元</span>止<span class="hz-number stated" data-evidence="fact8">3个</span></p><p data-c="900">${doc}</p>` });
  number("fact0").click();
  box.querySelector("[data-read]").click();
  await pause();
  assert.deepEqual(texts("h2"), ["政府工作报告"]);
  assert.deepEqual(texts(".here"), ["18753亿元"]);
  box.querySelector(".fact").focus();
  press(document.activeElement, "ArrowRight");
  assert.equal(document.activeElement, box.querySelector(".stated"));
  box.querySelector(".fact").click();
  assert.equal(box.dataset.evidence, "fact9");
  box.querySelector(".back").click();
  box.querySelector(".back").click();
  assert.equal(box.dataset.evidence, "fact0");
});

test("a text that does not come says so", async () => {
  make({ ask: () => Promise.reject(new Error("没有回答")) });
  number("fact0").click();
  box.querySelector("[data-read]").click();
  await pause();
  assert.deepEqual(texts(".hz-full"), ["没有取到全文：没有回答"]);
});
