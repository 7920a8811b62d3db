// Looks for text that is cut or overlaps other text, and for a page wider than its window.
addEventListener("load", () => {
  const problems = [];
  const root = document.documentElement;
  for (const details of document.querySelectorAll("details")) details.open = true;
  if (root.scrollWidth > root.clientWidth) problems.push(`page: ${root.scrollWidth} > ${root.clientWidth}`);
  let charts = 0;
  for (const chart of document.querySelectorAll("svg.chart")) {
    const frame = chart.getBoundingClientRect();
    if (frame.width === 0) continue;
    charts += 1;
    const name = chart.getAttribute("aria-label");
    if (frame.right > root.clientWidth) problems.push(`${name}: wider than the page`);
    const texts = [...chart.querySelectorAll("text")].map((text) => ({
      text: text.textContent.trim(),
      box: text.getBoundingClientRect(),
    }));
    texts.forEach(({ text, box }, index) => {
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
        problems.push(`${name}: "${text}" is cut`);
      for (const other of texts.slice(index + 1)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const upright = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        // Lines of text may touch: a box is taller than its letters.
        if (across > 1 && upright > 4) problems.push(`${name}: "${text}" and "${other.text}" overlap`);
      }
    });
  }
  parent.document.title = JSON.stringify({ charts, width: root.clientWidth, problems });
});
