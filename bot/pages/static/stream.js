// Asking the API: pieces of the answer as they come, then the whole of it.

const SILENCE = 45000;

export class Trouble extends Error {}

const WORDS = {
  network: "Không nối được tới máy chủ. Xin kiểm tra mạng rồi hỏi lại.",
  silence: "Máy chủ chưa trả lời. Xin hỏi lại sau ít phút.",
  broken: "Câu trả lời bị ngắt giữa chừng. Xin hỏi lại.",
};

async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    held += value;
    const blocks = held.split(/\r?\n\r?\n/);
    held = blocks.pop();
    for (const block of blocks) {
      const event = { name: "message", data: "" };
      for (const line of block.split(/\r?\n/)) {
        if (line.startsWith("event:")) event.name = line.slice(6).trim();
        else if (line.startsWith("data:")) event.data += line.slice(5).trimStart();
      }
      if (event.data) yield event;
    }
  }
}

function told(problem) {
  return new Trouble([problem?.detail, problem?.remedy].filter(Boolean).join(" ") || WORDS.silence);
}

// The whole answer; `onText` is given each piece. Throws a Trouble whose message can be shown.
export async function ask(asked, onText, signal) {
  const stop = new AbortController();
  signal.addEventListener("abort", () => stop.abort());
  let timer = window.setTimeout(() => stop.abort(), SILENCE);
  try {
    const response = await fetch("/api/v1/ask/stream", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
      body: JSON.stringify(asked),
      signal: stop.signal,
    });
    if (!response.ok) throw told(await response.json().catch(() => null));
    for await (const { name, data } of events(response.body)) {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => stop.abort(), SILENCE);
      const value = JSON.parse(data);
      if (name === "text") onText(value.text);
      else if (name === "answer") return value;
      else if (name === "error") throw told(value);
    }
    throw new Trouble(WORDS.broken);
  } catch (error) {
    if (error instanceof Trouble || signal.aborted) throw error;
    throw new Trouble(stop.signal.aborted ? WORDS.silence : WORDS.network);
  } finally {
    window.clearTimeout(timer);
  }
}

export async function feedback(id, verdict, remark) {
  const response = await fetch("/api/v1/feedback", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(remark ? { id, verdict, remark } : { id, verdict }),
  }).catch(() => null);
  return Boolean(response?.ok);
}
