/// nftables by netlink: tables, chains, sets, maps and rules as values, sent in batches that take effect whole.
///
/// What is written here reads right in nft list ruleset: sets carry the types of their keys.
@NullMarked
package io.djong.linux.nft;

import org.jspecify.annotations.NullMarked;
