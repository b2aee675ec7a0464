// An answer's plain text as elements: lines, lists, tables of "| a | b |", **strong**, marks [1].
import { el } from "./dom.js";

const ROW = /^\s*\|(.+)\|\s*$/;
const RULE = /^\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$/;
const ITEM = /^\s*(?:[-*•+]|\d{1,2}[.)])\s+(?=\S)/;
// Strong words, a mark with the word before it, a percentage.
const INLINE = /\*\*([^*]+)\*\*|(\S{0,24})\s?\[(\d{1,2})\]|\d[\d.,]*(?:\s?[-–]\s?\d[\d.,]*)?\s?%/g;
const LABEL = /\*\*|\s?\[\d{1,2}\]/g;
// "huyện Thăng Bình: …": where several places answer, the place is what the eye looks for.
const PLACE = new RegExp(
  "^((?:tỉnh|thành phố|quận|huyện|thị xã|xã|phường|thị trấn|đặc khu)\\s[^:.;,[]{2,40}"
  + "|[^:.;,[]{2,40}\\s(?:province|city|district|town|commune|ward|township)):\\s", "iu",
);

// `mark(number)` draws the reference to a source.
export function drawText(text, mark) {
  const drawn = document.createDocumentFragment();
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length;) {
    const block = [tableAt, placeAt, listAt, lineAt].map((read) => read(lines, at)).find(Boolean);
    if (block.draw) drawn.append(block.draw(mark));
    at = block.next;
  }
  return drawn;
}

function lineAt(lines, at) {
  const line = lines[at].trim();
  return { next: at + 1, draw: line ? (mark) => inline(el("p"), line, mark) : null };
}

// "huyện Thăng Bình: - …" on several lines in a row: the place once, and what it says below.
function placeAt(lines, at) {
  const place = placeOf(lines[at]);
  let next = at;
  while (place && next < lines.length && placeOf(lines[next]) === place) next += 1;
  if (next - at < 2) return null;
  const items = lines.slice(at, next);
  return {
    next,
    draw: (mark) => {
      const list = el("ul");
      for (const item of items) {
        const said = item.trim().replace(PLACE, "").replace(ITEM, "");
        list.append(inline(el("li"), said, mark));
      }
      return el("div", null, el("p", null, el("strong", null, place), ":"), list);
    },
  };
}

function placeOf(line) {
  const found = line.trim().match(PLACE);
  return found ? found[1] : "";
}

function listAt(lines, at) {
  let next = at;
  while (next < lines.length && ITEM.test(lines[next])) next += 1;
  if (next === at) return null;
  const numbered = /^\s*\d/.test(lines[at]);
  const items = lines.slice(at, next);
  return {
    next,
    draw: (mark) => {
      const list = el(numbered ? "ol" : "ul", numbered ? { start: parseInt(items[0], 10) } : null);
      for (const item of items) list.append(inline(el("li"), item.replace(ITEM, ""), mark));
      return list;
    },
  };
}

function cells(line) {
  const kept = line.match(ROW)[1].replace(/\\\|/g, "\u0000");
  return kept.split("|").map((cell) => cell.replace(/\u0000/g, "|").trim());
}

function tableAt(lines, at) {
  let next = at;
  while (next < lines.length && ROW.test(lines[next])) next += 1;
  if (next - at < 2 || !RULE.test(lines[at + 1])) return null;
  const [head, , ...rows] = lines.slice(at, next);
  return { next, draw: (mark) => table(cells(head), rows.map(cells), mark) };
}

// The roles stay where narrow screens draw each row as a block of "heading: cell".
function table(head, rows, mark) {
  const top = el("tr", { role: "row" });
  for (const name of head) top.append(inline(el("th", { scope: "col", role: "columnheader" }), name, mark));
  const body = el("tbody", { role: "rowgroup" });
  for (const row of rows) {
    const line = el("tr", { role: "row" });
    head.forEach((name, column) => {
      const first = column === 0;
      const cell = first
        ? el("th", { scope: "row", role: "rowheader" })
        : el("td", { role: "cell", "data-label": name.replace(LABEL, "").trim() });
      line.append(inline(cell, row[column] || "", mark));
    });
    body.append(line);
  }
  return el("table", { role: "table" }, el("thead", { role: "rowgroup" }, top), body);
}

function inline(parent, text, mark) {
  const place = text.match(PLACE);
  if (place) {
    parent.append(el("strong", null, place[1]), ": ");
    text = text.slice(place[0].length).replace(ITEM, "");
  }
  let end = 0;
  for (const found of text.matchAll(INLINE)) {
    parent.append(text.slice(end, found.index), piece(found, mark));
    end = found.index + found[0].length;
  }
  parent.append(text.slice(end));
  return parent;
}

function piece([whole, strong, word, number], mark) {
  if (strong) return el("strong", null, strong);
  if (!number) return el("strong", null, whole);
  const drawn = mark(Number(number));
  if (typeof drawn === "string") return whole;
  // A mark does not stand alone on a line.
  const bound = inline(el("span", { class: "bound" }), word, mark);
  bound.append(" ", drawn);
  return bound;
}
