import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import featuresGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { type AppendCall, type BatchCall, DoubleAppends, type Durations, nameOf } from './double-appends.js';
import { Faults } from './double-faults.js';
import { DoubleLog } from './double-log.js';
import { DoubleReads, type ReadCall } from './double-reads.js';

/** The version whose answers it gives. */
const VERSION = '23.10.6';
/** A message of more bytes is refused before it is looked at. */
const MOST_MESSAGE = 16 * 1024 * 1024;
const HOST = '127.0.0.1';

/** A gRPC server that answers as an EventStoreDB of one node does; it keeps its log in memory. */
export class DoubleServer {
  readonly faults = new Faults();
  readonly reads: DoubleReads;
  private readonly log = new DoubleLog(() => Date.now());
  private readonly appends: DoubleAppends;
  private server: Server | undefined;

  private constructor(
    private port: number,
    durations: Durations,
  ) {
    this.appends = new DoubleAppends(this.log, this.faults, durations, () => this.port);
    this.reads = new DoubleReads(this.log, this.faults, () => this.port);
  }

  /** Starts it at a port, or at any that is free when it is 0. */
  static async start(port: number, durations: Durations): Promise<DoubleServer> {
    const double = new DoubleServer(port, durations);
    await double.start();
    return double;
  }

  /** How a client is told to reach it. */
  get connection(): string {
    return `esdb://${HOST}:${this.port}?tls=false`;
  }

  /** How many appends came a second time while the first was under way. */
  get duplicates(): number {
    return this.appends.duplicates;
  }

  /** How many events there are, its own included. */
  get events(): number {
    return this.log.events.length;
  }

  /** Listens where it did, with what it had kept. */
  async start(): Promise<void> {
    if (this.server) return;
    const server = new Server({ 'grpc.max_receive_message_length': MOST_MESSAGE });
    server.addService(streamsGrpc.StreamsService, {
      read: (call: ReadCall) => void this.reads.read(call),
      append: (call: AppendCall, answer: sendUnaryData<streams.AppendResp>) =>
        void this.appends.append(call, answer),
      batchAppend: (call: BatchCall) => this.appends.batchAppend(call),
      delete: this.remove.bind(this, false),
      tombstone: this.remove.bind(this, true),
    });
    server.addService(featuresGrpc.ServerFeaturesService, { getSupportedMethods: supported });
    server.addService(gossipGrpc.GossipService, {
      read: (_: unknown, answer: sendUnaryData<gossip.ClusterInfo>) => answer(null, this.members()),
    });
    this.port = await new Promise<number>((resolve, reject) =>
      server.bindAsync(`${HOST}:${this.port}`, ServerCredentials.createInsecure(), (error, port) =>
        error ? reject(error) : resolve(port),
      ),
    );
    this.server = server;
  }

  /** Ends all connections at once, as a process that is killed; what was kept stays. */
  stop(): void {
    this.server?.forceShutdown();
    this.server = undefined;
  }

  private remove(
    tombstoned: boolean,
    { request }: ServerUnaryCall<streams.DeleteReq, streams.DeleteResp>,
    answer: sendUnaryData<streams.DeleteResp | streams.TombstoneResp>,
  ): void {
    const name = nameOf(request.getOptions()!.getStreamIdentifier()!);
    const at = String(this.log.remove(name, tombstoned));
    const kind = tombstoned ? streams.TombstoneResp : streams.DeleteResp;
    const position = new kind.Position();
    position.setCommitPosition(at);
    position.setPreparePosition(at);
    const response = new kind();
    response.setPosition(position);
    answer(null, response);
  }

  private members(): gossip.ClusterInfo {
    const endpoint = new gossip.EndPoint();
    endpoint.setAddress(HOST);
    endpoint.setPort(this.port);
    const member = new gossip.MemberInfo();
    member.setState(gossip.MemberInfo.VNodeState.LEADER);
    member.setIsAlive(true);
    member.setHttpEndPoint(endpoint);
    member.setTimeStamp('0');
    const id = new shared.UUID();
    id.setString('00000000-0000-4000-8000-000000000001');
    member.setInstanceId(id);
    return new gossip.ClusterInfo().setMembersList([member]);
  }
}

function supported(_: unknown, answer: sendUnaryData<features.SupportedMethods>): void {
  const methods = new features.SupportedMethods();
  methods.setEventStoreServerVersion(VERSION);
  for (const name of ['append', 'batchappend', 'read', 'delete', 'tombstone']) {
    const method = new features.SupportedMethod();
    method.setServiceName('event_store.client.streams.streams');
    method.setMethodName(name);
    methods.addMethods(method);
  }
  answer(null, methods);
}
