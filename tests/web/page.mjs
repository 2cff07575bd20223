// A document for the tests, and a payload with an entry of every kind.
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<!doctype html><body></body>", { pretendToBeVisual: true });
for (const name of ["document", "Node", "NodeFilter", "Element", "HTMLElement", "HTMLDetailsElement", "MutationObserver", "Event",
  "KeyboardEvent", "getComputedStyle", "AbortController", "requestAnimationFrame", "cancelAnimationFrame"]) globalThis[name] = window[name];
globalThis.window = window;
// jsdom lays nothing out: every element is as wide as the column of a page, which `resize` changes.
let width = 700;
const observers = new Set();
globalThis.ResizeObserver = class {
  constructor(run) { this.run = run; }
  observe() { observers.add(this); }
  disconnect() { observers.delete(this); }
};
globalThis.IntersectionObserver = class {
  observe() {} // everything is in sight
  disconnect() {}
};
Object.defineProperty(window.HTMLElement.prototype, "clientWidth", { get: () => width });
export const resize = (wanted) => {
  width = wanted;
  for (const one of observers) one.run();
};
document.fonts = { ready: Promise.resolve() };

export const put = (html) => {
  document.body.innerHTML = html;
  return document.body.firstElementChild;
};
export const press = (node, key) => node.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
export const pause = (ms = 20) => new Promise((resolve) => { setTimeout(resolve, ms); });

export const SENTENCES = ["全市生产总值18753亿元、增长1.5%。", "𠀀发展新质生产力，还是新质生产力。"];
const fact = (n) => ({
  heading: "原文出处", value: `${n}亿元`, fields: [["指标", `第${n}项`], ["时期", "2022年"]],
  quote: { doc: "report", section: "一、回顾", sentence: 0, mark: [6, 13], start: 507 + n, end: 514 + n },
});
export const payload = () => ({
  sentences: SENTENCES,
  documents: { report: { title: "政府工作报告", reader: true }, own: { title: "自己的文件", reader: false } },
  entries: {
    ...Object.fromEntries(Array.from({ length: 45 }, (_, n) => [`fact${n}`, fact(n)])),
    own: { heading: "原文出处", value: "1", quote: { doc: "own", section: "", sentence: 0, mark: [6, 13], start: 1, end: 2 } },
    counted: { heading: "原文出处", value: "1", quote: { doc: "report", section: "", sentence: 0, mark: [6, 13], subject: [[0, 2], [14, 16]], start: 507, end: 514 } },
    formula: { heading: "推算方法", value: "2倍", text: "2 ÷ 1", note: "算式中的数出自：", parts: [["2022年 2亿元", "fact2"], ["", "reference"]], total: 2 },
    reference: { heading: "参考数据", value: "1亿元", fields: [["来源", "统计公报"]], note: "年末数", url: "https://example.org/a" },
    unsafe: { heading: "参考数据", value: "<img src=x>", url: "javascript:alert(1)" },
    list: { heading: "逐一计数", value: "45项", text: "目标，逐一列示如下：", parts: Array.from({ length: 45 }, (_, n) => [`第${n}项`, `fact${n}`]), total: 45 },
    words: { heading: "词语所在", value: "9处", total: 9, lines: [[1, 4, 9, "report", 90], [1, 12, 17, "own", 99]] },
  },
});
