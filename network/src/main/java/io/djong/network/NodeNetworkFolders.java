package io.djong.network;

import java.nio.file.Path;

/// Where files lie.
///
/// @param state our notes: what was there before us (survives restarts, goes with [NodeNetwork#remove])
/// @param cniConfiguration where containerd looks for CNI configuration
/// @param leases where host-local keeps who has which address
public record NodeNetworkFolders(Path state, Path cniConfiguration, Path leases) {}
