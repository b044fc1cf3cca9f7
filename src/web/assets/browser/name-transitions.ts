const shared = 'book';
const placeOfCopy = /\/listings\/([^/?#]+)/;

/**
 * Lets the picture of a card grow into the picture of the copy's page, and back. Names are given through
 * CSSOM, since the content security policy forbids `style` attributes, and only for one navigation.
 */
export function nameTransitions(): void {
  window.addEventListener('pageswap', (event) => {
    const to = event.activation?.entry.url;
    if (event.viewTransition && to) nameFor(event.viewTransition, pictureFor(location.href, to));
  });
  window.addEventListener('pagereveal', (event) => {
    const from = navigation.activation?.from?.url;
    if (event.viewTransition && from) nameFor(event.viewTransition, pictureFor(location.href, from));
  });
}

function pictureFor(here: string, there: string): HTMLElement | null {
  const shown = placeOfCopy.exec(here)?.[1];
  if (shown !== undefined) return document.querySelector('.gallery-photos img, .gallery-cover .book-picture');
  const id = placeOfCopy.exec(there)?.[1];
  return id === undefined ? null : pictureOfCard(id);
}

function pictureOfCard(id: string): HTMLElement | null {
  const link = document.querySelector(`.card a[href$="/listings/${CSS.escape(id)}"]`);
  return link?.closest('.card')?.querySelector<HTMLElement>('.book-picture') ?? null;
}

function nameFor(transition: ViewTransition, picture: HTMLElement | null): void {
  if (!picture) return;
  picture.style.viewTransitionName = shared;
  const done = (): void => {
    picture.style.viewTransitionName = '';
  };
  // A transition that the browser skips is none of the reader's business.
  transition.finished.then(done, done);
}
