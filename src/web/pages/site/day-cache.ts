/** For files that change with a release or a setting. */
export const dayCache = 'public, max-age=86400';

/** For lists that grow all day, and that nobody needs to the minute. */
export const hourCache = 'public, max-age=3600';
