/** Addresses within the machine of a cluster; nobody else sees them. */
export const nodeAddress = '10.96.255.1';
export const servicesNetwork = '10.97.0.0/24';
export const namesAddress = '10.97.0.10';
export const podsNetwork = '10.98.0.0/24';
export const apiPort = 6443;
export const namesPort = 10053;
export const metricsPort = 16444;
export const etcdUrl = 'http://127.0.0.1:2379';
