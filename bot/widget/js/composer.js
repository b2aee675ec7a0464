// Where the question is typed.
import { button, el, fill, hiddenText, icon } from "./dom.js";

export class Composer {
  constructor(settings, onSend, onStop) {
    this.words = settings.words;
    this.longest = settings.longest;
    this.onSend = onSend;
    this.onStop = onStop;
    this.busy = false;
    this.field = el("textarea", {
      rows: 1,
      "aria-label": this.words.ask_label,
      "aria-describedby": "ask-count",
      placeholder: this.words.placeholder,
      autocomplete: "off",
      enterkeyhint: "send",
      oninput: () => this.#changed(),
      onkeydown: (event) => this.#key(event),
    });
    this.count = el("p", { class: "count", id: "ask-count" });
    this.act = button("send", "", { onclick: () => (this.busy ? this.onStop() : this.#send()) });
    this.element = el(
      "div", { class: "composer" },
      el("div", { class: "field" }, this.field, this.act),
      this.count,
    );
    this.setBusy(false);
  }

  // One question at a time: while it is being answered, the button stops it.
  setBusy(busy) {
    this.busy = busy;
    this.act.replaceChildren(icon(busy ? "stop" : "send"), hiddenText(busy ? this.words.stop : this.words.send));
    this.#changed();
  }

  #length() {
    return [...this.field.value.trim()].length;
  }

  #changed() {
    const length = this.#length();
    const over = length > this.longest;
    const near = length > this.longest * 0.8;
    const told = over ? this.words.too_long : this.words.length;
    this.count.textContent = near ? fill(told, { length, longest: this.longest }) : "";
    this.count.classList.toggle("over", over);
    this.field.setAttribute("aria-invalid", String(over));
    // Not `disabled`: a button that vanishes from under the keyboard takes the focus with it.
    this.act.setAttribute("aria-disabled", String(!this.busy && (over || !length)));
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 132)}px`;
  }

  // Enter that ends a composition belongs to the input method: Safari reports it late, as key 229.
  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    if (!event.repeat) this.#send();
  }

  #send() {
    const question = this.field.value.trim();
    if (this.busy || !question || this.#length() > this.longest) return;
    this.field.value = "";
    this.#changed();
    this.onSend(question);
  }
}
