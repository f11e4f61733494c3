/** For the body of Allure's page, behind the dialog of the cited pages. It asks no network, and sets every text as text. */
export const allurePageScript = `<script>(() => {
  // Allure scrolls to the first test of the first group that it opens, past the title and the verdict. Until the reader does
  // something, a page that was not opened at a test stays at its beginning.
  const stay = ({ target }) => {
    if (location.hash.length < 3) (target.scrollingElement ?? target).scrollTop = 0;
  };
  const leave = () => removeEventListener('scroll', stay, true);
  addEventListener('scroll', stay, true);
  for (const action of ['pointerdown', 'wheel', 'keydown', 'touchstart']) {
    addEventListener(action, leave, { capture: true, once: true });
  }

  // Allure makes a link of every address in a text. What a service wrote is no link: only ours are, and those within the page.
  const isOwn = address =>
    /^(?:https:[/][/](?:www[.]rfc-editor|allurereport)[.]org[/]|data:|blob:)/.test(address) || !/^(?:[a-z][a-z0-9+.-]*:|[/\\\\]{2})/i.test(address.trim());
  const unlink = root => {
    for (const link of root.querySelectorAll?.('a[href]') ?? []) if (!isOwn(link.getAttribute('href'))) link.removeAttribute('href');
  };
  new MutationObserver(changes => changes.forEach(({ target }) => unlink(target.parentElement ?? target))).observe(
    document.documentElement,
    { subtree: true, childList: true, attributes: true, attributeFilter: ['href'] },
  );

  const pages = JSON.parse(document.getElementById('cited-pages').textContent);
  const dialog = document.getElementById('cited-page');
  const lines = dialog.querySelector('ol');
  const show = address => {
    const [, source, cited] = /^#(.+):([0-9]+)$/.exec(decodeURIComponent(address)) ?? [];
    if (!Object.hasOwn(pages, source)) return false;
    document.getElementById('cited-place').textContent = source + ', line ' + cited;
    lines.replaceChildren(...pages[source].trimEnd().split('\\n').map((text, index) => {
      const line = document.createElement('li');
      line.textContent = text || ' ';
      if (index + 1 === Number(cited)) line.setAttribute('aria-current', 'true');
      return line;
    }));
    if (!dialog.open) dialog.showModal();
    lines.querySelector('[aria-current]')?.scrollIntoView({ block: 'center' });
    return true;
  };
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
  // Allure leaves the test on Esc, which here only closes the dialog.
  for (const key of ['keydown', 'keyup']) {
    addEventListener(key, event => {
      if (dialog.open) event.stopImmediatePropagation();
    }, true);
  }
  // A citation that was opened in a tab of its own: Allure would look for a test of that name.
  if (show(location.hash)) history.replaceState(null, '', location.pathname);

  // A description stands in a frame that may neither run scripts nor open windows: its links are followed from here.
  const follow = event => {
    const address = event.target.closest?.('a[href]')?.getAttribute('href');
    if (!address) return;
    event.preventDefault();
    if (!show(address) && /^https:/.test(address) && isOwn(address)) open(address, '_blank', 'noopener');
  };
  // Before Allure measures the frame's height.
  document.addEventListener('load', ({ target }) => {
    const inside = target.dataset?.testid === 'test-result-description-frame' && target.contentDocument;
    if (!inside) return;
    const style = inside.createElement('style');
    style.textContent = 'pre, code { white-space: pre-wrap; overflow-wrap: anywhere; }';
    inside.head.append(style);
    inside.addEventListener('click', follow);
  }, true);
})();</script>`;
