import assert from "node:assert/strict";
import { test } from "node:test";
import { pause, payload, press, put } from "./page.mjs";
import widget from "../../hzlib/web/widget.js";

globalThis.matchMedia = () => ({ matches: false, addEventListener() {} });
window.HTMLElement.prototype.scrollIntoView = () => {};
const number = (key) => `<span class="hz-number" data-evidence="${key}">${key}</span>`;

const live = (answer) => {
  const home = put("<div></div>");
  const heard = new Map();
  const asked = [];
  const model = {
    view: { html: `<p>${number("fact1")}${number("formula")}</p><div class="hz-scroll" data-held="t"></div>`, evidence: payload(), held: { t: "<table><tbody><tr><td>表</td></tr></tbody></table>" } },
    get: () => model.view,
    on: (event, run) => heard.set(event, [...(heard.get(event) ?? []), run]),
    off: (event, run) => heard.set(event, heard.get(event).filter((one) => one !== run)),
    tell: (event, ...given) => { for (const run of [...(heard.get(event) ?? [])]) run(...given); },
    send: (message) => {
      asked.push(message);
      setTimeout(() => model.tell("msg:custom", { give: "text", doc: message.doc, ...answer }, []));
    },
  };
  const dispose = widget.render({ model, el: home });
  return { home, model, asked, heard, dispose, find: (selector) => home.querySelector(selector) };
};

test("a number opens the panel beside it; Escape gives the focus back; JupyterLab hears no key", () => {
  const { home, find } = live({});
  let keys = 0;
  const hear = () => { keys += 1; };
  document.addEventListener("keydown", hear);
  press(find('[data-evidence="fact1"]'), "Enter");
  assert.equal(find(".hz-panel").dataset.evidence, "fact1");
  press(find(".hz-panel"), "Escape");
  assert.equal(find(".hz-panel").hidden, true);
  assert.equal(document.activeElement, find('[data-evidence="fact1"]'));
  document.removeEventListener("keydown", hear);
  assert.equal(keys, 0);
  assert.ok(home.querySelector("[data-lm-suppress-shortcuts]"));
  assert.equal(find("[data-held]").textContent, "表");
});

test("the full text is asked for once, and shown at its place", async () => {
  const { asked, find } = live({ html: '<p data-c="500">甲乙丙丁戊己庚辛壬</p>' });
  for (const _ of [1, 2]) {
    find('[data-evidence="fact1"]').click();
    find("[data-read]").click();
    await pause();
    assert.equal(find(".hz-full .reached").dataset.c, "500");
  }
  assert.deepEqual(asked, [{ need: "text", doc: "report" }]);
});

test("what Python cannot give is said, as text", async () => {
  const { find } = live({ error: "<b>没有</b>" });
  find('[data-evidence="fact1"]').click();
  find("[data-read]").click();
  await pause();
  assert.equal(find(".hz-full").textContent, "没有取到全文：<b>没有</b>");
});

test("another view is rendered in place; what disposes leaves nothing behind", () => {
  const { home, model, heard, dispose, find } = live({});
  model.view = { html: number("fact2"), evidence: payload() };
  model.tell("change:view");
  assert.equal(home.children.length, 1);
  assert.equal(find(".hz-main").textContent, "fact2");
  dispose();
  assert.equal([...heard.values()].flat().length, 0);
  find('[data-evidence="fact2"]').click();
  assert.equal(find(".hz-panel").hidden, true);
});
