package io.djong.client;

import io.djong.api.meta.Bytes;

/// The whole answer to a [RawRequest]. Any status code is a value here, not an exception.
///
/// @param contentType "" when the server named none
public record RawResponse(int status, String contentType, Bytes body) {}
