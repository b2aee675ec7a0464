// Elements by plain calls. Nothing here takes HTML: whatever a server or a visitor sent is text.

const SVG = "http://www.w3.org/2000/svg";

// Stroked outlines on a grid of 24.
const SHAPES = {
  chat: ["M21 12a8 8 0 0 1-8 8H4l1.8-3A8 8 0 1 1 21 12Z", "M9 10.5h7", "M9 14h4.5"],
  close: ["M6 6l12 12", "M18 6 6 18"],
  fresh: ["M12 5v14", "M5 12h14"],
  wide: ["M14 4h6v6", "M20 4l-7 7", "M10 20H4v-6", "M4 20l7-7"],
  narrow: ["M20 10h-6V4", "M14 10l7-7", "M4 14h6v6", "M10 14l-7 7"],
  send: ["M12 19V5", "M5.5 11.5 12 5l6.5 6.5"],
  stop: ["M7 7h10v10H7z"],
  copy: ["M9 9h11v11H9z", "M15 9V4H4v11h5"],
  good: ["M7 11v9H4v-9zM7 11l4-8a2.5 2.5 0 0 1 2.5 3L13 9h5.5a2 2 0 0 1 2 2.4l-1.3 7A2 2 0 0 1 17.2 20H7"],
  bad: ["M17 13V4h3v9zM17 13l-4 8a2.5 2.5 0 0 1-2.5-3l.5-3H5.5a2 2 0 0 1-2-2.4l1.3-7A2 2 0 0 1 6.8 4H17"],
  down: ["M6 9.5 12 15.5 18 9.5"],
  out: ["M14 4h6v6", "M20 4l-9 9", "M18 14v6H4V6h6"],
  info: ["M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z", "M12 11v5.5", "M12 7.7v.1"],
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  for (const shape of SHAPES[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", shape);
    svg.append(path);
  }
  return svg;
}

// el("button", {class: "x", "aria-label": "…", onclick}, "text", child, null)
export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function button(kind, label, attributes, ...children) {
  return el("button", { type: "button", class: kind, ...attributes }, ...children, label);
}

export function hiddenText(text) {
  return el("span", { class: "unseen" }, text);
}

// An address that may stand in a link: http or https only, whatever was sent.
export function safeAddress(address, base) {
  try {
    const url = new URL(address, base);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole));
}
