import { el } from "./dom.js";

/** @type {(svg: string) => string} */
const address = (svg) => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

/** @type {(image: HTMLImageElement, svg: string) => void} */
export const showPicture = (image, svg) => { image.src = address(svg); };

/** A picture with each colour of the light look changed into its twin; as it is where there are none.
 * @type {(svg: string, twins: Record<string, string> | undefined) => string} */
export const recoloured = (svg, twins) => (twins ? svg.replace(/#[0-9a-f]{6}\b/g, (colour) => twins[colour] ?? colour) : svg);

/** A picture apart from its page takes the page's font with it.
 * @type {(svg: string) => string} */
export const dressedPicture = (svg) => {
  const font = document.getElementById("font")?.textContent;
  return font ? svg.replace(/<svg[^>]*>/, (tag) => `${tag}<style>${font}</style>`) : svg;
};

/** A text in lines of so many ems: a Chinese sign is one, a letter little more than half.
 * @type {(text: string, room: number) => string[]} */
export const wrapped = (text, room) => {
  const lines = [""];
  let used = 0;
  for (const sign of text) {
    const size = sign.charCodeAt(0) < 0x2000 ? 0.57 : 1;
    if (used + size > room && !/[，。、；：）》”]/.test(sign)) { lines.push(""); used = 0; }
    lines[lines.length - 1] += sign;
    used += size;
  }
  return lines;
};

/** A picture apart from its page says what it shows and where it is from: the title above it, notes below.
 * @type {(svg: string, title: string, notes: string[]) => string} */
export const signedPicture = (svg, title, notes) => {
  const drawn = svg.slice(svg.search(/<svg[ >]/));
  const [width, height] = (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(drawn)?.slice(1) ?? [900, 474]).map(Number);
  const em = width / 75;
  const heads = title ? wrapped(title, 55) : [];
  const lines = notes.flatMap((note) => wrapped(note, 71));
  const top = heads.length && em * (heads.length * 1.9 + 1);
  const whole = top + height + em * (lines.length * 1.6 + 1.2);
  /** @type {(text: string, y: number, size: number, look: string) => string} */
  const line = (text, y, size, look) => `<text x="${em * 2}" y="${y.toFixed(1)}" font-size="${size.toFixed(1)}" ${look}>${text.replace(/&/g, "&amp;").replace(/</g, "&lt;")}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${Math.ceil(whole)}" viewBox="0 0 ${width} ${Math.ceil(whole)}">`
    + `<rect width="100%" height="100%" fill="#ffffff"/><g font-family="Noto Sans SC, sans-serif">`
    + heads.map((text, i) => line(text, em * 1.9 * (i + 1), em * 1.35, 'font-weight="600" fill="#1c2430"')).join("")
    + lines.map((text, i) => line(text, top + height + em * 1.6 * (i + 0.7), em, 'fill="#596473"')).join("")
    + `</g>${drawn.replace(/<svg[^>]*>/, (tag) => tag.replace(/ (?:width|height|x|y)="[^"]*"/g, "").replace("<svg", `<svg y="${top.toFixed(1)}" width="${width}" height="${height}"`))}</svg>`;
};

/** A picture as a file: SVG as it is, PNG at least 1800 pixels wide on white.
 * @type {(svg: string, kind: string) => Promise<Blob>} */
export const pictureBlob = async (svg, kind) => {
  if (kind === "svg") return new Blob([svg], { type: "image/svg+xml" });
  const image = new Image();
  image.src = address(svg);
  await image.decode();
  const [width, height] = [image.naturalWidth || 900, image.naturalHeight || 474];
  const scale = Math.max(2, 1800 / width);
  const canvas = el("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
  const paper = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  paper.fillStyle = "#ffffff";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("PNG"))), "image/png"));
};
