// From one colour of the embedding page: a button and a link that can be read, in light and in dark.

const GROUND = { light: [255, 255, 255], dark: [22, 27, 34] };
const WHITE = [255, 255, 255];
const BLACK = [16, 20, 26];
const OWN = [11, 91, 87]; // the pages' own
const READABLE = 5; // WCAG asks 4.5 : 1

// Any CSS colour to [r, g, b]; the canvas is the browser's own parser.
function parse(colour) {
  if (!colour || !window.CSS || !CSS.supports("color", colour)) return OWN;
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!context) return OWN;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
  return alpha === 255 ? [red, green, blue] : OWN;
}

function luminance(rgb) {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function mix(one, other, share) {
  return one.map((part, index) => Math.round(part * (1 - share) + other[index] * share));
}

// White letters stand on all but the lightest colours; those keep their own and take dark ones.
function fillOf(base) {
  if (contrast(base, WHITE) < 3) return { fill: base, on: BLACK };
  return { fill: readable(base, [WHITE], BLACK), on: WHITE };
}

// The nearest shade that can be read on every one of these grounds.
function readable(rgb, grounds, away) {
  for (let share = 0; share < 1; share += 0.05) {
    const shade = mix(rgb, away, share);
    if (grounds.every((ground) => contrast(shade, ground) >= READABLE)) return shade;
  }
  return away;
}

export function shades(colour, scheme) {
  const dark = scheme === "dark";
  const ground = GROUND[scheme];
  const base = parse(colour);
  const tint = mix(ground, base, dark ? 0.28 : 0.1);
  const { fill, on } = fillOf(base);
  const ink = readable(base, [ground, tint], dark ? WHITE : BLACK);
  const css = (rgb) => `rgb(${rgb.join(" ")})`;
  return { "--_fill": css(fill), "--_on": css(on), "--_ink": css(ink), "--_tint": css(tint) };
}
