import assert from "node:assert/strict";
import { test } from "node:test";
import { put } from "./page.mjs";
import { reachPlace, textHolders } from "../../hzlib/web/text.js";

globalThis.Highlight = class { constructor(...ranges) { this.ranges = ranges; } };
globalThis.CSS = { highlights: new Map() };
const painted = () => CSS.highlights.get("hz-place")?.ranges.map(String);

test("a raw offset is a place: signs of two units count once, removed text counts too", () => {
  const text = put('<article><p data-c="20">后</p><p data-c="0">𠀀甲<del class="removed">乙丙</del>丁<span class="hz-number fact">戊己</span>庚</p></article>');
  const holders = textHolders(text);
  assert.deepEqual(holders.map((one) => one.dataset.c), ["0", "20"]);
  assert.deepEqual([reachPlace(holders, 1, 5).at, painted()], [holders[0], ["甲乙丙丁"]]);
  assert.deepEqual([reachPlace(holders, 0).removed, painted()], [false, ["𠀀"]]);
  assert.equal(reachPlace(holders, 3).removed, true);
  const { at, number } = reachPlace(holders, 5, 7);
  assert.deepEqual([at, at.className, painted()], [number, "hz-number fact here", ["戊己"]]);
  reachPlace(holders, 6);
  assert.deepEqual(painted(), ["戊己"], "a number that is reached within is marked whole");
  reachPlace(holders, 7, 8);
  assert.deepEqual(painted(), ["庚"]);
  assert.equal(reachPlace(holders, 20).at, holders[1]);
  assert.equal(holders[1].className, "reached");
  assert.equal(reachPlace([], 3), null);
});
