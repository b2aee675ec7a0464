// An answer as elements: what a visitor or a plan says goes in as text, never as HTML.

const PIECE = /\[(\d+)\]|(\d[\d.,]*(?:[-–]\d[\d.,]*)?\s?%)|\*\*([^*]+)\*\*/g;
const ITEM = /^[-•]\s+/;
const NEAR = ["unanswerable:not_stated", "unanswerable:year", "unanswerable:agency"];
const NEAREST = 3;

export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child != null));
  return made;
}

// What the page knows of the documents: slug → {name, place}.
export const documents = new Map(
  document.getElementById("mau-hoi-thoai").dataset.documents.split("|").filter(Boolean).map((one) => {
    const [slug, name, place] = one.split("=");
    return [slug, { name, place }];
  }),
);

const capital = (text) => text.charAt(0).toLocaleUpperCase("vi") + text.slice(1);

function mark(number, turn) {
  const link = el("a", { class: "mark", href: `#${turn}-${number}`, "aria-label": `Căn cứ ${number}` }, String(number));
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const source = document.getElementById(`${turn}-${number}`);
    source.open = true;
    source.querySelector("summary").focus({ preventScroll: true });
    source.scrollIntoView({ block: "nearest" });
  });
  return link;
}

function line(text, numbers, turn) {
  const words = text.replace(ITEM, "");
  const paragraph = el("p", { class: words === text ? null : "item" });
  const place = [...documents.values()].find((one) => words.startsWith(`${one.place}:`))?.place;
  if (place) paragraph.append(el("strong", { class: "place" }, `${place}:`));
  const rest = place ? words.slice(place.length + 1) : words;
  let at = 0;
  for (const found of rest.matchAll(PIECE)) {
    if (found[1] && !numbers.has(Number(found[1]))) continue;
    const before = rest.slice(at, found.index);
    paragraph.append(found[1] ? before.trimEnd() : before);
    if (found[1]) paragraph.append(mark(Number(found[1]), turn));
    else paragraph.append(el("strong", { class: found[2] ? "figure" : null }, found[2] ?? found[3]));
    at = found.index + found[0].length;
  }
  paragraph.append(rest.slice(at));
  return paragraph;
}

export function lines(text, numbers = new Set(), turn = "") {
  return text.split("\n").filter((one) => one.trim()).map((one) => line(one, numbers, turn));
}

function source(one, turn, onCopy) {
  const name = documents.get(one.doc)?.name ?? one.doc;
  const copy = el("button", { class: "link", type: "button" }, "Chép trích dẫn");
  const address = capital(one.label);
  copy.addEventListener("click", () => {
    onCopy(`“${one.quote}” (${one.label}, ${name}; ${new URL(one.url, location.href)})`, "Đã chép trích dẫn.");
  });
  return el("li", {}, el("details", { class: "source", id: `${turn}-${one.number}` },
    el("summary", {},
      el("span", { class: "number" }, String(one.number)),
      el("span", { class: "source-name" },
        el("span", { class: "source-address" }, address),
        el("span", { class: "source-document" }, name))),
    el("div", { class: "source-body" },
      el("blockquote", {}, ...cells(one)),
      el("p", { class: "source-links" }, el("a", { class: "open", href: one.url }, "Mở trong văn bản"), copy))));
}

// A row of a table, cell by cell, each under the name of its column where that is known.
function cells(one) {
  const texts = one.quote.split(" | ");
  const named = (one.columns || []).length === texts.length;
  return texts.map((cell, at) => el("span", { class: "quote-cell" },
    ...(named && one.columns[at] ? [el("span", { class: "quote-column" }, `${one.columns[at]}: `)] : []), cell));
}

function evidence(title, list, turn, onCopy) {
  if (!list.length) return null;
  const items = list.map((one) => source(one, turn, onCopy));
  return el("section", { class: "evidence", "aria-label": title },
    el("h3", {}, title), el("ol", { class: "sources", role: "list" }, ...items));
}

function nearest(answer) {
  if (!NEAR.includes(answer.status)) return [];
  const cited = new Set(answer.citations.map((one) => one.clause));
  return answer.hits.filter((hit) => !cited.has(hit.clause)).slice(0, NEAREST).map((hit, at) => ({
    number: at + 1, doc: hit.doc, quote: hit.text, label: hit.label,
    url: `/van-ban/${hit.doc}#${hit.clause.slice(hit.doc.length + 1)}`,
  }));
}

// A turn while its answer is awaited: {turn, answer, text}.
export function begun(question, turn) {
  const text = el("div", { class: "answer-text" });
  const speaker = el("p", { class: "speaker" }, "Trợ lý tự động");
  const answer = el("div", { class: "answer waiting", "aria-busy": "true" }, speaker, text);
  const whole = el("article", { class: "turn", id: turn, tabindex: "-1" },
    el("h2", { class: "question" }, el("span", { class: "unseen" }, "Câu hỏi: "), question), answer);
  return { whole, answer, text };
}

// Puts a whole answer in the place of what was awaited. `acts` does what its buttons ask for.
export function finish(drawn, answer, turn, acts) {
  const numbers = new Set(answer.citations.map((one) => one.number));
  // Links stay on this site, wherever the API is told that the pages are reached.
  const cited = answer.citations.map((one) => ({ ...one, url: `/van-ban/${one.doc}@${one.version}#${one.clause.slice(one.doc.length + 1)}` }));
  drawn.answer.classList.remove("waiting");
  drawn.answer.classList.toggle("refusal", answer.abstained);
  drawn.answer.removeAttribute("aria-busy");
  drawn.text.replaceChildren(...lines(answer.answer, numbers, turn));
  drawn.answer.append(...[
    answer.notes.length ? el("aside", { class: "notes", "aria-label": "Lưu ý" }, ...answer.notes.map((note) => el("p", {}, note))) : null,
    evidence("Căn cứ", cited, turn, acts.copy),
    evidence("Khoản mục gần nhất", nearest(answer), `${turn}-gan`, acts.copy),
  ].filter(Boolean));
  drawn.whole.append(under(answer, acts), ...suggestions(answer, acts));
}

function under(answer, acts) {
  const copy = el("button", { class: "link", type: "button" }, "Chép câu trả lời");
  copy.addEventListener("click", () => acts.copy(plain(answer), "Đã chép câu trả lời."));
  const row = el("div", { class: "under" }, copy);
  if (answer.id) row.append(opinion(answer.id, acts));
  return row;
}

function plain(answer) {
  const cited = answer.citations.map((one) => `[${one.number}] ${one.label}, ${documents.get(one.doc)?.name ?? one.doc}: “${one.quote}”`);
  return [answer.answer, ...answer.notes, ...cited].join("\n");
}

function suggestions(answer, acts) {
  if (!answer.suggestions.length) return [];
  const row = el("div", { class: "suggestions", role: "group", "aria-label": "Hỏi tiếp" });
  for (const words of answer.suggestions) {
    const button = el("button", { class: "chip", type: "button" }, words);
    button.addEventListener("click", () => acts.ask(words));
    row.append(button);
  }
  return [row];
}

const REASONS = { wrong_figure: "Sai số liệu", wrong_agency: "Sai cơ quan", wrong_place: "Sai địa phương", not_found: "Không tìm được điều cần hỏi" };

function opinion(id, acts) {
  const group = el("span", { class: "under", role: "group", "aria-label": "Góp ý về câu trả lời" });
  const good = el("button", { class: "link", type: "button" }, "Hữu ích");
  const bad = el("button", { class: "link", type: "button", "aria-expanded": "false" }, "Chưa đúng");
  const thank = async (verdict, remark) => {
    const done = await acts.feedback(id, verdict, remark);
    if (done) group.replaceChildren(el("span", {}, "Cảm ơn góp ý của anh/chị."));
  };
  good.addEventListener("click", () => thank("useful"));
  bad.addEventListener("click", () => {
    bad.setAttribute("aria-expanded", "true");
    const form = reasons(thank);
    group.append(form);
    form.querySelector("select").focus();
  }, { once: true });
  group.append(good, bad);
  return group;
}

function reasons(thank) {
  const choice = el("select", { "aria-label": "Chưa đúng ở đâu" }, ...Object.entries(REASONS).map(([value, words]) => el("option", { value }, words)));
  const remark = el("input", { type: "text", maxlength: "500", placeholder: "Lẽ ra phải là…", "aria-label": "Nói thêm, không bắt buộc" });
  const form = el("form", { class: "feedback" }, choice, remark, el("button", { class: "button quiet" }, "Gửi góp ý"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    thank(choice.value, remark.value.trim());
  });
  return form;
}
