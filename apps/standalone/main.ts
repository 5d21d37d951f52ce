import { refuseOldNodes } from '#hosting/needed-node.mjs';

refuseOldNodes();

const { openAdmin } = await import('#composition/admin.js');
const { serve } = await import('#composition/service.js');
const { startStandalone } = await import('#composition/standalone.js');
const { usageOf } = await import('#composition/usage.js');

await serve({
  usage: usageOf(
    'npm start --',
    'Serves the API at http://127.0.0.1:3000, documented at /docs, from the data folder ./data.',
  ),
  async start(config, logger, options) {
    const standalone = await startStandalone(config, logger, options);
    const admin = await openAdmin(standalone, logger);
    return {
      failed: standalone.failed,
      loginPath: standalone.loginPath,
      readiness: standalone.readiness,
      listen: () => standalone.listen(),
      async close() {
        try {
          await admin.close();
        } finally {
          await standalone.close();
        }
      },
    };
  },
});
