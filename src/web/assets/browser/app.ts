import { FilterForm } from './filter-form.ts';
import { HoldCountdown } from './hold-countdown.ts';
import { nameTransitions } from './name-transitions.ts';
import { PhotoInput } from './photo-input.ts';
import { focusSearchOnSlash } from './search-focus.ts';

// Styles that only make sense with script ask for this.
document.documentElement.dataset.script = '';

customElements.define('filter-form', FilterForm);
customElements.define('hold-countdown', HoldCountdown);
customElements.define('photo-input', PhotoInput);
focusSearchOnSlash();
nameTransitions();
