// Prints what docs/scaling.md says of the group of stage 2: `node bench/scaling/group-table.ts`.
import { type GroupOptions, simulateGroup } from './group.ts';

/** As deploy/constructs/instances.ts sets the group, and docs/performance.md measured a visit. */
const group: Omit<GroupOptions, 'load'> = {
  seconds: 3600,
  cpuMsPerRequest: Number(process.argv[2] ?? 1),
  coresPerInstance: 2,
  least: 2,
  most: 3,
  target: 0.7,
  warmUpSeconds: 180,
  queueLimit: 200,
};
const calmSeconds = 600;

console.log('| the load grows to, of two instances’ capacity | third instance serves after | requests shed | of all |');
console.log('| --- | --- | --- | --- |');
for (const rise of [0.6, 0.8, 1, 1.2, 1.4, 1.6, 2]) {
  const capacity = (group.least * group.coresPerInstance * 1000) / group.cpuMsPerRequest;
  const load = (second: number): number => capacity * (second < calmSeconds ? 0.3 : rise);
  const timeline = simulateGroup({ ...group, load });
  const grown = timeline.findIndex(({ instances }) => instances > group.least);
  const shed = timeline.reduce((sum, second) => sum + second.shed, 0);
  const offered = timeline.reduce((sum, second) => sum + second.offered, 0);
  const helps = grown < 0 ? 'not needed' : `${Math.round(grown + 1 - calmSeconds)} s`;
  console.log(`| ${rise * 100} % | ${helps} | ${Math.round(shed)} | ${((100 * shed) / offered).toFixed(1)} % |`);
}
