import assert from "node:assert/strict";
import { test } from "node:test";
import { pause, put } from "./page.mjs";
import { beginExercises } from "../../hzlib/web/exercise.js";
import { judgeAnswer } from "../../hzlib/web/judging.js";

const words = { no_unit: "数对了，还缺单位。", digits: "位数不对，要{digits}位。", whole: "到个位。", cut: "截去了。", sign: "反了。", ratio: "乘 100。", twice: "多乘了。",
  power: "差 {times} 倍。", point: "小数点。", close: "很接近。", points: "百分点。", other_unit: "单位不对。", pure: "没有单位。" };
const reading = { years: "(?:19|20)\\d\\d年", parts: "百分之(\\d+(?:\\.\\d+)?)", and: "[和与及]", points: "(?<=\\d)\\s*(?:pp|PP)$", lead: "^[^\\d.]*", falls: "[-−－–负低慢少降减跌落缩]", limits: "不低于|不足",
  noise: "[\\s\"'“”。]+", year: "^(\\d{4})年?$", split: "[、，,;；\\n]+", ends: "[、，;；~～—至到\\n]+|,(?!\\d{3}(?!\\d))" };
const units = { 元: ["元", 1], "%": ["%", 1], 个百分点: ["pp", 1], 倍: ["倍", 1] };
const multiples = { 万亿: 1e12, 亿: 1e8, 万: 1e4 };
const known = (task, target, names = {}) => ({ task: { hints: ["一", "二"], praise: "好", digits: 0, ...task }, target, units, multiples, names, choices: {}, words, reading });
const slot = (value, ...mistakes) => ({ value, mistakes });
const amount = known({ kind: "number", unit: "亿元", rules: { slots: [slot(16100, [5600, "这是差。"])], whole: [] } }, ["元", 1e8]);
const points = known({ kind: "number", unit: "pp", digits: 1, unit_needed: true, rules: { slots: [slot(-1.4)], whole: [] } }, ["pp", 1]);
const share = known({ kind: "number", unit: "%", digits: 1, rules: { slots: [slot(19.3)], whole: [] } }, ["%", 1]);
const said = (task, text, tries) => judgeAnswer(task, { "": text }, tries);

test("a number is read with the units that people write", () => {
  for (const text of ["16100", "1.61万亿元", "16,100亿元", "１６１００亿元", "1.61万亿", "约16100亿元左右", "2022年是16100亿元"]) assert.equal(said(amount, text).kind, "right", text);
  for (const text of ["慢1.4个百分点", "下降1.4个百分点", "-1.4 pp", "低 1.4个百分点"]) assert.equal(said(points, text).kind, "right", text);
  for (const text of ["19.3%", "19.3", "19.30 ％"]) assert.equal(said(share, text).kind, "right", text);
});

test("a wrong number gets the hint of its mistake, else the next hint", () => {
  assert.equal(said(amount, "5,600亿元").message, "这是差。");
  assert.equal(said(amount, "161000").message, "差 10 倍。");
  assert.equal(said(points, "-1.4").message, words.no_unit);
  assert.equal(said(points, "1.4个百分点").message, words.sign);
  assert.equal(said(points, "-1.4%").message, words.points);
  assert.equal(said(share, "0.193").message, words.ratio);
  assert.deepEqual([0, 1, 5].map((tries) => said(amount, "7", tries).message), ["一", "二", "二"]);
});

test("what is no answer yet is told, and is no try", () => {
  for (const text of ["", "不知道", "1 和 2"]) assert.equal(said(amount, text).kind, "unread", text);
});

test("words, sets, orders and records are judged item by item", () => {
  const accepted = (...list) => ({ accepted: list, mistakes: [] });
  const set = known({ kind: "set", rules: { slots: [accepted("gdp"), accepted("fai")], whole: [] } }, ["", 1], { 生产总值: "gdp" });
  assert.equal(said(set, "fai、生产总值").kind, "right");
  assert.match(said(set, "gdp、cpi").message, /^2 项里有 1 项对。/);
  const order = known({ kind: "order", rules: { slots: [accepted("甲"), accepted("乙")], whole: [] } }, ["", 1]);
  assert.equal(said(order, "甲，乙").kind, "right");
  assert.equal(said(order, "乙，甲").kind, "wrong");
  const fields = { 指标: "text", 数值: "number" };
  const record = known({ kind: "record", unit: "%", fields, rules: { slots: [accepted("gdp"), slot(5)], whole: [] } }, ["%", 1], { 生产总值: "gdp" });
  assert.equal(judgeAnswer(record, { 指标: "“生产总值”", 数值: "5%" }).kind, "right");
  assert.match(judgeAnswer(record, { 指标: "gdp", 数值: "6" }).message, /^还不对的是：数值。/);
  assert.equal(judgeAnswer(record, { 指标: "gdp", 数值: "" }).message, "还没有填完：缺少 数值。");
});

test("a guess is noted and not judged", () => {
  const guess = known({ kind: "number", unit: "%", predict: true, praise: "往下看。", rules: { slots: [], whole: [] } }, ["%", 1]);
  assert.deepEqual(said(guess, "7%"), { kind: "noted", message: "7%。往下看。" });
});

test("a form says what comes of an answer when it is sent", async () => {
  const form = put(`<form class="hz-exercise"><input name=""><button>检查</button><p class="verdict"></p><span class="task" hidden>${JSON.stringify({ ...amount, task: { ...amount.task, praise: "**好**" } })}</span></form>`);
  beginExercises();
  form.querySelector("input").value = "1.61万亿元";
  form.dispatchEvent(new Event("submit", { cancelable: true }));
  await pause();
  assert.equal(form.dataset.verdict, "right");
  assert.equal(form.querySelector(".verdict").innerHTML, "<b>对了</b>　<b>好</b>");
});
