import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { payload, put, resize, SENTENCES } from "./page.mjs";
import { knownEvidence } from "../../hzlib/web/evidence.js";
import { fitTable } from "../../hzlib/web/fit.js";
import { origins } from "../../hzlib/web/notes.js";
import { csvText, safeCell, tableRows, workbook } from "../../hzlib/web/sheets.js";
import { compareCells, enhanceTable, keptRows } from "../../hzlib/web/table.js";

const cell = (value, key, exact) => (value === null ? '<td class="hz-amount">—</td>'
  : `<td class="hz-amount" data-value="${exact ?? value}"><span class="hz-number" data-evidence="${key}">${value}</span></td>`);
const table = (rows, heads = ["指标", "数值"]) => {
  put(`<div class="hz-scroll"><table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join("")}</tr></thead>
    <tbody>${rows.map((cells) => `<tr>${cells.join("")}</tr>`).join("")}</tbody></table></div>`);
  const made = document.querySelector("table");
  enhanceTable(made);
  return made;
};
const long = (count) => table(Array.from({ length: count }, (_, n) => [`<th scope="row">项${n}</th>`, cell((n * 7) % count, `fact${n}`)]));
const shown = (made, column = 0) => [...made.tBodies[0].rows]
  .filter((row) => !row.matches(".hz-unmatched, .hz-elsewhere")).map((row) => row.cells[column].textContent);
const bar = () => document.querySelector(".hz-bar");

test("a heading sorts up, down and back; numbers by their exact value, what is missing last", () => {
  const made = table([["<td>甲</td>", cell("1,200", "fact1", 1200)], ["<td>乙</td>", cell(null)], ["<td>丙</td>", cell("90", "fact2", 90.4)],
    ["<td>丁</td>", cell("90", "fact3", 90.2)]]);
  const head = made.tHead.rows[0].cells[1];
  const button = head.querySelector("button");
  button.click();
  assert.equal(head.getAttribute("aria-sort"), "ascending");
  assert.deepEqual(shown(made), ["丁", "丙", "甲", "乙"]);
  button.click();
  assert.equal(head.getAttribute("aria-sort"), "descending");
  assert.deepEqual(shown(made), ["甲", "丙", "丁", "乙"]);
  button.click();
  assert.equal(head.hasAttribute("aria-sort"), false);
  assert.deepEqual(shown(made), ["甲", "乙", "丙", "丁"]);
});

test("a text that begins with a number is sorted by it and saved whole", () => {
  const told = (words, size) => `<td data-sort="${size}"><span class="hz-number" data-evidence="fact1">${words}</span>（2020年）</td>`;
  const made = table([["<td>甲</td>", told("8万个", 80000)], ["<td>乙</td>", told("70,680个", 70680)], ["<td>丙</td>", "<td></td>"],
    ["<td>丁</td>", told("9个", 9)]]);
  made.tHead.rows[0].cells[1].querySelector("button").click();
  assert.deepEqual(shown(made), ["丁", "乙", "甲", "丙"]);
  assert.match(csvText(tableRows(made, knownEvidence())), /"8万个（2020年）"/);
});

test("words are in the order of a Chinese dictionary, numbers in them by size", () => {
  const sorted = (list) => [...list].sort((a, b) => compareCells(a, b, 1));
  assert.deepEqual(sorted(["宁波", "杭州", "北京", null, 3]), [3, "北京", "杭州", "宁波", null]);
  assert.deepEqual(sorted(["第10项", "第9项"]), ["第9项", "第10项"]);
});

test("a table with merged cells stays as it is", () => {
  const made = table([['<td colspan="2">甲</td>'], ["<td>乙</td>", cell(1, "fact1")]]);
  assert.equal(made.querySelector("button"), null);
});

test("only long tables have a filter, only longer ones pages", () => {
  long(8);
  assert.equal(bar(), null);
  long(9);
  assert.equal(bar().querySelectorAll("button").length, 0);
  assert.equal(bar().querySelector("output").textContent, "9 行");
  long(45);
  assert.equal(bar().querySelectorAll("button").length, 2);
});

test("a column that is marked for it has a box of its words; boxes and words go together, and offer what is left", () => {
  const rows = Array.from({ length: 30 }, (_, n) => `<tr><th scope="row">项${n}</th><td>${["甲", "乙", ""][n % 3]}</td><td>${n < 15 ? "早" : "晚"}</td></tr>`);
  put(`<div class="hz-scroll"><table><thead><tr><th>名</th><th data-choose>文件</th><th data-choose>时期</th></tr></thead>
    <tbody>${rows.join("")}</tbody></table></div>`);
  const made = document.querySelector("table");
  enhanceTable(made);
  const [file, time] = bar().querySelectorAll("select");
  const pick = (box, value) => { box.value = value; box.dispatchEvent(new Event("change")); };
  const offered = (box) => [...box.options].filter((one) => !one.disabled).map((one) => one.textContent);
  assert.deepEqual(offered(file), ["文件：全部", "甲", "乙"]);
  pick(file, "乙");
  pick(time, "晚");
  assert.deepEqual(shown(made), ["项16", "项19", "项22", "项25", "项28"]);
  assert.equal(bar().querySelector("output").textContent, "5 行（共 30 行）");
  const filter = bar().querySelector("input");
  filter.value = "项1";
  filter.dispatchEvent(new Event("input"));
  assert.deepEqual(shown(made), ["项16", "项19"]);
  pick(file, "");
  assert.deepEqual(shown(made), ["项15", "项16", "项17", "项18", "项19"]);
  filter.value = "项16";
  filter.dispatchEvent(new Event("input"));
  assert.deepEqual(offered(file), ["文件：全部", "乙"]);
});

test("a short table has no boxes", () => {
  put('<div class="hz-scroll"><table><thead><tr><th data-choose>名</th></tr></thead><tbody><tr><td>甲</td></tr><tr><td>乙</td></tr></tbody></table></div>');
  enhanceTable(document.querySelector("table"));
  assert.equal(document.querySelector("select"), null);
});

test("counts of rows have marks between their thousands", () => {
  long(1506);
  assert.equal(bar().querySelector("output").textContent, "1–20 / 1,506 行");
});

test("a source line names documents: of words that stand nowhere, and of all running words, too", () => {
  const [none, every] = ["“创新（主题）”共0处", "清理后的正文按词典切分"].map((text) => (
    { text, lines: [], fields: [["文件", "《甲市报告（上、下）》、《乙市报告》"], ["部分", "一"]] }));
  const some = { text: "共1处", lines: [{ title: "甲市报告" }], fields: every.fields };
  const row = { text: "甲市统计公报", lines: [], fields: [["指标", "生产总值"], ["时期", "2024年"]] };
  const evidence = { find: (key) => ({ none, every, some, row })[key] };
  assert.deepEqual(origins(evidence, "none"), ["《甲市报告（上、下）》", "《乙市报告》"]);
  assert.deepEqual([origins(evidence, "every").length, origins(evidence, "some"), origins(evidence, "row")],
    [2, ["《甲市报告》"], ["甲市统计公报"]]);
});

test("pages of 20 rows; a filter goes over all of them; sorting begins again at the first", () => {
  const made = long(45);
  const [previous, next] = bar().querySelectorAll("button");
  const output = bar().querySelector("output");
  assert.deepEqual([shown(made).length, output.textContent, previous.disabled], [20, "1–20 / 45 行", true]);
  next.click();
  next.click();
  assert.deepEqual([shown(made), output.textContent, next.disabled], [["项40", "项41", "项42", "项43", "项44"], "41–45 / 45 行", true]);
  made.querySelectorAll("th button")[1].click();
  assert.deepEqual([shown(made, 1)[0], output.textContent], ["0", "1–20 / 45 行"]);
  next.click();
  const filter = bar().querySelector("input");
  filter.value = "项";
  filter.dispatchEvent(new Event("input"));
  assert.equal(output.textContent, "1–20 / 45 行");
  filter.value = "项4 4";
  filter.dispatchEvent(new Event("input"));
  assert.deepEqual(shown(made).sort(), ["项4", "项40", "项41", "项42", "项43", "项44"].sort());
  assert.equal(output.textContent, "6 行（共 45 行）");
  filter.value = "没有";
  filter.dispatchEvent(new Event("input"));
  assert.deepEqual([shown(made), output.textContent], [[], "没有符合的行（共 45 行）"]);
});

test("years to choose from stand in their order, other words as they come; what is saved is what is left", () => {
  const years = ["2030年", "2021—2025年", "2020年"];
  const kinds = ["实际", "预计", "目标"];
  const rows = Array.from({ length: 12 }, (_, n) => `<tr><th scope="row">项${n}</th><td>${years[n % 3]}</td><td>${kinds[n % 3]}</td></tr>`);
  put(`<div class="hz-table"><div class="hz-scroll"><table><thead><tr><th>名</th><th data-choose>时期</th><th data-choose>状态</th></tr></thead>
    <tbody>${rows.join("")}</tbody></table></div><button data-save="csv">下载数据（CSV）</button></div>`);
  const made = document.querySelector("table");
  enhanceTable(made);
  const words = [...document.querySelectorAll("select")].map((box) => [...box.options].slice(1).map((one) => one.value));
  assert.deepEqual(words, [["2020年", "2021—2025年", "2030年"], kinds]);
  const button = document.querySelector("[data-save]");
  const [time] = document.querySelectorAll("select");
  const pick = (value) => { time.value = value; time.dispatchEvent(new Event("change")); };
  pick("2020年");
  const saved = () => csvText(tableRows(made, knownEvidence())).trim().split("\r\n").length - 1;
  assert.deepEqual([button.textContent, saved()], ["下载筛出的 4 行（CSV）", 4]);
  pick("");
  assert.deepEqual([button.textContent, saved()], ["下载数据（CSV）", 12]);
});

test("a data file has exact numbers, all rows, and the provenance of each number", () => {
  const evidence = knownEvidence();
  evidence.add(payload());
  const made = table([["<th>甲</th>", cell("1,200", "fact1", 1200.25)], ["<th>乙</th>", cell("2倍", "formula", 2)],
    ["<th>丙</th>", cell(null)], ["<th>丁</th>", cell("1", "reference")]]);
  const rows = csvText(tableRows(made, evidence)).split("\r\n");
  assert.equal(rows[0], '\ufeff"指标","数值","来源","原文","位置","出处"');
  assert.equal(rows[1], `"甲","1200.25","政府工作报告 › 一、回顾","${SENTENCES[0]}","report 508–515","原文出处"`);
  assert.equal(rows[2], `"乙","2","政府工作报告 › 一、回顾；来源：统计公报","2 ÷ 1；${SENTENCES[0]}；年末数","report 509–516；https://example.org/a","推算方法"`);
  assert.equal(rows[3], '"丙","","","","",""');
  assert.equal(rows[4], '"丁","1","来源：统计公报","年末数","https://example.org/a","参考数据"');
});

test("columns of provenance are named after their numbers where there are several", () => {
  const made = table([[cell(1, "fact1"), cell(2, "fact2")], [cell(3, "fact3"), cell(4, "fact4")]], ["计划", "结果"]);
  const evidence = knownEvidence();
  evidence.add(payload());
  assert.ok(csvText(tableRows(made, evidence)).startsWith('\ufeff"计划","结果","计划·来源","计划·原文","计划·位置","计划·出处","结果·来源"'));
});

test("no cell runs in a spreadsheet; numbers stay numbers", () => {
  for (const bad of ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "＝1", "\u200b=1"]) assert.equal(safeCell(bad)[0], "'");
  for (const good of ["-1.5", "-3%", "甲=乙", "18753"]) assert.equal(safeCell(good), good);
});

test("a workbook holds numbers as numbers, the rest as text", async () => {
  const rows = [["指标", "数值"], ["=1+1 <b>", "-1.5"], ["0012", "18,753亿元"], ["", "2023"], ["\u0001\ud800甲", "1e5"]];
  const blob = await workbook([["数据", rows], ["说明", [["注"]]]]);
  assert.equal(blob.type, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  const folder = await mkdtemp(join(tmpdir(), "hz-"));
  const file = join(folder, "a.xlsx");
  await writeFile(file, Buffer.from(await blob.arrayBuffer()));
  const read = `import sys, zipfile
book = zipfile.ZipFile(sys.argv[1])
assert book.testzip() is None
print(book.read("xl/worksheets/sheet1.xml").decode())`;
  const text = execFileSync("python3", ["-c", read, file], { encoding: "utf-8", env: { ...process.env, PYTHONIOENCODING: "utf-8" } });
  await rm(folder, { recursive: true });
  assert.deepEqual(text.match(/<v>[^<]*/g), ["<v>-1.5", "<v>2023"]);
  assert.deepEqual(text.match(/preserve">[^<]*/g).map((one) => one.slice(10)),
    ["指标", "数值", "=1+1 &lt;b&gt;", "0012", "18,753亿元", "甲", "1e5"]);
  assert.match(text, /<c r="B3" s="0" t="inlineStr">/);
});

test("a card is named by the first column that tells rows apart; where none does, by the first", () => {
  const cards = (rows) => {
    window.innerWidth = 360;
    const made = put(`<div class="hz-scroll"><table><thead><tr><th>地区</th><th>指标</th></tr></thead><tbody>${rows.map(([a, b]) =>
      `<tr><td>${a}</td><td>${b}</td></tr>`).join("")}</tbody></table></div>`).querySelector("table");
    Object.defineProperty(made, "scrollWidth", { value: 900 });
    fitTable(made.parentElement, made, new AbortController().signal);
    resize(328);
    window.innerWidth = 1024;
    resize(700);
    return [...made.querySelectorAll(".hz-named")].map((one) => one.textContent);
  };
  assert.deepEqual(cards([["甲区", "人口"], ["甲区", "收入"]]), ["人口", "收入"]);
  assert.deepEqual(cards([["甲区", "人口"], ["甲区", "人口"]]), ["甲区", "甲区"]);
  // Numbers name no row, unless they are what its first column says.
  const number = (text) => `<span class="hz-number">${text}</span>`;
  assert.deepEqual(cards([["甲区", number(3)], ["甲区", number(4)]]), ["甲区", "甲区"]);
  assert.deepEqual(cards([[number("住房、就业"), "第二篇"], [number("铁路"), "第三篇"]]), ["住房、就业", "铁路"]);
});

test("the line of a concordance names its card as a whole", () => {
  window.innerWidth = 360;
  const made = put('<div class="hz-scroll"><table><thead><tr><th>上文</th><th>关键词</th><th>下文</th><th>文件</th></tr></thead><tbody><tr>' +
    '<td class="hz-joins">推进</td><td class="hz-joins">人口</td><td>增长</td><td>甲</td></tr></tbody></table></div>').querySelector("table");
  Object.defineProperty(made, "scrollWidth", { value: 900 });
  fitTable(made.parentElement, made, new AbortController().signal);
  resize(328);
  window.innerWidth = 1024;
  resize(700);
  assert.deepEqual([...made.querySelectorAll(".hz-named")].map((one) => one.textContent), ["推进", "人口", "增长"]);
});

test("a table that its field cuts off takes the page's column, one that fits does not", () => {
  const wide = (size) => {
    const holder = put('<div class="hz-table"><div class="hz-scroll"><table><thead><tr><th>甲</th></tr></thead><tbody></tbody></table></div></div>');
    const made = holder.querySelector("table");
    Object.defineProperty(made, "scrollWidth", { value: size });
    fitTable(made.parentElement, made, new AbortController().signal);
    resize(701);
    resize(700);
    return holder.classList.contains("hz-wide");
  };
  assert.equal(wide(931), true);
  assert.equal(wide(690), false);
});

// A long table of which but the first rows stand in the page: its numbers fall, its places are of three kinds.
const heldTable = (count, dress) => {
  const rows = Array.from({ length: count }, (_, n) => [`<th scope="row">甲&amp;${n}</th>`, `<td>${["东", "中", "西"][n % 3]}</td>`, cell(count - n, `fact${n % 45}`)]);
  const columns = [[rows.map((one) => one[0])], [["<td>东</td>", "<td>中</td>", "<td>西</td>"], rows.map((_, n) => n % 3)], [rows.map((one) => one[2])]];
  put(`<div class="hz-table"><div class="hz-scroll"><table data-rows="x"><thead><tr><th>名</th><th data-choose>处</th><th>数</th></tr></thead>
    <tbody>${rows.slice(0, 100).map((cells) => `<tr>${cells.join("")}</tr>`).join("")}</tbody><tfoot><tr><td colspan="3">共 ${count} 行</td></tr></tfoot>
    </table></div><button data-save="csv">下载数据（CSV）</button></div>`);
  const made = document.querySelector("table");
  enhanceTable(made, columns, dress);
  return made;
};

test("of a long table those rows are built that are shown, each once", () => {
  const dressed = [];
  const made = heldTable(1200, (row) => dressed.push(row.cells[0].textContent));
  const [previous, next] = bar().querySelectorAll("button");
  assert.deepEqual([made.tFoot, made.tBodies[0].rows.length, dressed.length], [null, 100, 0]);
  assert.equal(bar().querySelector("output").textContent, "1–20 / 1,200 行");
  const [name, , number] = made.tHead.querySelectorAll("button");
  number.click();
  assert.deepEqual(shown(made).slice(0, 2), ["甲&1199", "甲&1198"]);
  assert.equal(dressed.length, 100);
  number.click();
  number.click();
  assert.deepEqual([shown(made)[0], dressed.length], ["甲&0", 100]);
  name.click();
  name.click();
  assert.equal(shown(made)[0], "甲&1199");
  for (let i = 0; i < 6; i += 1) next.click();
  assert.deepEqual([shown(made).length, made.tBodies[0].rows.length, dressed.length], [20, 120, 140]);
  previous.click();
  next.click();
  assert.equal(dressed.length, 140);
});

test("filters, boxes and data files go over all rows of a long table", () => {
  const made = heldTable(1200);
  const [place] = bar().querySelectorAll("select");
  const filter = bar().querySelector("input");
  const button = document.querySelector("[data-save]");
  const evidence = knownEvidence();
  evidence.add(payload());
  assert.equal(tableRows(made, evidence).length, 1201);
  assert.deepEqual(tableRows(made, evidence)[1200].slice(0, 4), ["甲&1199", "西", "1", "政府工作报告 › 一、回顾"]);
  place.value = "中";
  place.dispatchEvent(new Event("change"));
  assert.equal(bar().querySelector("output").textContent, "1–20 / 400 行（共 1,200 行）");
  filter.value = "&119";
  filter.dispatchEvent(new Event("input"));
  assert.deepEqual(shown(made), ["甲&1192", "甲&1195", "甲&1198", "甲&1190", "甲&1191"].filter((one) => Number(one.slice(2)) % 3 === 1));
  assert.equal(button.textContent, `下载筛出的 ${shown(made).length} 行（CSV）`);
  assert.equal(keptRows(made).length, shown(made).length);
});

test("a screen reader hears how many rows there are, and which one it is at", () => {
  const made = heldTable(1200);
  const told = () => [made.getAttribute("aria-rowcount"), made.querySelector("tr:not(.hz-elsewhere) td")?.parentElement.getAttribute("aria-rowindex")];
  assert.deepEqual(told(), ["1201", "2"]);
  bar().querySelectorAll("button")[1].click();
  assert.deepEqual(told(), ["1201", "22"]);
  bar().querySelector("input").value = "&119";
  bar().querySelector("input").dispatchEvent(new Event("input"));
  assert.deepEqual(told(), [String(keptRows(made).length + 1), "2"]);
});

test("each row of a long table is a card on a phone, those too that are built later", () => {
  window.innerWidth = 360;
  const made = heldTable(1200);
  Object.defineProperty(made, "scrollWidth", { value: 900 });
  fitTable(made.parentElement, made, new AbortController().signal);
  resize(328);
  made.tHead.querySelectorAll("button")[2].click();
  window.innerWidth = 1024;
  resize(700);
  assert.deepEqual([...made.tBodies[0].rows[0].cells].map((one) => [one.dataset.head, one.matches(".hz-named")]), [["名", true], ["处", false], ["数", false]]);
});
