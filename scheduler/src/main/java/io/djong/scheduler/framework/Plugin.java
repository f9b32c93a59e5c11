package io.djong.scheduler.framework;

/// A part of a profile. Implements the interfaces of the extension points at which it has something to say.
///
/// Plug-ins are made once per profile. What belongs to one pod is kept in the [CycleState].
public interface Plugin {
    /// The name in configurations, metrics and logs.
    String name();
}
