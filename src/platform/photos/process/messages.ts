import type { StoredPhoto } from '../stored-photo.ts';

export interface PhotoJob {
  /** Begins the names of the files that aren't finished, so that whoever ends the process can clear them away. */
  id: string;
  source: string;
  folder: string;
}

export interface PhotoFigures {
  cpuMs: number;
  /** The most memory that the process has held since it started. */
  peakBytes: number;
  /** What it holds after the photo. */
  restingBytes: number;
}

export interface RefusalMessage {
  code: string;
  status: number;
  message: string;
  details: Readonly<Record<string, unknown>>;
}

export type PhotoAnswer =
  | { kind: 'ready' }
  | { kind: 'stored'; photo: StoredPhoto; figures: PhotoFigures }
  | { kind: 'refused'; refusal: RefusalMessage; figures: PhotoFigures }
  | { kind: 'failed'; reason: string; figures: PhotoFigures };
