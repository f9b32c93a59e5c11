package io.djong.store.sqlite;

import io.djong.base.time.Environment;
import io.djong.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Platform threads that read, each with a connection of its own. Callers park, so the queue needs no
/// limit.
final class ReadPool implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition queued = lock.newCondition();
    private final ArrayDeque<Answer<?>> queue = new ArrayDeque<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Path file;
    private final SqliteOptions options;
    private boolean closed;

    ReadPool(Environment env, Path file, SqliteOptions options) throws SQLException {
        this.file = file;
        this.options = options;
        ThreadFactory factory = env.threads().platform("store-reader");
        var readers = new ArrayList<Reader>();
        try {
            for (int i = 0; i < options.readers(); i++) {
                readers.add(Reader.open(file, options));
            }
        } catch (SQLException e) {
            for (Reader reader : readers) {
                reader.close();
            }
            throw e;
        }
        for (Reader reader : readers) {
            Thread thread = factory.newThread(() -> run(reader));
            threads.add(thread);
            thread.start();
        }
    }

    /// A question to the database.
    @FunctionalInterface
    interface Question<T extends @Nullable Object> {
        T ask(Reader reader) throws SQLException, StoreException;
    }

    /// Asks on one of the threads.
    <T extends @Nullable Object> T ask(Question<T> question) throws StoreException, InterruptedException {
        var answer = new Answer<T>(question);
        lock.lock();
        try {
            if (closed) {
                throw new StoreException.Unavailable("the store is closed", null);
            }
            queue.add(answer);
            queued.signal();
        } finally {
            lock.unlock();
        }
        return answer.await();
    }

    private void run(Reader first) {
        @Nullable Reader reader = first;
        try {
            for (Answer<?> answer = next(); answer != null; answer = next()) {
                reader = answer(answer, reader);
            }
            if (reader != null) {
                reader.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a reader did not close", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Returns the reader for the next question; null when a new one has to be opened: the driver closes
    /// statements that fail.
    private @Nullable Reader answer(Answer<?> answer, @Nullable Reader reader) throws SQLException {
        Reader open = reader;
        try {
            if (open == null) {
                open = Reader.open(file, options);
            }
            answer.find(open);
            return open;
        } catch (SQLException e) {
            answer.fail(Failures.ofRead(e));
            if (open != null) {
                open.close();
            }
            return null;
        }
    }

    private @Nullable Answer<?> next() throws InterruptedException {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                queued.await();
            }
            return queue.poll();
        } finally {
            lock.unlock();
        }
    }

    /// Answers what was asked, then ends.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            queued.signalAll();
        } finally {
            lock.unlock();
        }
        Joining.join(threads);
    }

    /// A question and, later, its answer or failure.
    private static final class Answer<T extends @Nullable Object> {
        private final Question<T> question;
        private final Outcome<T> outcome = new Outcome<>();

        Answer(Question<T> question) {
            this.question = question;
        }

        void fail(StoreException failure) {
            outcome.fail(failure);
        }

        void find(Reader reader) throws SQLException {
            try {
                outcome.set(question.ask(reader));
            } catch (StoreException e) {
                outcome.fail(e);
            } catch (RuntimeException | Error e) {
                outcome.fail(new StoreException.Unavailable("a read failed: " + e, e));
            }
        }

        T await() throws StoreException, InterruptedException {
            return outcome.await();
        }
    }
}
