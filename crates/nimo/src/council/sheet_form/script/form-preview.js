// The sheet beside the form of an edition: made anew a moment after one stops typing, never while an IME composes. What was last
// good stays in sight while something is wrong, and the words say what. Without this script the button makes the page anew.

const PAUSE = 500;

for (const form of document.querySelectorAll('form[data-preview]')) {
  const sheet = document.getElementById('preview-sheet');
  const told = document.getElementById('preview-told');
  let shown = new URLSearchParams(new FormData(form)).toString();
  let shownWords = told.textContent;
  let asking = null;
  let timer = 0;
  let latest = 0;
  let isComposing = false;

  const say = (words) => {
    if (told.textContent !== words) told.textContent = words;
  };

  const make = async () => {
    clearTimeout(timer);
    const typed = new URLSearchParams(new FormData(form)).toString();
    if (isComposing) return;
    const turn = ++latest;
    asking?.abort();
    // Back at what is shown: nothing is wrong any more, and nothing has to be asked.
    if (typed === shown) {
      say(shownWords);
      return;
    }
    asking = new AbortController();
    const { signal } = asking;
    try {
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
      const answer = await fetch(form.dataset.preview, { method: 'POST', body: typed, headers, redirect: 'manual', signal });
      const text = await answer.text();
      // An answer that was overtaken says nothing about what stands there now.
      if (turn !== latest) return;
      const parts = new DOMParser().parseFromString(text, 'text/html');
      const words = parts.querySelector('[data-told]')?.textContent.trim();
      const paper = parts.querySelector('.press');
      if (answer.ok && paper) {
        sheet.replaceChildren(document.importNode(paper, true));
        shown = typed;
        shownWords = words ?? '';
      }
      if (words) say(words);
      else if (answer.status === 401) say('サインインが切れました。「保存する」を押すと、入力を残したままサインインできます。');
      else if (!answer.ok) say('見本を作れませんでした。前の見本のままです。入力はこの画面に残っています。');
    } catch {
      if (turn === latest) say('つながりません。前の見本のままです。入力はこの画面に残っています。');
    }
  };

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(make, PAUSE);
  };

  form.addEventListener('compositionstart', () => {
    isComposing = true;
    clearTimeout(timer);
  });
  form.addEventListener('compositionend', () => {
    isComposing = false;
    soon();
  });
  form.addEventListener('input', (event) => {
    if (!event.isComposing) soon();
  });
  form.addEventListener('change', soon);
}
