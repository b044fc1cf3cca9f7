import { shrinkPhoto } from './shrink-photo.ts';

/** Makes chosen photos smaller before they travel, and shows them. What it can't read travels as it is: the server judges. */
export class PhotoInput extends HTMLElement {
  #input: HTMLInputElement | null = null;
  readonly #previews = document.createElement('div');
  readonly #state = document.createElement('p');
  // A second choice made while the first is still being prepared wins.
  #turn = 0;

  connectedCallback(): void {
    this.#input = this.querySelector('input');
    this.#previews.className = 'photo-previews';
    this.#state.className = 'photo-state';
    this.#state.setAttribute('role', 'status');
    this.append(this.#previews, this.#state);
    this.#input?.addEventListener('change', () => void this.#prepare());
  }

  async #prepare(): Promise<void> {
    const input = this.#input;
    if (!input) return;
    const turn = ++this.#turn;
    const most = Number(this.dataset.most ?? 8);
    const chosen = [...(input.files ?? [])];
    this.#previews.replaceChildren();
    this.#say(this.dataset.shrinking);
    const photos: File[] = [];
    for (const file of chosen.slice(0, most)) {
      const { photo, preview } = await shrinkPhoto(file);
      if (turn !== this.#turn) return;
      photos.push(photo);
      if (preview) this.#previews.append(preview);
    }
    input.files = asFileList(photos);
    this.#say(chosen.length > most ? this.dataset.tooMany : '');
  }

  #say(text: string | undefined): void {
    this.#state.textContent = text ?? '';
  }
}

function asFileList(files: readonly File[]): FileList {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  return transfer.files;
}
