/// Cluster DNS: answers names of Services and pods, in CoreDNS's place.
///
/// Promises: one bound address, UDP and TCP; answers come from memory and are as new as the watch; SERVFAIL, never
/// NXDOMAIN, for the cluster's names until everything has been read once. Names outside of the cluster are refused:
/// nothing is forwarded yet.
@NullMarked
package io.djong.dns;

import org.jspecify.annotations.NullMarked;
