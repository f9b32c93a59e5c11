package io.djong.apiserver.proxy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// A URL's query in the making.
final class QueryText {
    private final StringBuilder text = new StringBuilder();

    QueryText add(String name, String value) {
        text.append(text.isEmpty() ? "" : "&").append(name).append('=');
        text.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        return this;
    }

    /// With the question mark; "" when there are no parameters.
    @Override
    public String toString() {
        return text.isEmpty() ? "" : "?" + text;
    }
}
