/** Whether an answer that is written in a page is right: what `hzlib/course/checking.py` does for code, for texts.
 * What an exercise wants, and the words of the verdicts, come from there. */

const HALF = 0.5 + 1e-6; // of the last decimal
const LIKENESS = 0.05;
const NEAR = 0.01;
const POWERS = Array.from({ length: 25 }, (_, i) => i - 12).filter(Boolean);
const BRACKETS = /^[[\]()（）【】 \t]+|[[\]()（）【】 \t]+$/g;
const EMPTY = "还没有作答：写上你的答案，再按一次。";
/** @type {Record<string, string>} */
const SIGNS = { numbers: ":", order: ":", record: "=" };

/** @typedef {{ value?: number, accepted?: string[], mistakes: [any, string][] }} Slot */
/** @typedef {{ number: string, kind: string, unit?: string, digits?: number, unit_needed?: boolean, fields?: Record<string, string>,
 *   choices?: string[], predict?: boolean, hints?: string[], praise?: string, rules: { slots: Slot[], whole: [string[], string][] } }} Task */
/** @typedef {{ task: Task, target: [string, number], units: Record<string, [string, number]>, multiples: Record<string, number>,
 *   names: Record<string, string>, choices: Record<string, string>, words: Record<string, string>, reading: Record<string, string> }} Known */
/** @typedef {{ kind: "right" | "wrong" | "noted" | "unread", message: string }} Verdict */

/** An answer that is no answer yet; the message says why. */
class Unread extends Error {}

/** @type {(known: Known, name: string, flags?: string) => RegExp} */
const pattern = ({ reading }, name, flags) => new RegExp(reading[name], flags);

/** The longest of some words with which a text begins.
 * @type {(words: Record<string, any>, text: string) => string} */
const beginning = (words, text) => Object.keys(words).filter((word) => text.startsWith(word)).sort((a, b) => b.length - a.length)[0] ?? "";

/** The one number of a text, and its unit: a base unit, or × if it has a multiple alone.
 * @type {(known: Known, said: string) => [number, string]} */
const statedNumber = (known, said) => {
  const text = said.normalize("NFKC").replace(pattern(known, "years", "g"), "").trim().replace(BRACKETS, "").replace(pattern(known, "points"), "个百分点").replace(pattern(known, "parts", "g"), "$1%");
  const before = pattern(known, "lead").exec(text)?.[0] ?? "";
  const sign = pattern(known, "falls").test(before.replace(pattern(known, "limits", "g"), "")) ? -1 : 1;
  const rest = text.slice(before.length).replaceAll(" ", "");
  const [, digits = "", behind = ""] = /^((?:\d[\d,]*)?(?:\.\d+)?)(.*)$/.exec(rest) ?? [];
  const more = behind.match(/\d+/g)?.length ?? 0;
  if (!digits || more) throw new Unread(`“${said.slice(0, 20)}”里${digits ? `有 ${more + 1} 个数` : "没有数"}：这道题要一个数，可以带单位。`);
  const own = beginning(known.units, behind);
  const times = own ? "" : beginning(known.multiples, behind);
  const unit = own || beginning(known.units, behind.slice(times.length));
  const [base, factor] = known.units[unit] ?? [behind.slice(times.length).replace(/[以左上下内右多余。.]+$/, ""), 1];
  return [sign * Number(digits.replaceAll(",", "")) * (known.multiples[times] ?? 1) * factor, base || (times ? "×" : "")];
};

/** A number in the unit that is wanted, or in its own if that is another kind.
 * @type {(known: Known, said: string) => string} */
const numberForm = (known, said) => {
  const [number, given] = statedNumber(known, said);
  const { unit: wanted = "" } = known.task;
  const [target, factor] = known.target;
  const told = (/** @type {number} */ one, unit = "") => `${Number(one.toPrecision(12))} ${unit}`.trim();
  if (!given) return told(number);
  if (!wanted) return given === "%" ? told(number / 100) : told(number, /^[倍×]$/.test(given) ? "" : given);
  if (given === "×") return told(number / factor);
  return given === target ? told(number / factor, wanted) : told(number, given);
};

/** A text without case, spaces, quotes and width; a known name becomes what it stands for, and what may mean one choice
 * alone that choice.
 * @type {(known: Known, said: string) => string} */
const wordForm = (known, said) => {
  const folded = said.normalize("NFKC").replace(pattern(known, "noise", "g"), "").toLowerCase();
  if (!folded) throw new Unread(EMPTY);
  const text = folded.replace(/了$/, "") || folded;
  const form = known.names[text] ?? pattern(known, "year").exec(text)?.[1] ?? text;
  const near = Object.keys(known.choices).filter((one) => known.choices[one].includes(folded));
  return !(form in known.choices) && near.length === 1 ? near[0] : form;
};

/** @type {(known: Known, said: string, by: string) => string[]} */
const membersOf = (known, said, by) => said.replace(BRACKETS, "").split(pattern(known, by)).filter((one) => one.trim());

/** The members that a text joins by 和, unless it is a name that holds the word.
 * @type {(known: Known, said: string) => string[]} */
const apart = (known, said) => {
  const folded = said.normalize("NFKC").replace(pattern(known, "noise", "g"), "").toLowerCase();
  const named = Object.values(known.choices).includes(folded) || folded in known.names;
  return named ? [said] : said.split(pattern(known, "and")).filter(Boolean);
};

/** What was written, brought to the form in which it is compared; of a record by the names of its fields.
 * @type {(known: Known, given: Record<string, string>) => string[]} */
const itemsOf = (known, given) => {
  const { kind, fields = {} } = known.task;
  const said = given[""] ?? "";
  const empty = Object.keys(given).filter((name) => !given[name].trim());
  if (empty.length) throw new Unread(kind === "record" ? `还没有填完：缺少 ${empty.join("、")}。` : EMPTY);
  if (kind === "number") return [numberForm(known, said)];
  if (kind === "numbers") return membersOf(known, said, "ends").map((one, i) => `${i + 1}:${numberForm(known, one)}`);
  if (kind === "text") return [wordForm(known, said)];
  if (kind === "record") return Object.entries(fields).map(([name, of]) => `${name}=${(of === "number" ? numberForm : wordForm)(known, given[name] ?? "")}`);
  const words = membersOf(known, said, "split").flatMap((one) => apart(known, one)).map((one) => wordForm(known, one));
  return kind === "order" ? words.map((one, i) => `${i + 1}:${one}`) : [...new Set(words)].sort();
};

/** An item as it is told to the reader.
 * @type {(item: string) => string} */
const readForm = (item) => {
  const [text, unit = ""] = item.split(" ");
  const number = text.trim() && Number.isFinite(Number(text)) ? String(Number(Number(text).toPrecision(6))) : text;
  return number + (unit === "pp" ? "个百分点" : unit);
};

/** @type {(number: number, right: number, digits: number) => boolean} */
const isNear = (number, right, digits) => Math.abs(number - right) <= HALF * 10 ** -digits;
/** @type {(number: number, digits: number) => number} */
const rounded = (number, digits) => Math.round(number * 10 ** digits) / 10 ** digits;
/** @type {(one: number, other: number) => boolean} */
const equal = (one, other) => Math.abs(one - other) < 1e-9;
/** @type {(number: number) => number} */
const decimals = (number) => number.toFixed(9).replace(/0+$/, "").split(".")[1].length;

/** By which power of ten a number is off; 0 if that is not all that is wrong.
 * @type {(number: number, right: number, digits: number) => number} */
const powerOff = (number, right, digits) => POWERS.find((power) => {
  const left = 10 ** Math.max(-power, 0) * 0.5 * 10 ** -Math.max(decimals(number), digits);
  const allowed = Math.min(Math.max(HALF * 10 ** -digits, left), LIKENESS * Math.abs(right));
  return number !== 0 && Math.abs(number * 10 ** -power - right) <= allowed;
}) ?? 0;

/** Nothing if a number is right, else what to tell; empty if nothing special is known.
 * @type {(known: Known, slot: Slot, item: string) => string | null} */
const markNumber = ({ task, words }, slot, item) => {
  const { unit = "", digits = 0 } = task;
  const [text, given = ""] = item.split(" ");
  const [number, right] = [Number(text), Number(slot.value)];
  const known = slot.mistakes.find(([wrong]) => isNear(number, wrong, digits))?.[1];
  if (given && given !== unit) {
    if ([given, unit].sort().join() === "%,pp") return known ?? words.points;
    return unit ? words.other_unit : words.pure;
  }
  if (isNear(number, right, digits)) return given || !task.unit_needed ? null : words.no_unit;
  if (known) return known;
  const fewer = Array.from({ length: digits }, (_, i) => i);
  if (number && fewer.some((one) => equal(number, rounded(right, one)))) return words.digits.replace("{digits}", String(digits));
  if (number && equal(number, Math.trunc(right * 10 ** digits) / 10 ** digits)) return words.cut;
  if (isNear(-number, right, digits)) return words.sign;
  const power = powerOff(number, right, digits);
  if (unit === "%" && Math.abs(power) === 2) return power < 0 ? words.ratio : words.twice;
  if (power) return (/^(%|pp)$/.test(unit) ? words.point : words.power).replace("{times}", (10 ** Math.abs(power)).toLocaleString("en-US"));
  if (Math.abs(number - right) <= NEAR * Math.abs(right)) return words.close;
  return slot.mistakes.find(([wrong]) => fewer.slice(1).some((one) => equal(number, rounded(wrong, one)))
    || (unit === "%" && powerOff(number, wrong, digits) === -2))?.[1] ?? "";
};

/** An item without its place or its name.
 * @type {(task: Task, item: string) => string} */
const bareItem = ({ kind }, item) => (SIGNS[kind] ? item.slice(item.indexOf(SIGNS[kind]) + 1) : item);

/** @type {(known: Known, slot: Slot, item: string) => string | null} */
const markItem = (known, slot, item) => {
  if (slot.value !== undefined) return markNumber(known, slot, item);
  return slot.accepted?.includes(item) ? null : slot.mistakes.find(([wrong]) => wrong === item)?.[1] ?? "";
};

/** Which of the items that are wanted each of the given ones is, or -1.
 * @type {(known: Known, items: string[]) => number[]} */
const hitsOf = (known, items) => {
  const { task } = known;
  const { slots } = task.rules;
  return items.map((item, place) => {
    if (task.kind === "set") return slots.findIndex((slot) => slot.accepted?.includes(item));
    return slots[place] && markItem(known, slots[place], bareItem(task, item)) === null ? place : -1;
  });
};

/** @type {(known: Known, items: string[]) => string} */
const knownMistake = (known, items) => {
  const { task } = known;
  const { slots, whole } = task.rules;
  const number = (/** @type {string} */ one) => Number(bareItem(task, one).split("|")[0].split(" ")[0]);
  const same = (/** @type {string} */ one, /** @type {string} */ other) => (task.kind === "numbers" ? isNear(number(one), number(other), task.digits ?? 0) : one === other);
  const found = whole.find(([wrong]) => wrong.length === items.length && wrong.every((one, i) => same(one, items[i])));
  if (found) return found[1];
  if (task.kind === "set" || items.length !== slots.length) return "";
  return items.map((one, i) => markItem(known, slots[i], bareItem(task, one))).find(Boolean) ?? "";
};

/** What is right already in an answer of several items.
 * @type {(known: Known, hits: number[]) => string} */
const partly = ({ task }, hits) => {
  const total = task.rules.slots.length;
  if (total === 1) return "";
  if (task.kind === "record") return `还不对的是：${Object.keys(task.fields ?? {}).filter((_, i) => hits[i] < 0).join("、")}。`;
  const right = new Set(hits.filter((one) => one >= 0)).size;
  if (right === hits.length) return `给出的 ${right} 项都对，还不全。`;
  return hits.length === total ? `${total} 项里有 ${right} 项对。` : `给出的 ${hits.length} 项里有 ${right} 项对，项数也不对。`;
};

/** What comes of an answer after so many wrong ones.
 * @type {(known: Known, given: Record<string, string>, tries?: number) => Verdict} */
export const judgeAnswer = (known, given, tries = 0) => {
  const { task, words } = known;
  try {
    const items = itemsOf(known, given);
    const { choices = [] } = task;
    if (choices.length && !items.every((one) => /^(true|false)$/.test(bareItem(task, one)) || bareItem(task, one) in known.choices)) {
      throw new Unread(`请从这几个里选：${choices.join("、")}。`);
    }
    if (task.predict) {
      if (task.unit_needed && !items.every((one) => one.includes(" "))) throw new Unread(words.no_unit.replace("数对了，", ""));
      return { kind: "noted", message: `${items.map((one) => known.choices[one] ?? readForm(one)).join("；")}。${task.praise ?? ""}` };
    }
    const hits = hitsOf(known, items);
    if (!hits.includes(-1) && new Set(hits).size === hits.length && hits.length === task.rules.slots.length) return { kind: "right", message: task.praise ?? "" };
    const hints = task.hints ?? [];
    return { kind: "wrong", message: partly(known, hits) + (knownMistake(known, items) || hints[Math.min(tries, hints.length - 1)] || "") };
  } catch (error) {
    if (error instanceof Unread) return { kind: "unread", message: error.message };
    throw error;
  }
};
