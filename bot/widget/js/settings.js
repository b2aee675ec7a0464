// What the page asked for, by data attributes: on the element, else on the script's tag.
import { fill, safeAddress } from "./dom.js";

export const OBSERVED = [
  "data-server", "data-place", "data-title", "data-greeting", "data-suggestions", "data-launcher",
  "data-color", "data-position", "data-lang", "data-theme", "data-keep", "data-privacy",
];

const POSITIONS = ["bottom-right", "bottom-left", "inline"];
const THEMES = ["auto", "light", "dark"];
const KEEPS = ["session", "local", "none"];

function oneOf(choices, value) {
  return choices.includes(value) ? value : choices[0];
}

function language(value) {
  const named = value === "auto" ? document.documentElement.lang : value || "";
  return named.toLowerCase().startsWith("en") ? "en" : "vi";
}

// The folder that widget.js came from: everything else of the service lies beside it.
export function serverOf(script) {
  const source = script && script.src;
  return source ? new URL(".", source).href : new URL("/", document.baseURI).href;
}

export function readSettings(element, fallbackServer) {
  const read = (name) => (element.getAttribute(`data-${name}`) || "").trim();
  const named = read("server") ? read("server").replace(/\/*$/, "/") : "";
  const server = safeAddress(named || fallbackServer, document.baseURI) || fallbackServer;
  const lang = language(read("lang"));
  const words = WORDS[lang];
  const place = read("place");
  const asked = read("suggestions").split("|").map((part) => part.trim()).filter(Boolean);
  return {
    server,
    lang,
    words,
    place,
    title: read("title") || (place ? fill(words.title_place, { place }) : words.title),
    greeting: read("greeting") || words.greeting,
    suggestions: (asked.length ? asked : words.starters).slice(0, 6),
    launcher: read("launcher") || words.launcher,
    color: read("color"),
    position: oneOf(POSITIONS, read("position")),
    theme: oneOf(THEMES, read("theme")),
    keep: oneOf(KEEPS, read("keep")),
    privacy: safeAddress(read("privacy") || "gioi-thieu#rieng-tu", server),
    longest: 2000,
  };
}
