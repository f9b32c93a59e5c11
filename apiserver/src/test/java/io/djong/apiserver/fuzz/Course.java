package io.djong.apiserver.fuzz;

import io.djong.api.json.JsonObject;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import java.util.List;

/// What the server does with bodies of one kind in one version. Whatever it throws is a mistake of the server.
interface Course {
    void run(KindInput input);

    /// Objects to start from, the one with every field last.
    List<JsonObject> samples();

    KubeType<? extends KubeObject> type();
}
