import { all, el, one } from "./dom.js";

const MINUTE = 60_000; // ms
const PLANNED = /时间（(\d+) ?分钟）/;

/** The speaker's remarks on the slide that is shown, below it when asked for, with the time since the deck was opened.
 * @type {(remarks: HTMLElement[]) => { show: (said: HTMLElement | null) => void, toggle: () => void }} */
export const remarksOf = (remarks) => {
  const [box, button] = [one(document, ".remarks"), one(document, "#remarks")];
  const planned = PLANNED.exec(remarks.map((one) => one.textContent).join("\n"))?.[1];
  const clock = el("button", { type: "button", class: "clock plain", title: "从头计时", on: { click: () => { begun = Date.now(); tell(); } } });
  const text = el("div", { class: "text" });
  let begun = Date.now();
  const tell = () => { clock.textContent = `已过 ${Math.floor((Date.now() - begun) / MINUTE)} 分钟${planned ? `，共 ${planned} 分钟` : ""}`; };
  const toggle = () => {
    if (!remarks.length) return;
    const open = document.body.classList.toggle("noted");
    box.hidden = !open;
    button.setAttribute("aria-pressed", String(open));
  };
  box.append(clock, text);
  button.hidden = !remarks.length;
  button.title = "显示或收起备注（N）";
  button.addEventListener("click", toggle);
  document.documentElement.classList.toggle("taught", remarks.length > 0);
  tell();
  setInterval(tell, MINUTE / 6);
  const show = (/** @type {HTMLElement | null} */ said) => {
    text.replaceChildren(...(said ? all(said, ":scope > .remark").map((remark) => remark.cloneNode(true)) : [el("p", { text: "这一张没有备注。" })]));
  };
  return { show, toggle };
};
