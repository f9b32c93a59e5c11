package io.djong.http;

/// What answers requests. Each request has a virtual thread of its own, so a handler may block.
///
/// A handler either answers with [Response#send], or opens a [Response#stream] or [Response#upgrade] that
/// outlives it, or both waits and writes. When it returns without having done any of these, the answer is
/// 500; when it throws before the answer began, 500 as well, and when it throws afterwards, the exchange is
/// cut off.
@FunctionalInterface
public interface HttpHandler {
    void handle(Request request, Response response) throws Exception;
}
