import assert from 'node:assert/strict';

/** Fails where HTML holds a tag or an attribute that our pages do not make, or a link that runs something. */
export function assertNoMarkup(html: string, message?: string): void {
  const own = html.replace(/<style>[\s\S]*?<\/style>|<meta [^\n]*>/g, '');
  for (const [tag] of own.matchAll(/<[^>]*>/g)) {
    assert.match(tag, /^<(?:!doctype html|\/?[a-z]+\d?(?: [a-z-]+="[^"<>]*")*)>$/, message ?? tag);
    assert.doesNotMatch(tag, /^<\/?(?:img|script|iframe|object|svg|input|form|b|div onclick)\b/i, message);
    assert.doesNotMatch(tag.replace(/"[^"]*"/g, ''), / (?:on\w+|style|src|srcdoc)=/i, message);
    assert.doesNotMatch(tag, /="\s*(?:javascript|vbscript|data|file):/i, message);
  }
  // A < that begins no tag of ours would have been escaped.
  assert.doesNotMatch(own.replace(/<[^>]*>/g, ''), /</, message);
}
