package io.djong.apiserver.fuzz;

import io.djong.api.json.JsonObject;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.content.Documents;
import io.djong.apiserver.content.MediaType;
import io.djong.client.ApiException;
import java.util.List;

/// A kind that is only asked: reviews, and what is posted below an object. It is decoded, gets defaults, is checked
/// and is answered with.
final class QuestionCourse<V extends KubeObject> implements Course {
    private final Bodies<V> bodies;

    QuestionCourse(KubeType<V> type, List<JsonObject> samples) {
        this.bodies = new Bodies<>(type, samples);
    }

    @Override
    public List<JsonObject> samples() {
        return bodies.samples();
    }

    @Override
    public KubeType<V> type() {
        return bodies.type();
    }

    @Override
    public void run(KindInput input) {
        try {
            var question = bodies.first(input, KindCourse.context());
            Bodies.readable(Validation.create(question));
            for (var media : MediaType.values()) {
                Documents.of(question, media, false);
            }
        } catch (ApiException _) {
            // a refusal
        }
    }
}
