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
