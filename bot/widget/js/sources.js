// The sources under an answer: always there, each opening its words and the document.
import { button, el, hiddenText, icon, safeAddress } from "./dom.js";

let made = 0;

function capital(text) {
  return text.charAt(0).toLocaleUpperCase("vi") + text.slice(1);
}

function link(citation, settings) {
  const address = citation.url && safeAddress(citation.url, settings.server);
  if (!address) return null;
  const { words } = settings;
  return el(
    "a",
    { class: "open", href: address, target: "_blank", rel: "noopener" },
    words.open_document, hiddenText(` ${words.new_tab}`), icon("out"),
  );
}

// A table's row is quoted as its cells: each on a line of its own, under the name of its column.
function quote(citation) {
  const text = String(citation.quote || "");
  const row = /\.r\d+(?:~\d+)?$/.test(String(citation.clause)) && text.includes(" | ");
  if (!row) return el("blockquote", { lang: "vi" }, text);
  const cells = text.split(" | ");
  const columns = Array.isArray(citation.columns) ? citation.columns.map(String) : [];
  const named = columns.length === cells.length;
  const parts = cells.map((cell, at) => el(
    "p", { class: "cell" }, named && columns[at] ? el("span", { class: "column" }, `${columns[at]}: `) : null, cell,
  ));
  return el("blockquote", { lang: "vi" }, ...parts);
}

function source(citation, settings) {
  const name = capital(String(citation.label || citation.clause || ""));
  const body = el(
    "div",
    { class: "quote", id: `source-${made += 1}`, hidden: true },
    quote(citation),
    link(citation, settings),
  );
  const toggle = button(
    "source", "",
    { "aria-expanded": "false", "aria-controls": body.id, onclick: () => show(body.hidden) },
    el("span", { class: "number" }, hiddenText(settings.words.source), String(citation.number)),
    el("span", { class: "where" },
      el("span", { class: "document" }, String(citation.title || citation.doc || "")), " ",
      el("span", { class: "label" }, name)),
    icon("down"),
  );
  function show(open) {
    body.hidden = !open;
    toggle.setAttribute("aria-expanded", String(open));
  }
  const reveal = () => {
    show(true);
    toggle.focus({ preventScroll: true });
    toggle.parentNode.scrollIntoView({ block: "nearest" });
  };
  return { item: el("li", null, toggle, body), reveal };
}

// {section, reveal(number)}; the section is null where nothing is cited.
export function drawSources(citations, settings) {
  const drawn = new Map(citations.map((each) => [Number(each.number), source(each, settings)]));
  const section = citations.length
    ? el("div", { class: "sources" },
      el("p", { class: "small-title" }, settings.words.sources),
      el("ul", { role: "list" }, ...[...drawn.values()].map(({ item }) => item)))
    : null;
  return { section, has: (number) => drawn.has(number), reveal: (number) => drawn.get(number).reveal() };
}
