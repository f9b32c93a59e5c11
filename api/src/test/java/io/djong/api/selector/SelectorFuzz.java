package io.djong.api.selector;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Set;

/// Any text: reading a selector ends with one or a [SelectorException], and one that was read is read the same from
/// its own text.
class SelectorFuzz {
    @FuzzTest(maxDuration = "2m")
    void readsAnyLabelSelector(byte[] data) {
        Selector selector;
        try {
            selector = Selector.parse(new String(data, UTF_8));
        } catch (SelectorException e) {
            if (e.getMessage() == null) throw new AssertionError("no message", e);
            return;
        }
        try {
            var again = Selector.parse(selector.toString());
            if (!again.toString().equals(selector.toString())) throw new AssertionError(selector + " and " + again);
        } catch (SelectorException e) {
            throw new AssertionError("cannot be read again: " + selector, e);
        }
    }

    @FuzzTest(maxDuration = "2m")
    void readsAnyFieldSelector(byte[] data) {
        FieldSelector selector;
        try {
            selector = FieldSelector.parse(new String(data, UTF_8));
        } catch (SelectorException e) {
            if (e.getMessage() == null) throw new AssertionError("no message", e);
            return;
        }
        try {
            var again = FieldSelector.parse(selector.toString()); // terms stand in the order of their texts
            if (!Set.copyOf(again.terms()).equals(Set.copyOf(selector.terms()))) {
                throw new AssertionError("read otherwise: " + selector + " and " + again);
            }
        } catch (SelectorException e) {
            throw new AssertionError("cannot be read again: " + selector, e);
        }
    }
}
