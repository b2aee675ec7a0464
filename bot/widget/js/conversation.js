// The turns: asked, streamed, kept, drawn.
import { Client, Trouble } from "./client.js";
import { button, el, fill, icon } from "./dom.js";
import { TurnView } from "./turn.js";

const KEPT = ["id", "answer", "status", "notes", "suggestions"];
const KEPT_OF_SOURCE = ["number", "doc", "title", "clause", "label", "quote", "columns", "url"];

function pick(object, names) {
  return Object.fromEntries(names.filter((name) => object[name] !== undefined).map((name) => [name, object[name]]));
}

// What is drawn again on the next page; the rest of an answer need not be stored.
function slim(answer) {
  const citations = (answer.citations || []).map((each) => pick(each, KEPT_OF_SOURCE));
  return { ...pick(answer, KEPT), answer: String(answer.answer), citations };
}

export class Conversation {
  // `outside`: save(), say(text), busy(boolean)
  constructor(settings, kept, outside) {
    this.settings = settings;
    this.words = settings.words;
    this.session = kept.session;
    this.turns = kept.turns;
    this.outside = outside;
    this.client = new Client(settings);
    this.running = null;
    this.log = el("div", {
      class: "log", role: "log", "aria-live": "off", "aria-label": this.words.log, tabindex: "0",
    });
    this.act = {
      ask: (question) => this.ask(question),
      retry: (turn) => this.#retry(turn),
      judge: (turn, id, verdict) => this.#judge(turn, id, verdict),
      say: outside.say,
    };
    for (const turn of this.turns) {
      // The page was left before the answer came.
      if (!turn.a && !turn.trouble) turn.trouble = { kind: "left" };
    }
    this.redraw();
  }

  redraw() {
    this.log.replaceChildren(this.#welcome(), ...this.turns.map((turn) => new TurnView(turn, this.settings, this.act).element));
    this.showLast();
  }

  showLast() {
    if (this.turns.length) this.#scrollTo(this.log.lastChild);
    else this.log.scrollTop = 0;
  }

  async ask(question) {
    if (this.running) return;
    const turn = { q: question };
    this.turns.push(turn);
    await this.#run(turn);
  }

  stop() {
    if (this.running) this.running.abort();
  }

  // What still runs is let go: nobody waits for it.
  end() {
    this.stop();
    this.running = null;
  }

  reset() {
    this.end();
    this.turns.length = 0;
    this.session = null;
    this.redraw();
    this.outside.save();
    this.outside.say(this.words.fresh_done);
  }

  async #run(turn) {
    const stop = new AbortController();
    const view = new TurnView(turn, this.settings, this.act);
    this.running = stop;
    this.log.append(view.element);
    this.#scrollTo(view.element);
    this.outside.busy(true);
    this.outside.save();
    try {
      const answer = await this.#answer(turn, view, stop);
      if (this.running !== stop) return;
      this.session = answer.session || this.session;
      turn.a = slim(answer);
    } catch (error) {
      if (this.running !== stop) return;
      if (!(error instanceof Trouble)) console.error(error);
      const { kind, detail, after } = error instanceof Trouble ? error : new Trouble("server");
      turn.trouble = { kind, detail, after };
    }
    this.running = null;
    view.draw();
    this.outside.busy(false);
    this.outside.save();
    this.outside.say(this.#spoken(turn));
  }

  #answer(turn, view, stop) {
    let text = "";
    let waiting = 0;
    const draw = () => { if (this.running === stop) view.stream(text); };
    return this.client.ask(
      turn.q,
      this.session,
      (session) => { if (this.running === stop) this.session = session || this.session; },
      (piece) => {
        text += piece;
        cancelAnimationFrame(waiting);
        waiting = requestAnimationFrame(draw);
      },
      stop.signal,
    ).finally(() => cancelAnimationFrame(waiting));
  }

  // One announcement a turn, when it is whole.
  #spoken(turn) {
    if (turn.trouble) {
      const { kind, detail, after } = turn.trouble;
      return (kind === "invalid" && detail) || fill(this.words[`trouble_${kind}`], { after });
    }
    const text = turn.a.answer.replace(/\s*\[\d+\]/g, "").replace(/\*\*|^\s*\|[\s:|-]+\|\s*$/gm, "").slice(0, 900);
    const count = turn.a.citations.length;
    const parts = [text, ...(turn.a.notes || []).slice(0, 2), count ? fill(this.words.count_sources, { count }) : ""];
    return parts.filter(Boolean).join(" ");
  }

  #retry(turn) {
    if (this.running) return;
    const at = this.turns.indexOf(turn);
    if (at < 0) return;
    this.turns.splice(at, 1);
    this.redraw();
    this.outside.focus();
    this.ask(turn.q);
  }

  async #judge(turn, id, verdict) {
    await this.client.feedback(id, verdict);
    turn.verdict = verdict;
    this.outside.save();
  }

  #scrollTo(element) {
    // On a screen too low for a frame that stays, the whole panel scrolls.
    const whole = getComputedStyle(this.log).overflowY === "visible";
    const moved = whole && this.log.parentNode ? this.log.parentNode : this.log;
    moved.scrollTop += element.getBoundingClientRect().top - moved.getBoundingClientRect().top - 12;
  }

  #welcome() {
    const chips = this.settings.suggestions.map((each) =>
      button("chip", each, { onclick: () => this.ask(each) }));
    return el(
      "div", { class: "welcome" },
      el("p", { class: "program" }, icon("info"), this.words.program),
      el("p", null, this.settings.greeting),
      el("div", { class: "chips", role: "group", "aria-label": this.words.suggestions }, ...chips),
    );
  }
}
