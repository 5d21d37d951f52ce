/**
 * Loaded before a program of the cluster: it ends in good order when whoever started it is gone, however that ended.
 * The channel to it is for nothing else, and keeps no program running.
 */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
