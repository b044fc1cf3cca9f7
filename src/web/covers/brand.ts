import { area, rectangle } from './shapes.ts';

const bottle = '#1d4638';
const paper = '#f6edd6';
const brass = '#dba647';

/** An open book seen from the front, 512 wide, with a ribbon between its pages. */
const openBook =
  area('M256 168c-36-30-84-40-140-38v214c56-2 104 8 140 38 36-30 84-40 140-38V130c-56-2-104 8-140 38z', paper) +
  area('M249 172h14v212h-14z', bottle) +
  area('M300 148l40-12v112l-20-18-20 26z', brass);

/** The shop's mark on a rounded tile, for the browser's tab: an SVG document. */
export const faviconSvg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">' +
  `<rect width="512" height="512" rx="104" fill="${bottle}"/>` +
  `<g transform="translate(-64 -64) scale(1.25)">${openBook}</g></svg>`;

/** The same on a full square of 512, its drawing inside the circle that a phone may cut out: an SVG document. */
export const maskableIconSvg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512" height="512">' +
  `${rectangle(0, 0, 512, 512, bottle)}${openBook}</svg>`;

/** The mark alone, to stand in a page: it takes the text's colour, and is hidden from those who listen. */
export const markSvg =
  '<svg class="mark" viewBox="96 112 320 288" width="32" height="29" fill="currentColor" aria-hidden="true" focusable="false">' +
  '<path d="M246 176c-34-26-78-36-130-34v202c52-2 96 8 130 38zM266 176c12-9 25-16 40-21v98l20-24 20 16V146c16-3 33-4 50-4v202c-52-2-96 8-130 38z"/></svg>';
