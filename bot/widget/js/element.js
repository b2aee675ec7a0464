// <cchc-hoi-dap>: the service on a page of anybody's, in a shadow root of its own.
import { Conversation } from "./conversation.js";
import { button, icon } from "./dom.js";
import { shades } from "./colour.js";
import { Memory } from "./memory.js";
import { Panel } from "./panel.js";
import { OBSERVED, readSettings, serverOf } from "./settings.js";

export const NAME = "cchc-hoi-dap";
export const OWN_SERVER = serverOf(document.currentScript || document.querySelector('script[src*="/widget.js"]'));
const DARK = window.matchMedia("(prefers-color-scheme: dark)");

// Constructed sheets are no inline style: a strict Content-Security-Policy lets them be.
function dress(root) {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement("style");
    style.textContent = STYLE;
    root.append(style);
  }
}

export class HoiDap extends HTMLElement {
  static get observedAttributes() {
    return OBSERVED;
  }

  #root = null;
  #panel = null;
  #conversation = null;
  #memory = null;
  #launcher = null;
  #wide = false;
  #planned = false;

  connectedCallback() {
    if (!this.#root) {
      this.#root = this.attachShadow({ mode: "open" });
      dress(this.#root);
    }
    this.#build();
    DARK.addEventListener("change", this.#paint);
    window.addEventListener("hashchange", this.#onHash);
    this.#onHash();
  }

  disconnectedCallback() {
    DARK.removeEventListener("change", this.#paint);
    window.removeEventListener("hashchange", this.#onHash);
    this.#tear();
  }

  // Several attributes set in a row make one change.
  attributeChangedCallback() {
    if (!this.#panel || this.#planned) return;
    this.#planned = true;
    queueMicrotask(() => {
      this.#planned = false;
      if (!this.isConnected) return;
      this.#tear();
      this.#build();
    });
  }

  open() {
    if (this.#panel.isOpen) return;
    this.#open(true);
  }

  close() {
    if (!this.#panel.isOpen || this.#panel.inline) return;
    this.#panel.close();
    this.#launcher.hidden = false;
    this.#launcher.focus({ preventScroll: true });
    this.#save();
  }

  ask(question) {
    this.open();
    return this.#conversation.ask(String(question));
  }

  #open(focused) {
    this.#panel.open();
    this.#launcher.hidden = true;
    this.#conversation.showLast();
    if (focused) this.#panel.focus();
    this.#save();
  }

  #build() {
    this.settings = readSettings(this, OWN_SERVER);
    this.#memory = new Memory(this.settings);
    const kept = this.#memory.load();
    this.#wide = kept.wide;
    this.#conversation = new Conversation(this.settings, kept, {
      save: () => this.#save(),
      say: (text) => this.#panel.say(text),
      busy: (busy) => this.#panel.setBusy(busy),
      focus: () => this.#panel.focus(),
    });
    this.#panel = new Panel(this.settings, this.#conversation.log, {
      send: (question) => this.#conversation.ask(question),
      stop: () => this.#conversation.stop(),
      fresh: () => this.#fresh(),
      close: () => this.close(),
      widen: () => this.#widen(),
    });
    this.#launcher = button(`launcher ${this.settings.position}`, "", {
      "aria-haspopup": "dialog", part: "launcher", lang: this.settings.lang, onclick: () => this.open(),
    }, icon("chat"));
    const label = document.createElement("span");
    label.textContent = this.settings.launcher;
    this.#launcher.append(label);
    this.#place(kept.open);
  }

  #place(wasOpen) {
    const parts = this.#panel.inline ? [this.#panel.frame] : [this.#launcher, this.#panel.frame];
    this.#root.append(...parts);
    this.#panel.setWide(this.#wide);
    this.#paint();
    // Reopened where it was open on the page before; but never over a whole telephone unasked.
    if (wasOpen && !this.#panel.inline && !this.#panel.full.matches) this.#open(false);
    this.#conversation.showLast();
  }

  #tear() {
    if (!this.#panel) return;
    this.#conversation.end();
    this.#panel.unlisten();
    this.#panel.frame.remove();
    this.#launcher.remove();
    this.#memory.release();
    this.#panel = null;
  }

  #fresh() {
    this.#conversation.reset();
    this.#panel.setBusy(false);
    this.#panel.focus();
  }

  #widen() {
    this.#wide = !this.#wide;
    this.#panel.setWide(this.#wide);
    this.#save();
  }

  #save() {
    if (!this.#panel) return;
    const { session, turns } = this.#conversation;
    this.#memory.save({ session, turns, open: this.#panel.isOpen, wide: this.#wide });
  }

  // `data-color` before the page's own variable; both go through the same check of contrast.
  #paint = () => {
    if (!this.#panel) return;
    const { theme, color } = this.settings;
    const scheme = theme === "auto" ? (DARK.matches ? "dark" : "light") : theme;
    const named = color || getComputedStyle(this).getPropertyValue("--cchc-color").trim();
    for (const part of [this.#panel.frame, this.#launcher]) {
      part.classList.toggle("dark", scheme === "dark");
      for (const [name, value] of Object.entries(shades(named, scheme))) part.style.setProperty(name, value);
    }
  };

  // A link to #hoi-dap opens it: a page under a strict policy needs no script of its own.
  #onHash = () => {
    if (location.hash === "#hoi-dap" && this.#panel) this.open();
  };
}
