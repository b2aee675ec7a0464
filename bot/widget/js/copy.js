// An answer as text to be pasted: with its sources, or it is worth little.
import { safeAddress } from "./dom.js";

export function forPasting({ a: answer }, settings) {
  const { words, server } = settings;
  const lines = [answer.answer];
  if (answer.notes && answer.notes.length) {
    lines.push("", `${words.notes}:`, ...answer.notes.map((note) => `- ${note}`));
  }
  if (answer.citations && answer.citations.length) {
    lines.push("", `${words.sources}:`);
    for (const each of answer.citations) {
      lines.push(`[${each.number}] ${each.title || each.doc}, ${each.label}: “${each.quote}”`);
      const address = each.url && safeAddress(each.url, server);
      if (address) lines.push(`    ${address}`);
    }
  }
  return lines.join("\n");
}

export async function copyText(text, near) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text, near);
  }
}

// A page without HTTPS has no clipboard of the newer kind.
function copyBySelection(text, near) {
  const before = near.getRootNode().activeElement;
  const field = document.createElement("textarea");
  field.className = "unseen";
  field.setAttribute("aria-hidden", "true");
  field.value = text;
  near.append(field);
  field.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    // Answered below.
  }
  field.remove();
  if (before) before.focus();
  return done;
}
