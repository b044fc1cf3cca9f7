import { faviconSvg } from '../../covers/brand.ts';
import type { PageHandler } from '../../route.ts';
import { dayCache } from './day-cache.ts';

/** For what asks for an icon without having read a page. */
export const showFavicon: PageHandler = () => ({ content: faviconSvg, type: 'image/svg+xml', cacheControl: dayCache });
