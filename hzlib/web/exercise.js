import { all, el, one, unpack } from "./dom.js";
import { judgeAnswer } from "./judging.js";

const HEADS = { right: "对了", wrong: "再想想", noted: "记下了", unread: "请看" };

/** A hint as it is written for notebooks: **bold** is all that it has.
 * @type {(text: string) => Node[]} */
const worded = (text) => text.split("**").map((part, i) => (i % 2 ? el("b", { text: part }) : document.createTextNode(part)));

/** Have the forms of exercises judge what is written in them; nothing of it is kept. */
export const beginExercises = () => {
  for (const form of all(document, "form.hz-exercise")) {
    const [task, verdict] = [one(form, ".task"), one(form, ".verdict")];
    let tries = 0;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const known = JSON.parse(await unpack(task));
      const fields = /** @type {(HTMLInputElement | HTMLSelectElement)[]} */ (all(form, "input, select"));
      const { kind, message } = judgeAnswer(known, Object.fromEntries(fields.map((field) => [field.name, field.value])), tries);
      if (kind === "wrong") tries += 1;
      form.dataset.verdict = kind;
      verdict.replaceChildren(el("b", { text: HEADS[kind] }), "　", ...worded(message));
    });
  }
};
