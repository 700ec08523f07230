import { makeStyles, tokens } from '@fluentui/react-components';
import { createElement, Fragment, type ReactNode } from 'react';

/** Elements of a mail that are shown; what is not named loses its tags and keeps its text. */
const SHOWN: ReadonlySet<string> = new Set(
  'a b blockquote br code dd div dl dt em h1 h2 h3 h4 h5 h6 hr i li ol p pre s small span strong sub sup table tbody td tfoot th thead tr u ul'.split(
    ' ',
  ),
);
/** Elements of which nothing is shown, not even the text. */
const DROPPED: ReadonlySet<string> = new Set(
  'script style title head template noscript iframe object embed svg math form input button select textarea'.split(' '),
);
const VOID: ReadonlySet<string> = new Set(['br', 'hr']);
const MAX_DEPTH = 60;
const TAG = /<[a-z][^>]*>/gi;

const useStyles = makeStyles({
  root: {
    '& p': { marginBottom: '8px' },
    '& a': { color: tokens.colorBrandForegroundLink },
    '& ul, & ol': { paddingInlineStart: '24px', listStyle: 'revert' },
    '& td, & th': { padding: '2px 12px 2px 0', textAlign: 'start' },
    '& h1, & h2, & h3, & h4': { fontSize: tokens.fontSizeBase400, marginBottom: '6px' },
  },
  plain: { whiteSpace: 'pre-wrap' },
});

/** Text of a mail. Of HTML only plain elements are kept: no style, no picture, no script, links only to the web. */
export function MailBody({ html, text }: { html?: string | undefined; text?: string | undefined }) {
  const styles = useStyles();
  if (!html) return <p className={styles.plain}>{text}</p>;
  // The content of a template belongs to no page, so nothing in it is fetched or run; styles would still be reported.
  const template = document.createElement('template');
  template.innerHTML = html.replaceAll(TAG, (tag) => tag.replaceAll(/\sstyle\s*=/gi, ' data-style='));
  return <div className={styles.root}>{renderChildren(template.content, 0)}</div>;
}

function renderChildren(parent: Node, depth: number): ReactNode[] {
  return [...parent.childNodes].map((node, index) => renderNode(node, { key: index, depth: depth + 1 }));
}

function renderNode(node: Node, at: { key: number; depth: number }): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof Element) || at.depth > MAX_DEPTH) return null;
  const name = node.localName;
  if (DROPPED.has(name)) return null;
  const { key } = at;
  const link = linkOf(node);
  const isShown = SHOWN.has(name) && (name !== 'a' || link);
  if (!isShown) return createElement(Fragment, { key }, ...renderChildren(node, at.depth));
  if (VOID.has(name)) return createElement(name, { key });
  return createElement(name, { key, ...link }, ...renderChildren(node, at.depth));
}

function linkOf(element: Element): { href: string; rel: string; target: string } | undefined {
  const href = element.localName === 'a' ? element.getAttribute('href') : null;
  if (!href || !/^https?:\/\//i.test(href)) return undefined;
  return { href, rel: 'noopener noreferrer', target: '_blank' };
}
