// What browsers that read barcodes offer; TypeScript's library does not have it yet.
interface BarcodeDetector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}

interface BarcodeDetectorClass {
  new (options: { formats: string[] }): BarcodeDetector;
  getSupportedFormats(): Promise<string[]>;
}

const looksEveryMs = 150;
const bookBarcode = /^97[89]\d{10}$/;

/** A button that reads a book's barcode with the camera and sends the form it stands in; nothing where the browser can't. */
export class IsbnScanner extends HTMLElement {
  #detector: BarcodeDetector | undefined;
  #stream: MediaStream | undefined;
  readonly #button = document.createElement('button');
  readonly #state = document.createElement('p');
  readonly #video = document.createElement('video');

  connectedCallback(): void {
    void this.#offer();
  }

  disconnectedCallback(): void {
    this.#stop();
  }

  async #offer(): Promise<void> {
    const detectors = (globalThis as { BarcodeDetector?: BarcodeDetectorClass }).BarcodeDetector;
    if (!detectors || !('mediaDevices' in navigator)) return;
    if (!(await detectors.getSupportedFormats()).includes('ean_13')) return;
    this.#detector = new detectors({ formats: ['ean_13'] });
    this.#button.type = 'button';
    this.#button.className = 'button secondary fill';
    this.#button.textContent = this.dataset.start ?? '';
    this.#button.addEventListener('click', () => {
      if (this.#stream) this.#stop();
      else void this.#start();
    });
    this.#state.setAttribute('role', 'status');
    this.#video.muted = true;
    this.#video.playsInline = true;
    this.#video.hidden = true;
    this.append(this.#button, this.#state, this.#video);
  }

  async #start(): Promise<void> {
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      this.#video.srcObject = this.#stream;
      this.#video.hidden = false;
      await this.#video.play();
      this.#say(this.dataset.stop, this.dataset.aim);
      await this.#look();
    } catch {
      this.#stop();
      this.#say(this.dataset.start, this.dataset.failed);
    }
  }

  /** Until there is a book's barcode in the picture, or the camera was closed. */
  async #look(): Promise<void> {
    while (this.#stream && this.#detector) {
      const codes = await this.#detector.detect(this.#video);
      const isbn = codes.map(({ rawValue }) => rawValue).find((value) => bookBarcode.test(value));
      if (isbn !== undefined) {
        this.#take(isbn);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, looksEveryMs));
    }
  }

  #take(isbn: string): void {
    this.#stop();
    const form = this.closest('form');
    const input = form?.querySelector<HTMLInputElement>('[name=isbn]');
    if (!form || !input) return;
    input.value = isbn;
    form.requestSubmit();
  }

  #stop(): void {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = undefined;
    this.#video.hidden = true;
    this.#say(this.dataset.start, '');
  }

  #say(button: string | undefined, state: string | undefined): void {
    this.#button.textContent = button ?? '';
    this.#state.textContent = state ?? '';
  }
}
