package io.djong.scheduler.framework;

import java.util.List;

/// Says which events may help the pods that this plug-in refused. One that does not say is thought to be helped by
/// every event.
public interface EnqueuePlugin extends Plugin {
    /// Asked once. Empty: nothing but time helps.
    List<EventHint> events();
}
