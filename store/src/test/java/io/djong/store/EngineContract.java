package io.djong.store;

import java.time.Duration;
import org.junit.jupiter.api.Nested;

/// The whole contract of a store; the test of each engine extends it.
public abstract class EngineContract {
    /// A store without entries. The tests close it.
    protected abstract Store emptyStore() throws Exception;

    /// Lets the store's clock go on; nothing to do where it goes by itself.
    protected void letTimePass(Duration atLeast) throws Exception {}

    @Nested
    final class Commits extends CommitContract {
        @Override
        protected Store emptyStore() throws Exception {
            return EngineContract.this.emptyStore();
        }
    }

    @Nested
    final class Ranges extends RangeContract {
        @Override
        protected Store emptyStore() throws Exception {
            return EngineContract.this.emptyStore();
        }
    }

    @Nested
    final class Watches extends WatchContract {
        @Override
        protected Store emptyStore() throws Exception {
            return EngineContract.this.emptyStore();
        }
    }

    @Nested
    final class Concurrency extends ConcurrencyContract {
        @Override
        protected Store emptyStore() throws Exception {
            return EngineContract.this.emptyStore();
        }
    }

    @Nested
    final class Expiry extends ExpiryContract {
        @Override
        protected Store emptyStore() throws Exception {
            return EngineContract.this.emptyStore();
        }

        @Override
        protected void letTimePass(Duration atLeast) throws Exception {
            EngineContract.this.letTimePass(atLeast);
        }
    }
}
