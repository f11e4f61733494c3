import { byId, type Children } from './element.ts';

/** The dialog that shows one thing. */
export interface Detail {
  readonly show: (title: string, content: Children) => void;
  readonly close: () => void;
}

/**
 * Prepares the dialog. Esc, its button, and a click beside it close it.
 * @param closed called when the reader closed it
 * @param cited called when the reader follows a citation, with its place among the others
 */
export function detailDialog(closed: () => void, cited: (index: number) => void): Detail {
  const dialog = byId('detail', HTMLDialogElement);
  const content = byId('detail-content', HTMLDivElement);
  dialog.addEventListener('close', closed);
  dialog.addEventListener('click', event => {
    if (event.target === dialog) dialog.close();
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-cite]') : null;
    if (link === null) return;
    event.preventDefault();
    cited(Number(link.dataset.cite));
  });
  return {
    show: (title, children) => {
      byId('detail-title', HTMLHeadingElement).textContent = title;
      content.replaceChildren(...children);
      if (!dialog.open) dialog.showModal();
      content.scrollTop = 0;
      const line = content.querySelector<HTMLElement>('.text.all [aria-current]');
      const text = line?.parentElement;
      if (line && text) text.scrollTop = line.offsetTop - text.offsetTop - text.clientHeight / 2;
    },
    close: () => {
      if (dialog.open) dialog.close();
    },
  };
}
