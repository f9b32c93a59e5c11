/// Keeps what service addresses rest on: the ServiceCIDR `kubernetes`, one IPAddress for each address of a service,
/// and the pool of node ports. Looks at once when the server starts and then after changes and from time to time;
/// a difference is mended when two looks in a row have seen it. Events have upstream's names.
///
/// Source: KEP 1880; upstream's `ipallocator-repair-controller`, `portallocator-repair-controller` and
/// `kubernetes-service-cidr-controller`.
@NullMarked
package io.djong.apiserver.serviceaddresses;

import org.jspecify.annotations.NullMarked;
