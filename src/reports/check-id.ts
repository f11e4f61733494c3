/** The part of a check's id that follows its page: `links/self/once`. */
export const idBelowPage = (id: string, page: string): string => id.slice(page.length + 1);

/** An id as people are shown it: below its page where that is the only one, and whole where there are several. */
export const shownId = (id: string, page: string, pages: number): string => (pages === 1 ? idBelowPage(id, page) : id);
