'use strict';
// Runs the release task (migrations, built files) once for each release and waits for its end. While it fails, CloudFormation
// touches no instance and goes back to the release before.
const real = () => new (require('@aws-sdk/client-ecs').ECS)();
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

exports.act = async (event, ecs, { everyMs = 5000, deadline = Date.now() + 14 * 60_000 } = {}) => {
  if (event.RequestType === 'Delete') return;
  const {
    Cluster: cluster,
    TaskDefinition: taskDefinition,
    Subnets,
    SecurityGroup,
    Platform: platformVersion,
  } = event.ResourceProperties;
  const awsvpcConfiguration = { subnets: Subnets, securityGroups: [SecurityGroup], assignPublicIp: 'DISABLED' };
  const run = {
    cluster,
    taskDefinition,
    launchType: 'FARGATE',
    platformVersion,
    networkConfiguration: { awsvpcConfiguration },
  };
  // The same request again finds the same task.
  const { tasks, failures } = await ecs.runTask({ ...run, clientToken: event.RequestId });
  if (!tasks?.length) throw new Error(`the release task does not start: ${failures?.[0]?.reason}`);
  const task = tasks[0].taskArn;
  while (Date.now() < deadline) {
    const [state] = (await ecs.describeTasks({ cluster, tasks: [task] })).tasks;
    if (state?.lastStatus === 'STOPPED') {
      const [container] = state.containers;
      if (container.exitCode === 0) return;
      throw new Error(
        `the release task failed: ${container.reason || state.stoppedReason}, exit code ${container.exitCode}; see its log`,
      );
    }
    await pause(everyMs);
  }
  throw new Error('the release task did not end in time; see its log');
};

exports.handler = async (event) => {
  const { StackId, RequestId, LogicalResourceId } = event;
  const answer = { Status: 'SUCCESS', PhysicalResourceId: 'release', StackId, RequestId, LogicalResourceId };
  await exports.act(event, real()).catch((error) => Object.assign(answer, { Status: 'FAILED', Reason: error.message }));
  await fetch(event.ResponseURL, { method: 'PUT', body: JSON.stringify(answer) });
};
