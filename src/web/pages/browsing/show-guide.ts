import type { PageHandler } from '../../route.ts';
import { guidePage } from './guide-page.ts';

/** How the shop works. */
export const showGuide: PageHandler = ({ ctx, config }) => ({ page: guidePage(ctx, config.shop.commissionPercent) });
