import { all, el, one } from "./dom.js";

const MINUTE = 60_000; // ms
const PLANNED = /时间（(\d+) ?分钟）/;

/** The speaker's remarks on the slide that is shown, below it when asked for, with the time since the deck was opened.
 * @type {(remarks: HTMLElement[]) => { show: (said: HTMLElement | null) => void, toggle: () => void, without: (run: () => void) => void }} */
export const remarksOf = (remarks) => {
  const [box, button] = [one(document, ".remarks"), one(document, "#remarks")];
  const planned = PLANNED.exec(remarks.map((one) => one.textContent).join("\n"))?.[1];
  const clock = el("button", { type: "button", class: "clock plain", title: "从头计时", on: { click: () => { begun = Date.now(); tell(); } } });
  const text = el("div", { class: "text" });
  let begun = Date.now();
  const tell = () => { clock.textContent = `已过 ${Math.floor((Date.now() - begun) / MINUTE)} 分钟${planned ? `，共 ${planned} 分钟` : ""}`; };
  let open = false;
  // The slide gets smaller as a whole where the remarks take room, so that it stays what it was.
  const set = (/** @type {boolean} */ wanted) => {
    const { clientHeight: whole } = one(document, ".deck");
    open = wanted;
    box.hidden = !open;
    document.body.classList.toggle("noted", open);
    document.body.style.setProperty("--left", String(open ? one(document, "main").clientHeight / whole : 1));
    button.setAttribute("aria-pressed", String(open));
  };
  const toggle = () => { if (remarks.length) set(!open); };
  const without = (/** @type {() => void} */ run) => {
    const before = open;
    set(false);
    run();
    if (before) set(true);
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
  return { show, toggle, without };
};
