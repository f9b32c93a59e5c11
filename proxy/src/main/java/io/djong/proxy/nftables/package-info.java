/// The rules as nftables, in a layout whose chains and rules do not grow with the services.
///
/// A verdict map leads from (address, protocol, port) to a chain `pick-N`, of which there is one for each number N of
/// endpoints that occurs. Its one rule draws a number below N and looks the new destination up in one map of all
/// endpoints, by (address, protocol, port, number). A change of a service is a change of a few elements, sent as one
/// transaction. Where packets meet the chains is as upstream's nftables mode has it (KEP-3866).
@NullMarked
package io.djong.proxy.nftables;

import org.jspecify.annotations.NullMarked;
