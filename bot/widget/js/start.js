// One script tag is enough: the element is defined once, and put on the page unless it is there.
import { HoiDap, NAME, OWN_SERVER } from "./element.js";
import { OBSERVED } from "./settings.js";

const tag = document.currentScript;

// Placed by hand, or by this same tag loaded a second time.
function isHere() {
  const wanted = (tag && tag.getAttribute("data-place")) || "";
  return [...document.querySelectorAll(NAME)].some(({ settings, dataset }) =>
    settings.server === OWN_SERVER && (dataset.auto === undefined || settings.place === wanted));
}

function place() {
  if (isHere() || (tag && tag.hasAttribute("data-manual"))) return;
  const element = document.createElement(NAME);
  for (const name of OBSERVED) {
    if (tag && tag.hasAttribute(name)) element.setAttribute(name, tag.getAttribute(name));
  }
  element.setAttribute("data-server", OWN_SERVER);
  element.setAttribute("data-auto", "");
  document.body.append(element);
}

if (!customElements.get(NAME)) customElements.define(NAME, HoiDap);
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", place);
else place();
