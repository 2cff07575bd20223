// What is looked for in a full text.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.mjs";
import { placesOf } from "../../hzlib/web/search.js";

test("every place of a word; of several words those of a text that holds all of them, in its order", () => {
  const text = "新增学位，改造老旧小区，学位";
  assert.deepEqual(placesOf(text, ["学位"]), [[2, 4], [12, 14]]);
  assert.deepEqual(placesOf(text, ["小区", "学位"]), [[2, 4], [9, 11], [12, 14]]);
  assert.deepEqual(placesOf(text, ["小区", "公园"]), []);
  assert.deepEqual(placesOf(text, []), []);
});
