import { describe, expect, it } from '@jest/globals';
import { escaped } from './escaped.js';

describe('text in markup', () => {
  it('has no place for characters that XML cannot hold, nor for half of one', () => {
    expect(escaped('a\u0000b\u001Bc\uD800d\uFFFEe')).toBe('a\uFFFDb\uFFFDc\uFFFDd\uFFFDe');
    expect(escaped('tab\tline\nend')).toBe('tab&#9;line&#10;end');
  });

  it('neither ends an attribute nor begins an element', () => {
    expect(escaped(`"><script>alert('&')`)).toBe('&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)');
  });
});
