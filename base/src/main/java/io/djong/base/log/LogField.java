package io.djong.base.log;

import org.jspecify.annotations.Nullable;

/// A variable of a log line; made by [LogKey#is].
///
/// @param <T> of the value, which is written as its text
public record LogField<T extends @Nullable Object>(LogKey key, T value) {}
