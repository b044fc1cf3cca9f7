/** Cart, checkout and payment. */
export const checkout = {};
