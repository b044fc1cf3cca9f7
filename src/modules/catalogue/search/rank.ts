/** Where the words that were typed stand in one edition. */
export interface Standing {
  /** Parts of the query, each once. */
  slots: number;
  inTitle: number;
  inAuthors: number;
  /** In authors but not as the first name of the first author. */
  surnames: number;
  inFirstAuthor: number;
  /** In neither. */
  missing: number;
  /** Pairs of neighbours in the query that are neighbours in the title. */
  neighbours: number;
  /** The first part stands at the beginning of the title, or behind its article. */
  begins: boolean;
  /** Typed twice, and standing in title and authors. */
  twice: number;
  mainLength: number;
  titleLength: number;
  /** Words of the main title, and of the whole, that were typed; a leading article counts as typed. */
  mainHits: number;
  titleHits: number;
  hasArticle: boolean;
  firstAuthorLength: number;
}

const WHOLE_TITLE = 100;
const WHOLE_TITLE_AND_AUTHOR = 90;
const WHOLE_TITLE_AND_OTHERS = 60;
const WHOLE_AUTHOR = 85;
const AUTHOR = 72;
const TITLE_BEGINNING = 70;
const FIRST_NAME = 45;
const ANYWHERE = 40;
/** "white white" asks for a title and an author. */
const TYPED_TWICE = 40;

const share = (part: number, whole: number): number => (whole <= 0 ? 0 : part / whole);

const wholeTitle = (at: Standing): number => {
  const order = 3 * share(at.neighbours, at.slots - 1);
  if (at.missing === 0 && at.inTitle === at.slots) {
    return WHOLE_TITLE + order + (at.titleHits >= at.titleLength ? 1 : 0);
  }
  if (at.missing === 0) return WHOLE_TITLE_AND_AUTHOR + order + (at.inFirstAuthor > 0 ? 1 : 0);
  return WHOLE_TITLE_AND_OTHERS + order;
};

const byAuthor = (at: Standing): number => {
  if (at.inAuthors < at.slots) return 0;
  if (at.inFirstAuthor === at.slots && at.firstAuthorLength === at.slots) return WHOLE_AUTHOR;
  return (at.surnames > 0 ? AUTHOR : FIRST_NAME) + 2 * share(at.inFirstAuthor, at.slots);
};

function byPlace(at: Standing): number {
  const coverage = share(at.mainHits, at.mainLength);
  const order = share(at.neighbours, at.slots - 1);
  const inOrder = at.inTitle === at.slots && (at.slots === 1 || order === 1);
  if (inOrder && at.begins) return TITLE_BEGINNING + 15 * coverage;
  const author = (at.surnames > 0 ? 4 : 0) + (at.inFirstAuthor > 0 ? 1 : 0);
  return ANYWHERE + 20 * coverage + 8 * order + author;
}

/** How well an edition answers: the whole title, before its beginning or the author, before words anywhere. */
export function rankOf(at: Standing): number {
  const whole = at.mainLength > 0 && at.mainHits >= at.mainLength ? wholeTitle(at) : 0;
  return Math.max(whole, byAuthor(at), byPlace(at)) + TYPED_TWICE * at.twice;
}
