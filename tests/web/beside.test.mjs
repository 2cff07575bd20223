import assert from "node:assert/strict";
import { test } from "node:test";
import { put } from "./page.mjs";
import { beside, linkBeside } from "../../hzlib/web/beside.js";

const at = (search, site) => {
  globalThis.location = { search };
  document.documentElement.toggleAttribute("data-site", site);
  put(`<nav><a data-beside="b.html">乙</a></nav>`);
  linkBeside();
  return [beside("b.html"), document.querySelector("a").getAttribute("href")];
};

test("a page knows those beside it where its index opened it, or where it is one of a site", () => {
  assert.deepEqual(at("", false), [null, null]);
  assert.deepEqual(at("?other", false), [null, null]);
  assert.deepEqual(at("?folder", false), ["b.html?folder", "b.html?folder"]);
  assert.deepEqual(at("", true), ["b.html", "b.html"]);
});
