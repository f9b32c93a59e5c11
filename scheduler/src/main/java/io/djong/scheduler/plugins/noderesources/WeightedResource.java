package io.djong.scheduler.plugins.noderesources;

/// A resource that counts when nodes are compared.
///
/// @param weight 1 to 100
public record WeightedResource(String name, long weight) {}
