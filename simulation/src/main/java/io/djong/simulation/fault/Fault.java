package io.djong.simulation.fault;

/// What can go wrong between a client and the server.
public enum Fault {
    /// The request does not arrive; nothing was done.
    LOST_REQUEST,
    /// The answer does not arrive; the request was carried out.
    LOST_ANSWER,
    /// The server fails, code 500; nothing was done.
    REFUSAL,
    /// A conditional write is told that the object has changed; nothing was done.
    CONFLICT,
    /// A request, an answer or an event takes its time.
    DELAY,
    /// A watch ends: by a broken connection, by its end, or because it is told to list again.
    BROKEN_WATCH
}
