package io.djong.cel;

import io.djong.api.types.apiextensions.v1.ValidationRule;
import io.djong.api.validation.expression.DeclaredType;
import io.djong.api.validation.expression.SchemaExpressions.CompiledRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What compiling the last rules told: definitions are written again and again with the same schemas.
/// Safe for use by several threads.
final class RecentRules {
    /// How many rules are kept.
    private static final int RULES_MAX = 500;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, CompiledRule> rules = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, CompiledRule> eldest) {
            return size() > RULES_MAX;
        }
    };

    /// @param self what the rule looks at
    record Key(DeclaredType self, ValidationRule rule) {}

    @Nullable
    CompiledRule get(Key key) {
        lock.lock();
        try {
            return rules.get(key);
        } finally {
            lock.unlock();
        }
    }

    void put(Key key, CompiledRule compiled) {
        lock.lock();
        try {
            rules.put(key, compiled);
        } finally {
            lock.unlock();
        }
    }
}
