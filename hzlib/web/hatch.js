import { all, first } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

/** The mark-up of SVG elements.
 * @type {(name: string, attributes: Record<string, string>, ...children: Node[]) => SVGElement} */
const drawn = (name, attributes, ...children) => {
  const made = /** @type {SVGElement} */ (document.createElementNS(SVG, name));
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

/** The tiles of a pattern over a box.
 * @type {(pattern: Element, box: { x: number, y: number, width: number, height: number }) => SVGElement[]} */
export const tiles = (pattern, box) => {
  const zoom = Number(/scale\(([\d.]+)/.exec(pattern.getAttribute("patternTransform") ?? "")?.[1] ?? 1);
  const [wide, tall] = ["width", "height"].map((side) => zoom * parseFloat(pattern.getAttribute(side) ?? "0"));
  const signs = [...pattern.children].filter((one) => one.tagName !== "rect");
  const found = [];
  if (!wide || !tall) return [];
  for (let x = Math.floor(box.x / wide) * wide; x < box.x + box.width; x += wide) {
    for (let y = Math.floor(box.y / tall) * tall; y < box.y + box.height; y += tall) {
      found.push(drawn("g", { transform: `translate(${x} ${y}) scale(${zoom})` }, ...signs.map((one) => one.cloneNode(true))));
    }
  }
  return found;
};

/** Draw the hatches of bars as lines and dots for a print, where patterns would become large pictures; return what
 * undoes it.
 * @type {(holder: ParentNode) => () => void} */
export const hatch = (holder) => {
  /** @type {(() => void)[]} */
  const undo = [];
  all(holder, "path.pattern_filled").forEach((bar, i) => {
    const id = /#([^"')]+)/.exec(bar.style.fill)?.[1];
    const pattern = id && document.getElementById(id);
    if (!pattern) return;
    const fill = bar.style.fill;
    const edge = /** @type {SVGElement} */ (bar.cloneNode());
    for (const name of ["style", "class", "transform"]) edge.removeAttribute(name);
    const clip = drawn("clipPath", { id: `hz-hatch-${i}` }, edge);
    const box = /** @type {SVGGraphicsElement} */ (/** @type {unknown} */ (bar)).getBBox();
    const place = { "clip-path": `url(#hz-hatch-${i})`, transform: bar.getAttribute("transform") ?? "" };
    const field = drawn("g", place, ...tiles(pattern, box));
    bar.after(clip, field);
    bar.style.fill = first(pattern, "rect")?.getAttribute("fill") ?? "#ffffff";
    undo.push(() => { bar.style.fill = fill; clip.remove(); field.remove(); });
  });
  return () => { for (const one of undo) one(); };
};
