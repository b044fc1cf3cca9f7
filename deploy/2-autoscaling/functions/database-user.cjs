'use strict';
// The application's user of the database: made at the first deployment, its password changed by Secrets Manager later. The former
// password keeps working until the next change, so that an instance that hasn't read the new one yet can still connect.
const real = () => ({
  secrets: new (require('@aws-sdk/client-secrets-manager').SecretsManager)(),
  data: new (require('@aws-sdk/client-rds-data').RDSData)(),
});
const { CLUSTER, ADMINISTRATOR, DATABASE, SECRET } = process.env;

exports.act = async (event, { secrets, data }) => {
  const sql = (text) =>
    data.executeStatement({
      resourceArn: CLUSTER,
      secretArn: ADMINISTRATOR,
      database: DATABASE,
      sql: text,
      formatRecordsAs: 'JSON',
    });
  const read = async (version) =>
    JSON.parse((await secrets.getSecretValue({ SecretId: SECRET, ...version })).SecretString);
  // Letters and digits only: nothing to escape.
  const checked = (text) => {
    if (!/^[\w-]+$/.test(text)) throw new Error('not a name or password of ours');
    return text;
  };
  const user = ({ username }) => `'${checked(username)}'@'%'`;

  if (event.RequestType) {
    if (event.RequestType === 'Delete') return;
    const current = await read({});
    await sql(`CREATE USER IF NOT EXISTS ${user(current)} IDENTIFIED BY '${checked(current.password)}' REQUIRE SSL`);
    await sql(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${checked(DATABASE)}.* TO ${user(current)}`);
    return;
  }
  const token = event.ClientRequestToken;
  const pending = () => read({ VersionId: token, VersionStage: 'AWSPENDING' });
  const changed = async ({ username }) => {
    const query = `SELECT ATTRIBUTE->>'$.rotation' AS token FROM INFORMATION_SCHEMA.USER_ATTRIBUTES WHERE USER = '${checked(username)}'`;
    return JSON.parse((await sql(query)).formattedRecords || '[]')[0]?.token === token;
  };
  const steps = {
    async createSecret() {
      if (await pending().catch(() => undefined)) return;
      const password = (await secrets.getRandomPassword({ PasswordLength: 40, ExcludePunctuation: true }))
        .RandomPassword;
      const SecretString = JSON.stringify({ ...(await read({})), password });
      await secrets.putSecretValue({
        SecretId: SECRET,
        ClientRequestToken: token,
        SecretString,
        VersionStages: ['AWSPENDING'],
      });
    },
    // Repeated, it would retain the new password as the former one, so the user remembers which change it had.
    async setSecret() {
      const next = await pending();
      if (await changed(next)) return;
      const mark = JSON.stringify({ rotation: checked(token) });
      await sql(
        `ALTER USER ${user(next)} IDENTIFIED BY '${checked(next.password)}' RETAIN CURRENT PASSWORD ATTRIBUTE '${mark}'`,
      );
    },
    async testSecret() {
      if (!(await changed(await pending()))) throw new Error('the database has not taken the new password');
    },
    async finishSecret() {
      const { VersionIdsToStages } = await secrets.describeSecret({ SecretId: SECRET });
      const [current] = Object.entries(VersionIdsToStages).find(([, stages]) => stages.includes('AWSCURRENT'));
      if (current === token) return;
      const move = { MoveToVersionId: token, RemoveFromVersionId: current };
      await secrets.updateSecretVersionStage({ SecretId: SECRET, VersionStage: 'AWSCURRENT', ...move });
    },
  };
  await steps[event.Step]();
};

exports.handler = async (event) => {
  if (!event.ResponseURL) return exports.act(event, real());
  const answer = {
    Status: 'SUCCESS',
    PhysicalResourceId: 'database-user',
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
  };
  await exports.act(event, real()).catch((error) => Object.assign(answer, { Status: 'FAILED', Reason: error.message }));
  await fetch(event.ResponseURL, { method: 'PUT', body: JSON.stringify(answer) });
};
