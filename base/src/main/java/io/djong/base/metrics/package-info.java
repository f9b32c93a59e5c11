/// Counters, gauges and histograms, and the Prometheus text forms. A registry goes down by
/// constructor; names, labels and buckets are the caller's, who takes them from upstream.
@NullMarked
package io.djong.base.metrics;

import org.jspecify.annotations.NullMarked;
