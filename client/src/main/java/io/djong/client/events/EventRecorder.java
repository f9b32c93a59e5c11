package io.djong.client.events;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.core.v1.ObjectReference;
import java.util.Map;

/// Tells people about an object, in the name of one component. Calls return at once; an [EventSink] writes.
///
/// Events are a courtesy: they may be combined, counted, delayed or dropped, and nothing may depend on them.
public interface EventRecorder {
    /// Something ordinary happened.
    ///
    /// @param reason one CamelCase word, for programs
    /// @param message a sentence, for people
    default void normal(KubeObject about, String reason, String message) {
        record(referenceTo(about), "Normal", reason, message);
    }

    /// Something went wrong.
    ///
    /// @param reason one CamelCase word, for programs
    /// @param message a sentence, for people
    default void warning(KubeObject about, String reason, String message) {
        record(referenceTo(about), "Warning", reason, message);
    }

    /// Something happened.
    ///
    /// @param type `Normal` or `Warning`
    void record(ObjectReference about, String type, String reason, String message);

    /// Something happened, of which the event's annotations tell more to programs. A recorder that keeps no
    /// annotations
    /// records the rest.
    ///
    /// @param type `Normal` or `Warning`
    default void annotated(
            ObjectReference about, Map<String, String> annotations, String type, String reason, String message) {
        record(about, type, reason, message);
    }

    /// Where an event about this object points to.
    static ObjectReference referenceTo(KubeObject object) {
        return new ObjectReference(
                object.kind(),
                object.metadata().namespace(),
                object.metadata().name(),
                object.metadata().uid(),
                object.apiVersion(),
                object.metadata().resourceVersion(),
                "");
    }
}
