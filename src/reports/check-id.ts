/** The part of a check's id that follows its page, which a user may type for the whole: `links/self/once`. */
export const idBelowPage = (id: string, page: string): string => id.slice(page.length + 1);
