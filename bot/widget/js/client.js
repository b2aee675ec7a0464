// The service, over its public API: no key, no cookie.
import { readEvents } from "./events.js";

const SILENCE = 30000; // milliseconds without a byte
const USUAL_WAIT = 30; // seconds, where the server does not say

// `kind` chooses the line that is shown; `detail` is the server's own, for what the asker can mend.
export class Trouble extends Error {
  constructor(kind, detail = "", after = 0) {
    super(kind);
    this.kind = kind;
    this.detail = detail;
    this.after = after;
  }
}

function fromStatus(status, problem, after) {
  const { detail, remedy, code } = problem || {};
  const crowded = status === 429 || (status === 503 && code === "busy");
  if (crowded) return new Trouble("busy", "", Math.min(Math.max(after, 1), 300));
  if (status === 401 || status === 403) return new Trouble("origin");
  if (status === 503) return new Trouble("starting");
  if (status === 504) return new Trouble("timeout");
  if (status >= 500) return new Trouble("server");
  return new Trouble("invalid", [detail, remedy].filter(Boolean).join(" ").slice(0, 300));
}

async function fromResponse(response) {
  const problem = await response.json().catch(() => null);
  const after = Number(response.headers.get("Retry-After")) || USUAL_WAIT;
  return fromStatus(response.status, problem, after);
}

export class Client {
  constructor(settings) {
    this.server = settings.server;
    this.place = settings.place;
    this.lang = settings.lang;
  }

  // Asks, with pieces of the answer as they come; gives the whole answer, or throws a Trouble.
  async ask(question, session, onStart, onText, stop) {
    const body = { question };
    if (this.lang !== "vi") body.lang = this.lang; // else the question's own language decides
    if (session) body.session = session;
    if (this.place) body.place = this.place;
    try {
      const streamed = await this.#stream(body, onStart, onText, stop);
      return streamed || (await this.#whole(body, stop));
    } catch (error) {
      if (stop.aborted) throw new Trouble("stopped");
      throw error;
    }
  }

  async feedback(id, verdict) {
    const watch = new Watch(new AbortController().signal);
    try {
      const response = await this.#post("feedback", { id, verdict }, watch.signal);
      if (!response.ok) throw await fromResponse(response);
    } finally {
      watch.end();
    }
  }

  // The answer, or null where there is no stream to be had or it broke off: then ask in one piece.
  async #stream(body, onStart, onText, stop) {
    const watch = new Watch(stop);
    try {
      const response = await this.#post("ask/stream", body, watch.signal);
      if ([404, 405, 406, 501].includes(response.status)) return null;
      if (!response.ok) throw await fromResponse(response);
      if (!response.body) return null;
      for await (const { name, data } of readEvents(watch.over(response.body))) {
        const value = JSON.parse(data);
        if (name === "start") onStart(value.session);
        else if (name === "text") onText(String(value.text));
        else if (name === "answer") return value;
        else if (name === "error") throw fromStatus(value.status || 500, value, USUAL_WAIT);
      }
      return null;
    } catch (error) {
      if (error instanceof Trouble) throw error;
      if (watch.silent) throw new Trouble("timeout");
      if (stop.aborted) throw new Trouble("stopped");
      return null; // the stream broke, or was no stream
    } finally {
      watch.end();
    }
  }

  async #whole(body, stop) {
    const watch = new Watch(stop);
    try {
      const response = await this.#post("ask", body, watch.signal);
      if (!response.ok) throw await fromResponse(response);
      return await response.json();
    } catch (error) {
      if (error instanceof Trouble) throw error;
      throw new Trouble(watch.silent ? "timeout" : "network");
    } finally {
      watch.end();
    }
  }

  async #post(path, body, signal) {
    try {
      return await fetch(new URL(`api/v1/${path}`, this.server), {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json, text/event-stream" },
        body: JSON.stringify(body),
        credentials: "omit",
        cache: "no-store",
        referrerPolicy: "strict-origin",
        signal,
      });
    } catch (error) {
      if (signal.aborted) throw error;
      throw await this.#diagnose();
    }
  }

  // A browser hides why a request failed. A server that can be reached has refused this page.
  async #diagnose() {
    if (navigator.onLine === false) return new Trouble("offline");
    try {
      const script = new URL("widget.js", this.server);
      await fetch(script, { method: "HEAD", mode: "no-cors", credentials: "omit", cache: "no-store" });
    } catch {
      return new Trouble("network");
    }
    console.warn(`cchc: ${this.server} does not answer ${location.origin}; add it to CCHC_WIDGET_ORIGINS there.`);
    return new Trouble("origin");
  }
}

// Stops a request when the visitor does, or after a silence.
class Watch {
  #control = new AbortController();
  #timer = null;
  #end;

  constructor(stop) {
    this.silent = false;
    const abort = () => this.#control.abort();
    stop.addEventListener("abort", abort);
    this.#end = () => stop.removeEventListener("abort", abort);
    if (stop.aborted) abort();
    this.#again();
  }

  get signal() {
    return this.#control.signal;
  }

  #again() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.silent = true;
      this.#control.abort();
    }, SILENCE);
  }

  // The body's bytes, each piece of which is a sign of life.
  over(body) {
    const reader = body.getReader();
    return {
      getReader: () => ({
        read: () => reader.read().then((piece) => {
          this.#again();
          return piece;
        }),
        cancel: () => reader.cancel(),
      }),
    };
  }

  end() {
    clearTimeout(this.#timer);
    this.#end();
  }
}
