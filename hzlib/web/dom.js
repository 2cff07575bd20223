/**
 * Make an element: el("p", { class: "hz-path", text: "…", on: { click } }, child, …).
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, any>} [options] attributes; `text`, and `on` with listeners
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export const el = (name, options = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(options)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "text") node.textContent = value;
    else if (key === "on") for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
    else node.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children) if (child) node.append(child);
  return node;
};

/** @type {(root: ParentNode, selector: string) => HTMLElement[]} */
export const all = (root, selector) => [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector))];

/** @type {(root: ParentNode, selector: string) => HTMLElement | null} */
export const first = (root, selector) => root.querySelector(selector);

/** What is sure to be there, of whatever kind its user says.
 * @type {(root: ParentNode, selector: string) => any} */
export const one = (root, selector) => root.querySelector(selector);

/** What matches the selector at an event's target or around it.
 * @type {(event: Event, selector: string) => HTMLElement | null} */
export const around = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);

const PHONE = 640; // px, of a window: as in the style sheet

/** @type {() => boolean} */
export const onPhone = () => window.innerWidth <= PHONE;

/** @type {() => boolean} */
export const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** A count with marks between its thousands, as everywhere on a page.
 * @type {(count: number) => string} */
export const grouped = (count) => count.toLocaleString("zh-CN");

/** @type {(node: Element) => void} */
export const reveal = (node) => node.scrollIntoView({ block: "center", behavior: "instant" });

/** @type {(blob: Blob, name: string) => void} */
export const save = (blob, name) => {
  const address = URL.createObjectURL(blob);
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
};

/** The text of a data block: plain, or packed where it is long.
 * @type {(node: HTMLElement) => Promise<string>} */
export const unpack = async (node) => {
  const text = node.textContent ?? "";
  if (!("packed" in node.dataset)) return text;
  const signs = atob(text);
  const bytes = new Uint8Array(signs.length);
  for (let i = 0; i < signs.length; i += 1) bytes[i] = signs.charCodeAt(i); // a mapping over so many takes ten times as long
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
};

/** All data blocks of a page: id -> what its JSON says.
 * @type {() => Promise<Record<string, any>>} */
export const blocks = async () => Object.fromEntries(await Promise.all(
  all(document, "script[type='application/json']").map(async (node) => [node.id, JSON.parse(await unpack(node))])));
