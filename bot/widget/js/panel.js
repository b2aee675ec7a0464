// The frame around the conversation: a dialog beside a launcher, or a box in the page's flow.
import { Composer } from "./composer.js";
import { button, el, hiddenText, icon } from "./dom.js";

// A telephone, or a page zoomed so far that a panel has no room: then it takes the whole screen.
const FULL = "(max-width: 540px), (max-height: 460px)";

export class Panel {
  #said = 0;

  // `act`: send, stop, fresh, close, widen
  constructor(settings, log, act) {
    this.words = settings.words;
    this.inline = settings.position === "inline";
    this.full = window.matchMedia(FULL);
    this.log = log;
    this.title = el("p", { class: "title", id: "title", tabindex: "-1" }, settings.title);
    this.status = el("div", { class: "unseen", role: "status" });
    this.composer = new Composer(settings, act.send, act.stop);
    this.frame = this.#frame(settings, act);
    this.#listen(act);
  }

  #frame(settings, act) {
    const { words } = this;
    this.widen = button("tool widen", "", { onclick: act.widen });
    const tools = [
      button("tool", "", { onclick: act.fresh, title: words.fresh }, icon("fresh"), hiddenText(words.fresh)),
      this.inline ? null : this.widen,
      this.inline ? null
        : button("tool", "", { onclick: act.close, title: words.close }, icon("close"), hiddenText(words.close)),
    ];
    const privacy = settings.privacy
      ? el("a", { href: settings.privacy, target: "_blank", rel: "noopener" }, words.privacy, hiddenText(` ${words.new_tab}`))
      : null;
    return el(
      this.inline ? "section" : "dialog",
      { class: this.inline ? "panel inline" : `panel ${settings.position}`, "aria-labelledby": "title", lang: settings.lang },
      el("div", { class: "head" }, icon("chat"), this.title, ...tools),
      this.log,
      el("div", { class: "foot" },
        this.composer.element,
        el("p", { class: "small" }, `${words.disclaimer} `, privacy)),
      this.status,
    );
  }

  #listen({ close }) {
    this.frame.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing || this.inline) return;
      event.preventDefault();
      event.stopPropagation();
      close();
    });
    // The back gesture of a telephone closes a modal dialog without a key.
    this.frame.addEventListener("cancel", (event) => {
      event.preventDefault();
      close();
    });
    this.#onFull = () => { if (this.isOpen && !this.inline) this.#reopen(); };
    this.#onViewport = () => this.#fit();
    this.full.addEventListener("change", this.#onFull);
    if (window.visualViewport) {
      window.visualViewport.addEventListener("resize", this.#onViewport);
      window.visualViewport.addEventListener("scroll", this.#onViewport);
    }
  }

  #onFull;
  #onViewport;
  #overflow = null;

  unlisten() {
    this.full.removeEventListener("change", this.#onFull);
    if (window.visualViewport) {
      window.visualViewport.removeEventListener("resize", this.#onViewport);
      window.visualViewport.removeEventListener("scroll", this.#onViewport);
    }
    this.#lock(false);
  }

  get isOpen() {
    return this.inline || this.frame.open;
  }

  // Modal over the whole screen, where the page behind cannot be used; else beside the page.
  open() {
    if (this.inline || this.frame.open) return;
    if (this.full.matches) this.frame.showModal();
    else this.frame.open = true; // show() would take the focus, also where nobody asked to open
    this.#lock(this.full.matches);
    this.#fit();
  }

  close() {
    if (this.inline || !this.frame.open) return;
    this.frame.close();
    this.#lock(false);
  }

  #reopen() {
    const within = this.frame.getRootNode().activeElement;
    const top = this.log.scrollTop;
    this.close();
    this.open();
    this.log.scrollTop = top;
    if (within) within.focus({ preventScroll: true });
  }

  // The keyboard of a telephone covers the page; only the visual viewport knows.
  #fit() {
    const view = window.visualViewport;
    const over = this.isOpen && !this.inline && this.full.matches && view && view.scale === 1;
    this.frame.style.setProperty("--_high", over ? `${Math.round(view.height)}px` : "");
    this.frame.style.setProperty("--_top", over ? `${Math.round(view.offsetTop)}px` : "");
  }

  #lock(locked) {
    const { style } = document.documentElement;
    if (locked && this.#overflow === null) {
      this.#overflow = style.overflow;
      style.overflow = "hidden";
    } else if (!locked && this.#overflow !== null) {
      style.overflow = this.#overflow;
      this.#overflow = null;
    }
  }

  // On a touch screen a focused field throws up the keyboard over what there is to read.
  get #touched() {
    return window.matchMedia("(pointer: coarse)").matches;
  }

  focus() {
    (this.#touched && !this.inline ? this.title : this.composer.field).focus();
  }

  setBusy(busy) {
    this.composer.setBusy(busy);
    if (busy && this.#touched) this.composer.field.blur();
  }

  setWide(wide) {
    this.frame.classList.toggle("wide", wide);
    const label = wide ? this.words.narrow : this.words.wide;
    this.widen.replaceChildren(icon(wide ? "narrow" : "wide"), hiddenText(label));
    this.widen.title = label;
  }

  // Said once, then gone, so that whoever reads on does not meet it a second time.
  say(text) {
    clearTimeout(this.#said);
    this.status.textContent = text;
    this.#said = setTimeout(() => { this.status.textContent = ""; }, 12000);
  }
}
