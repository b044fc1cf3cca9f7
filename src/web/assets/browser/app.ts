import { CheckoutTotal } from './checkout-total.ts';
import { FilterForm } from './filter-form.ts';
import { HoldCountdown } from './hold-countdown.ts';
import { IsbnScanner } from './isbn-scanner.ts';
import { LookAgain } from './look-again.ts';
import { nameTransitions } from './name-transitions.ts';
import { PhotoInput } from './photo-input.ts';
import { focusSearchOnSlash } from './search-focus.ts';

// Styles that only make sense with script ask for this.
document.documentElement.dataset.script = '';

customElements.define('checkout-total', CheckoutTotal);
customElements.define('filter-form', FilterForm);
customElements.define('hold-countdown', HoldCountdown);
customElements.define('look-again', LookAgain);
customElements.define('isbn-scanner', IsbnScanner);
customElements.define('photo-input', PhotoInput);
focusSearchOnSlash();
nameTransitions();
