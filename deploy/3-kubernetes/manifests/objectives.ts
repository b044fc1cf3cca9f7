/** What the shop promises its readers, and how it is counted from the metrics of src/platform/telemetry/metrics.ts. */
export const requests = 'bookstore_http_request_duration_seconds';

export interface Objective {
  name: string;
  promise: string;
  /** Share of what may go wrong. */
  budget: number;
  /** PromQL: share of what went wrong within a window such as `5m`. */
  wrong: (window: string) => string;
}

const probes = '/livez|/readyz|/health';
const search = '/search|/api/v1/listings';
const buying = '/checkout|/purchases/:id/payment|/api/v1/checkouts|/api/v1/purchases/:id/payments';

const share = (bad: string, all: string): string => `(${bad} or vector(0)) / (${all} > 0)`;
const counted = (labels: string, window: string): string => `sum(rate(${requests}_count{${labels}}[${window}]))`;

export const searchSeconds = 0.5;

export const objectives: Objective[] = [
  {
    name: 'Availability',
    promise: '99.9 % of the requests get an answer that is not an error of ours',
    budget: 0.001,
    wrong: (window) => share(counted(`status="5xx",route!~"${probes}"`, window), counted(`route!~"${probes}"`, window)),
  },
  {
    name: 'Search',
    promise: `95 % of the searches are answered within ${searchSeconds} s`,
    budget: 0.05,
    wrong: (window) => {
      const quick = `sum(rate(${requests}_bucket{route=~"${search}",method="GET",le="${searchSeconds}"}[${window}]))`;
      return `1 - (${quick} / (${counted(`route=~"${search}",method="GET"`, window)} > 0))`;
    },
  },
  {
    name: 'Purchase',
    promise: '99.9 % of the checkouts and payments don’t fail by an error of ours',
    budget: 0.001,
    wrong: (window) =>
      share(
        counted(`status="5xx",method="POST",route=~"${buying}"`, window),
        counted(`method="POST",route=~"${buying}"`, window),
      ),
  },
];

export const searchP95 = `histogram_quantile(0.95, sum by (le) (rate(${requests}_bucket{route=~"${search}",method="GET"}[5m])))`;
export const declinedShare =
  'sum(rate(bookstore_purchases_failed_total[30m])) / (sum(rate(bookstore_purchases_failed_total[30m])) + sum(rate(bookstore_purchases_paid_total[30m])) > 0)';
/** Every replica counts the same outbox: the largest is the number. */
export const jobsWaiting =
  'sum(max by (__name__) ({__name__=~"bookstore_(accounts|catalogue|sales|payments|messaging)_jobs_waiting"}))';
export const poolWaiting = 'sum(bookstore_database_requests_waiting)';
