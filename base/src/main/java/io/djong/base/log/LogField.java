package io.djong.base.log;

import org.jspecify.annotations.Nullable;

/// A variable of a log line; made by [LogKey#is].
public record LogField(LogKey key, @Nullable Object value) {}
