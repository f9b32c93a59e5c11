/// Netlink sockets, and what rtnetlink and ctnetlink offer: links, addresses, routes, neighbours, connections.
///
/// A socket belongs to the network namespace in which it was opened, for ever; use it from any thread.
@NullMarked
package io.djong.linux.netlink;

import org.jspecify.annotations.NullMarked;
