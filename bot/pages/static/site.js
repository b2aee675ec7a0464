// What every page does with script: switch the theme in place, close the menu, say short things.

const root = document.documentElement;

export function announce(words) {
  const place = document.getElementById("thong-bao");
  place.textContent = "";
  // A status that is emptied first is read again even where the words are the same.
  window.setTimeout(() => { place.textContent = words; }, 60);
}

export async function copy(text, words) {
  try {
    await navigator.clipboard.writeText(text);
    announce(words);
    return true;
  } catch {
    announce("Trình duyệt không cho chép.");
    return false;
  }
}

function remember(theme) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `cchc_giao_dien=${theme}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
}

for (const form of document.querySelectorAll("form.theme")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const theme = event.submitter.value;
    remember(theme);
    root.dataset.theme = theme;
    document.querySelector("meta[name=color-scheme]").content = theme;
    form.querySelector(`.to-${theme === "dark" ? "light" : "dark"}`).focus();
  });
}

for (const menu of document.querySelectorAll("details.menu")) {
  const summary = menu.querySelector("summary");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      summary.focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}
