export { continuedCall, currentCall, isKept, runInCall } from './call-context.ts';
export { serviceKeys } from './identity.ts';
export { type CallOutcome, type Line, openLine } from './line.ts';
export { remoteDoor } from './remote-door.ts';
export { type DoorServerOptions, type ServedDoor, serveDoors } from './serve-doors.ts';
export { traceOf, traceRequests } from './trace-requests.ts';
export { keyed, once, read, repeatable, type Verb, type Verbs } from './verbs.ts';
