// One question and what became of it.
import { copyText, forPasting } from "./copy.js";
import { button, el, fill, hiddenText, icon } from "./dom.js";
import { drawSources } from "./sources.js";
import { drawText } from "./text.js";

// `act` is what a turn may ask of the conversation: ask, retry, judge, say.
export class TurnView {
  constructor(turn, settings, act) {
    this.turn = turn;
    this.settings = settings;
    this.words = settings.words;
    this.act = act;
    this.reply = el("div", { class: "reply" });
    this.element = el(
      "div", { class: "turn" },
      el("p", { class: "asked" }, hiddenText(`${this.words.you}: `), turn.q),
      this.reply,
    );
    this.draw();
  }

  draw() {
    if (this.turn.a) this.#answered(this.turn.a);
    else if (this.turn.trouble) this.#failed(this.turn.trouble);
    else this.#waiting();
  }

  // The text so far. Its marks come alive with the whole answer.
  stream(text) {
    this.text = el("div", { class: "text" });
    this.text.append(drawText(text.replace(/\[\d{0,2}$/, ""), (number) => el("sup", { class: "mark" }, number)));
    this.reply.replaceChildren(hiddenText(`${this.words.assistant}: `), this.text);
  }

  #waiting() {
    const dots = el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i"));
    this.reply.replaceChildren(el("p", { class: "waiting" }, dots, this.words.searching));
  }

  #failed({ kind, detail, after }) {
    const line = (kind === "invalid" && detail) || fill(this.words[`trouble_${kind}`], { after });
    const retry = button("chip retry", this.words.retry, { onclick: () => this.act.retry(this.turn) });
    this.reply.replaceChildren(el("p", { class: "trouble" }, icon("info"), line), retry);
  }

  #answered(answer) {
    const { words } = this;
    const sources = drawSources(answer.citations || [], this.settings);
    const text = el("div", { class: "text", lang: answer.lang || null });
    text.append(drawText(answer.answer, (number) => this.#mark(number, sources)));
    const state = words[`status_${String(answer.status).replace(":", "_")}`];
    this.reply.replaceChildren(...[
      hiddenText(`${words.assistant}: `),
      state ? el("p", { class: "state" }, state) : null,
      text,
      sources.section,
      this.#notes(answer.notes || []),
      this.#actions(answer),
      this.#suggestions(answer.suggestions || []),
    ].filter(Boolean));
  }

  #mark(number, sources) {
    if (!sources.has(number)) return `[${number}]`;
    return button("mark", String(number), {
      "aria-label": fill(this.words.show_source, { number }),
      onclick: () => sources.reveal(number),
    });
  }

  #notes(notes) {
    if (!notes.length) return null;
    const list = el("ul", { role: "list" }, ...notes.map((note) => el("li", null, String(note))));
    return el("div", { class: "notes" }, el("p", { class: "small-title" }, this.words.notes), list);
  }

  #suggestions(suggestions) {
    if (!suggestions.length) return null;
    const chips = suggestions.slice(0, 8).map((each) =>
      button("chip", String(each), { onclick: () => this.act.ask(String(each)) }));
    return el("div", { class: "chips", role: "group", "aria-label": this.words.suggestions }, ...chips);
  }

  #actions(answer) {
    if (answer.status === "smalltalk") return null;
    const { words } = this;
    const copy = button("action", words.copy, { onclick: () => this.#copy(copy) }, icon("copy"));
    const row = el("div", { class: "actions" }, copy);
    if (this.turn.verdict) row.append(el("span", { class: "thanks" }, words.thanks));
    else if (answer.id) row.append(...this.#judging(row, answer.id));
    return row;
  }

  async #copy(copy) {
    const done = await copyText(forPasting(this.turn, this.settings), this.element);
    const said = done ? this.words.copied : this.words.not_copied;
    copy.lastChild.textContent = said;
    this.act.say(said);
    setTimeout(() => { copy.lastChild.textContent = this.words.copy; }, 2500);
  }

  #judging(row, id) {
    const { words } = this;
    const reasons = el("div", { class: "chips reasons", role: "group", "aria-label": words.what_is_wrong, hidden: true });
    const send = (verdict) => this.#judge(row, reasons, id, verdict);
    for (const verdict of ["wrong_figure", "wrong_agency", "wrong_place", "not_found"]) {
      reasons.append(button("chip", words[verdict], { onclick: () => send(verdict) }));
    }
    const wrong = button("action", words.wrong, {
      "aria-expanded": "false",
      onclick: () => {
        reasons.hidden = !reasons.hidden;
        wrong.setAttribute("aria-expanded", String(!reasons.hidden));
        if (!reasons.hidden) reasons.firstChild.focus();
      },
    }, icon("bad"));
    const useful = button("action", words.useful, { onclick: () => send("useful") }, icon("good"));
    return [useful, wrong, reasons];
  }

  async #judge(row, reasons, id, verdict) {
    for (const each of row.querySelectorAll("button")) each.disabled = true;
    try {
      await this.act.judge(this.turn, id, verdict);
    } catch {
      for (const each of row.querySelectorAll("button")) each.disabled = false;
      this.act.say(this.words.not_sent);
      if (!row.querySelector(".thanks")) row.append(el("span", { class: "thanks" }, this.words.not_sent));
      return;
    }
    const thanks = el("span", { class: "thanks", tabindex: "-1" }, this.words.thanks);
    row.replaceChildren(row.firstChild, thanks);
    row.firstChild.disabled = false;
    thanks.focus({ preventScroll: true });
  }
}
