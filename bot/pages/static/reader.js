// The reader of documents: copy a clause's link, follow the reading in the contents.

import { copy } from "./site.js";

const sheet = document.querySelector(".sheet");

function flash(words) {
  const note = document.createElement("p");
  note.className = "copied";
  note.setAttribute("aria-hidden", "true");
  note.textContent = words;
  document.body.append(note);
  window.setTimeout(() => note.remove(), 2200);
}

sheet.addEventListener("click", async (event) => {
  const link = event.target.closest("a.own-link");
  // Opened in another tab, or as a link to keep: the browser's own business.
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (await copy(link.href, "Đã chép đường dẫn của khoản mục.")) flash("Đã chép đường dẫn");
});

const small = document.querySelector(".contents-small");
small.addEventListener("click", (event) => {
  if (event.target.closest("a")) small.open = false;
});

const entries = new Map();
for (const link of document.querySelectorAll(".contents-wide a")) {
  entries.set(decodeURIComponent(link.hash.slice(1)), link);
}
const headings = [...entries.keys()].map((path) => document.getElementById(path));

function follow() {
  const line = window.innerHeight / 3;
  const above = headings.filter((heading) => heading.getBoundingClientRect().top < line);
  const now = above.at(-1) ?? headings[0];
  for (const [path, link] of entries) {
    if (path === now?.id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  const current = now && entries.get(now.id);
  const box = document.querySelector(".contents-wide");
  if (current && box.clientHeight && (current.offsetTop < box.scrollTop || current.offsetTop > box.scrollTop + box.clientHeight - 60)) {
    box.scrollTop = current.offsetTop - box.clientHeight / 3;
  }
}

let waiting = false;
document.addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  window.requestAnimationFrame(() => { waiting = false; follow(); });
}, { passive: true });
follow();
