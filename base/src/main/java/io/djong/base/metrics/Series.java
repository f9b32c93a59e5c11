package io.djong.base.metrics;

/// One time series: a metric under one set of label values.
sealed interface Series permits Counter, Gauge, Histogram {}
