package io.djong.kubelet.runtime;

import java.util.List;

/// Something of a pod could not be ended. The message says what, in upstream's words, as it stands in the event.
public final class PodKillException extends Exception {
    private static final long serialVersionUID = 1;

    PodKillException(List<String> failures) {
        super(failures.size() == 1 ? failures.getFirst() : "[" + String.join(", ", failures) + "]");
    }
}
