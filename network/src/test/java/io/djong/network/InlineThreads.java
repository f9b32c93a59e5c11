package io.djong.network;

import io.djong.base.time.Environment;
import io.djong.base.time.Threads;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/// Real threads, except that work for platform threads runs where it is asked for.
record InlineThreads(Environment environment) implements Threads {
    @Override
    public Thread start(String name, Runnable body) {
        return environment.threads().start(name, body);
    }

    @Override
    public ThreadFactory platform(String name) {
        return environment.threads().platform(name);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T cpu(Work<T, X> work) throws X {
        return work.run();
    }
}
