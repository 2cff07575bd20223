/** @import { Evidence } from "./types.js" */
import { keptRows } from "./table.js";

const CELL = 32767; // characters that a cell of a workbook holds
const WIDTH = [8, 60]; // of a column of a workbook, in characters

/** The heading and the rows of a table that no filter leaves out, with the provenance of their numbers beside them.
 * @type {(table: HTMLTableElement, evidence: Evidence) => string[][]} */
export const tableRows = (table, evidence) => {
  const names = [...(table.tHead?.rows[0].cells ?? [])].map((cell) => (cell.textContent ?? "").trim());
  const lines = keptRows(table).map((cells) => cells.map(({ saved, keys }) => ({ text: saved, told: keys.map((key) => evidence.provenance(key)) })));
  const carriers = names.map((_, i) => i).filter((i) => lines.some((cells) => cells[i]?.told.length));
  const columns = /** @type {const} */ ([["来源", "source"], ["原文", "text"], ["位置", "place"], ["出处", "kind"]]);
  const head = [...names, ...carriers.flatMap((i) => columns.map(([what]) => (carriers.length > 1 ? `${names[i]}·${what}` : what)))];
  return [head, ...lines.map((cells) => [...cells.map((cell) => cell.text), ...carriers.flatMap((i) =>
    columns.map(([, name]) => [...new Set((cells[i]?.told ?? []).map((one) => one[name]))].join("；")))])];
};

/** A spreadsheet runs a cell of a text file that begins like a formula; a plain number is none.
 * @type {(value: string) => string} */
export const safeCell = (value) => {
  const text = value.replace(/\u0000/g, "");
  return /^[\s\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]/.test(text)
    && !/^-?\d+(\.\d+)?%?$/.test(text) ? `'${text}` : text;
};

/** Rows as the text of a CSV file that spreadsheets take for UTF-8.
 * @type {(rows: string[][]) => string} */
export const csvText = (rows) => `\ufeff${rows.map((cells) => cells.map((cell) => `"${safeCell(cell).replace(/"/g, '""')}"`).join(",")).join("\r\n")}\r\n`;

// --- a workbook: what ECMA-376 asks for at the least, in a ZIP archive

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OPEN = "http://schemas.openxmlformats.org";
const MAIN = `xmlns="${OPEN}/spreadsheetml/2006/main"`;
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const RELATIONS = `${OPEN}/officeDocument/2006/relationships`;

/** XML has no place for some characters, even escaped.
 * @type {(text: string) => string} */
const escaped = (text) => text.slice(0, CELL).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "")
  .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

/** The letters of a column: A, B … Z, AA.
 * @type {(place: number) => string} */
const letters = (place) => (place < 26 ? "" : letters(Math.floor(place / 26) - 1)) + String.fromCharCode(65 + (place % 26));

/** A cell: a plain number as a number, anything else as text, which no spreadsheet runs.
 * @type {(text: string, at: string, style: number) => string} */
const cellXml = (text, at, style) => {
  if (text === "") return "";
  if (/^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/.test(text)) return `<c r="${at}" s="${style}"><v>${text}</v></c>`;
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
};

/** A sheet, its first row a heading that stays in sight.
 * @type {(rows: string[][]) => string} */
const sheetXml = (rows) => {
  const widest = rows[0].map((_, i) => Math.max(...rows.map((row) => [...row[i] ?? ""].reduce((sum, sign) => sum + (sign > "\u2e7f" ? 2 : 1), 2))));
  const columns = widest.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${Math.min(Math.max(width, WIDTH[0]), WIDTH[1])}" customWidth="1"/>`);
  const lines = rows.map((row, y) => `<row r="${y + 1}">${row.map((text, x) => cellXml(text, letters(x) + (y + 1), y ? 0 : 1)).join("")}</row>`);
  return `${XML}<worksheet ${MAIN}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
    + `<cols>${columns.join("")}</cols><sheetData>${lines.join("")}</sheetData></worksheet>`;
};

/** The files of a workbook.
 * @type {(sheets: [name: string, rows: string[][]][]) => [name: string, text: string][]} */
const workbookParts = (sheets) => {
  /** @type {(make: (number: number, name: string) => string) => string} */
  const each = (make) => sheets.map(([name], i) => make(i + 1, escaped(name))).join("");
  return [
    ["[Content_Types].xml", `${XML}<Types xmlns="${OPEN}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`
      + `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>`
      + `${each((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${TYPE}.worksheet+xml"/>`)}</Types>`],
    ["_rels/.rels", `${XML}<Relationships xmlns="${OPEN}/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ["xl/workbook.xml", `${XML}<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets>${each((number, name) => `<sheet name="${name}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", `${XML}<Relationships xmlns="${OPEN}/package/2006/relationships">${each((number) => `<Relationship Id="rId${number}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}`
      + `<Relationship Id="rId0" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`],
    ["xl/styles.xml", `${XML}<styleSheet ${MAIN}><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>`
      + '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>'],
    ...sheets.map(([, rows], i) => /** @type {[string, string]} */ ([`xl/worksheets/sheet${i + 1}.xml`, sheetXml(rows)])),
  ];
};

/** The checksum of a ZIP archive.
 * @type {(bytes: Uint8Array) => number} */
const checksum = (bytes) => {
  const table = Uint32Array.from({ length: 256 }, (_, start) => {
    let value = start;
    for (let i = 0; i < 8; i += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  let sum = 0xffffffff;
  for (const one of bytes) sum = table[(sum ^ one) & 0xff] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
};

/** Numbers of two or four bytes, the low byte first.
 * @type {(...fields: [size: 2 | 4, value: number][]) => Uint8Array<ArrayBuffer>} */
const packedFields = (...fields) => Uint8Array.from(fields.flatMap(([size, value]) => Array.from({ length: size }, (_, i) => (value >>> (8 * i)) & 0xff)));

/** Files as a ZIP archive; their date is the first that the format knows.
 * @type {(files: [name: string, text: string][]) => Promise<Uint8Array<ArrayBuffer>[]>} */
const archive = async (files) => {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const bodies = [];
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const entries = [];
  let at = 0;
  for (const [name, text] of files) {
    const [path, plain] = [name, text].map((one) => new TextEncoder().encode(one));
    const small = new Uint8Array(await new Response(new Blob([plain]).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer());
    const shared = packedFields([2, 20], [2, 0], [2, 8], [2, 0], [2, 0x21], [4, checksum(plain)], [4, small.length], [4, plain.length], [2, path.length], [2, 0]);
    bodies.push(packedFields([4, 0x04034b50]), shared, path, small);
    entries.push(packedFields([4, 0x02014b50], [2, 20]), shared, packedFields([2, 0], [2, 0], [2, 0], [4, 0], [4, at]), path);
    at += 4 + shared.length + path.length + small.length;
  }
  const size = entries.reduce((sum, one) => sum + one.length, 0);
  return [...bodies, ...entries, packedFields([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, at], [2, 0])];
};

/** Sheets as a workbook (XLSX).
 * @type {(sheets: [name: string, rows: string[][]][]) => Promise<Blob>} */
export const workbook = async (sheets) => new Blob(await archive(workbookParts(sheets)), { type: `${TYPE}.sheet` });
