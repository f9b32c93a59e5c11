/// The engine for several servers: an etcd cluster, over a thin gRPC client of our own.
///
/// Messages are those of etcd's v3 API (`etcdserverpb`, `mvccpb`), written and read by hand: the engine
/// uses a dozen of them. gRPC and Netty bring threads and clocks of their own, so this engine takes no
/// part in simulations.
@NullMarked
package io.djong.store.etcd;

import org.jspecify.annotations.NullMarked;
