const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as HTML and XML show it, between tags and in attributes. */
export const markupText = (text: string): string =>
  text.replace(/[&<>"']/g, character => escapes[character] ?? character);

/** A value as JSON in a `script` element, which no text in it can end. */
export const jsonInMarkup = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>\u2028\u2029]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
