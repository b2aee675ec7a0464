// The conversation: streams answers, keeps them while the tab is open, starts afresh when asked to.

import { announce, copy } from "./site.js";
import { ask as askServer, feedback } from "./stream.js";
import { begun, finish, lines } from "./draw.js";

const KEPT = "cchc-hoi-thoai";
const MOST = 30;

const talk = document.querySelector(".talk");
const log = document.getElementById("hoi-thoai");
const form = document.querySelector(".composer");
const box = document.getElementById("cau-hoi");
const place = form.elements.place;
const again = document.querySelector(".again");
const send = form.querySelector(".send");
const intro = document.querySelectorAll(".examples");

let session = talk.dataset.session;
let turns = [];
let busy = null;

function remember() {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ session, place: place.value, turns: turns.slice(-MOST) }));
  } catch {
    // Storage may be full or forbidden: the conversation then lasts as long as the page.
  }
}

function recalled() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT));
  } catch {
    return null;
  }
}

function talking(on) {
  talk.classList.toggle("talking", on);
  log.hidden = !on;
  again.hidden = !on;
  for (const part of intro) part.hidden = on;
}

function newest(whole) {
  whole.scrollIntoView({ block: "start" });
}

const acts = {
  copy,
  ask: (words) => ask(words),
  feedback: async (id, verdict, remark) => {
    const done = await feedback(id, verdict, remark);
    announce(done ? "Đã nhận góp ý. Cảm ơn anh/chị." : "Chưa gửi được góp ý. Xin thử lại.");
    return done;
  },
};

function waiting(on) {
  busy = on;
  send.setAttribute("aria-label", on ? "Dừng" : "Hỏi");
  send.querySelector("span").textContent = on ? "Dừng" : "Hỏi";
  form.classList.toggle("busy", Boolean(on));
}

function trouble(drawn, words) {
  drawn.answer.classList.remove("waiting");
  drawn.answer.removeAttribute("aria-busy");
  const line = document.createElement("p");
  line.className = "problem";
  line.textContent = words;
  drawn.answer.append(line);
  announce(words);
}

async function ask(question) {
  if (busy) return;
  const turn = `luot-${turns.length + 1}`;
  const drawn = begun(question, turn);
  log.append(drawn.whole);
  talking(true);
  newest(drawn.whole);
  waiting(new AbortController());
  let text = "";
  const asked = { question, ...(session && { session }), ...(place.value && { place: place.value }) };
  try {
    const answer = await askServer(asked, (piece) => {
      text += piece;
      drawn.text.replaceChildren(...lines(text.replace(/\s*\[\d*\]?/g, "")));
    }, busy.signal);
    session = answer.session ?? session;
    finish(drawn, answer, turn, acts);
    turns.push({ question, answer: { ...answer, hits: answer.hits.slice(0, 6) } });
    remember();
    announce(spoken(answer));
  } catch (error) {
    trouble(drawn, busy.signal.aborted ? "Đã dừng." : error.message);
    if (!box.value) box.value = question;
  } finally {
    waiting(null);
  }
}

// One announcement, when the answer is complete: its words and how many sources it has.
function spoken(answer) {
  const words = answer.answer.replace(/\s*\[\d+\]/g, "").replace(/\n/g, ". ");
  const count = answer.citations.length;
  return `Trả lời: ${words} ${count ? `Có ${count} căn cứ.` : ""} ${answer.notes.join(" ")}`;
}

function restore() {
  const kept = recalled();
  if (!kept?.turns?.length || document.getElementById("cau-tra-loi")) return;
  session = kept.session;
  place.value = kept.place ?? "";
  for (const { question, answer } of kept.turns) {
    const turn = `luot-${turns.push({ question, answer })}`;
    const drawn = begun(question, turn);
    log.append(drawn.whole);
    finish(drawn, answer, turn, acts);
  }
  talking(true);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (busy) {
    busy.abort();
    return;
  }
  const question = box.value.trim();
  if (!question) return;
  box.value = "";
  ask(question);
});

box.addEventListener("keydown", (event) => {
  // Enter that ends a syllable of an input method is not meant for us.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || busy) return;
  event.preventDefault();
  form.requestSubmit();
});

for (const example of document.querySelectorAll(".examples form")) {
  example.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(event.submitter.value);
    box.focus({ preventScroll: true });
  });
}

again.addEventListener("click", (event) => {
  event.preventDefault();
  busy?.abort();
  sessionStorage.removeItem(KEPT);
  turns = [];
  session = "";
  log.replaceChildren();
  talking(false);
  window.history.replaceState(null, "", "/");
  box.value = "";
  box.focus();
  announce("Đã bắt đầu hội thoại mới.");
});

if (!new URLSearchParams(location.search).has("place")) restore();
