import { describe, expect, it } from 'vitest';
import { withoutOutsideContent } from './card-content.ts';
import { renderMarkdown } from './card-markdown.ts';

describe('a card from elsewhere', () => {
  it('loses pictures, media and backgrounds that would be fetched', () => {
    const card = {
      type: 'AdaptiveCard',
      backgroundImage: { url: 'https://outside.example/a.png' },
      body: [
        { type: 'Image', url: 'https://outside.example/b.png' },
        { type: 'Container', backgroundImage: '//outside.example/c.png', items: [{ type: 'Media', sources: [] }] },
        { type: 'TextBlock', text: 'kept' },
      ],
      actions: [{ type: 'Action.OpenUrl', url: 'https://outside.example/', iconUrl: 'https://outside.example/d.png' }],
    };
    expect(withoutOutsideContent(card)).toEqual({
      type: 'AdaptiveCard',
      body: [
        { type: 'Container', items: [] },
        { type: 'TextBlock', text: 'kept' },
      ],
      actions: [{ type: 'Action.OpenUrl', url: 'https://outside.example/' }],
    });
  });

  it('keeps pictures that it carries inside', () => {
    const picture = { type: 'Image', url: 'data:image/png;base64,AAAA' };
    expect(withoutOutsideContent({ body: [picture] })).toEqual({ body: [picture] });
  });
});

describe('the markdown of a card', () => {
  it.each([
    ['**bold** and _italic_', '<p><strong>bold</strong> and <em>italic</em></p>'],
    [
      '[open](https://a.example/?x=1&y=2)',
      '<p><a href="https://a.example/?x=1&amp;y=2" target="_blank" rel="noopener noreferrer">open</a></p>',
    ],
    ['[no](javascript:alert(1))', '<p>[no](javascript:alert(1))</p>'],
    ['<img src=x onerror=alert(1)>', '<p>&lt;img src=x onerror=alert(1)&gt;</p>'],
    ['snake_case_name and 2*3*4', '<p>snake_case_name and 2*3*4</p>'],
    ['one\ntwo', '<p>one<br>two</p>'],
  ])('%s', (text, expected) => {
    expect(renderMarkdown(text)).toBe(expected);
  });
});
