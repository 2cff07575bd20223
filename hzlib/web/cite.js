import { around, first } from "./dom.js";

const SAID_FOR = 2000; // ms

/** What a figure or table is cited by: the page's title, its own, the address of its place.
 * @type {(link: HTMLAnchorElement) => string} */
const citation = (link) => {
  const holder = link.closest(".hz-figure, .hz-table");
  const word = holder?.matches(".hz-figure") ? "图" : "表";
  const said = holder && (first(holder, ".hz-title") ?? first(holder, "caption"))?.textContent?.trim();
  // The address of a file of one's own leads nobody else anywhere: its name is enough.
  const address = location.protocol === "file:" ? `${location.pathname.split("/").pop()}${link.hash}` : link.href;
  return `${document.title}，${word} ${link.hash.split("-").at(-1)}${said ? `：${said}` : ""}。${address}`;
};

/** The link to a figure or table leads to its place, and copies what to cite it by where the browser lets it. */
export const beginCiting = () => document.addEventListener("click", (event) => {
  const link = /** @type {HTMLAnchorElement | null} */ (around(event, "a.hz-cite"));
  if (!link || !navigator.clipboard) return;
  navigator.clipboard.writeText(citation(link)).then(() => {
    const name = link.textContent;
    link.textContent = "已复制引文";
    setTimeout(() => { link.textContent = name; }, SAID_FOR);
  }, () => {});
});
