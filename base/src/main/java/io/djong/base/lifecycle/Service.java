package io.djong.base.lifecycle;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Something that starts once and stops once.
///
/// | from | to |
/// |---|---|
/// | `NEW` | `STARTING`, `STOPPED` (stopped before it ever started) |
/// | `STARTING` | `RUNNING`, `FAILED` (a stop that comes meanwhile waits until the start is over) |
/// | `RUNNING` | `STOPPING` |
/// | `STOPPING` | `STOPPED`, `FAILED` |
///
/// `STOPPED` and `FAILED` are final: there is no second start, make a new service. [#start] and
/// [#stop] may be called by any thread; one of them runs at a time. [#state] never blocks.
public abstract class Service {
    private static final System.Logger LOG = System.getLogger(Service.class.getName());

    /// Where a service is in its one life.
    public enum State {
        NEW,
        STARTING,
        RUNNING,
        STOPPING,
        STOPPED,
        FAILED
    }

    private static final Map<State, Set<State>> LEGAL = legalTransitions();

    private final String name;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile State state = State.NEW;

    /// @param name for logs and errors: lower case, hyphens
    protected Service(String name) {
        this.name = name;
    }

    /// For logs and errors.
    public final String name() {
        return name;
    }

    /// Where it is now. Another thread may have moved it on when the caller looks at the answer.
    public final State state() {
        return state;
    }

    /// Starts, and returns when the service does its work. A start that fails is undone: [#onStop] has been
    /// called.
    ///
    /// @throws StartException if it could not start; the state is then `FAILED`
    /// @throws InterruptedException if interrupted while starting; undone as well
    /// @throws IllegalStateException if it was started or stopped before
    public final void start() throws StartException, InterruptedException {
        turn.lockInterruptibly();
        try {
            move(State.STARTING);
            try {
                onStart();
            } catch (InterruptedException e) {
                undo(e);
                throw e;
            } catch (StartException e) {
                undo(e);
                throw e;
            } catch (Exception e) {
                undo(e);
                throw new StartException(name, e);
            } catch (Error e) {
                undo(e);
                throw e;
            }
            move(State.RUNNING);
        } finally {
            turn.unlock();
        }
    }

    /// Stops, and returns when nothing of the service runs any more. Does nothing when it is stopped or failed
    /// already.
    ///
    /// @throws InterruptedException if interrupted while stopping; the state is then `FAILED`, as
    ///     something may still run
    public final void stop() throws InterruptedException {
        turn.lockInterruptibly();
        try {
            switch (state) {
                case NEW -> move(State.STOPPED);
                case STOPPED, FAILED -> {}
                case RUNNING -> {
                    move(State.STOPPING);
                    finish();
                }
                case STARTING, STOPPING -> throw new IllegalStateException(name + " is stopped by its own " + state);
            }
        } finally {
            turn.unlock();
        }
    }

    /// Begins the work and returns when it is under way. What it throws becomes a [StartException].
    protected abstract void onStart() throws Exception;

    /// Ends the work and returns when nothing runs any more. Also called after an [#onStart] that
    /// failed half way, so it copes with parts that were never made.
    protected abstract void onStop() throws InterruptedException;

    private void finish() throws InterruptedException {
        try {
            onStop();
        } catch (InterruptedException | RuntimeException | Error e) {
            move(State.FAILED);
            throw e;
        }
        move(State.STOPPED);
    }

    private void undo(Throwable failure) {
        try {
            onStop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.addSuppressed(e);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        } finally {
            move(State.FAILED);
        }
    }

    private void move(State next) {
        if (!isLegal(state, next)) {
            throw new IllegalStateException(name + " cannot go from " + state + " to " + next);
        }
        LOG.log(System.Logger.Level.DEBUG, "service {0}: {1} to {2}", name, state, next);
        state = next;
    }

    /// The table above.
    static boolean isLegal(State from, State to) {
        @Nullable Set<State> next = LEGAL.get(from);
        return next != null && next.contains(to);
    }

    private static Map<State, Set<State>> legalTransitions() {
        var legal = new EnumMap<State, Set<State>>(State.class);
        legal.put(State.NEW, EnumSet.of(State.STARTING, State.STOPPED));
        legal.put(State.STARTING, EnumSet.of(State.RUNNING, State.FAILED));
        legal.put(State.RUNNING, EnumSet.of(State.STOPPING));
        legal.put(State.STOPPING, EnumSet.of(State.STOPPED, State.FAILED));
        return legal;
    }
}
