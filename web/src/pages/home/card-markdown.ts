/** The markdown of adaptive cards (bold, italic, links to the web) as HTML; everything else is text. */
export function renderMarkdown(text: string): string {
  const html = escapeHtml(text)
    .replaceAll(
      /\[([^\]\n]{1,500})\]\((https?:[^\s)]{1,2000})\)/g,
      '<a href="$2" target="_blank" rel="noopener noreferrer">$1</a>',
    )
    .replaceAll(/\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*/g, '<strong>$1</strong>')
    .replaceAll(/(?<![\w*])[*_](?=\S)([^*_\n]+?)(?<=\S)[*_](?![\w*])/g, '<em>$1</em>')
    .replaceAll(/\r\n?|\n/g, '<br>');
  return `<p>${html}</p>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
