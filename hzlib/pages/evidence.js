// The evidence panel: what an evidence string stands for, followed as deep as it goes.
"use strict";
Hz.part("evidence", () => {
  const { el } = Hz;
  const store = Hz.json("evidence-data") || { entries: {}, sentences: [], documents: {}, words: {}, readers: [] };
  const { entries, sentences, documents, words, readers } = store;
  const order = Object.keys(documents);
  const panel = document.getElementById("evidence");
  const body = panel.querySelector(".body");
  const back = panel.querySelector(".back");
  let trail = [];
  let origin = null;

  const find = (evidence) => entries[evidence] || null;
  const say = (field, value) => (words[field] && words[field][value]) || String(value);
  // The lines of a word are kept short: sentence, place in it, document, raw offset.
  const lineOf = (entry) => ([sentence, low, doc, start]) => ({ sentence, start, doc: order[doc],
    mark: [low, low + entry.word.length] });
  const title = (entry) => documents[entry.doc] || entry.doc;
  const quoted = (entry) => (typeof entry.sentence === "number" ? sentences[entry.sentence] : entry.sentence) || "";
  const place = (entry) => `read-${encodeURIComponent(entry.doc)}.html#c${entry.start}`;

  const sentence = (entry, around = Infinity) => {
    const text = quoted(entry);
    const [low, high] = entry.mark;
    const start = Math.max(0, low - around);
    const end = Math.min(text.length, high + around);
    return el("bdi", {}, start ? "…" : "", text.slice(start, low), el("mark", { text: text.slice(low, high) }),
      text.slice(high, end), end < text.length ? "…" : "");
  };

  const link = (entry) => (readers.includes(entry.doc)
    ? el("p", {}, el("a", { href: place(entry), text: "在原文中查看这一处" })) : null);

  const fields = (rows) => {
    const list = el("dl");
    for (const [name, value] of rows) {
      if (value !== undefined && value !== null && value !== "") {
        list.append(el("dt", { text: name }), el("dd", {}, el("bdi", { text: String(value) })));
      }
    }
    return list;
  };

  const quote = (entry) => [
    el("p", { class: "from" }, el("bdi", { text: title(entry) })),
    entry.section ? el("p", { class: "path" }, el("bdi", { text: entry.section })) : null,
    el("blockquote", {}, sentence(entry)),
  ];

  const follow = (evidence) => el("p", {}, el("button", {
    type: "button", class: "plain", text: "看全部出处", "data-follow": evidence,
    on: { click: () => step(evidence) },
  }));

  // A part in a list: the sentence at once, its fields and its own parts one step further.
  const card = (evidence) => {
    const entry = find(evidence);
    const box = el("div", { class: "part" });
    if (!entry) return box;
    if (entry.sentence !== undefined) box.append(...quote(entry).filter(Boolean));
    else if (entry.kind === "reference") box.append(...reference(entry, true));
    else if (entry.kind === "formula") box.append(el("p", { class: "formula", text: entry.formula }));
    else if (entry.kind === "kwic") box.append(el("p", { text: `“${entry.word}”共 ${entry.total} 处` }));
    box.append(follow(evidence));
    return box;
  };

  const reference = (entry, brief) => [
    el("p", { class: "from" }, el("bdi", { text: entry.source_title })),
    el("p", { class: "path" }, el("bdi", { text: `${entry.publisher}（参考数据，不出自本项目的文件）` })),
    fields([
      ["指标", entry.name], ["口径", say("measure", entry.measure)], ["地区", entry.region],
      ["时期", entry.period], ["数值", `${say("bound", entry.bound)}${entry.value}${say("unit", entry.unit)}`],
      ...(brief ? [] : [["状态", say("status", entry.status)], ["说明", entry.note]]),
    ]),
    brief || !/^https?:/.test(entry.url) ? null
      : el("p", {}, el("a", { href: entry.url, rel: "noopener noreferrer", text: entry.url })),
  ].filter(Boolean);

  const views = {
    fact: (entry) => [
      ...quote(entry), link(entry),
      fields([
        ["指标", entry.name], ["口径", say("measure", entry.measure)], ["地区", entry.region],
        ["时期", entry.period], ["状态", say("status", entry.status)],
        ["数值", `${entry.value}${say("unit", entry.unit)}`], ["界限", say("bound", entry.bound)],
        ["原文写法", entry.text], ["线索词", entry.cue], ["规则", entry.rule],
      ]),
    ],
    quantity: (entry) => [...quote(entry), link(entry)],
    reference: (entry) => reference(entry, false),
    formula: (entry) => [
      el("p", { class: "formula", text: entry.formula }),
      el("p", { class: "path", text: entry.parts.length
        ? "这个数由本项目推算；算式中的数出自：" : "这个数由本项目给出，不出自文件里的哪一句。" }),
      ...entry.parts.map(card),
    ],
    all: (entry) => [el("p", { class: "path", text: "几处出处并列如下。" }), ...entry.parts.map(card)],
    kwic: (entry) => [
      el("p", { class: "from", text: `“${entry.word}”共 ${entry.total} 处` }),
      entry.total > entry.lines.length
        ? el("p", { class: "path", text: `全书均匀取出 ${entry.lines.length} 处：` }) : null,
      el("ol", { class: "lines" }, ...entry.lines.map(lineOf(entry)).map((line) => el("li", {},
        sentence(line, 22), el("small", {}, el("a", { href: place(line), text: title(line) }))))),
    ],
  };
  const titles = { fact: "原文出处", quantity: "原文出处", reference: "参考数据", formula: "推算方法",
    all: "多处出处", kwic: "词语所在" };

  const draw = () => {
    const evidence = trail[trail.length - 1];
    const entry = find(evidence);
    panel.querySelector("h2").textContent = entry ? titles[entry.kind] : "出处";
    back.hidden = trail.length < 2;
    body.replaceChildren(...(entry ? views[entry.kind](entry) : [el("p", { text: "这里没有出处。" })]).filter(Boolean));
    panel.dataset.evidence = evidence;
    panel.scrollTop = 0;
  };
  const step = (evidence) => { trail.push(evidence); draw(); panel.focus(); };

  const open = (evidence, from) => {
    origin = from || document.activeElement;
    trail = [evidence];
    panel.hidden = false;
    document.body.classList.add("open");
    draw();
    panel.focus({ preventScroll: true });
  };
  const close = () => {
    if (panel.hidden) return;
    panel.hidden = true;
    document.body.classList.remove("open");
    if (origin && origin.isConnected) origin.focus({ preventScroll: true });
  };

  panel.querySelector(".close").addEventListener("click", close);
  back.addEventListener("click", () => { trail.pop(); draw(); panel.focus(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    const number = event.target.closest && event.target.closest(".number[data-evidence]");
    if (number && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      open(number.dataset.evidence, number);
    }
  });
  document.addEventListener("click", (event) => {
    const number = event.target.closest(".number[data-evidence]");
    if (number) open(number.dataset.evidence, number);
  });

  for (const number of document.querySelectorAll(".number[data-evidence]")) {
    number.setAttribute("role", "button");
    number.tabIndex = 0;
  }

  // One line of provenance for data files.
  const describe = (evidence) => {
    const entry = find(evidence);
    if (!entry) return { source: "", text: "", place: "" };
    if (entry.sentence !== undefined) {
      return { source: [title(entry), entry.section].filter(Boolean).join(" › "), text: quoted(entry),
        place: `${entry.doc} ${entry.start}–${entry.end}` };
    }
    if (entry.kind === "reference") {
      return { source: `${entry.source_title}（${entry.publisher}）`, text: entry.note || "", place: entry.url };
    }
    if (entry.kind === "kwic") return { source: `“${entry.word}”共 ${entry.total} 处`, text: "", place: "" };
    const parts = entry.parts.map(describe);
    return {
      source: parts.map((part) => part.source).join("；"),
      text: [entry.formula && `推算：${entry.formula}`, ...parts.map((part) => part.text)].filter(Boolean).join("；"),
      place: parts.map((part) => part.place).join("；"),
    };
  };
  return { open, close, find, describe, say };
});
