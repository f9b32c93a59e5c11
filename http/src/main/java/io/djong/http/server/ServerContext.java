package io.djong.http.server;

import io.djong.base.time.Environment;
import io.djong.http.limits.HttpLimits;
import io.djong.http.limits.Limit;
import io.djong.http.limits.LimitListener;

/// What all connections of a server share.
record ServerContext(
        Environment environment, HttpLimits limits, LimitListener listener, Dispatcher dispatcher, HttpDate date) {

    long nanos() {
        return environment.ticker().nanos();
    }

    void enforced(Limit limit) {
        listener.enforced(limit);
    }
}
