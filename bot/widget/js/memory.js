// The conversation, kept for the next page of the site. Where storage is denied it lives with the
// page alone, and nothing else changes.

const FORM = 1;
const EXPIRES = 24 * 60 * 60 * 1000; // the server forgets a session after as long
const MOST_TURNS = 20;
const MOST_CHARACTERS = 120000;

// Two widgets with one address on one page must not write over each other.
const taken = new Map();

function isTurn(turn) {
  return Boolean(turn) && typeof turn.q === "string"
    && (turn.a === undefined || (Boolean(turn.a) && typeof turn.a.answer === "string"));
}

export class Memory {
  constructor(settings) {
    const name = ["cchc-hoi-dap", settings.server, settings.place].filter(Boolean).join("|");
    this.number = (taken.get(name) || 0) + 1;
    taken.set(name, this.number);
    this.name = name;
    this.key = this.number > 1 ? `${name}|${this.number}` : name;
    this.kind = settings.keep;
  }

  release() {
    taken.set(this.name, Math.max(0, (taken.get(this.name) || 1) - 1));
  }

  // Reading the property alone throws where a browser denies storage.
  #store() {
    if (this.kind === "none") return null;
    try {
      return this.kind === "local" ? window.localStorage : window.sessionStorage;
    } catch {
      return null;
    }
  }

  load() {
    const empty = { session: null, open: false, wide: false, turns: [] };
    try {
      const kept = JSON.parse(this.#store().getItem(this.key));
      if (kept.form !== FORM || Date.now() - kept.at > EXPIRES) return empty;
      if (!Array.isArray(kept.turns) || !kept.turns.every(isTurn)) return empty;
      return {
        session: typeof kept.session === "string" ? kept.session : null,
        open: kept.open === true,
        wide: kept.wide === true,
        turns: kept.turns,
      };
    } catch {
      return empty;
    }
  }

  save({ session, open, wide, turns }) {
    let last = turns.slice(-MOST_TURNS);
    let text = this.#write(session, open, wide, last);
    while (text.length > MOST_CHARACTERS && last.length > 1) {
      last = last.slice(1);
      text = this.#write(session, open, wide, last);
    }
    try {
      this.#store().setItem(this.key, text);
    } catch {
      // Denied or full: the conversation goes on without it.
    }
  }

  #write(session, open, wide, turns) {
    return JSON.stringify({ form: FORM, at: Date.now(), session, open, wide, turns });
  }
}
