import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { KeptRunning } from '#test/support/kept-running.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { projectFile } from '#hosting/project-file.js';

/** An object store on this machine, for tests: Adobe's S3Mock, which keeps what it is given in files. */
export interface S3Mock {
  readonly endpoint: string;
  /** A bucket there is. */
  readonly bucket: string;
  /** How it is asked: it knows nobody, and lets everybody in. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  end(): Promise<void>;
}

const VERSION = '4.11.0';
const UNPACK = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack';
const BUCKET = 'attachments';

/** Whether one can be started: without Java or Maven its tests are left out, except where all services must be there. */
export function s3MockAtHand(): boolean {
  const missing = ['java', 'mvn'].filter(
    (program) => spawnSync(program, ['-version'], { stdio: 'ignore' }).status !== 0,
  );
  if (missing.length === 0) return true;
  const lacks = `S3Mock needs ${missing.join(' and ')}`;
  if (process.env['CI'] === 'true') throw new Error(`${lacks} on the path`);
  process.stderr.write(`${lacks}: its tests are skipped\n`);
  return false;
}

/** Starts one at ports that are free, and waits until it listens. */
export async function startS3Mock(): Promise<S3Mock> {
  const folder = temporaryFolder();
  let running: KeptRunning | undefined;
  const end = async () => {
    await running?.end();
    folder.remove();
  };
  try {
    const place = join(folder.path, 's3mock');
    unpack(folder.path, place);
    running = KeptRunning.start(commandOf(place, join(folder.path, 'kept')), {});
    const [, port] = await running.untilSays(/Tomcat started on ports (\d+) \(http\)/);
    await running.untilSays(/Started S3MockApplication|Started LoopbackS3/);
    const credentials = { accessKeyId: 'anybody', secretAccessKey: 'anything' };
    return { endpoint: `http://127.0.0.1:${port}`, bucket: BUCKET, credentials, end };
  } catch (error) {
    await end();
    throw error;
  }
}

function unpack(cwd: string, place: string): void {
  const artifact = `-Dartifact=com.adobe.testing:s3mock:${VERSION}:jar:exec`;
  // The plugin leaves marks in the folder it is called in.
  const { status, stdout, error } = spawnSync(
    'mvn',
    ['-q', '-B', '-ntp', UNPACK, artifact, `-DoutputDirectory=${place}`],
    { cwd, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`Maven did not unpack S3Mock ${VERSION}:\n${stdout}`, { cause: error });
}

function commandOf(place: string, kept: string): string {
  const program = projectFile('libs/attachments/s3/testing/LoopbackS3.java');
  const own = 'com.adobe.testing.s3mock';
  return [
    // Code that is compiled quickly runs slower, which pays only where a server is to stay.
    `mkdir -p ${kept} && exec java -XX:TieredStopAtLevel=1`,
    `-cp '${place}/BOOT-INF/classes:${place}/BOOT-INF/lib/*' ${program}`,
    '--server.address=127.0.0.1 --server.port=0 --server.ssl.enabled=false',
    `--${own}.http-port=0 --${own}.store.root=${kept} --${own}.store.initial-buckets=${BUCKET}`,
  ].join(' ');
}
