/// Asks other servers about names that are not the cluster's, and remembers what they said.
///
/// Promises: every wait has a limit, so has the number of queries under way and of remembered
/// answers; a server that is ourselves, or that asks us in turn, is not asked; the file that names
/// the servers may change at any time. Source: CoreDNS's plugins `forward`, `cache` and `loop` with
/// the values of kubeadm's Corefile.
@NullMarked
package io.djong.dns.forward;

import org.jspecify.annotations.NullMarked;
