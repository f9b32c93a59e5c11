package io.djong.client.informer;

/// Hears what changes in an informer. Called by the informer's thread, in order, after the lister shows the
/// change.
///
/// A handler must be quick and must not wait for anything: it computes keys and adds them to a queue. What it
/// throws is a bug: logged, and the next event is delivered.
public interface Handler<T> {
    /// The object appeared.
    ///
    /// @param initial it was there when the handler was registered, or belongs to the informer's first list
    void added(T object, boolean initial);

    /// The object changed; several changes may be merged into one.
    ///
    /// @param before the state that this handler heard of last; the same object as `after` in a resync
    void updated(T before, T after);

    /// The object is gone. An object that was replaced by another of the same name (another uid) is reported as
    /// deleted, then added.
    ///
    /// @param last the last state that is known; when the watch missed the deletion that may not be the final
    ///     one
    void deleted(T last);
}
